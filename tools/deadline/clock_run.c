#include "deadline/clock_run.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/map.h"
#include "deadline/clock_count.h"
#include "deadline/clock_due.h"
#include "deadline/clock_match.h"
#include "model/decision.h"
#include "model/model.h"

enum clock_truth {
	TRUTH_NOT_ASKED,
	TRUTH_HOLDS,
	TRUTH_FAILS,
};

/* One id of the table, for the record of a run. */
struct group_run {
	struct clock_run *run;
	const struct clock_group *g;
	const struct clock_choice *choice;	/* NULL: as it ships */
	const struct clock_setting *setting;	/* NULL: as computed */
	bool is_pinned;		/* to the version that the setting names */
};

/* Starts of one rule, in order of time. */
struct starts {
	const struct occurrence **v;
	size_t n;
};

/* What the case decided on a clock. */
static const struct clock_setting *
setting_of(const struct clock_run *run, struct str id)
{
	const struct clock_setting_list *l = run->s->settings;

	return l != NULL ?
	    decision_on_clock(l, id, run->r->m->zone, run->r->now) :
	    NULL;
}

/* A version that the table does not have pins nothing: no clock may vanish. */
static bool
is_pinned(const struct clock_group *g, const struct clock_setting *s)
{
	for (size_t i = 0; s != NULL && i < g->n; i++) {
		if (s->source_version.s.n > 0 &&
		    str_eq(s->source_version.s, g->v[i].d->source_version.s))
			return true;
	}
	return false;
}

/* Whether a version of a rule starts clocks on a day. */
static bool
is_in_force(const struct group_run *k, const struct deadline *d,
    struct day day)
{
	if (k->is_pinned)
		return str_eq(k->setting->source_version.s,
		    d->source_version.s);
	if (d->valid_from.w.kind != WHEN_UNSET &&
	    day.n < d->valid_from.w.day.n)
		return false;
	return d->valid_to.w.kind == WHEN_UNSET ||
	    day.n <= d->valid_to.w.day.n;
}

/*
 * Whether the case decided that a regime does not apply.  What we keep as our
 * own policy all the same is not concerned.
 */
static bool
is_ruled_out(const struct clock_run *run, const struct clock_rule *rule)
{
	const struct regime_decision *d = NULL;

	if (clock_rule_weight(rule->d) == WEIGHT_POLICY)
		return false;
	if (run->s->regimes != NULL)
		d = decision_on_regime(run->s->regimes, rule->regime,
		    run->r->m->zone, run->r->now);
	return d != NULL && !d->applies.b;
}

static bool
applies(struct clock_run *run, const struct clock_rule *rule)
{
	unsigned char *truth = &run->conditions[rule->condition];
	const struct predicate *p = run->r->rules->conditions[rule->condition];

	if (*truth == TRUTH_NOT_ASKED)
		*truth = predicate_holds(p, run->s->roots, run->s->n_roots,
			     run->tmp, NULL) ?
		    TRUTH_HOLDS :
		    TRUTH_FAILS;
	return *truth == TRUTH_HOLDS && !is_ruled_out(run, rule);
}

/* No clock but a reason why there is none. */
static bool
is_none(const struct deadline *d)
{
	return span_is_set(d->none_because.at) && !span_is_set(d->length.at) &&
	    d->value.v == 0 && !d->until.b;
}

static struct clock *
add_clock(struct group_run *k, const struct clock_rule *rule,
    enum clock_state state)
{
	struct clock_run *run = k->run;
	struct clock *c;

	run->v = arena_grow(run->tmp, run->v, run->n, &run->cap,
	    sizeof(*run->v));
	c = &run->v[run->n++];
	*c = (struct clock){
		.rule = rule->d,
		.regime = rule->regime,
		.regime_file = rule->file,
		.owner = run->s->owner,
		.state = state,
		.setting = k->setting,
		.rule_proof = rule->proof,
	};
	return c;
}

/* Business days: the rule's, else the company's, else the group's. */
static const struct business_days *
days_of(const struct clock_run *run, const struct clock_rule *rule)
{
	const struct company_entry *of = run->s->owner.company;
	const struct deadline_rules *rules = run->r->rules;

	if (rule->d->calendar.id.n > 0)
		return clock_rules_calendar(rules, rule->d->calendar.id);
	if (of != NULL && of->company != NULL &&
	    of->company->calendar.id.n > 0)
		return clock_rules_calendar(rules, of->company->calendar.id);
	return clock_rules_calendar(rules, S("group"));
}

/* The ends that the other starts would have given. */
static void
add_candidates(const struct clock_work *of, const struct starts *l)
{
	struct clock *c = of->c;
	size_t n = l->n < LIMIT_CLOCK_CANDIDATES ? l->n :
						   LIMIT_CLOCK_CANDIDATES;

	if (l->n < 2)
		return;
	c->candidates = arena_array(of->run->perm, struct clock_candidate, n);
	for (size_t i = 0; i < l->n && c->n_candidates < n; i++) {
		struct clock copy = *c;
		struct clock_work w = *of;
		struct clock_candidate *to = &c->candidates[c->n_candidates];

		if (l->v[i] == c->start)
			continue;
		w.c = &copy;
		w.is_quiet = true;
		to->start = l->v[i];
		to->has_due = clock_due(&w, l->v[i], &to->due) ==
		    CLOCK_DUE_SET;
		c->n_candidates++;
	}
}

static void
keep_steps(struct clock_work *w)
{
	struct clock *c = w->c;

	c->steps = arena_array(w->run->perm, struct clock_step,
	    w->n_steps + 1);
	for (size_t i = 0; i < w->n_steps; i++)
		c->steps[c->n_steps++] = w->steps[i];
}

/* An end that was set counts, whatever would be computed. */
static enum clock_due
freeze(struct clock_work *w, enum clock_due found)
{
	const struct clock_setting *s = w->c->setting;

	if (s == NULL || s->due.w.kind != WHEN_INSTANT)
		return found;
	w->c->due = s->due.w.at;
	w->c->is_frozen = true;
	clock_due_step(w,
	    (struct clock_step){
		.kind = CLOCK_STEP_FREEZE,
		.at = s->due.w.at,
		.proof = proof_at(w->run->r->places, s->due.at, s->reason.s),
	    });
	return CLOCK_DUE_SET;
}

static struct day
today(const struct clock_run *run, const struct clock_rule *rule)
{
	return instant_day(zone_at(rule->zone, run->r->now));
}

/* Stop, end and state of a clock that has its start. */
static void
finish_clock(struct group_run *k, const struct clock_rule *rule,
    struct clock *c, const struct starts *l)
{
	struct clock_work w = {
		.run = k->run,
		.rule = rule,
		.days = days_of(k->run, rule),
		.length = clock_due_length(k->run, rule, k->choice),
		.horizon = k->run->r->now,
		.c = c,
	};
	struct instant due = { 0 };
	enum clock_due found;

	if (w.length.waits) {
		c->state = c->setting != NULL && c->setting->waived.b ?
		    CLOCK_STATE_WAIVED :
		    CLOCK_STATE_WAITING;
		return;
	}
	c->stop = clock_match_stop(k->run, rule, c);
	w.known = today(k->run, rule);
	if (c->stop != NULL) {
		w.horizon = c->stop->stop;
		w.known = clock_count_local(rule->zone, w.horizon).day;
	}
	found = clock_due(&w, c->start, &due);
	c->due = due;
	found = freeze(&w, found);
	clock_state(&w, found);
	keep_steps(&w);
	add_candidates(&w, l);
}

/* The day that decides which version of a rule counts. */
static struct day
start_day(const struct clock_rule *rule, const struct occurrence *o)
{
	if (o->fact->at.w.kind == WHEN_DATE)
		return o->fact->at.w.day;
	return instant_day(zone_at(rule->zone, o->start));
}

static struct str
start_key(const struct clock_run *run, const struct occurrence *o)
{
	if (o->key.n > 0)
		return o->key;
	if (o->fact->at.w.kind == WHEN_DATE)
		return day_format(run->perm, o->fact->at.w.day);
	return instant_format(run->perm, o->start);
}

/* One clock of starts that belong together. */
static void
make_clock(struct group_run *k, const struct clock_rule *rule,
    const struct starts *l)
{
	const struct deadline *d = rule->d;
	size_t which = d->start_which.v == (int)CLOCK_LATEST ? l->n - 1 : 0;
	const struct occurrence *start = l->v[which];
	struct clock *c;

	if (!is_in_force(k, d, start_day(rule, start)))
		return;
	c = add_clock(k, rule, CLOCK_STATE_RUNNING);
	c->start = start;
	if (d->per.v == (int)CLOCK_PER_PARTY)
		c->party = occurrence_party(start);
	else if (d->per.v == (int)CLOCK_PER_PRODUCT)
		c->product = start->fact->product.target;
	else if (d->per.v == (int)CLOCK_PER_KEY)
		c->key = start->key;
	else if (d->per.v == (int)CLOCK_PER_START)
		c->key = start_key(k->run, start);
	finish_clock(k, rule, c, l);
}

/* Whether two starts are of one clock. */
static bool
is_same(const struct clock_rule *rule, const struct occurrence *a,
    const struct occurrence *b)
{
	switch ((enum clock_per)rule->d->per.v) {
	case CLOCK_PER_PARTY:
		return occurrence_party(a) == occurrence_party(b);
	case CLOCK_PER_PRODUCT:
		return a->fact->product.target == b->fact->product.target;
	case CLOCK_PER_KEY:
		return str_eq(a->key, b->key);
	case CLOCK_PER_START:
		return a == b;
	case clock_per_unset:
	case CLOCK_PER_SUBJECT:
		break;
	}
	return true;
}

/* A clock for each party, product, key or start; n is bounded. */
static void
split_starts(struct group_run *k, const struct clock_rule *rule,
    const struct starts *all)
{
	const struct occurrence **v = arena_array(k->run->tmp,
	    const struct occurrence *, all->n + 1);
	bool *done = arena_array(k->run->tmp, bool, all->n + 1);

	for (size_t i = 0; i < all->n; i++) {
		struct starts l = { v, 0 };

		if (done[i])
			continue;
		for (size_t j = i; j < all->n; j++) {
			if (!is_same(rule, all->v[i], all->v[j]))
				continue;
			v[l.n++] = all->v[j];
			done[j] = true;
		}
		make_clock(k, rule, &l);
	}
}

/* The starts of a rule; of too many the newest count. */
static struct starts
find_starts(const struct clock_run *run, const struct clock_rule *rule)
{
	struct starts l = { arena_array(run->tmp, const struct occurrence *,
				run->s->n + 1),
		0 };

	for (size_t i = 0; i < run->s->n; i++) {
		if (clock_match_start(run, rule, &run->s->v[i]))
			l.v[l.n++] = &run->s->v[i];
	}
	if (l.n > LIMIT_CLOCK_STARTS) {
		if (rule->d->start_which.v == (int)CLOCK_LATEST ||
		    rule->d->per.v == (int)CLOCK_PER_START)
			l.v += l.n - LIMIT_CLOCK_STARTS;
		l.n = LIMIT_CLOCK_STARTS;
	}
	return l;
}

static bool
has_any(const struct event_set *a, const struct event_set *b)
{
	uint64_t both = 0;

	for (size_t i = 0; i < ARRAY_LEN(a->bits); i++)
		both |= a->bits[i] & b->bits[i];
	return both != 0;
}

/* The clocks that started; whether there was a start at all. */
static bool
run_started(struct group_run *k)
{
	struct clock_run *run = k->run;
	bool started = false;

	if (!has_any(&k->g->start, &run->seen))
		return false;
	for (size_t i = 0; i < k->g->n; i++) {
		const struct clock_rule *rule = &k->g->v[i];
		struct starts l;

		if (!has_any(&rule->start, &run->seen) || is_none(rule->d) ||
		    !policy_choice_enables(k->choice, rule->d) ||
		    !applies(run, rule))
			continue;
		l = find_starts(run, rule);
		started |= l.n > 0;
		split_starts(k, rule, &l);
	}
	return started;
}

/* What has not started waits, or says why it never will. */
static void
run_waiting(struct group_run *k)
{
	struct clock_run *run = k->run;

	for (size_t i = 0; i < k->g->n; i++) {
		const struct clock_rule *rule = &k->g->v[i];
		const struct deadline *d = rule->d;
		bool none = is_none(d);
		bool waits = d->start.n > 0 && run->s->waits &&
		    d->per.v != (int)CLOCK_PER_KEY;	/* no key, no clock */
		struct clock *c;

		if ((!none && !waits) ||
		    !policy_choice_enables(k->choice, d) ||
		    !is_in_force(k, d, today(run, rule)) ||
		    !applies(run, rule))
			continue;
		c = add_clock(k, rule,
		    none ? CLOCK_STATE_NONE : CLOCK_STATE_WAITING);
		if (!none && k->setting != NULL && k->setting->waived.b)
			c->state = CLOCK_STATE_WAIVED;
		return;
	}
}

static void
see_events(struct clock_run *run)
{
	for (size_t i = 0; i < run->s->n; i++) {
		if (clock_match_counts(run, &run->s->v[i]))
			clock_rules_add(&run->seen, run->s->v[i].event);
	}
}

/* What the policy says of clocks, by index of their ids. */
static void
find_choices(struct clock_run *run)
{
	const struct deadline_rules *rules = run->r->rules;

	run->choices = arena_array(run->tmp, const struct clock_choice *,
	    rules->n_ids + 1);
	for (size_t i = 0; i < run->p->n_clocks; i++) {
		const struct clock_choice *c = run->p->clocks[i].choice;
		const size_t *index = map_get(rules->ids, c->clock.s);

		if (index != NULL)
			run->choices[*index] = c;
	}
}

void
clock_run(const struct deadline_run *r, const struct policy_set *p,
    const struct clocked *s, struct arena *perm, struct clock_list *out)
{
	const struct deadline_rules *rules = r->rules;
	struct clock_run run = { .r = r, .p = p, .s = s, .perm = perm };

	run.tmp = arena_open();
	run.conditions = arena_array(run.tmp, unsigned char,
	    rules->n_conditions + 1);
	find_choices(&run);
	see_events(&run);
	for (size_t i = 0; i < rules->n_groups; i++) {
		struct group_run k = {
			.run = &run,
			.g = &rules->groups[i],
		};

		if (k.g->on != (int)s->owner.subject)
			continue;
		k.choice = run.choices[k.g->index];
		k.setting = setting_of(&run, k.g->id);
		k.is_pinned = is_pinned(k.g, k.setting);
		if (!run_started(&k))
			run_waiting(&k);
	}
	*out = (struct clock_list){ arena_array(perm, struct clock, run.n),
		run.n };
	for (size_t i = 0; i < run.n; i++)
		out->v[i] = run.v[i];
	arena_close(run.tmp);
}
