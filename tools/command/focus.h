/*
 * Whom a page is for: everybody, one person, or one company with its units;
 * and what concerns them.
 */
#ifndef COMMAND_FOCUS_H
#define COMMAND_FOCUS_H

#include <stdbool.h>

#include "model/derived.h"

struct invocation;
struct model;

struct focus {
	const struct model *m;
	const struct person_entry *who;		/* NULL: anybody */
	const struct company_entry *company;	/* NULL: any */
};

/*
 * Take --who and --company.  Prints a usage error with a suggestion, and
 * returns false, when there is no such person or company.
 */
bool focus_take(const struct invocation *v, const struct model *m,
    struct focus *out);

/*
 * A case concerns a person who owns it, stands in, is in its team or answers
 * for one of its products; a company whose it is, or whose products it is
 * about.
 */
bool focus_has_case(const struct focus *f, const struct case_entry *c);

/* A product concerns the three persons in its file, and its company. */
bool focus_has_product(const struct focus *f, const struct product_entry *p);

/* A clock concerns whom its record or its product concerns. */
bool focus_has_clock(const struct focus *f, const struct clock *k);

/* A question concerns whom it asks. */
bool focus_has_request(const struct focus *f, const struct request *r);

/* Who owns a policy or leads a campaign; NULL for other records. */
const struct person_entry *focus_owner(const struct clock_owner *o);

#endif
