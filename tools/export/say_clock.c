#include "export/say.h"

#include "base/arena.h"
#include "base/attr.h"
#include "export/say_text.h"

struct str
say_units(const struct say *s, int64_t n, enum unit unit)
{
	const char *name = enum_name(&enum_unit, (int)unit);

	if (unit == unit_unset)
		name = enum_name(&enum_unit, UNIT_CALENDAR_DAYS);
	return say_text_count(s,
	    str_to_z(s->a, str_fmt(s->a, "say.units.%s", name)), n);
}

/* An event as what one waits for: "the fix to be available". */
static struct str
awaited(const struct say *s, struct str name)
{
	struct catalog_value v[] = { SAY_HOLE("event", name) };
	struct str text;
	enum event e;

	if (say_text_find(s, "say.await", name, &text))
		return text;
	if (event_find(name, &e))
		v[0].value = say_event(s, e);
	return say_text_fill(s, "say.await_other", v, ARRAY_LEN(v));
}

/* The sentence of one hole with that name. */
static struct str
with_one(const struct say *s, const char *key, const char *hole,
    struct str value)
{
	const struct catalog_value v[] = { { str_z(hole), value } };

	return say_text_fill(s, key, v, ARRAY_LEN(v));
}

static struct str
say_waiting(const struct say *s, const struct clock *c)
{
	const struct text_list *l = &c->rule->start;
	struct str all = S("");

	for (size_t i = 0; i < l->n; i++)
		all = say_text_join(s, all, "say.or", awaited(s, l->v[i].s));
	return all.n == 0 ? say_text(s, "say.clock.not_started") :
			    with_one(s, "say.clock.waiting", "events", all);
}

/* A clock that runs; the sentence of key has holes left and end. */
static struct str
running(const struct say *s, const struct clock *c, const char *key)
{
	const struct catalog_value v[] = {
		SAY_HOLE("left", say_left(s, c->due)),
		SAY_HOLE("end", say_end(s, c->due)),
	};

	if (!c->has_due)
		return say_text(s, "say.clock.endless");
	return say_text_fill(s, c->due.s == s->now.s ? "say.clock.now" : key,
	    v, ARRAY_LEN(v));
}

/* What must go on until its end at least, and may stop after it. */
static struct str
minimum(const struct say *s, const struct clock *c)
{
	struct instant at = c->stop != NULL ? c->stop->stop : s->now;
	int64_t by = c->due.s - at.s;
	const struct catalog_value v[] = {
		SAY_HOLE("end", say_end(s, c->due)),
		SAY_HOLE("span", say_span(s, by < 0 ? -by : by)),
	};
	const char *key = c->state == CLOCK_STATE_MET ? "say.clock.kept_on" :
	    c->state == CLOCK_STATE_MISSED            ? "say.clock.too_early" :
							"say.clock.at_least";

	return say_text_fill(s, key, v, ARRAY_LEN(v));
}

static struct str
paused(const struct say *s, const struct clock *c)
{
	const struct occurrence *w = c->waiting;
	struct str who = w == NULL || w->fact == NULL ?
	    S("") :
	    say_ref(s, w->fact->by.id.n > 0 ? &w->fact->by : &w->fact->party);
	struct str head = who.n == 0 ?
	    say_text(s, "say.clock.paused") :
	    with_one(s, "say.clock.paused_for", "who", who);

	return c->has_due ? say_text_join(s, head, "say.semicolon",
				running(s, c, "say.clock.running")) :
			    head;
}

/* Why it was late, when somebody said so. */
static struct str
with_explanation(const struct say *s, const struct clock *c, struct str text)
{
	return c->setting == NULL ?
	    text :
	    say_text_join(s, text, "say.colon", c->setting->explanation.s);
}

/* A clock that was stopped: by how much before or after its end. */
static struct str
stopped(const struct say *s, const struct clock *c)
{
	struct instant at = c->stop != NULL ? c->stop->stop : s->now;
	int64_t by = c->due.s - at.s;
	const struct catalog_value v[] = {
		SAY_HOLE("span", say_span(s, by < 0 ? -by : by)),
		SAY_HOLE("end", say_end(s, c->due)),
	};

	if (!c->has_due)
		return say_text(s, "say.clock.done");
	if (c->state == CLOCK_STATE_MISSED)
		return with_explanation(s, c,
		    say_text_fill(s, "say.clock.missed", v, ARRAY_LEN(v)));
	/* A stop on a date alone lasts until 24:00 and yet is in time. */
	return say_text_fill(s, by > 0 ? "say.clock.met" : "say.clock.met_day",
	    v, ARRAY_LEN(v));
}

static struct str
waived(const struct say *s, const struct clock *c)
{
	struct str text = say_text(s, "say.clock.waived");

	return c->setting == NULL ?
	    text :
	    say_text_join(s, text, "say.colon", c->setting->reason.s);
}

static struct str
unknown(const struct say *s, const struct clock *c)
{
	const struct catalog_value v[] = {
		SAY_HOLE("year", str_fmt(s->a, "%d", c->year_missing)),
	};

	struct day d;

	if (c->year_missing == 0)
		return say_text(s, "say.clock.unknown");
	return say_text_fill(s,
	    day_from_civil(c->year_missing, 1, 1, &d) ?
		"say.clock.year_missing" :
		"say.clock.out_of_years",
	    v, ARRAY_LEN(v));
}

/* Whether it runs, or did, until an end that is a minimum. */
static bool
has_minimum(const struct clock *c)
{
	return clock_is_minimum(c) && c->has_due &&
	    (c->state == CLOCK_STATE_MET || c->state == CLOCK_STATE_MISSED ||
		c->state == CLOCK_STATE_RUNNING ||
		c->state == CLOCK_STATE_WARNED);
}

struct str
say_clock(const struct say *s, const struct clock *c)
{
	if (has_minimum(c))
		return c->state == CLOCK_STATE_MISSED ?
		    with_explanation(s, c, minimum(s, c)) :
		    minimum(s, c);
	switch (c->state) {
	case CLOCK_STATE_NONE:
		return say_text_join(s, say_text(s, "say.clock.none"),
		    "say.colon", say_words(s, &c->rule->none_because));
	case CLOCK_STATE_WAITING:
		return say_waiting(s, c);
	case CLOCK_STATE_RUNNING:
	case CLOCK_STATE_WARNED:
		return running(s, c, "say.clock.running");
	case CLOCK_STATE_PAUSED:
		return paused(s, c);
	case CLOCK_STATE_OVERDUE:
		return with_explanation(s, c,
		    running(s, c, "say.clock.overdue"));
	case CLOCK_STATE_MET:
	case CLOCK_STATE_MISSED:
		return stopped(s, c);
	case CLOCK_STATE_WAIVED:
		return waived(s, c);
	case CLOCK_STATE_UNKNOWN:
		return unknown(s, c);
	}
	BUG("state of a clock");
}

/* Keys are instants, versions, or a word and an id: "request RQ-1". */
static struct str
key_text(const struct say *s, struct str key)
{
	struct str word, id = S(""), text;
	struct catalog_value v = SAY_HOLE("id", S(""));
	struct instant t;

	if (instant_parse(key, &t, NULL))
		return say_instant(s, t);
	(void)str_cut(key, ' ', &word, &id);
	v.value = id;
	return say_text_find(s, "say.key", word, &text) ?
	    catalog_fill(s->a, text, &v, 1) :
	    key;
}

struct str
say_clock_name(const struct say *s, const struct clock *c)
{
	struct str of = c->party != NULL ? say_entry(s, &c->party->e) :
	    c->product != NULL           ? say_entry(s, &c->product->e) :
					   key_text(s, c->key);
	const struct catalog_value v[] = {
		SAY_HOLE("text",
		    str_fmt(s->a, "%.*s %.*s", STR_ARG(c->rule->id.s),
			STR_ARG(say_words(s, &c->rule->name)))),
		SAY_HOLE("who", of),
	};

	return of.n == 0 ? v[0].value :
			   say_text_fill(s, "say.aside", v, ARRAY_LEN(v));
}
