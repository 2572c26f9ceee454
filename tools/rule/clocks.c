#include "rule/clocks.h"

#include "base/arena.h"

size_t
clocks_len(const struct model *m)
{
	const struct document_list *docs = &m->docs[KIND_DEADLINES];
	size_t n = 0;

	for (size_t i = 0; i < docs->n; i++) {
		const struct deadlines *f = docs->v[i].record;

		n += f != NULL ? f->rows.n : 0;
	}
	return n;
}

const struct deadline *
clocks_at(const struct model *m, size_t i)
{
	const struct document_list *docs = &m->docs[KIND_DEADLINES];

	for (size_t j = 0; j < docs->n; j++) {
		const struct deadlines *f = docs->v[j].record;

		if (f == NULL)
			continue;
		if (i < f->rows.n)
			return &f->rows.v[i];
		i -= f->rows.n;
	}
	BUG("row of the table of clocks");
}

const struct deadline *
clocks_find(const struct model *m, struct str id)
{
	const struct document_list *docs = &m->docs[KIND_DEADLINES];

	for (size_t j = 0; j < docs->n; j++) {
		const struct deadlines *f = docs->v[j].record;

		for (size_t i = 0; f != NULL && i < f->rows.n; i++) {
			if (str_eq(f->rows.v[i].id.s, id))
				return &f->rows.v[i];
		}
	}
	return NULL;
}

struct str
clocks_nearest(struct arena *a, const struct model *m, struct str id)
{
	size_t n = clocks_len(m);
	struct str *ids = arena_array(a, struct str, n + 1);

	for (size_t i = 0; i < n; i++)
		ids[i] = clocks_at(m, i)->id.s;
	return str_nearest(id, ids, n);
}
