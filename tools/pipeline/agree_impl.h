/*
 * The parts of pipeline/agree.c.  Private to it.
 */
#ifndef PIPELINE_AGREE_IMPL_H
#define PIPELINE_AGREE_IMPL_H

#include "base/attr.h"
#include "pipeline/agree_type.h"

/* ---- agree.c ---- */

/* Note a difference of the file's advisory. */
void agree_tell(const struct agree_file *k, size_t advisory, const char *fmt,
    ...) PRINTF_LIKE(3, 4);

/* Count the cells of all rows; nothing has been counted before. */
void agree_count(struct agreement *out);

/* ---- agree_row.c ---- */

/* The rows of all advisories, and the keys of products. */
void agree_row_make(struct agree *g);

/* Whether what the file says of a row's product may be meant of another. */
bool agree_row_is_shared(const struct agree_file *k,
    const struct agreement_row *row);

/* A set of answers in words: "fixed or not affected". */
struct str agree_row_words(struct arena *a, unsigned says);

/* ---- agree_status.c ---- */

/* Where versions stand, by a document on an advisory or on a product. */
void agree_status(const struct agree_file *k, const struct reading *r);

/* The document's part on a vulnerability of the advisory, or NULL. */
const struct reading_flaw *agree_status_flaw(const struct agree_file *k,
    const struct reading *r, size_t flaw);

/* The products of a document that a row is about. */
struct reading_match agree_status_match(const struct agree_file *k,
    const struct reading *r, const struct agreement_row *row);

/* A status file's part on a flaw of some advisory, or NULL. */
const struct reading_flaw *agree_status_place(const struct agree_file *k,
    const struct reading *r, struct agree_place at);

/* ---- agree_fact.c ---- */

/* Scores, weakness, dates, credits, references. */
void agree_fact(const struct agree_file *k, const struct reading *r);

/* ---- agree_page.c ---- */

/* What a page must show. */
void agree_page(const struct agree_file *k, struct str content);

#endif
