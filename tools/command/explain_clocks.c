#include "command/explain_impl.h"

#include "base/arena.h"
#include "base/attr.h"
#include "model/model.h"

void
explain_source(const struct tell *t, size_t indent, const struct deadline *d)
{
	const struct say *s = &t->say;

	tell_pair(t, indent, "explain.source",
	    tell_join(t, d->source.s, d->source_version.s));
	tell_pair(t, indent, "explain.confidence",
	    tell_join(t,
		tell_aside(t, say_enum(s, &enum_confidence, d->confidence.v),
		    str_z(enum_name(&enum_confidence, d->confidence.v))),
		d->confirmed_by.id.n == 0 ?
		    S("") :
		    tell_fill(t, "explain.confirmed_by",
			say_ref(s, &d->confirmed_by), S(""))));
	tell_pair(t, indent, "explain.notes", say_words(s, &d->notes));
}

static void
put_candidate(const struct tell *t, const struct clock_candidate *c)
{
	const struct say *s = &t->say;
	struct str what = tell_aside(t,
	    tell_colon(t, say_occurrence(s, c->start),
		say_event(s, c->start->event)),
	    say_place(s, &c->start->proof));

	tell_put(t, 3 * EXPLAIN_IN,
	    tell_join(t, tell_fill(t, "explain.candidate", what, S("")),
		c->has_due ? tell_fill(t, "explain.would_end",
				 say_end(s, c->due), S("")) :
			     S("")));
}

static void
put_setting(const struct tell *t, const struct clock_setting *c)
{
	if (c != NULL)
		tell_pair(t, 3 * EXPLAIN_IN, "explain.setting",
		    tell_aside(t, c->reason.s,
			tell_join(t, say_ref(&t->say, &c->by),
			    tell_place(t, c->where))));
}

static void
put_clock(const struct tell *t, const struct clock *c)
{
	const struct say *s = &t->say;

	tell_put(t, EXPLAIN_IN, say_clock_name(s, c));
	tell_put(t, 2 * EXPLAIN_IN, say_clock(s, c));
	tell_pair(t, 3 * EXPLAIN_IN, "explain.elsewhere", say_elsewhere(s, c));
	for (size_t i = 0; i < c->n_steps; i++)
		tell_put(t, 3 * EXPLAIN_IN, say_step(s, c, &c->steps[i]));
	if (c->stop != NULL)
		tell_pair(t, 3 * EXPLAIN_IN, "explain.stopped",
		    tell_aside(t,
			tell_colon(t, say_end(s, c->stop->stop),
			    say_event(s, c->stop->event)),
			say_place(s, &c->stop->proof)));
	for (size_t i = 0; i < c->n_candidates; i++)
		put_candidate(t, &c->candidates[i]);
	put_setting(t, c->setting);
}

/* The rule, once for all its clocks. */
static void
put_rule(const struct tell *t, const struct case_state *s, size_t i)
{
	const struct clock *c = &s->clocks.v[i];

	tell_pair(t, 3 * EXPLAIN_IN, "explain.rule",
	    say_place(&t->say, &c->rule_proof));
	for (size_t j = 0; j < i; j++) {
		if (s->clocks.v[j].rule == c->rule)
			return;
	}
	tell_pair(t, 3 * EXPLAIN_IN, "explain.to_whom",
	    say_words(&t->say, &c->rule->addressee));
	explain_source(t, 3 * EXPLAIN_IN, c->rule);
}

void
explain_clocks(const struct tell *t, const struct case_state *s)
{
	tell_head(t, tell_word(t, "explain.why_date"));
	tell_pair(t, EXPLAIN_IN, "explain.leading",
	    s->leading == NULL ?
		tell_word(t, "explain.no_leading") :
		tell_colon(t, say_clock_name(&t->say, s->leading),
		    say_clock(&t->say, s->leading)));
	for (size_t i = 0; i < s->clocks.n; i++) {
		put_clock(t, &s->clocks.v[i]);
		put_rule(t, s, i);
	}
}
