#include "command/whatif_impl.h"

#include "base/arena.h"
#include "base/attr.h"
#include "model/model.h"

#define IN	2

static struct str
stage_text(const struct tell *t, const struct stage *s)
{
	return s == NULL ?
	    tell_word(t, "explain.no_stage") :
	    str_fmt(t->say.a, "%lld %.*s", (long long)s->number.n,
		STR_ARG(say_words(&t->say, &s->name)));
}

/* "Stage: 3 Qualified -> 4 Verified", or "..., as now". */
static void
put_change(const struct tell *t, const char *key, struct str before,
    struct str after)
{
	struct str none = tell_word(t, "whatif.none");

	if (before.n == 0)
		before = none;
	if (after.n == 0)
		after = none;
	tell_pair(t, IN, key,
	    str_eq(before, after) ?
		tell_fill(t, "whatif.as_now", after, S("")) :
		tell_fill(t, "whatif.from_to", before, after));
}

/* A value of a fact's field. */
static struct str
value_text(const struct tell *t, const struct field *f, const void *v)
{
	switch (field_shape(f->type)) {
	case SHAPE_TEXT:
		return ((const struct text *)v)->s;
	case SHAPE_TRUTH:
		return str_z(((const struct truth *)v)->b ? "yes" : "no");
	case SHAPE_CHOICE:
		return say_enum(&t->say, f->values,
		    ((const struct choice *)v)->v);
	case SHAPE_MOMENT:
		return say_when(&t->say, ((const struct moment *)v)->w);
	case SHAPE_REF:
		return say_ref(&t->say, v);
	case SHAPE_WORDS:
	case SHAPE_NUMBER:
	case SHAPE_RECORD:
	case SHAPE_CONDITION:
	case SHAPE_TREE:
		break;
	}
	BUG("shape of a field of a fact");
}

/* What a fact says beside its event and time: "by Sato, until 2026-12-10". */
static struct str
fact_aside(const struct tell *t, const struct fact *fact)
{
	struct str all = S("");

	for (size_t i = 0; i < record_fact.n; i++) {
		const struct field *f = &record_fact.fields[i];
		size_t n, size = field_item_size(f);
		const char *v = field_items(f, fact, &n);
		struct str values = S("");

		if (str_eq_z(S("at"), f->name) ||
		    str_eq_z(S("event"), f->name))
			continue;
		for (size_t k = 0; k < n; k++)
			values = tell_join(t, values,
			    value_text(t, f, v + k * size));
		if (values.n > 0)
			all = tell_join(t, all,
			    str_fmt(t->say.a, "%s=%.*s", f->name,
				STR_ARG(values)));
	}
	return all;
}

static void
put_facts(const struct whatif *w)
{
	const struct tell *t = w->t;

	tell_head(t, tell_word(t, "whatif.supposed"));
	for (size_t i = 0; i < w->n_facts; i++) {
		const struct fact *f = &w->facts[i];
		struct str when = say_when(&t->say, f->at.w);
		enum event e;

		if (!event_find(f->event.s, &e))
			continue;
		tell_put(t, IN,
		    tell_aside(t, tell_colon(t, when, say_event(&t->say, e)),
			tell_join(t, f->event.s, fact_aside(t, f))));
	}
	for (size_t i = 0; i < w->n_notes; i++)
		tell_put(t, IN, w->notes[i]);
	if (w->is_future)
		tell_put(t, IN,
		    tell_fill(t, "whatif.computed_at",
			say_instant(&t->say, t->say.now), S("")));
}

static void
put_axes(const struct whatif *w)
{
	const struct tell *t = w->t;
	struct str new = S(""), gone = S("");

	for (int i = 0; i < AXIS_FACTS; i++) {
		bool was = w->before->axes[i] != NULL;
		bool is = w->after->axes[i] != NULL;
		struct str word = say_axis(&t->say, (enum axis_fact)i);

		if (is && !was)
			new = tell_join(t, new, word);
		if (was && !is)
			gone = tell_join(t, gone, word);
	}
	tell_pair(t, IN, "whatif.axes", new);
	tell_pair(t, IN, "whatif.axes_gone", gone);
}

static void
put_regimes(const struct whatif *w)
{
	const struct tell *t = w->t;

	for (size_t i = 0; i < w->after->n_regimes; i++) {
		const struct regime_state *r = &w->after->regimes[i];
		const struct regime_state *old = i < w->before->n_regimes ?
		    &w->before->regimes[i] :
		    NULL;

		if (old == NULL || !str_eq(old->regime, r->regime) ||
		    old->standing == r->standing)
			continue;
		tell_put(t, IN,
		    tell_colon(t,
			r->file != NULL ? say_words(&t->say, &r->file->name) :
					  r->regime,
			tell_fill(t, "whatif.from_to",
			    say_standing(&t->say, old->standing),
			    say_standing(&t->say, r->standing))));
	}
}

static void
put_state(const struct whatif *w)
{
	const struct tell *t = w->t;
	const struct case_state *a = w->before, *b = w->after;

	tell_head(t, tell_word(t, "whatif.state"));
	put_change(t, "whatif.stage", stage_text(t, a->stage),
	    stage_text(t, b->stage));
	put_change(t, "whatif.priority", a->priority.priority,
	    b->priority.priority);
	put_change(t, "whatif.embargo",
	    say_enum(&t->say, &enum_embargo_state, (int)a->embargo),
	    say_enum(&t->say, &enum_embargo_state, (int)b->embargo));
	put_axes(w);
	put_regimes(w);
}

/* Extensions that would not count. */
static void
put_refused(const struct tell *t, const struct whatif_clock *k)
{
	const struct clock *c = k->after;

	for (size_t i = 0; c != NULL && i < c->n_steps; i++) {
		if (c->steps[i].kind == CLOCK_STEP_REFUSE)
			tell_put(t, 2 * IN,
			    say_step(&t->say, c, &c->steps[i]));
	}
}

/* A clock as it would be, with the authority, addressee and places. */
static void
put_clock(const struct tell *t, const struct whatif_clock *k)
{
	const struct clock *c = k->after != NULL ? k->after : k->before;
	enum weight weight = clock_weight(c);
	size_t in = 2 * IN;

	tell_put(t, IN, say_clock_name(&t->say, c));
	if (k->after == NULL)
		tell_put(t, in, tell_word(t, "whatif.no_more"));
	else
		tell_put(t, in, say_clock(&t->say, k->after));
	if (k->kind == WHATIF_CHANGE)
		tell_pair(t, in, "whatif.until_now",
		    say_clock(&t->say, k->before));
	put_refused(t, k);
	if (k->kind != WHATIF_START && k->kind != WHATIF_WAIT)
		return;
	tell_pair(t, in, "explain.elsewhere", say_elsewhere(&t->say, c));
	if (c->regime_file != NULL)
		tell_pair(t, in, "whatif.regime",
		    tell_aside(t, say_words(&t->say, &c->regime_file->name),
			say_enum(&t->say, &enum_weight, (int)weight)));
	tell_pair(t, in, "explain.to_whom",
	    say_words(&t->say, &c->rule->addressee));
	tell_pair(t, in, "explain.rule", say_place(&t->say, &c->rule_proof));
}

/* What to ask next to see clocks of law run. */
static void
put_hint(const struct whatif *w)
{
	const struct tell *t = w->t;
	struct str ids, event = whatif_hint(w, &ids),
			line = S("hansho whatif");

	if (event.n == 0)
		return;
	for (size_t i = 0; i < t->v->n_args; i++)
		line = str_fmt(t->say.a, "%.*s %.*s", STR_ARG(line),
		    STR_ARG(t->v->args[i]));
	tell_put(t, IN, tell_fill(t, "whatif.hint", ids, event));
	tell_put(t, 2 * IN,
	    str_fmt(t->say.a, "%.*s %.*s", STR_ARG(line), STR_ARG(event)));
}

static void
put_clocks(const struct whatif *w)
{
	static const char *const heads[] = {
		[WHATIF_START] = "whatif.start",
		[WHATIF_WAIT] = "whatif.wait",
		[WHATIF_STOP] = "whatif.stop",
		[WHATIF_CHANGE] = "whatif.change",
	};
	for (int kind = 0; kind < WHATIF_KINDS; kind++) {
		bool is_first = true;

		for (size_t i = 0; i < w->n_clocks; i++) {
			if ((int)w->clocks[i].kind != kind)
				continue;
			if (is_first)
				tell_head(w->t, tell_word(w->t, heads[kind]));
			is_first = false;
			put_clock(w->t, &w->clocks[i]);
		}
		if (kind == (int)WHATIF_WAIT)
			put_hint(w);
	}
}

static void
put_drafts(const struct whatif *w)
{
	const struct tell *t = w->t;

	if (w->n_drafts > 0)
		tell_head(t, tell_word(t, "whatif.drafts"));
	for (size_t i = 0; i < w->n_drafts; i++) {
		const struct clock *c = w->drafts[i].clock;
		struct str what = tell_word(t,
		    str_to_z(t->say.a,
			str_fmt(t->say.a, "whatif.draft.%s",
			    w->drafts[i].what)));

		tell_put(t, IN,
		    tell_aside(t,
			tell_colon(t,
			    tell_join(t, what,
				say_words(&t->say, &c->rule->addressee)),
			    say_clock(&t->say, c)),
			c->rule->id.s));
	}
}

static void
put_people(const struct whatif *w)
{
	const struct tell *t = w->t;

	if (w->n_people > 0)
		tell_head(t, tell_word(t, "whatif.people"));
	for (size_t i = 0; i < w->n_people; i++) {
		const struct whatif_person *p = &w->people[i];
		struct str name = tell_aside(t,
		    say_entry(&t->say, &p->person->e),
		    tell_join(t, p->person->person->telephone.s,
			p->person->person->email.s));

		if (p->instead_of != NULL)
			name = tell_join(t, name,
			    tell_fill(t, "whatif.instead",
				say_entry(&t->say, &p->instead_of->e), S("")));
		tell_put(t, IN, tell_colon(t, name, p->why));
	}
}

void
whatif_text(const struct whatif *w)
{
	tell_title(w->t, &w->c->e);
	put_facts(w);
	if (!whatif_differs(w)) {
		tell_head(w->t, tell_word(w->t, "whatif.nothing"));
		return;
	}
	put_state(w);
	put_clocks(w);
	put_drafts(w);
	put_people(w);
}
