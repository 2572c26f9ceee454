#include "finding/stock_parts.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "finding/stock.h"

static bool
is_part(const struct stock *s, size_t i)
{
	return s->system != NULL || s->from[i].line != NULL ||
	    s->from[i].file < s->n_files;
}

/* All that tells two components of files apart. */
static struct str
key_of(struct arena *a, const struct component *c)
{
	return str_fmt(a, "%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s",
	    STR_ARG(c->type), STR_ARG(c->name), STR_ARG(c->version),
	    STR_ARG(c->purl), STR_ARG(c->cpe), STR_ARG(c->arch),
	    STR_ARG(c->release));
}

const size_t *
stock_parts(struct arena *a, const struct stock *s)
{
	size_t *first = arena_array(a, size_t, s->inv.n + 1);
	struct scratch tmp = scratch_begin(a);
	struct map *seen = map_open(a);

	for (size_t i = 0; i < s->inv.n; i++) {
		struct str key;
		const size_t *was;

		first[i] = is_part(s, i) ? i : STOCK_PARTS_NONE;
		/* A line is one, whatever other lines say. */
		if (first[i] == STOCK_PARTS_NONE || s->from[i].line != NULL)
			continue;
		key = key_of(a, &s->inv.v[i]);
		was = map_get(seen, key);
		if (was != NULL)
			first[i] = *was;
		else
			(void)map_add(seen, key, &first[i]);
	}
	scratch_end(tmp);
	return first;
}

size_t
stock_parts_count(struct arena *a, const struct stock *s)
{
	struct scratch tmp = scratch_begin(a);
	const size_t *first = stock_parts(a, s);
	size_t n = 0;

	for (size_t i = 0; i < s->inv.n; i++)
		n += first[i] == i;
	scratch_end(tmp);
	return n;
}
