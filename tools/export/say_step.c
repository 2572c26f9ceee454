#include "export/say.h"

#include "base/arena.h"
#include "base/attr.h"
#include "export/say_text.h"

/* Why an end may not stay where it was. */
static const char *
move_key(enum clock_end end)
{
	switch (end) {
	case clock_end_unset:
	case CLOCK_END_BUSINESS_DAY:
		return "say.move.business_day";
	case CLOCK_END_MIDWEEK:
		return "say.move.midweek";
	case CLOCK_END_SHUTDOWN:
		return "say.move.shutdown";
	}
	BUG("end of a clock");
}

static const char *
step_key(const struct clock *c, const struct clock_step *step)
{
	switch (step->kind) {
	case CLOCK_STEP_START:
		return "say.step.start";
	case CLOCK_STEP_COUNT:
		return c->rule->backwards.b ? "say.step.count_back" :
					      "say.step.count";
	case CLOCK_STEP_CARRIED:
		return "say.step.carried";
	case CLOCK_STEP_PAUSE:
		return "say.step.pause";
	case CLOCK_STEP_EXTEND:
		return "say.step.extend";
	case CLOCK_STEP_REFUSE:
		return "say.step.refuse";
	case CLOCK_STEP_MOVE:
		return move_key(step->end);
	case CLOCK_STEP_FREEZE:
		return "say.step.freeze";
	}
	BUG("step of a clock");
}

/* The start as it was written, unless the step is about another one. */
static struct str
start_text(const struct say *s, const struct clock *c,
    const struct clock_step *step)
{
	return c->start != NULL && c->start->start.s == step->at.s ?
	    say_occurrence(s, c->start) :
	    say_instant(s, step->at);
}

struct str
say_step(const struct say *s, const struct clock *c,
    const struct clock_step *step)
{
	int64_t n = step->n < 0 ? -step->n : step->n;
	bool is_start = step->kind == CLOCK_STEP_START;
	struct catalog_value v[] = {
		SAY_HOLE("at",
		    is_start ? start_text(s, c, step) : say_end(s, step->at)),
		SAY_HOLE("units", say_units(s, n, step->unit)),
		SAY_HOLE("span", say_span(s, n)),
		SAY_HOLE("event",
		    c->start == NULL ? S("") : say_event(s, c->start->event)),
	};
	struct str text = say_text_fill(s, step_key(c, step), v, ARRAY_LEN(v));
	struct str place = say_place(s, &step->proof),
		   why = say_proof(s, &step->proof);
	struct catalog_value aside[] = {
		SAY_HOLE("text", text),
		SAY_HOLE("who", place),
	};

	if (step->kind == CLOCK_STEP_REFUSE)
		why = say_enum(s, &enum_clock_refusal, (int)step->refusal);
	if (!is_start)
		aside[0].value = say_text_join(s, text, "say.colon", why);
	return place.n == 0 ?
	    aside[0].value :
	    say_text_fill(s, "say.aside", aside, ARRAY_LEN(aside));
}
