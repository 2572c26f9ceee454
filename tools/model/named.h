/*
 * Who is named on a case, and by which secrecy agreement: checks, access lists.
 */
#ifndef MODEL_NAMED_H
#define MODEL_NAMED_H

#include <stdbool.h>

#include "base/time.h"
#include "model/model.h"

struct arena;

struct named_person {
	const struct person_entry *person;
	struct span at;		/* where the person is named first */
};

struct named {
	struct named_person *v;	/* in the file's order, once each */
	size_t n;
};

/*
 * The persons of a case: owner, deputy, team, who did or promised or decided
 * what in it; who asked and answers questions that serve it; who approved it.
 * Not those who answer for waivers: they need not know the case.
 */
struct named named_of(struct arena *a, const struct case_entry *c);

/*
 * The agreement of a person that covers the case: for all, for the case, for
 * the party that reported it or one that agreed to the embargo, or for the
 * channel it came by.  Of several the one that holds longest; NULL if none.
 */
const struct nda *named_nda(const struct case_entry *c,
    const struct person *p);

/* Whether an agreement holds on a day; NULL never does. */
bool named_holds(const struct nda *n, struct day on);

#endif
