#include "export/plan.h"

#include <stdlib.h>

#include "base/arena.h"

void
plan_add(struct plan *p, struct page page)
{
	page.path = str_dup(p->perm, page.path);
	p->pages = arena_grow(p->perm, p->pages, p->n, &p->cap,
	    sizeof(*p->pages));
	p->pages[p->n++] = (struct plan_page){ page, p->exporter };
}

struct arena *
plan_arena(struct plan *p)
{
	return p->perm;
}

static int
page_cmp(const void *a, const void *b)
{
	const struct plan_page *x = a, *y = b;
	int cmp = str_cmp(x->page.path, y->page.path);

	if (cmp != 0)
		return cmp;
	return (x->exporter > y->exporter) - (x->exporter < y->exporter);
}

void
plan_sort(struct plan *p)
{
	if (p->n > 0)
		qsort(p->pages, p->n, sizeof(*p->pages), page_cmp);
}

size_t
plan_find(const struct plan *p, struct str path)
{
	size_t low = 0, high = p->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int cmp = str_cmp(p->pages[mid].page.path, path);

		if (cmp == 0)
			return mid;
		if (cmp < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return SIZE_MAX;
}
