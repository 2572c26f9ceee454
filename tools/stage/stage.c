#include "stage/stage.h"

#include "base/arena.h"
#include "model/model.h"
#include "model/predicate.h"
#include "stage/stage_impl.h"

/* What requirements of a case are asked with. */
struct asking {
	const struct stage_run *r;
	const struct case_state *s;
	const struct stages *stages;
	size_t n_stages;	/* of them that are looked at */
	const struct company_entry *company;
	struct arena *perm;
	struct arena *tmp; /* words of conditions */
	struct case_file at_now; /* the case without what is to come */
	struct predicate_root roots[3];
	bool applies;		/* stages ask something of it */
	struct predicate_trace why;	/* or not */
};

static void
count_clocks(struct case_state *s)
{
	struct span at = { s->c->c->where.file, 0, 0 };
	int64_t open = 0, law = 0, missed = 0;

	for (size_t i = 0; i < s->clocks.n; i++) {
		const struct clock *c = &s->clocks.v[i];

		if (clock_is_open(c)) {
			open++;
			law += clock_rests_on_law(c->rule);
		}
		missed += c->state == CLOCK_STATE_MISSED ||
		    c->state == CLOCK_STATE_OVERDUE;
	}
	s->assessment.open_clocks = (struct number){ open, at };
	s->assessment.law_clocks = (struct number){ law, at };
	s->assessment.missed_clocks = (struct number){ missed, at };
}

/* Stages of the one file that has them; NULL where there is none. */
static const struct stages *
stages_of(const struct model *m)
{
	const struct document_list *l = &m->docs[KIND_STAGES];

	return l->n > 0 ? l->v[0].record : NULL;
}

static void
prepare(struct asking *a, const struct case_state *s)
{
	const struct case_exit *e = s->c->c->exit;

	a->at_now = *s->c->c;
	a->at_now.facts = stage_facts(a->r, a->tmp, s->c->c);
	if (e != NULL && e->at.w.kind != WHEN_UNSET &&
	    !stage_is_past(a->r, e->at.w))
		a->at_now.exit = NULL;
	a->roots[0] = (struct predicate_root){
		"case",
		&record_case_file,
		&a->at_now,
	};
	a->roots[1] = (struct predicate_root){
		"assessment",
		&record_assessment,
		&s->assessment,
	};
	a->roots[2] = (struct predicate_root){
		"company",
		&record_company,
		a->company != NULL ? a->company->company : NULL,
	};
}

/* The words of what decided live as long as the state. */
static bool
holds(const struct asking *a, const struct condition *p,
    struct predicate_trace *trace)
{
	*trace = (struct predicate_trace){ .text = S("") };
	return predicate_holds(p->p, a->roots, ARRAY_LEN(a->roots), a->perm,
	    trace);
}

/* As holds(), and only when it does not hold, why. */
static bool
holds_or_why(const struct asking *a, const struct condition *p,
    struct predicate_trace *trace)
{
	return predicate_holds(p->p, a->roots, ARRAY_LEN(a->roots), a->tmp,
		   NULL) ||
	    holds(a, p, trace);
}

/* Where what decided stands; for what is missing: where it would stand. */
static struct proof
prove(const struct asking *a, const struct predicate_trace *trace,
    bool is_missing)
{
	struct span at = trace->value_at;
	bool is_computed = str_starts(trace->field, S("assessment."));
	struct proof p;

	if (is_missing && (is_computed || !span_is_set(at)))
		at = stage_place(a->s->c, a->company, trace->field);
	p = proof_at(a->r->places, at, trace->text);
	p.parts = trace->parts;
	return p;
}

/* The most pressing clock that a count of clocks has in it; NULL if none. */
static const struct clock *
counted_clock(const struct case_state *s, struct str field)
{
	bool law = str_eq(field, S("assessment.law_clocks"));

	if (!law && !str_eq(field, S("assessment.open_clocks")))
		return NULL;
	for (size_t i = 0; i < s->clocks.n; i++) {
		const struct clock *c = &s->clocks.v[i];

		if (clock_is_open(c) && (!law || clock_rests_on_law(c->rule)))
			return c;
	}
	return NULL;
}

/* A count alone helps nobody: name one of the clocks, and what started it. */
static struct proof
prove_clock(const struct asking *a, const struct predicate_trace *trace,
    const struct clock *c)
{
	struct span at = c->start != NULL ?
	    c->start->proof.at :
	    stage_place(a->s->c, a->company, trace->field);
	struct proof p = proof_at(a->r->places, at,
	    str_fmt(a->perm, "%.*s (%.*s)", STR_ARG(trace->text),
		STR_ARG(c->rule->id.s)));

	p.parts = trace->parts;
	p.parts.aside = (struct proof_part){ (uint32_t)trace->text.n + 2,
		(uint32_t)c->rule->id.s.n };
	return p;
}

/* Where a fact would do that is dated later, tell of that one. */
static void
look_later(const struct asking *a, const struct condition *when,
    struct predicate_trace *trace)
{
	const struct fact_list *facts = &a->s->c->c->facts;
	struct predicate_root roots[ARRAY_LEN(a->roots)];
	struct predicate_trace then = { .text = S("") };

	for (size_t i = 0; i < ARRAY_LEN(roots); i++)
		roots[i] = a->roots[i];
	roots[0].value = a->s->c->c;
	if (!predicate_holds(when->p, roots, ARRAY_LEN(roots), a->perm, &then))
		return;
	for (size_t i = 0; i < facts->n; i++) {
		const struct fact *f = &facts->v[i];

		if (span_cmp(f->event.at, then.value_at) != 0 ||
		    stage_is_past(a->r, f->at.w))
			continue;
		*trace = then;
		trace->text = str_cat(a->perm, then.text, S(", dated later"));
		trace->parts.verb = PROOF_LATER;
		return;
	}
}

static void
ask(const struct asking *a, struct requirement_state *q)
{
	const struct clock *c;
	struct predicate_trace trace;

	if (!a->applies) {
		trace = a->why;
		q->verdict = REQUIREMENT_NOT_NEEDED;
	} else if (!holds_or_why(a, &q->r->applies, &trace))
		q->verdict = REQUIREMENT_NOT_NEEDED;
	else if (holds(a, &q->r->when, &trace))
		q->verdict = REQUIREMENT_MET;
	else
		q->verdict = REQUIREMENT_MISSING;
	if (q->verdict == REQUIREMENT_MISSING &&
	    str_starts(trace.field, S("case.facts")))
		look_later(a, &q->r->when, &trace);
	q->proof = prove(a, &trace, q->verdict == REQUIREMENT_MISSING);
	if (q->verdict != REQUIREMENT_MISSING)
		return;
	c = counted_clock(a->s, trace.field);
	if (c != NULL)
		q->proof = prove_clock(a, &trace, c);
	stage_who(a->r, a->s->c, a->perm, q);
}

static void
add_all(struct case_state *s, const struct stage *stage,
    const struct stage_requirement_list *l, const struct company_entry *of)
{
	for (size_t i = 0; i < l->n; i++) {
		struct requirement_state *q;

		if (s->n_requirements == LIMIT_STAGE_REQUIREMENTS)
			return;
		q = &s->requirements[s->n_requirements++];
		q->r = &l->v[i];
		q->stage = stage;
		q->company = of;
	}
}

static bool
is_of(const struct company_stage *more, const struct stage *stage)
{
	return str_eq(more->stage.s, stage->id.s);
}

static size_t
count_requirements(const struct asking *a, const struct policy_set *p)
{
	size_t n = 0;

	for (size_t i = 0; i < a->n_stages; i++) {
		const struct stage *stage = &a->stages->stages.v[i];

		n += stage->requires.n;
		for (size_t j = 0; j < p->n_stages; j++) {
			const struct company_stage *more = p->stages[j].stage;

			n += is_of(more, stage) ? more->requires.n : 0;
		}
	}
	return n < LIMIT_STAGE_REQUIREMENTS ? n : LIMIT_STAGE_REQUIREMENTS;
}

/* The requirements of all stages: the group's, then what the company adds. */
static void
list_requirements(const struct asking *a, const struct policy_set *p,
    struct case_state *s)
{
	s->requirements = arena_array(a->perm, struct requirement_state,
	    count_requirements(a, p));
	for (size_t i = 0; i < a->n_stages; i++) {
		const struct stage *stage = &a->stages->stages.v[i];

		add_all(s, stage, &stage->requires, NULL);
		for (size_t j = 0; j < p->n_stages; j++) {
			const struct company_stage *more = p->stages[j].stage;

			if (is_of(more, stage))
				add_all(s, stage, &more->requires, p->company);
		}
	}
}

static const struct requirement_state *
first_missing(const struct case_state *s)
{
	for (size_t i = 0; i < s->n_requirements; i++) {
		if (s->requirements[i].verdict == REQUIREMENT_MISSING)
			return &s->requirements[i];
	}
	return NULL;
}

/*
 * The highest stage from n on that a fact says was reached: one that was taken
 * back since counts as well.
 */
static const struct stage *
reached_once(const struct asking *a, size_t n)
{
	const struct fact_list *facts = &a->s->c->c->facts;

	for (size_t i = a->n_stages; i > n; i--) {
		const struct stage *stage = &a->stages->stages.v[i - 1];

		for (size_t j = 0; stage->event.s.n > 0 && j < facts->n; j++) {
			const struct fact *f = &facts->v[j];

			if (str_eq(f->event.s, stage->event.s) &&
			    stage_is_past(a->r, f->at.w))
				return stage;
		}
	}
	return NULL;
}

static void
place(const struct asking *a, struct case_state *s)
{
	const struct stage_list *l = &a->stages->stages;
	const struct requirement_state *missing = first_missing(s);
	size_t n = a->n_stages;	/* that are reached */

	if (missing != NULL)
		n = (size_t)(missing->stage - l->v);
	if (n > 0)
		s->stage = &l->v[n - 1];
	s->exit = a->at_now.exit;
	if (s->exit != NULL || n == a->n_stages)
		return;
	s->next = &l->v[n];
	s->fallen_from = reached_once(a, n);
	if (s->fallen_from != NULL)
		s->lost = missing;
}

void
stage_case(const struct stage_run *r, const struct policy_set *p,
    struct arena *perm, struct case_state *s)
{
	struct asking a = {
		.r = r,
		.s = s,
		.stages = stages_of(r->m),
		.company = s->c->c->company.target,
		.perm = perm,
		.tmp = arena_open(),
	};

	count_clocks(s);
	prepare(&a, s);
	if (a.stages != NULL) {
		a.n_stages = a.stages->stages.n < LIMIT_STAGES ?
		    a.stages->stages.n :
		    LIMIT_STAGES;
		a.applies = holds(&a, &a.stages->applies, &a.why);
		list_requirements(&a, p, s);
		for (size_t i = 0; i < s->n_requirements; i++)
			ask(&a, &s->requirements[i]);
		place(&a, s);
	}
	s->exit = a.at_now.exit;
	arena_close(a.tmp);
}
