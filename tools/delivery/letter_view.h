/*
 * An edition's view as letters are made of it: derived, matched, and its
 * findings listed by who answers for them.
 */
#ifndef DELIVERY_LETTER_VIEW_H
#define DELIVERY_LETTER_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "model/records.h"

struct arena;
struct finding;
struct map;
struct model;

/* An edition's view, derived and matched; prepared once for all letters. */
struct letter_view {
	const struct model *m;
	const struct audience *audience;	/* of the full model; NULL: the
						 * exporter's own edition */
	enum tlp ceiling;
	struct str address;	/* where the edition stands, ends in "/"; or
				 * empty */
	struct map *by_item;	/* findings, all maps by letter_view_open() */
	struct map *by_person;	/* of what they answer for: letter_list */
	struct map *by_company;
	struct map *stock;	/* solutions that say the same of one thing and
				 * another: nothing of either */
	bool is_fresh;		/* no feed is missing or stale: what is not
				 * found is gone */
};

struct letter_list {
	const struct finding **v;	/* as they stand in the view */
	size_t n, cap;
};

/* Fill the maps and is_fresh; the rest is set.  Lives in a. */
void letter_view_open(struct arena *a, struct letter_view *v);

/* What a finding is of, as the ledger has it: a system's id, "PRODUCT@VERSION".
 */
struct str letter_view_of(struct arena *a, const struct finding *f);

/* The key of by_item. */
struct str letter_view_key(struct arena *a, struct str id, struct str of);

#endif
