#include "base/arena.h"
#include "base/map.h"
#include "model/model.h"
#include "pipeline/world.h"
#include "review/review_impl.h"

/* Who stands where: "HOW RECORD PERSON" -> struct found. */
struct gather {
	struct review *r;
	const struct model *m;
	struct map *out;
	bool is_before;		/* ids of renamed cases are changed */
	const struct document *doc;	/* the one walked */
};

struct found {
	const struct entry *e;
	const struct document *doc;
	struct str record;
	struct str why;
};

static void
add(struct gather *g, enum review_person_how how, const struct entry *e,
    struct str record, struct str why)
{
	struct arena *a = g->r->perm;
	struct found *f;
	struct str key;

	if (g->is_before)
		record = review_id_after(g->r, record);
	key = str_fmt(a, "%d\n%.*s\n%d\n%.*s", (int)how, STR_ARG(record),
	    (int)e->space, STR_ARG(e->id));
	if (map_get(g->out, key) != NULL)
		return;
	f = arena_new(a, struct found);
	*f = (struct found){ e, g->doc, record, why };
	map_put(g->out, key, f);
}

/* ---- named --------------------------------------------------------------- */

/* Who wrote a line is not concerned by it. */
static bool
is_author_only(const struct record *rec)
{
	return rec == &record_fact || rec == &record_approval ||
	    rec == &record_clock_setting || rec == &record_regime_decision ||
	    rec == &record_ssvc_decision || rec == &record_revision;
}

static void
name_target(struct gather *g, const struct entry *e, const char *field)
{
	const struct product_entry *p = (const void *)e;

	if (e->space == SPACE_PERSON || e->space == SPACE_COMPANY)
		add(g, REVIEW_NAMED, e, g->doc->path.id, str_z(field));
	else if (e->space == SPACE_PRODUCT && p->company != NULL &&
	    g->doc->path.kind == KIND_CASE)
		add(g, REVIEW_NAMED, &p->company->e, g->doc->path.id,
		    say_entry(&g->r->say, e));
}

/* Nesting is that of the field tables. */
static void
walk(struct gather *g, const struct record *rec, const void *record)
{
	for (size_t i = 0; i < rec->n; i++) {
		const struct field *f = &rec->fields[i];
		enum field_shape shape = field_shape(f->type);
		size_t n, size = field_item_size(f);
		const char *v;

		if (shape != SHAPE_REF && shape != SHAPE_RECORD)
			continue;
		if (f->audience == AUDIENCE_NAMED)
			continue;
		v = field_items(f, record, &n);
		for (size_t k = 0; k < n; k++) {
			const void *item = v + k * size;
			const struct ref *ref = item;

			if (shape == SHAPE_REF && ref->target != NULL)
				name_target(g, ref->target, f->name);
			else if (shape == SHAPE_RECORD &&
			    !is_author_only(f->record))
				walk(g, f->record, item);
		}
	}
}

static void
gather_named(struct gather *g)
{
	for (int k = 0; k < KINDS; k++) {
		const struct document_list *l = &g->m->docs[k];

		if (k == (int)KIND_PEOPLE || k == (int)KIND_APPROVALS ||
		    k == (int)KIND_PUBLISHED)
			continue;
		for (size_t i = 0; i < l->n; i++) {
			g->doc = &l->v[i];
			if (l->v[i].record != NULL)
				walk(g, kind_info((enum kind)k)->record,
				    l->v[i].record);
		}
	}
}

/* ---- asked to do something ----------------------------------------------- */

static void
gather_case(struct gather *g, const struct case_state *s)
{
	if (s->exit != NULL || s->next == NULL)
		return;
	g->doc = s->c->e.doc;
	for (size_t i = 0; i < s->n_requirements; i++) {
		const struct requirement_state *q = &s->requirements[i];

		if (q->verdict == REQUIREMENT_MISSING && q->stage == s->next &&
		    q->n_who > 0)
			add(g, REVIEW_ASKED, &q->who[0]->e, s->c->e.id,
			    say_words(&g->r->say, &q->r->text));
	}
}

/* Who keeps a clock: the product's people, else the case's. */
static void
gather_clock(struct gather *g, const struct clock *k)
{
	const void *e = k->owner.entry;
	const struct ref *who = NULL;
	const struct product_entry *p = k->product;
	const struct entry *owner = e;

	if (!clock_is_open(k) || clock_is_minimum(k) || e == NULL)
		return;
	if (p == NULL && k->owner.subject == CLOCK_ON_PRODUCT)
		p = e;
	if (p != NULL && p->product->owner.target != NULL)
		who = &p->product->owner;
	else if (k->owner.subject == CLOCK_ON_CASE)
		who = &((const struct case_entry *)e)->c->owner;
	g->doc = owner->doc;
	if (who != NULL && who->target != NULL)
		add(g, REVIEW_ASKED, who->target, owner->id,
		    say_clock_name(&g->r->say, k));
}

static void
gather_requests(struct gather *g)
{
	const struct document_list *l = &g->m->docs[KIND_REQUEST];

	for (size_t i = 0; i < l->n; i++) {
		const struct request *q = l->v[i].record;

		if (q == NULL || q->answered.w.kind != WHEN_UNSET ||
		    q->to.target == NULL)
			continue;
		g->doc = &l->v[i];
		add(g, REVIEW_ASKED, q->to.target, l->v[i].path.id,
		    say_words(&g->r->say, &q->question));
	}
}

static struct map *
gather(struct review *r, const struct model *m, bool is_before)
{
	struct gather g = { r, m, map_open(r->perm), is_before, NULL };
	const struct derived *d = m->derived;

	gather_named(&g);
	for (size_t i = 0; i < d->n_cases; i++)
		gather_case(&g, &d->cases[i]);
	for (size_t i = 0; i < d->clocks.n; i++)
		gather_clock(&g, &d->clocks.v[i]);
	gather_requests(&g);
	return g.out;
}

void
review_person_run(struct review *r)
{
	struct map *was = gather(r, r->before->model, true);
	struct map *is = gather(r, r->after->model, false);

	for (size_t i = 0; i < map_len(is); i++) {
		const struct map_entry *x = map_at(is, i);
		const struct found *f = x->value;
		struct review_person *p;

		if (map_get(was, x->key) != NULL)
			continue;
		r->people = arena_grow(r->perm, r->people, r->n_people,
		    &r->people_cap, sizeof(*r->people));
		p = &r->people[r->n_people++];
		*p = (struct review_person){
			.e = f->e,
			.how = x->key.p[0] - '0' == (int)REVIEW_ASKED ?
			    REVIEW_ASKED :
			    REVIEW_NAMED,
			.record = f->record,
			.why = f->why,
			.label = model_label(r->after->model, f->doc),
		};
		review_tells(r, p->label);
	}
}
