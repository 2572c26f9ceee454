/*
 * What an audience may not see, as terms for the leak scan.
 *
 * Terms come from comparing all that the repository holds with what the
 * audience sees: of an inside audience the view that wall_inside() made, of
 * everybody the fields that the tables call public in released records and in
 * those that are always published.  It is a second opinion: wall/public*.c,
 * which makes the public view, has no part in it.
 *
 *   ids, references, addresses	whole; of package URLs and CPE names the
 *		product's name by itself too
 *   names and other short values	whole, as words
 *   sentences of notes and of unpublished texts, and long values
 *		overlapping shingles: pieces of SECRET_SHINGLE, a character of
 *		Japanese weighing one, a word of Latin letters two, a number
 *		of three digits nothing; sentences from SECRET_SENTENCE on
 *		whole
 *   numbers and addresses within those	whole; telephone numbers in any
 *		groups, at home and from abroad; mail addresses with "at" and
 *		"dot" in words too
 *   dates	in the usual forms, for everybody alone: an inside edition
 *		computes dates of its own
 *
 * A term that stands in what the audience does see, or in `cleared`, is no
 * secret: it is searched for there in the same way, and dropped.
 *
 * Not terms: ids of editions, names of software in the market that a system or
 * product uses, words of a vocabulary, numbers and truths, versions, scores,
 * values with fewer than four letters and digits or seven digits alone; a
 * single word within a note is not one either, unless it is an id or address.
 */
#ifndef WALL_SECRET_H
#define WALL_SECRET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/str.h"

struct audience;
struct fold_table;
struct model;
struct scan;
struct wall;

/* Weights; see above. */
#define SECRET_SHINGLE	10
#define SECRET_SENTENCE	6

enum secret_kind {
	SECRET_ID,
	SECRET_ADDRESS,
	SECRET_NAME,
	SECRET_DATE,
	SECRET_TEXT,
};

/* A value that the audience may not see. */
struct secret {
	enum secret_kind kind;
	struct span at;		/* in the sources of w->model */
	struct str field;	/* "person.name"; of a text "case" */
};

struct secrets {
	const struct secret *v;	/* owners of the terms */
	size_t n;
	struct scan *scan;	/* ready */
	const struct fold_table *table;
};

/*
 * The secrets kept from an audience.
 *
 *   view	of an inside audience: wall_inside(); of everybody NULL
 *   cleared	texts that every reader may see: templates, words, assets
 *
 * Uses of w: model, now, perm.
 */
struct secrets *secret_find(const struct wall *w, const struct audience *a,
    const struct model *view, const struct str *cleared, size_t n);

/* The secrets kept from whoever reads n_views (1..) inside editions: what none
 * of them shows.  a: the first one's audience. */
struct secrets *secret_find_any(const struct wall *w, const struct audience *a,
    const struct model *const *views, size_t n_views,
    const struct str *cleared, size_t n);

/* "id", "address", "name", "date", "text". */
const char *secret_kind_name(enum secret_kind k);

#endif
