/*
 * Private parts of wall/secret*.c.
 */
#ifndef WALL_SECRET_IMPL_H
#define WALL_SECRET_IMPL_H

#include <stdbool.h>
#include <stdint.h>

#include "model/model.h"
#include "wall/secret.h"

struct fold;

/* A text that the audience sees, and where it was written. */
struct secret_shown {
	struct str text;
	uint64_t place;		/* secret_place() */
	bool is_prose;		/* words that people wrote: see clear() */
};

struct secret_making {
	const struct wall *w;
	const struct model *view;	/* the first; NULL: one of advisories */
	const struct audience *audience;
	struct arena *perm;		/* of terms and secrets */
	struct arena *tmp;		/* of the rest */
	struct fold *fold;
	struct scan *scan;
	struct secret *v;
	size_t n, cap;
	struct secret_shown *shown;
	size_t n_shown, shown_cap;
	bool is_prose;			/* what is shown next is */
	int32_t *days;		/* shown dates; of everybody alone */
	size_t n_days, days_cap;
};

/* One item of a field; audience is that of the field. */
typedef void secret_visit(struct secret_making *k, const struct record *r,
    const struct field *f, const void *item);

/* Visit all items of the fields up to a level, records within records too. */
void secret_walk(struct secret_making *k, const struct record *r,
    const void *record, enum field_audience level, secret_visit *visit);

/* A place as a number; that of nowhere is 0. */
uint64_t secret_place(struct span at);

/* Note what is seen. */
void secret_show(struct secret_making *k, struct str text, struct span at);
secret_visit secret_show_item;

/* All that everybody sees. */
void secret_show_public(struct secret_making *k);

/* A page of our public site; what it is named after is searched anyway. */
bool secret_is_ours(const struct secret_making *k, struct str url);

/* How a text becomes terms. */
enum secret_form {
	SECRET_WHOLE,	/* as it is */
	SECRET_VALUE,	/* and by shingles when it is long */
	SECRET_PROSE,	/* by its sentences */
};

/* Add the terms of a text; owner is an index of v. */
void secret_add_text(struct secret_making *k, uint32_t owner, struct str text,
    enum secret_form form);

/* Add the forms of a date, and of the instant when it is one. */
void secret_add_when(struct secret_making *k, uint32_t owner,
    const struct when *w);

/*
 * Add the telephone numbers of what k->fold holds, as terms that stand for any
 * grouping of their digits, within the country and from abroad.
 */
void secret_add_phones(struct secret_making *k, uint32_t owner);

#endif
