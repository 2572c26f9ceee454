/*
 * What a machine-readable document says of products, whatever its format, as
 * somebody who got it from anywhere would understand it: formats.def has the
 * formats.  Any bytes can be read; nothing is fetched, nothing is judged.
 *
 * Answers are sets, for not every format can say everything: CVE's
 * "unaffected" is fixed or not affected, and what OSV leaves out may be all
 * but affected.  Two documents contradict each other when their sets have
 * nothing in common.
 */
#ifndef READING_READING_H
#define READING_READING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "reading/reading_record.h"

struct arena;

/* The title of a format, for people. */
const char *reading_title(enum reading_format f);

/* Whether it may name versions one by one, so that it cannot know new ones. */
bool reading_lists(enum reading_format f);

/*
 * Read a document.  NULL with *why (a sentence part) when it is not JSON, of no
 * format known here, or over a limit (LIMIT_READING_*).  Texts are views of
 * the document or live in a.
 */
struct reading *reading_open(struct arena *a, struct str text,
    const char **why);

/* Somebody's product at a version: the names under which it may go. */
struct reading_query {
	const struct str *purls;	/* with or without a version */
	size_t n_purls;
	const struct str *cpes;
	size_t n_cpes;
	const struct str *iris;		/* addresses that are names of this */
	size_t n_iris;			/* very version */
	struct str iri;			/* that of the product */
	struct str id;			/* of this very version in a document,
					 * for who knows it */
	struct str vendor;
	struct str family;		/* may be empty */
	struct str name;
};

/* The same, prepared for many documents. */
struct reading_keys {
	struct str *v;
	size_t n;
	bool has_purl;
	bool has_cpe;
};

struct reading_keys reading_keys(struct arena *a,
    const struct reading_query *q);

/* The products of a document that it is, by index, ascending. */
struct reading_match {
	struct reading_same {
		size_t product;
		bool is_very;		/* this very version, by its iri */
	} * v;
	size_t n;
};

/*
 * A product is the same where a package URL, a CPE name or an address is,
 * versions and qualifiers apart; by vendor and name where no such name
 * contradicts.
 */
struct reading_match reading_match(struct arena *a, const struct reading *r,
    const struct reading_keys *keys);

/*
 * Where a version of a matched product stands, as a set: by the nearest
 * statement that fits (this version, a range, the whole product), or the first
 * one where the format says so; of equally near ones by the one that asks for
 * more.  So for the product alone, and for each combination; of these answers
 * the gravest holds, by the rule of export/public/standing.h with its
 * exception.  *statement gets its index, SIZE_MAX for silence, which is
 * READING_UNKNOWN.  Needs room in a.
 */
unsigned reading_stand(struct arena *a, const struct reading *r,
    const struct reading_flaw *f, const struct reading_match *match,
    struct str version, size_t *statement);

#endif
