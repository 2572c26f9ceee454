#include "command/explain_impl.h"

#include "base/arena.h"
#include "base/attr.h"
#include "model/model.h"
#include "model/policy.h"

/* Clocks of a rule that are shown; the pages have them all. */
#define CLOCKS_SHOWN	10

/* A row and the regime that it stands in. */
struct found {
	const struct deadline *d;
	const struct deadlines *regime;
};

static struct str
yes_no(const struct tell *t, bool is_yes)
{
	return say_enum(&t->say, &enum_yes_no,
	    is_yes ? ANSWER_YES : ANSWER_NO);
}

/* "yes: REASON (the group's policy, path:12)". */
static struct str
enabled_text(const struct tell *t, const struct deadline *d,
    const struct policy_set *p)
{
	const struct policy_clock *c = policy_clock_find(p, d->id.s);
	struct str text = yes_no(t, policy_enables(p, d));

	if (c == NULL)
		return tell_aside(t, text,
		    tell_join(t, tell_word(t, "explain.as_shipped"),
			tell_place(t, d->where)));
	return tell_aside(t, tell_colon(t, text, c->choice->reason.s),
	    tell_join(t, say_origin(&t->say, c->origin),
		tell_place(t, c->choice->where)));
}

/* The length that counts for a policy, with where it is written. */
static struct str
length_text(const struct tell *t, const struct deadline *d,
    const struct policy_set *p)
{
	const struct policy_clock *c = policy_clock_find(p, d->id.s);
	enum unit unit = d->unit.v != 0 ? (enum unit)d->unit.v :
					  UNIT_CALENDAR_DAYS;
	int value = d->value.v;

	if (c != NULL && span_is_set(c->choice->length.at))
		return tell_aside(t,
		    say_units(&t->say, c->choice->length.n, unit),
		    tell_join(t, say_origin(&t->say, c->origin),
			tell_place(t, c->choice->length.at)));
	if (value != 0 && value != (int)NUMBER_SLA && p->numbers[value].is_set)
		return explain_number(t, &p->numbers[value], unit);
	if (!span_is_set(d->length.at))
		return S("");
	return tell_aside(t, say_units(&t->say, d->length.n, unit),
	    tell_join(t, say_origin(&t->say, POLICY_BUILT_IN),
		tell_place(t, d->length.at)));
}

/* What the rule gives for a policy; each company that differs. */
static void
put_values(const struct tell *t, const struct deadline *d)
{
	struct str enabled = enabled_text(t, d, t->group);
	struct str length = length_text(t, d, t->group);
	const struct model *m = t->r.model;

	tell_pair(t, 2 * EXPLAIN_IN, "explain.enabled", enabled);
	tell_pair(t, 2 * EXPLAIN_IN, "explain.length", length);
	if (d->value.v == (int)NUMBER_SLA)
		for (size_t i = 0; i < t->group->n_order; i++)
			tell_put(t, 3 * EXPLAIN_IN,
			    tell_colon(t, t->group->order[i],
				explain_days(t, t->group,
				    t->group->order[i])));
	for (size_t i = 0; i < m->n_companies; i++) {
		const struct policy_set *p = t->companies[i];
		struct str own = enabled_text(t, d, p);
		struct str long_own = length_text(t, d, p);
		struct str name = say_entry(&t->say, &m->companies[i].e);

		if (!str_eq(own, enabled))
			tell_put(t, 3 * EXPLAIN_IN, tell_colon(t, name, own));
		if (!str_eq(long_own, length))
			tell_put(t, 3 * EXPLAIN_IN,
			    tell_colon(t, name, long_own));
	}
}

static struct str
enum_text(const struct tell *t, const struct enum_table *e, struct choice c)
{
	return c.v == 0 ? S("") : say_enum(&t->say, e, c.v);
}

static void
put_start(const struct tell *t, const struct deadline *d)
{
	size_t in = 2 * EXPLAIN_IN;

	tell_pair(t, in, "explain.on",
	    enum_text(t, &enum_clock_subject, d->on));
	tell_pair(t, in, "explain.per", enum_text(t, &enum_clock_per, d->per));
	tell_condition(t, in, "explain.applies", &d->applies);
	tell_pair(t, in, "explain.start", tell_events(t, &d->start));
	tell_pair(t, in, "explain.start_which",
	    enum_text(t, &enum_clock_start, d->start_which));
	tell_condition(t, in, "explain.start_when", &d->start_when);
	tell_pair(t, in, "explain.start_clocks",
	    tell_texts(t, &d->start_clocks));
}

static void
put_length(const struct tell *t, const struct deadline *d)
{
	size_t in = 2 * EXPLAIN_IN;

	tell_pair(t, in, "explain.value",
	    enum_text(t, &enum_policy_number, d->value));
	if (d->until.b)
		tell_put(t, in, tell_word(t, "explain.until"));
	if (d->backwards.b)
		tell_put(t, in, tell_word(t, "explain.backwards"));
	tell_pair(t, in, "explain.calendar", say_ref(&t->say, &d->calendar));
	tell_pair(t, in, "explain.zone", d->zone.s);
	tell_pair(t, in, "explain.end",
	    tell_choices(t, &enum_clock_end, &d->end));
}

static void
put_stop(const struct tell *t, const struct deadline *d)
{
	size_t in = 2 * EXPLAIN_IN;

	tell_pair(t, in, "explain.stop", tell_events(t, &d->stop));
	tell_condition(t, in, "explain.stop_when", &d->stop_when);
	tell_pair(t, in, "explain.pause",
	    tell_choices(t, &enum_party_kind, &d->pause));
	if (span_is_set(d->pause_max.at))
		tell_pair(t, in, "explain.pause_max",
		    say_units(&t->say, d->pause_max.n, UNIT_CALENDAR_DAYS));
	tell_pair(t, in, "explain.warn", tell_texts(t, &d->warn_at));
}

static void
put_extension(const struct tell *t, const struct clock_extension *e)
{
	enum unit unit = e->unit.v != 0 ? (enum unit)e->unit.v :
					  UNIT_CALENDAR_DAYS;
	struct str text = tell_choices(t, &enum_role, &e->by);

	if (span_is_set(e->times.at))
		text = tell_join(t, text,
		    tell_fill(t, "explain.times",
			str_fmt(t->say.a, "%lld", (long long)e->times.n),
			S("")));
	if (span_is_set(e->length.at))
		text = tell_join(t, text,
		    tell_fill(t, "explain.each_most",
			say_units(&t->say, e->length.n, unit), S("")));
	if (span_is_set(e->total.at))
		text = tell_join(t, text,
		    tell_fill(t, "explain.all_most",
			say_units(&t->say, e->total.n, unit), S("")));
	if (e->above.n > 0)
		text = tell_join(t, text,
		    tell_fill(t, "explain.above",
			tell_choices(t, &enum_role, &e->above), S("")));
	tell_pair(t, 2 * EXPLAIN_IN, "explain.extension", text);
}

static struct str
valid_text(const struct tell *t, const struct deadline *d)
{
	struct str from = S(""), to = S("");

	if (d->valid_from.w.kind != WHEN_UNSET)
		from = day_format(t->say.a, d->valid_from.w.day);
	if (d->valid_to.w.kind != WHEN_UNSET)
		to = day_format(t->say.a, d->valid_to.w.day);
	if (from.n + to.n == 0)
		return S("");
	return tell_fill(t,
	    to.n == 0       ? "explain.valid_from" :
		from.n == 0 ? "explain.valid_to" :
			      "explain.valid_both",
	    from, to);
}

static void
put_version(const struct tell *t, const struct found *f)
{
	const struct deadline *d = f->d;
	size_t in = 2 * EXPLAIN_IN;

	tell_head(t,
	    tell_aside(t,
		tell_join(t, say_words(&t->say, &f->regime->name),
		    d->source_version.s),
		tell_place(t, d->where)));
	tell_pair(t, in, "explain.valid", valid_text(t, d));
	put_values(t, d);
	put_start(t, d);
	put_length(t, d);
	put_stop(t, d);
	if (d->extension != NULL)
		put_extension(t, d->extension);
	tell_pair(t, in, "explain.weight",
	    enum_text(t, &enum_weight, d->weight));
	tell_pair(t, in, "explain.to_whom", say_words(&t->say, &d->addressee));
	tell_pair(t, in, "explain.evidence", say_words(&t->say, &d->evidence));
	tell_pair(t, in, "explain.none_because",
	    say_words(&t->say, &d->none_because));
	explain_source(t, in, d);
}

/* Worked values: the clocks of this rule as they stand. */
static void
put_clocks(const struct tell *t, struct str id)
{
	const struct clock_list *l = &t->r.model->derived->clocks;
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct clock *c = &l->v[i];

		if (!str_eq(c->rule->id.s, id))
			continue;
		if (n++ == 0)
			tell_head(t, tell_word(t, "explain.clocks_now"));
		if (n <= CLOCKS_SHOWN)
			tell_put(t, EXPLAIN_IN,
			    tell_colon(t,
				tell_join(t, c->owner.id,
				    say_clock_name(&t->say, c)),
				say_clock(&t->say, c)));
	}
	if (n > CLOCKS_SHOWN)
		tell_put(t, EXPLAIN_IN,
		    tell_fill(t, "explain.more",
			str_fmt(t->say.a, "%zu", n - CLOCKS_SHOWN), S("")));
	if (n == 0)
		tell_head(t, tell_word(t, "explain.no_clocks"));
}

bool
explain_deadline(const struct tell *t, struct str id)
{
	const struct document_list *docs = &t->r.model->docs[KIND_DEADLINES];
	bool is_found = false;

	for (size_t i = 0; i < docs->n; i++) {
		const struct deadlines *regime = docs->v[i].record;

		for (size_t j = 0; regime != NULL && j < regime->rows.n; j++) {
			const struct deadline *d = &regime->rows.v[j];
			const struct found f = { d, regime };

			if (!str_eq(d->id.s, id))
				continue;
			if (!is_found)
				tell_head(t,
				    str_fmt(t->say.a, "%.*s  %.*s",
					STR_ARG(id),
					STR_ARG(
					    say_words(&t->say, &d->name))));
			is_found = true;
			put_version(t, &f);
		}
	}
	if (is_found)
		put_clocks(t, id);
	return is_found;
}
