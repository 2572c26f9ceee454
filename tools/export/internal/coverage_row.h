/*
 * Rows of the pages and files on coverage, gaps and ends of support
 * (model/stocktake.h).
 */
#ifndef EXPORT_INTERNAL_COVERAGE_ROW_H
#define EXPORT_INTERNAL_COVERAGE_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct frame;
struct model;
struct stocktake;

enum coverage_view {
	COVERAGE_ALL,
	COVERAGE_GAPS,
	COVERAGE_ENDS,
	COVERAGE_VIEWS
};

struct coverage_rows {
	const struct stocktake *s;	/* NULL: nothing was taken stock of */
	const struct taken **v;	/* by company, owner, then as they stand */
	size_t n[COVERAGE_VIEWS];
};

/* A column of a file with its value in a row; texts are foreign. */
struct coverage_cell {
	const char *name;
	struct str text;
	int64_t count;
	bool is_count;		/* text says the same */
};

/* Made once an exporter; lives in a. */
const struct coverage_rows *coverage_row_all(struct arena *a,
    const struct model *m);

/* The cells of row i, the same columns in each; they live as long as f. */
size_t coverage_row_cells(const struct frame *f, const struct coverage_rows *r,
    enum coverage_view view, size_t i, const struct coverage_cell **out);

/*
 * Set on f->data "sums": {state, n} of each state that occurs, and of one view
 *
 *   groups  {company, rows: subject (link), version, state, formats, made,
 *           owner, n, n_purl, n_cpe, n_name, n_words, n_versionless, n_blind,
 *           n_unread, exempt (none or one: reason, approver, until,
 *           has_ended)}
 *   gaps    {subject, version, words, reason, owner}
 *   ends    {subject, version, component, cycle, latest, feed, day, is_past,
 *           owner, n}
 *
 * The lists of the other views are empty.
 */
void coverage_row_sums(const struct frame *f, const struct coverage_rows *r);
void coverage_row_show(const struct frame *f, const struct coverage_rows *r,
    enum coverage_view view, size_t from, size_t to);

#endif
