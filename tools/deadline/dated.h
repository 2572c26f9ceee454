/*
 * Occurrences on their way: facts as they are, and facts made up of dated
 * fields.  For deadline/ only.
 */
#ifndef DEADLINE_DATED_H
#define DEADLINE_DATED_H

#include "model/derived.h"

struct arena;
struct sources;
struct zone;

struct dated {
	struct arena *perm;
	const struct sources *places;
	const struct zone *zone;	/* of dates alone */
	struct occurrence *v;
	size_t n;
	size_t cap;
};

/* A dated field that clocks take for a fact. */
struct dated_field {
	enum event event;
	struct str key;
	struct moment at;	/* unset: when it was written is not known */
	struct moment until;	/* the date that it carries; may be unset */
	const struct ref *by;		/* NULL if nobody */
	const struct ref *product;	/* NULL if none */
	struct span where;	/* its record */
	struct str text;	/* for the proof */
};

/* A fact that has a time. */
void dated_fact(struct dated *l, enum event e, const struct fact *f);

/* A field; left out when neither at nor until is written. */
void dated_field(struct dated *l, const struct dated_field *f);

/*
 * Bring them in order.  What only carries a date holds since the first dated
 * statement of the record, since that is the earliest it can have been known,
 * or where there is none since the date itself.
 */
void dated_finish(struct dated *l);

#endif
