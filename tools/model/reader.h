/*
 * Which inside editions somebody may be sent.  Messages are made of these, and
 * rules ask the same function.
 *
 * A list may read that which names its address among its recipients.  A person
 * may read that of the own company, if there is one, then the one marked
 * `staff: yes` (of no company, without filter, up to AMBER).  Never the desk's
 * for persons: mails travel; and none above AMBER+STRICT for anybody.
 *
 * Persons of outside makers read nothing but an edition of their company that
 * names them among its recipients.
 */
#ifndef MODEL_READER_H
#define MODEL_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "model/entry.h"

struct model;

#define READER_EDITIONS	2

/* Somebody who is sent something. */
struct reader {
	const struct person_entry *person;	/* NULL: a list */
	struct str address;			/* of a list */
};

/* The editions that a reader may be sent, the closest first; none: 0. */
size_t reader_editions(const struct model *m, const struct reader *r,
    const struct audience *out[READER_EDITIONS]);

/* Whether nothing above AMBER+STRICT is in an edition: what named persons alone
 * may read is not sent. */
bool reader_may_be_sent(const struct audience *a);

/* Whether an edition is that of all staff. */
bool reader_is_staff(const struct audience *a);

/* Whether a person works for an outside maker. */
bool reader_is_outside(const struct person_entry *p);

/* Whether a company is another one, or a unit of it. */
bool reader_is_part(const struct company_entry *c, struct str of);

#endif
