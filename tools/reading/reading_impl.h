/*
 * Readers of formats, and what they share.  Private to reading/.
 */
#ifndef READING_READING_IMPL_H
#define READING_READING_IMPL_H

#include "base/attr.h"
#include "reading/reading.h"
#include "text/json_read.h"
#include "version/vers.h"

/* Whether a document's root looks like the format's. */
#define FORMAT(name, is, read, title, lists)				\
	bool is(const struct json_node *root);
#include "reading/formats.def"

/* Readers: false with *why when the document is over a limit. */
typedef bool reading_function(struct reading *r, struct arena *a,
    const struct json_node *root, const char **why);

reading_function reading_csaf, reading_openvex, reading_cyclonedx, reading_cve,
    reading_osv, reading_status;

/* ---- reading_part.c ---- */

/* Add a product; its index.  Over LIMIT_READING_PRODUCTS SIZE_MAX. */
size_t reading_part_product(struct reading *r, struct arena *a,
    const struct reading_product *p);

/* Add a vulnerability. */
struct reading_flaw *reading_part_flaw(struct reading *r, struct arena *a);

/* The vulnerability of this first id, made when there is none. */
struct reading_flaw *reading_part_flaw_of(struct reading *r, struct arena *a,
    struct map *by_id, struct str id);

/* Add a score, unless the vector is empty: then NULL. */
struct reading_score *reading_part_score(struct reading_flaw *f,
    struct arena *a, struct str vector, const struct json_node *number);

/* Say of which product a score is. */
void reading_part_scored(struct arena *a, struct reading_score *s,
    size_t product);

/* Add a statement; false with *why over LIMIT_READING_STATEMENTS. */
MUST_USE bool reading_part_say(struct reading *r, struct reading_flaw *f,
    struct arena *a, const struct reading_statement *s, const char **why);

/* Add a text unless it is empty. */
void reading_part_text(struct arena *a, struct reading_texts *l, struct str s);

/* Add the text of a member of each item of a list. */
void reading_part_each(struct arena *a, struct reading_texts *l,
    const struct json_node *list, const char *member);

/* Set a date from a member, when it is one. */
void reading_part_date(const struct json_node *o, const char *member,
    struct instant *out, bool *has);

struct reading_word {
	const char *word;
	unsigned says;
};

/* The set of a word; otherwise when the table has it not. */
unsigned reading_part_word(const struct reading_word words[], size_t n,
    struct str s, unsigned otherwise);

/* A range of the vers form; NULL when it is none. */
const struct vers *reading_part_range(struct arena *a, struct str s);

/* A range from bounds in a scheme; an empty bound is open. */
const struct vers *reading_part_between(struct arena *a, struct str scheme,
    const struct vers_interval *of);

/* ---- reading_key.c ---- */

/* Names of products as keys; empty when the text is none. */
struct str reading_key_purl(struct arena *a, struct str purl,
    struct str *version);
struct str reading_key_cpe(struct arena *a, struct str cpe,
    struct str *version);

#endif
