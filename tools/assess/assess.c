#include "assess/assess.h"

#include <stdlib.h>

#include "assess/assess_impl.h"
#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "feed/epss.h"
#include "feed/kev.h"
#include "model/coverage.h"
#include "model/model.h"
#include "model/state.h"

const struct assess_tables *
assess_tables_make(struct arena *perm, const struct model *m)
{
	const struct document_list *docs = &m->docs[KIND_SSVC];
	struct assess_tables *out = arena_new(perm, struct assess_tables);
	struct ssvc_fault *faults;
	size_t n_faults;

	out->m = m;
	out->v = arena_array(perm, struct assess_table, docs->n + 1);
	for (size_t i = 0; i < docs->n; i++) {
		const struct ssvc_table *t = docs->v[i].record;

		if (t == NULL)
			continue;
		/* The rule ssvc-table reports the faults. */
		out->v[out->n++] = (struct assess_table){ docs->v[i].path.id,
			t, ssvc_lookup_make(perm, t, &faults, &n_faults) };
	}
	out->policies = arena_array(perm, const struct policy_set *,
	    m->n_companies + 1);
	for (size_t i = 0; i < m->n_companies; i++)
		out->policies[i] = policy_of(perm, m, &m->companies[i]);
	return out;
}

/* The line of a place in the case's file, counted on from the last one. */
static uint32_t
line_of(struct assess_work *w, struct span at, struct str text)
{
	size_t seat = (at.off * 2654435761u >> 16) % ASSESS_PLACES;
	struct assess_place *p = &w->places[seat];
	struct str above = str_sub(text, 0, at.off);

	if (span_is_set(p->at) && span_cmp(p->at, at) == 0)
		return p->line;
	if (w->last.at.file != at.file || w->last.at.off > at.off)
		w->last = (struct assess_place){ { at.file, 0, 0 }, 1 };
	for (size_t nl = w->last.at.off;
	     (nl = str_find_byte(above, '\n', nl)) != SIZE_MAX; nl++)
		w->last.line++;
	w->last.at = at;
	*p = w->last;
	return p->line;
}

struct proof
assess_proof(struct assess_work *w, struct span at, struct str text)
{
	const struct source *file;

	if (!span_is_set(at) || at.file != w->s->c->c->where.file ||
	    (at.off == 0 && at.len == 0))
		return proof_at(w->a->places, at, text);
	file = source_get(w->a->places, at.file);
	return (struct proof){ .text = text,
		.path = file->shown,
		.line = line_of(w, at, file->text),
		.at = at };
}

/* The company that answers for a subject: the product's, else the case's. */
static const struct company_entry *
company_of(const struct assess_work *w, const struct assess_subject *x)
{
	if (x->e != NULL && x->e->product != NULL &&
	    x->e->product->company != NULL)
		return x->e->product->company;
	return w->s->c->c->company.target;
}

void
assess_roots(const struct assess_work *w, const struct assess_subject *x,
    struct predicate_root roots[ASSESS_ROOTS])
{
	const struct company_entry *company = company_of(w, x);
	const struct product_entry *product = x->e != NULL ? x->e->product :
							     NULL;

	roots[0] = (struct predicate_root){ "case", &record_case_file,
		w->s->c->c };
	roots[1] = (struct predicate_root){ "vulnerability",
		&record_vulnerability, x->f->v };
	roots[2] = (struct predicate_root){ "product", &record_product,
		product != NULL ? product->product : NULL };
	roots[3] = (struct predicate_root){ "company", &record_company,
		company != NULL ? company->company : NULL };
	roots[4] = (struct predicate_root){ "assessment", &record_assessment,
		&x->assessment };
}

const struct policy_set *
assess_policy(const struct assess_work *w, const struct assess_subject *x)
{
	const struct company_entry *company = company_of(w, x);
	const struct assess_tables *t = w->a->tables;

	for (size_t i = 0; company != NULL && i < t->m->n_companies; i++) {
		if (&t->m->companies[i] == company)
			return t->policies[i];
	}
	return w->policy;
}

/* The fact that CISA lists it; it says not which flaw, so it is for all. */
static const struct occurrence *
kev_fact(const struct assess_work *w)
{
	for (size_t i = 0; i < w->s->n_occurrences; i++) {
		const struct occurrence *o = &w->s->occurrences[i];

		if (o->event == EVENT_KEV_LISTED && o->start.s <= w->a->now.s)
			return o;
	}
	return NULL;
}

/* What the feeds and the fact say of a flaw. */
static void
ask_feeds(const struct assess_work *w, struct flaw_state *f,
    struct assessment *out)
{
	const struct kev_entry *kev = kev_find(w->a->kev, f->v->cve.s);
	const struct epss_entry *epss = epss_find(w->a->epss, f->v->cve.s);
	const struct occurrence *fact = kev_fact(w);
	struct span at = f->v->where;

	if (fact != NULL && span_is_set(fact->proof.at))
		at = fact->proof.at;
	if (kev != NULL || epss != NULL)
		at = f->v->cve.at;

	f->epss = EPSS_UNKNOWN;
	f->epss_percentile = EPSS_UNKNOWN;
	f->kev = kev != NULL || fact != NULL;
	if (kev != NULL) {
		f->kev_added = kev->added;
		f->kev_due = kev->due;
	}
	if (f->kev || w->a->kev != NULL)
		out->kev = (struct truth){ f->kev, at };
	if (epss == NULL)
		return;
	f->epss = epss->probability;
	f->epss_percentile = epss->percentile;
	f->epss_day = w->a->epss->day;
	out->epss = (struct number){ epss->probability, at };
}

static bool
is_open(enum row_state state)
{
	return state != ROW_NOT_AFFECTED && state != ROW_FIXED;
}

/* Whether a is more urgent than b; what has no priority never is. */
static bool
is_before(const struct priority_state *a, const struct priority_state *b)
{
	return a->priority.n > 0 && (b->priority.n == 0 || a->rank < b->rank);
}

/* Remember the outcomes of a product that still has the flaw. */
static void
keep_outcomes(struct assess_work *w, const struct text_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		(void)map_add(w->outcomes, l->v[i].s, &l->v[i]);
}

static void
assess_product(struct assess_work *w, struct flaw_state *f,
    struct exposure_state *e, const struct assessment *of_flaw)
{
	struct assess_subject x = { .f = f, .e = e, .assessment = *of_flaw };

	e->product = e->p->product.target;
	e->state = state_product(f->v, e->p, w->a->tables->m->zone, w->a->now);
	e->priority.rank = PRIORITY_NONE;
	x.assessment.score = (struct number){ 0 };
	x.assessment.severity = (struct choice){ 0 };
	assess_score_best(f, e->p, &x.assessment);
	assess_ssvc_product(w, &x);
	if (!is_open(e->state))
		return;
	keep_outcomes(w, &x.assessment.ssvc);
	e->priority = assess_priority_of(w, &x);
	if (is_before(&e->priority, &f->priority))
		f->priority = e->priority;
}

static void
assess_flaw(struct assess_work *w, struct flaw_state *f,
    struct assessment *out)
{
	const struct vulnerability *v = f->v;
	struct assess_subject x = { .f = f };

	out->where = v->where;
	f->priority.rank = PRIORITY_NONE;
	assess_score_flaw(w, f);
	assess_score_best(f, NULL, out);
	ask_feeds(w, f, out);
	f->n_products = v->products.n;
	f->products = arena_array(w->perm, struct exposure_state,
	    v->products.n);
	for (size_t i = 0; i < v->products.n; i++) {
		struct arena_mark mark = arena_mark(w->tmp);

		f->products[i].p = &v->products.v[i];
		assess_product(w, f, &f->products[i], out);
		arena_reset(w->tmp, mark);
	}
	if (v->products.n > 0)
		return;
	x.assessment = *out;
	f->priority = assess_priority_of(w, &x);
}

/* The case has the worst of its flaws. */
static void
raise(struct assessment *of_case, const struct assessment *of_flaw)
{
	if (span_is_set(of_flaw->score.at) &&
	    (!span_is_set(of_case->score.at) ||
		of_flaw->score.n > of_case->score.n))
		of_case->score = of_flaw->score;
	if (of_flaw->severity.v > of_case->severity.v)
		of_case->severity = of_flaw->severity;
	if (span_is_set(of_flaw->kev.at) &&
	    (!span_is_set(of_case->kev.at) ||
		(of_flaw->kev.b && !of_case->kev.b)))
		of_case->kev = of_flaw->kev;
	if (span_is_set(of_flaw->epss.at) &&
	    (!span_is_set(of_case->epss.at) ||
		of_flaw->epss.n > of_case->epss.n))
		of_case->epss = of_flaw->epss;
}

static int
text_cmp(const void *a, const void *b)
{
	const struct text *x = a, *y = b;
	int cmp = str_cmp(x->s, y->s);

	return cmp != 0 ? cmp : span_cmp(x->at, y->at);
}

/* "TABLE:OUTCOME" of all of them, each once. */
static void
list_outcomes(struct assess_work *w)
{
	struct text_list *list = &w->s->assessment.ssvc;

	list->n = map_len(w->outcomes);
	list->v = arena_array(w->perm, struct text, list->n + 1);
	for (size_t i = 0; i < list->n; i++)
		list->v[i] =
		    *(const struct text *)map_at(w->outcomes, i)->value;
	qsort(list->v, list->n, sizeof(*list->v), text_cmp);
}

/* What is still unknown of products: versions without status, no target. */
static void
count_unknown(struct assess_work *w)
{
	const struct case_file *c = w->s->c->c;
	bool is_import = model_case_is_import(w->s->c);
	int64_t uncovered = 0, undated = 0;

	for (size_t i = 0; i < w->s->n_flaws; i++) {
		const struct flaw_state *f = &w->s->flaws[i];

		for (size_t j = 0; j < f->n_products; j++) {
			const struct exposure_state *e = &f->products[j];
			size_t at = 0;

			/* What others left out is their business. */
			while (!is_import &&
			    coverage_gap(w->tmp, e->p, &at) != NULL)
				uncovered++;
			undated += e->state == ROW_INVESTIGATING &&
			    !span_is_set(e->p->target.at);
		}
	}
	w->s->assessment.uncovered = (struct number){ uncovered, c->where };
	w->s->assessment.undated = (struct number){ undated, c->where };
}

void
assess_case(const struct assess *a, const struct policy_set *p,
    struct arena *perm, struct case_state *s)
{
	const struct vulnerability_list *flaws = &s->c->c->vulnerabilities;
	struct assess_work w = {
		.a = a,
		.policy = p,
		.perm = perm,
		.tmp = arena_open(),
		.s = s,
		.outcomes = map_open(perm),
		.today = instant_day(zone_at(a->tables->m->zone, a->now)),
	};

	s->assessment.where = s->c->c->where;
	s->priority.rank = PRIORITY_NONE;
	s->n_flaws = flaws->n;
	s->flaws = arena_array(perm, struct flaw_state, flaws->n);
	for (size_t i = 0; i < flaws->n; i++) {
		struct assessment of_flaw = { 0 };

		s->flaws[i].v = &flaws->v[i];
		assess_flaw(&w, &s->flaws[i], &of_flaw);
		raise(&s->assessment, &of_flaw);
		if (is_before(&s->flaws[i].priority, &s->priority))
			s->priority = s->flaws[i].priority;
	}
	list_outcomes(&w);
	count_unknown(&w);
	if (s->priority.priority.n > 0)
		s->assessment.priority = (struct text){ s->priority.priority,
			s->c->c->where };
	arena_close(w.tmp);
}
