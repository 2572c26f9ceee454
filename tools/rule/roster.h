/*
 * Who is named on a case, and by which secrecy agreement.
 */
#ifndef RULE_ROSTER_H
#define RULE_ROSTER_H

#include "model/model.h"

struct arena;

struct roster_person {
	const struct person_entry *person;
	struct span at;		/* where the case names the person first */
};

struct roster {
	struct roster_person *v;	/* in the file's order, once each */
	size_t n;
};

/* The persons of a case: owner, deputy, team, and who did or is asked what. */
struct roster roster_of(struct arena *a, const struct case_entry *c);

/*
 * The agreement of a person that covers the case: for all, for the case, for
 * the party that reported it or one that agreed to the embargo, or for the
 * channel it came by.  Of several the one that holds longest; NULL if none.
 */
const struct nda *roster_nda(const struct case_entry *c,
    const struct person *p);

#endif
