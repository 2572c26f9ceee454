/*
 * The newest input of a page, by git: instant and commit at its head.  A page
 * of a record names its documents (frame_input()); a list has those of the
 * kinds that its row of nav.def says.
 */
#ifndef EXPORT_INTERNAL_INPUTS_H
#define EXPORT_INTERNAL_INPUTS_H

#include <stdbool.h>

#include "model/entry.h"

struct arena;
struct audit_commit;
struct frame;
struct model;

/* Digits of a commit's id, as git shows it in short. */
#define INPUTS_SHORT_DIGITS	10

/* A kind as a bit. */
#define INPUTS_KIND(kind) (1u << (unsigned)(kind))
_Static_assert(KINDS <= 32, "a bit a kind");

struct inputs {
	const struct audit_commit *newest;	/* NULL: none is known */
	bool has_open;	/* one is not committed yet, or changed since */
};

/* Of each kind, as an array of KINDS. */
const struct inputs *inputs_by_kind(struct arena *a, const struct model *m);

/* Add a document; one that the edition sees in part tells nothing. */
void inputs_add(struct inputs *i, const struct model *m,
    const struct document *doc);

/* The document of a kind at a path; NULL when the edition has none there. */
const struct document *inputs_find(const struct model *m, enum kind kind,
    struct str path);

/* Set input_at, input_rev and input_open for partials/inside_input. */
void inputs_show(const struct frame *f, const struct inputs *i);

/* All kinds of a set of bits together. */
struct inputs inputs_join(const struct inputs *by_kind, unsigned kinds);

#endif
