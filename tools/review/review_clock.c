#include "base/arena.h"
#include "base/map.h"
#include "model/model.h"
#include "pipeline/world.h"
#include "review/review_impl.h"

/* What a clock is among all: its record, rule, party, product, key. */
static struct str
key_of(const struct review *r, const struct clock *k, struct str owner)
{
	return str_fmt(r->perm, "%d\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s",
	    (int)k->owner.subject, STR_ARG(owner), STR_ARG(k->regime),
	    STR_ARG(k->rule->id.s),
	    STR_ARG(k->party != NULL ? k->party->e.id : S("")),
	    STR_ARG(k->product != NULL ? k->product->e.id : S("")),
	    STR_ARG(k->key));
}

/* Two of one key stand in the order of the list. */
static void
add_clock(const struct review *r, struct map *m, struct clock *k)
{
	struct str key = key_of(r, k, review_id_after(r, k->owner.id));

	for (int i = 2; !map_add(m, key, k); i++)
		key = str_fmt(r->perm, "%.*s\n%d", STR_ARG(key), i);
}

/* Clocks that nobody waits for are told of when they begin to count. */
static bool
is_of_interest(const struct clock *k)
{
	return k != NULL &&
	    (clock_is_open(k) || k->state == CLOCK_STATE_MISSED ||
		k->state == CLOCK_STATE_UNKNOWN);
}

/* To run, and to run past a warn point, is one. */
static enum clock_state
standing(const struct clock *k)
{
	return k->state == CLOCK_STATE_WARNED ? CLOCK_STATE_RUNNING : k->state;
}

static bool
is_same(const struct clock *a, const struct clock *b)
{
	return standing(a) == standing(b) && a->has_due == b->has_due &&
	    (!a->has_due || a->due.s == b->due.s);
}

/* What moved the end: the newest step that says where it stands. */
static struct proof
step_proof(const struct clock *k)
{
	for (size_t i = k->n_steps; i-- > 0;) {
		if (k->steps[i].kind != CLOCK_STEP_REFUSE &&
		    k->steps[i].proof.path.n > 0)
			return k->steps[i].proof;
	}
	return k->rule_proof;
}

/* What decided: the stop, another start, a step of the count, the rule. */
static struct proof
why(const struct clock *a, const struct clock *b)
{
	if (b == NULL)
		return a->rule_proof;
	if (b->stop != NULL && (a == NULL || a->stop == NULL))
		return b->stop->proof;
	if (b->start != NULL &&
	    (a == NULL || a->start == NULL ||
		a->start->start.s != b->start->start.s))
		return b->start->proof;
	return step_proof(b);
}

static struct str
state_value(const struct clock *k)
{
	return k == NULL ? S("") :
			   str_z(enum_name(&enum_clock_state, (int)k->state));
}

static struct review_record *
record_of(struct review *r, const struct clock *k, const struct model *m)
{
	const char *kind = enum_name(&enum_clock_subject,
	    (int)k->owner.subject);
	const struct entry *e = k->owner.entry;
	struct review_record *x = review_record(r, kind,
	    review_id_after(r, k->owner.id),
	    e != NULL ? model_path(m, e->doc) : S(""));

	if (x->label == tlp_unset) {
		x->label = e != NULL ? model_label(m, e->doc) :
				       TLP_AMBER_STRICT;
		x->title = e != NULL ? say_entry(&r->say, e) : k->owner.id;
	}
	return x;
}

static void
add_change(struct review *r, const struct clock *a, const struct clock *b)
{
	const struct clock *k = b != NULL ? b : a;
	struct review_record *x = record_of(r, k,
	    b != NULL ? r->after->model : r->before->model);
	struct review_change *c;

	/* That a whole case came or went says so of its clocks; those that
	 * begin are told all the same. */
	if (x->is_gone)
		return;
	c = review_add(r, x, REVIEW_CLOCK);
	c->key = k->rule->id.s;
	c->name = say_clock_name(&r->say, k);
	c->before = state_value(a);
	c->after = state_value(b);
	c->before_words = a != NULL ? say_clock(&r->say, a) : S("");
	c->after_words = b != NULL ? say_clock(&r->say, b) : S("");
	c->clock_before = a;
	c->clock_after = b;
	c->why = why(a, b);
}

void
review_clock_run(struct review *r)
{
	const struct derived *a = r->before->model->derived;
	const struct derived *b = r->after->model->derived;
	struct map *was = map_open(r->perm), *is = map_open(r->perm);

	for (size_t i = 0; i < a->clocks.n; i++)
		add_clock(r, was, &a->clocks.v[i]);
	for (size_t i = 0; i < b->clocks.n; i++)
		add_clock(r, is, &b->clocks.v[i]);
	for (size_t i = 0; i < map_len(is); i++) {
		const struct map_entry *e = map_at(is, i);
		const struct clock *k = e->value;
		const struct clock *old = map_get(was, e->key);

		if (old != NULL && is_same(old, k))
			continue;
		if (is_of_interest(k) || is_of_interest(old))
			add_change(r, old, k);
	}
	for (size_t i = 0; i < map_len(was); i++) {
		const struct map_entry *e = map_at(was, i);

		if (map_get(is, e->key) == NULL && is_of_interest(e->value))
			add_change(r, e->value, NULL);
	}
}
