#include "model/named.h"

#include "base/arena.h"
#include "base/map.h"

struct gathering {
	struct arena *a;
	struct map *seen;
	struct named out;
	size_t cap;
};

static void
add(struct gathering *g, const struct ref *r)
{
	const struct entry *e = r->target;

	/* An actor may be a party: that is no person of ours. */
	if (e == NULL || e->space != SPACE_PERSON ||
	    !map_add(g->seen, e->id, g))
		return;
	g->out.v = arena_grow(g->a, g->out.v, g->out.n, &g->cap,
	    sizeof(*g->out.v));
	g->out.v[g->out.n++] = (struct named_person){ r->target, r->at };
}

static void
add_all(struct gathering *g, const struct record *r, const void *record)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->fields[i];
		const char *items;
		size_t n;

		if (f->type != FIELD_REF && f->type != FIELD_RECORD)
			continue;
		/* Who answers for a waiver need not know the case. */
		if (f->record == &record_waiver)
			continue;
		items = field_items(f, record, &n);
		for (size_t j = 0; j < n; j++) {
			const void *item = items + j * field_item_size(f);

			if (f->type == FIELD_RECORD)
				add_all(g, f->record, item);
			else if (f->space == SPACE_PERSON ||
			    f->space == SPACE_ACTOR)
				add(g, item);
		}
	}
}

struct named
named_of(struct arena *a, const struct case_entry *c)
{
	struct gathering g = { .a = a, .seen = map_open(a) };

	add_all(&g, &record_case_file, c->c);
	for (size_t i = 0; i < c->n_requests; i++)
		add_all(&g, &record_request, c->requests[i]);
	if (c->approvals != NULL)
		add_all(&g, &record_approvals, c->approvals);
	return g.out;
}

static bool
covers(const struct nda *n, const struct case_entry *c)
{
	const struct case_source *s = c->c->source;
	const struct embargo *e = c->c->embargo;
	struct str scope = n->scope.s;

	if (str_eq(scope, S("all")) || str_eq(scope, c->e.id))
		return true;
	if (s != NULL &&
	    (str_eq(scope, s->party.id) ||
		str_eq_z(scope, enum_name(&enum_channel, s->channel.v))))
		return scope.n > 0;
	for (size_t i = 0; e != NULL && i < e->agreed.n; i++) {
		if (str_eq(scope, e->agreed.v[i].id))
			return true;
	}
	return false;
}

/* The last day of an agreement; one without an end holds longest. */
static int32_t
last_day(const struct nda *n)
{
	return n->expires.w.kind == WHEN_DATE ? n->expires.w.day.n : INT32_MAX;
}

const struct nda *
named_nda(const struct case_entry *c, const struct person *p)
{
	const struct nda *best = NULL;

	for (size_t i = 0; i < p->nda.n; i++) {
		const struct nda *n = &p->nda.v[i];

		if (covers(n, c) &&
		    (best == NULL || last_day(n) > last_day(best)))
			best = n;
	}
	return best;
}

bool
named_holds(const struct nda *n, struct day on)
{
	return n != NULL && last_day(n) >= on.n &&
	    (n->signed_on.w.kind != WHEN_DATE || n->signed_on.w.day.n <= on.n);
}
