#include "history/history_order.h"

#include <string.h>

#include "base/arena.h"

/* A commit all of whose children have their place. */
struct ready {
	struct history_commit *c;
	size_t serial;	/* when it became so */
};

struct heap {
	struct ready *v;
	size_t n;
	size_t serial;
};

static bool
is_before(const struct ready *a, const struct ready *b)
{
	if (a->c->committer_at.s != b->c->committer_at.s)
		return a->c->committer_at.s > b->c->committer_at.s;
	return a->serial < b->serial;
}

static void
put(struct heap *h, struct history_commit *c)
{
	struct ready new = { c, h->serial++ };
	size_t i = h->n++;

	while (i > 0 && is_before(&new, &h->v[(i - 1) / 2])) {
		h->v[i] = h->v[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	h->v[i] = new;
}

static struct history_commit *
take(struct heap *h)
{
	struct history_commit *first = h->v[0].c;
	struct ready last = h->v[--h->n];
	size_t i = 0;

	for (;;) {
		size_t child = 2 * i + 1;

		if (child + 1 < h->n &&
		    is_before(&h->v[child + 1], &h->v[child]))
			child++;
		if (child >= h->n || !is_before(&h->v[child], &last))
			break;
		h->v[i] = h->v[child];
		i = child;
	}
	h->v[i] = last;
	return first;
}

bool
history_order(struct history_commit **v, size_t n, struct history_commit *tip,
    struct arena *tmp)
{
	size_t *children = arena_array(tmp, size_t, n);
	struct history_commit **out = arena_array(tmp, struct history_commit *,
	    n);
	struct heap heap = { .v = arena_array(tmp, struct ready, n) };
	size_t done = 0;

	for (size_t i = 0; i < n; i++) {
		for (size_t p = 0; p < v[i]->n_parents; p++)
			children[v[i]->parents[p]->place]++;
	}
	if (children[tip->place] != 0)
		return false;
	put(&heap, tip);
	while (heap.n > 0) {
		struct history_commit *c = take(&heap);

		out[done++] = c;
		for (size_t p = 0; p < c->n_parents; p++) {
			if (--children[c->parents[p]->place] == 0)
				put(&heap, c->parents[p]);
		}
	}
	if (done != n)
		return false;
	memcpy(v, out, n * sizeof(*v));
	for (size_t i = 0; i < n; i++)
		v[i]->place = i;
	return true;
}
