#include "delivery/letter_view.h"

#include "base/arena.h"
#include "base/map.h"
#include "model/matched.h"
#include "model/model.h"

struct str
letter_view_of(struct arena *a, const struct finding *f)
{
	if (f->system != NULL)
		return f->system->e.id;
	return str_fmt(a, "%.*s@%.*s", STR_ARG(f->product->e.id),
	    STR_ARG(f->version != NULL ? f->version->version.s : S("")));
}

struct str
letter_view_key(struct arena *a, struct str id, struct str of)
{
	return str_fmt(a, "%.*s\t%.*s", STR_ARG(of), STR_ARG(id));
}

static void
list_add(struct arena *a, struct map *by, struct str id,
    const struct finding *f)
{
	struct letter_list *l;

	if (id.n == 0)
		return;
	l = map_get(by, id);
	if (l == NULL) {
		l = arena_new(a, struct letter_list);
		(void)map_add(by, id, l);
	}
	/* One may be asked in two roles. */
	if (l->n > 0 && l->v[l->n - 1] == f)
		return;
	l->v = arena_grow(a, l->v, l->n, &l->cap, sizeof(*l->v));
	l->v[l->n++] = f;
}

static void
list_readers(struct arena *a, const struct letter_view *v,
    const struct finding *f)
{
	const struct company_entry *c = finding_company(f);

	if (c != NULL)
		list_add(a, v->by_company, c->e.id, f);
	if (f->system != NULL) {
		list_add(a, v->by_person, f->system->system->owner.id, f);
		return;
	}
	list_add(a, v->by_person, f->product->product->owner.id, f);
	list_add(a, v->by_person, f->product->product->qa_contact.id, f);
	list_add(a, v->by_person, f->product->product->design_contact.id, f);
}

/* Whether both are of one record, as those of one advisory. */
static bool
shares_source(const struct known *x, const struct known *y)
{
	for (size_t i = 0; i < x->n_sources; i++) {
		for (size_t j = 0; j < y->n_sources; j++) {
			if (str_eq(x->sources[i].feed, y->sources[j].feed) &&
			    str_eq(x->sources[i].id, y->sources[j].id))
				return true;
		}
	}
	return false;
}

/*
 * What sources advise, word for word the same of things that have no record in
 * common: as KEV's "apply updates per vendor instructions".
 */
static void
list_stock(struct arena *a, struct letter_view *v)
{
	const struct matched *x = v->m->matched;
	struct map *first = map_open(a);

	v->stock = map_open(a);
	for (size_t i = 0; x != NULL && i < x->n_known; i++) {
		struct known *k = &x->known[i];

		if (k->solution.n == 0 || map_add(first, k->solution, k))
			continue;
		if (!shares_source(map_get(first, k->solution), k))
			(void)map_add(v->stock, k->solution, k);
	}
}

void
letter_view_open(struct arena *a, struct letter_view *v)
{
	const struct matched *x = v->m->matched;

	list_stock(a, v);
	v->by_item = map_open(a);
	v->by_person = map_open(a);
	v->by_company = map_open(a);
	v->is_fresh = x != NULL && x->n_feeds > 0;
	for (size_t i = 0; x != NULL && i < x->n_feeds; i++) {
		if (str_eq_z(str_z(x->feeds[i].state), "missing") ||
		    str_eq_z(str_z(x->feeds[i].state), "stale"))
			v->is_fresh = false;
	}
	for (size_t i = 0; x != NULL && i < x->n; i++) {
		const struct finding *f = &x->v[i];
		void *value = &x->v[i];
		struct str of = letter_view_of(a, f);

		list_readers(a, v, f);
		(void)map_add(v->by_item, letter_view_key(a, f->known->id, of),
		    value);
		for (size_t j = 0; j < f->known->n_aliases; j++)
			(void)map_add(v->by_item,
			    letter_view_key(a, f->known->aliases[j], of),
			    value);
	}
}
