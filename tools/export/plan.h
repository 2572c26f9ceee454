/*
 * A plan of an edition: all pages that its exporters declared.  For the
 * pipeline; exporters see only plan_add().
 */
#ifndef EXPORT_PLAN_H
#define EXPORT_PLAN_H

#include "export/export.h"

struct plan_page {
	struct page page;
	size_t exporter;	/* index of its row */
};

struct plan {
	struct arena *perm;
	struct plan_page *pages;
	size_t n;
	size_t cap;
	size_t exporter;	/* the row whose plan function runs */
};

/* Sort by path. */
void plan_sort(struct plan *p);

/* Index of the page with this path in a sorted plan, or SIZE_MAX. */
size_t plan_find(const struct plan *p, struct str path);

#endif
