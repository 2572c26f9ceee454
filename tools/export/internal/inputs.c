#include "export/internal/inputs.h"

#include <stdlib.h>

#include "base/arena.h"
#include "export/internal/frame.h"
#include "export/internal/show.h"
#include "model/audit.h"
#include "model/model.h"
#include "text/value.h"

/* Of two of one instant the smaller id, so that every run says the same. */
static const struct audit_commit *
newer(const struct audit_commit *a, const struct audit_commit *b)
{
	if (a == NULL || b == NULL)
		return a == NULL ? b : a;
	if (a->at.s != b->at.s)
		return a->at.s > b->at.s ? a : b;
	return str_cmp(a->id, b->id) <= 0 ? a : b;
}

void
inputs_add(struct inputs *i, const struct model *m, const struct document *doc)
{
	const struct audit *a = m->audit;

	if (doc == NULL || a == NULL || doc->file >= a->n_files ||
	    (a->is_cut != NULL && a->is_cut[doc->file]))
		return;
	i->newest = newer(i->newest, audit_document(m, doc));
	/* Of a shallow copy nobody knows what was committed before. */
	i->has_open = i->has_open ||
	    (audit_document(m, doc) == NULL && !a->is_shallow);
}

/* A path, and the model whose documents it is compared with. */
struct wanted {
	const struct model *m;
	struct str path;
};

static int
path_cmp(const void *key, const void *item)
{
	const struct wanted *w = key;

	return str_cmp(w->path, model_path(w->m, item));
}

const struct document *
inputs_find(const struct model *m, enum kind kind, struct str path)
{
	const struct document_list *l = &m->docs[kind];
	const struct wanted w = { m, path };

	if (l->n == 0)
		return NULL;
	return bsearch(&w, l->v, l->n, sizeof(*l->v), path_cmp);
}

const struct inputs *
inputs_by_kind(struct arena *a, const struct model *m)
{
	struct inputs *all = arena_array(a, struct inputs, KINDS);

	for (size_t k = 0; k < KINDS; k++) {
		for (size_t i = 0; i < m->docs[k].n; i++)
			inputs_add(&all[k], m, &m->docs[k].v[i]);
	}
	return all;
}

struct inputs
inputs_join(const struct inputs *by_kind, unsigned kinds)
{
	struct inputs i = { 0 };

	for (unsigned k = 0; k < KINDS; k++) {
		if ((kinds & INPUTS_KIND(k)) == 0)
			continue;
		i.newest = newer(i.newest, by_kind[k].newest);
		i.has_open = i.has_open || by_kind[k].has_open;
	}
	return i;
}

void
inputs_show(const struct frame *f, const struct inputs *i)
{
	value_set_bool(f->data, "input_open", i->has_open);
	value_set_text(f->data, "input_rev",
	    i->newest == NULL ?
		S("") :
		str_sub(i->newest->id, 0, INPUTS_SHORT_DIGITS));
	if (i->newest == NULL)
		value_set_list(f->data, "input_at");
	else
		show_instant(f, f->data, "input_at", i->newest->at);
}
