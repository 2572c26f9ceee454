#include "export/internal/finding_dossier.h"

#include "base/arena.h"
#include "base/map.h"
#include "model/matched.h"
#include "model/model.h"

struct gathering {
	struct arena *a;
	const struct model *m;
	struct map *by_id;	/* in small letters */
};

static void
add_entry(struct arena *a, struct finding_entries *l, const struct entry *e)
{
	/* Records are walked one by one, so a second mention follows. */
	if (l->n > 0 && l->v[l->n - 1] == e)
		return;
	l->v = arena_grow(a, l->v, l->n, &l->cap,
	    sizeof(const struct entry *));
	l->v[l->n++] = e;
}

static struct finding_dossier *
find(const struct gathering *g, struct str id)
{
	return id.n == 0 ? NULL :
			   map_get(g->by_id, str_lower(g->a, str_trim(id)));
}

static void
add_findings(const struct gathering *g)
{
	const struct matched *k = g->m->matched;

	for (size_t i = 0; i < k->n; i++) {
		struct finding_dossier *o = find(g, k->v[i].known->id);

		if (o == NULL)
			continue;
		o->v = arena_grow(g->a, o->v, o->n, &o->cap,
		    sizeof(const struct finding *));
		o->v[o->n++] = &k->v[i];
		o->n_todo += finding_is_open(&k->v[i]);
	}
}

static void
add_rulings(const struct gathering *g)
{
	const struct matched *k = g->m->matched;

	for (size_t i = 0; i < k->n_rulings; i++) {
		struct finding_dossier *o = find(g,
		    k->rulings[i].decision->vulnerability.s);

		if (o == NULL)
			continue;
		o->rulings = arena_grow(g->a, o->rulings, o->n_rulings,
		    &o->cap_rulings, sizeof(const struct ruling *));
		o->rulings[o->n_rulings++] = &k->rulings[i];
	}
}

static void
add_case(const struct gathering *g, const struct case_entry *c, struct str id)
{
	struct finding_dossier *o = find(g, id);

	if (o != NULL)
		add_entry(g->a, &o->cases, &c->e);
}

static void
add_cases(const struct gathering *g)
{
	for (size_t i = 0; i < g->m->n_cases; i++) {
		const struct case_entry *c = &g->m->cases[i];

		for (size_t j = 0; j < c->c->vulnerabilities.n; j++) {
			const struct vulnerability *v =
			    &c->c->vulnerabilities.v[j];

			add_case(g, c, v->cve.s);
			for (size_t k = 0; k < v->ids.n; k++)
				add_case(g, c, v->ids.v[k].text.s);
		}
	}
}

static void
add_named(const struct gathering *g)
{
	for (size_t i = 0; i < g->m->n_alerts; i++) {
		const struct alert *x = g->m->alerts[i].record;

		for (size_t j = 0; j < x->vulnerabilities.n; j++) {
			struct finding_dossier *o = find(g,
			    x->vulnerabilities.v[j].s);

			if (o != NULL)
				add_entry(g->a, &o->alerts,
				    &g->m->alerts[i].e);
		}
	}
	for (size_t i = 0; i < g->m->n_campaigns; i++) {
		const struct campaign *x = g->m->campaigns[i].record;

		for (size_t j = 0; j < x->vulnerabilities.n; j++) {
			struct finding_dossier *o = find(g,
			    x->vulnerabilities.v[j].s);

			if (o != NULL)
				add_entry(g->a, &o->campaigns,
				    &g->m->campaigns[i].e);
		}
	}
}

const struct finding_dossiers *
finding_dossier_make(struct arena *a, const struct model *m)
{
	struct finding_dossiers *all = arena_new(a, struct finding_dossiers);
	struct gathering g = { a, m, map_open(a) };
	const struct matched *k = m->matched;

	if (k == NULL)
		return all;
	all->v = arena_array(a, struct finding_dossier, k->n_known + 1);
	for (size_t i = 0; i < k->n_known; i++) {
		struct finding_dossier *o = &all->v[all->n];

		/* A page an id, whatever feeds do. */
		if (!map_add(g.by_id, str_lower(a, k->known[i].id), o))
			continue;
		o->known = &k->known[i];
		all->n++;
	}
	for (size_t i = 0; i < all->n; i++) {
		const struct known *one = all->v[i].known;

		for (size_t j = 0; j < one->n_aliases; j++)
			(void)map_add(g.by_id, str_lower(a, one->aliases[j]),
			    &all->v[i]);
	}
	add_findings(&g);
	add_rulings(&g);
	add_cases(&g);
	add_named(&g);
	return all;
}
