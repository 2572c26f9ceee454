#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "export/public/csaf_impl.h"

void
csaf_said(struct csaf_doc *k, struct map *said, struct str words,
    const void *item, const struct public_leaves *leaves)
{
	/* What is said of no product in particular is not said of these. */
	struct str key = str_cat(k->a, leaves->n > 0 ? S("+") : S("-"), words);
	struct csaf_said *known = map_get(said, key);

	if (known == NULL) {
		known = arena_new(k->a, struct csaf_said);
		known->item = item;
		map_put(said, key, known);
	}
	for (size_t i = 0; i < leaves->n; i++) {
		known->leaves.v = arena_grow(k->a, known->leaves.v,
		    known->leaves.n, &known->cap, sizeof(size_t));
		known->leaves.v[known->leaves.n++] = leaves->v[i];
	}
}

static int
leaf_cmp(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x > y) - (x < y);
}

void
csaf_said_put(struct csaf_doc *k, const char *name, struct csaf_said *said)
{
	struct public_leaves *l = &said->leaves;
	size_t n = 0;

	if (l->n > 0)
		qsort(l->v, l->n, sizeof(*l->v), leaf_cmp);
	for (size_t i = 0; i < l->n; i++) {
		if (i == 0 || l->v[i] != l->v[i - 1])
			l->v[n++] = l->v[i];
	}
	l->n = n;
	csaf_put_leaves(k, name, l);
}
