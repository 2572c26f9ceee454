#include "command/explain_impl.h"

#include "base/arena.h"
#include "base/attr.h"
#include "model/model.h"

/* The unit in which a number of a policy is counted. */
static enum unit
unit_of(enum policy_number n)
{
	return n == NUMBER_ACKNOWLEDGE || n == NUMBER_ANSWER ?
	    UNIT_BUSINESS_DAYS :
	    UNIT_CALENDAR_DAYS;
}

struct str
explain_number(const struct tell *t, const struct policy_value *v,
    enum unit unit)
{
	if (!v->is_set)
		return S("");
	return tell_aside(t, say_units(&t->say, v->n, unit),
	    tell_join(t, say_origin(&t->say, v->origin),
		tell_place(t, v->at)));
}

struct str
explain_days(const struct tell *t, const struct policy_set *p,
    struct str priority)
{
	enum unit unit;
	struct policy_value days = policy_days(p, priority, &unit);

	return days.is_set ? explain_number(t, &days, unit) :
			     tell_word(t, "explain.no_days");
}

/* Where a row of the map stands, and its reason. */
static struct str
row_text(const struct tell *t, const struct policy_priority *p)
{
	struct str why = say_words(&t->say, &p->row->reason);

	return tell_aside(t, tell_colon(t, p->row->priority.s, why),
	    tell_join(t, say_origin(&t->say, p->origin),
		tell_place(t, p->row->where)));
}

/* Rows of the map in their order; all of them where name is empty. */
static void
put_rows(const struct tell *t, size_t in, const struct policy_set *p,
    struct str name, enum policy_origin weakest)
{
	for (size_t i = 0; i < p->n_priorities; i++) {
		const struct policy_priority *row = &p->priorities[i];

		if (row->origin < weakest ||
		    (name.n > 0 && !str_eq(row->row->priority.s, name)))
			continue;
		tell_put(t, in,
		    tell_fill(t, "explain.row",
			str_fmt(t->say.a, "%zu", i + 1), row_text(t, row)));
		if (row->row->when.p == NULL)
			tell_put(t, in + EXPLAIN_IN,
			    tell_word(t, "explain.always"));
		tell_condition(t, in + EXPLAIN_IN, "explain.when",
		    &row->row->when);
	}
}

static bool
has_rows(const struct policy_set *p, struct str name,
    enum policy_origin weakest)
{
	for (size_t i = 0; i < p->n_priorities; i++) {
		if (p->priorities[i].origin >= weakest &&
		    str_eq(p->priorities[i].row->priority.s, name))
			return true;
	}
	return false;
}

static bool
is_level(const struct policy_set *p, struct str name)
{
	for (size_t i = 0; i < p->n_order; i++) {
		if (str_eq(p->order[i], name))
			return true;
	}
	return false;
}

/* A company that says something else of a priority than the group. */
static void
put_company_level(const struct tell *t, size_t i, struct str name)
{
	const struct policy_set *p = t->companies[i];
	enum unit unit;
	bool has_days = policy_days(p, name, &unit).origin ==
	    POLICY_OF_COMPANY;
	bool has_own = has_rows(p, name, POLICY_OF_COMPANY);

	if (!has_days && !has_own)
		return;
	tell_head(t, say_entry(&t->say, &t->r.model->companies[i].e));
	if (has_days)
		tell_pair(t, EXPLAIN_IN, "explain.days_to_fix",
		    explain_days(t, p, name));
	if (has_own)
		put_rows(t, EXPLAIN_IN, p, name, POLICY_OF_COMPANY);
}

bool
explain_level(const struct tell *t, struct str name)
{
	size_t n = t->r.model->n_companies;
	bool is_known = is_level(t->group, name);

	for (size_t i = 0; i < n; i++)
		is_known = is_known || is_level(t->companies[i], name);
	if (!is_known)
		return false;
	tell_head(t, tell_fill(t, "explain.level", name, S("")));
	tell_head(t, tell_word(t, "explain.for_group"));
	tell_pair(t, EXPLAIN_IN, "explain.days_to_fix",
	    explain_days(t, t->group, name));
	put_rows(t, EXPLAIN_IN, t->group, name, POLICY_BUILT_IN);
	for (size_t i = 0; i < n; i++)
		put_company_level(t, i, name);
	return true;
}

static void
put_numbers(const struct tell *t, const struct policy_set *p,
    enum policy_origin weakest)
{
	for (int i = 1; i < (int)NUMBER_SLA; i++) {
		const struct policy_value *v = &p->numbers[i];

		if (v->is_set && v->origin >= weakest)
			tell_put(t, EXPLAIN_IN,
			    tell_colon(t,
				say_enum(&t->say, &enum_policy_number, i),
				explain_number(t, v,
				    unit_of((enum policy_number)i))));
	}
	for (size_t i = 0; i < p->n_sla; i++) {
		const struct policy_sla *s = &p->sla[i];

		if (s->days.origin >= weakest)
			tell_put(t, EXPLAIN_IN,
			    tell_colon(t,
				tell_fill(t, "explain.days_of", s->priority,
				    S("")),
				explain_number(t, &s->days, s->unit)));
	}
}

/* What a policy says of a clock rule: "on, 45: REASON (origin, path:12)". */
static void
put_choices(const struct tell *t, const struct policy_set *p,
    enum policy_origin weakest)
{
	for (size_t i = 0; i < p->n_clocks; i++) {
		const struct policy_clock *c = &p->clocks[i];
		struct str does = S("");

		if (c->origin < weakest)
			continue;
		if (span_is_set(c->choice->enabled.at))
			does = tell_word(t,
			    c->choice->enabled.b ? "explain.on_clock" :
						   "explain.off_clock");
		if (span_is_set(c->choice->length.at))
			does = tell_join(t, does,
			    tell_fill(t, "explain.length_of",
				str_fmt(t->say.a, "%lld",
				    (long long)c->choice->length.n),
				S("")));
		tell_put(t, EXPLAIN_IN,
		    tell_aside(t,
			tell_colon(t, tell_join(t, c->choice->clock.s, does),
			    c->choice->reason.s),
			tell_join(t, say_origin(&t->say, c->origin),
			    tell_place(t, c->choice->where))));
	}
}

static void
put_stages(const struct tell *t, const struct policy_set *p)
{
	for (size_t i = 0; i < p->n_stages; i++) {
		const struct company_stage *s = p->stages[i].stage;

		for (size_t j = 0; j < s->requires.n; j++)
			tell_put(t, EXPLAIN_IN,
			    tell_aside(t,
				tell_fill(t, "explain.adds", s->stage.s,
				    say_words(&t->say,
					&s->requires.v[j].text)),
				tell_place(t, s->requires.v[j].where)));
	}
}

/* All that a policy says from an origin on. */
static void
put_set(const struct tell *t, const struct policy_set *p,
    enum policy_origin weakest)
{
	put_numbers(t, p, weakest);
	put_rows(t, EXPLAIN_IN, p, S(""), weakest);
	put_choices(t, p, weakest);
	put_stages(t, p);
}

bool
explain_policy(const struct tell *t, struct str id)
{
	const struct model *m = t->r.model;
	const struct text_entry *e = (const void *)model_find(m, SPACE_POLICY,
	    id);

	if (e == NULL)
		return false;
	tell_title(t, &e->e);
	if (e->ja != NULL)
		tell_put(t, 0, model_shown(m, e->ja));
	if (e->en != NULL)
		tell_put(t, 0, model_shown(m, e->en));
	tell_head(t, tell_word(t, "explain.for_group"));
	tell_put(t, EXPLAIN_IN, tell_word(t, "explain.all_policies"));
	put_set(t, t->group, POLICY_BUILT_IN);
	for (size_t i = 0; i < m->n_companies; i++) {
		if (t->companies[i]->own == NULL)
			continue;
		tell_head(t, say_entry(&t->say, &m->companies[i].e));
		put_set(t, t->companies[i], POLICY_OF_COMPANY);
	}
	return true;
}

bool
explain_company(const struct tell *t, struct str id)
{
	const struct model *m = t->r.model;
	const struct company_entry *c = (const void *)model_find(m,
	    SPACE_COMPANY, id);
	const struct policy_set *p;

	if (c == NULL)
		return false;
	p = tell_policy(t, c);
	tell_title(t, &c->e);
	tell_put(t, 0, model_shown(m, c->e.doc));
	if (p->own == NULL) {
		tell_head(t, tell_word(t, "explain.no_overrides"));
		return true;
	}
	tell_head(t,
	    tell_colon(t, tell_word(t, "explain.overrides"),
		p->own->reason.s));
	put_set(t, p, POLICY_OF_COMPANY);
	return true;
}
