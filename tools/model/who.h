/*
 * Who can do what a case needs, by role, best first.
 */
#ifndef MODEL_WHO_H
#define MODEL_WHO_H

#include <stddef.h>

#include "base/limits.h"
#include "base/time.h"
#include "model/records.h"

struct case_entry;
struct model;
struct person_entry;

struct who {
	const struct person_entry *v[LIMIT_STAGE_WHO];
	size_t n;
};

/*
 * Persons with one of the roles (enum role): of the case, of its products,
 * contacts of its company, others of the company, of the head company.  For
 * developers, QA and product owners those count whom the inventory names,
 * whatever the roster says.  Who is away today is replaced by the deputy.
 */
void who_supplies(const struct model *m, const struct case_entry *c,
    const struct choice_list *roles, struct day today, struct who *out);

#endif
