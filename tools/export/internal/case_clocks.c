#include "export/internal/case_clocks.h"

#include "base/arena.h"
#include "base/attr.h"
#include "export/internal/clock_row.h"
#include "export/internal/frame.h"
#include "export/internal/show.h"
#include "model/model.h"
#include "text/value.h"

static void
fill_steps(const struct frame *f, struct value *o, const struct clock *c)
{
	const struct say say = clock_row_say(f);
	struct value *steps = value_set_list(o, "steps");
	struct value *others = value_set_list(o, "candidates");

	for (size_t i = 0; i < c->n_steps; i++) {
		struct value *k = value_push_object(steps);

		/* The sentence ends with its place. */
		value_set_text(k, "text", say_step(&say, c, &c->steps[i]));
	}
	for (size_t i = 0; i < c->n_candidates; i++) {
		const struct clock_candidate *x = &c->candidates[i];
		struct value *k = value_push_object(others);

		value_set_text(k, "event", say_event(&say, x->start->event));
		show_when(f, k, "at", x->start->fact->at.w);
		if (x->has_due)
			clock_row_end(f, k, "due", x->due);
		else
			value_set_list(k, "due");
	}
}

static void
show_clock(const struct frame *f, struct value *o, const struct clock *c)
{
	const struct say say = clock_row_say(f);

	clock_row_show(f, o, c);
	value_set_text(o, "name", say_clock_name(&say, c));
	value_set_text(o, "sentence", say_clock(&say, c));
	value_set_text(o, "elsewhere", say_elsewhere(&say, c));
	value_set_text(o, "place", say_place(&say, &c->rule_proof));
	fill_steps(f, o, c);
}

/* In the order of the page: what runs or was missed is seen, the rest is
 * folded. */
static const struct {
	const char *key;
	enum clock_part part;
	bool is_folded;
} groups[] = {
	{ "open", CLOCK_PART_OPEN, false },
	{ "missed", CLOCK_PART_MISSED, false },
	{ "waiting", CLOCK_PART_WAITING, true },
	{ "ended", CLOCK_PART_ENDED, true },
	{ "none", CLOCK_PART_NONE, true },
};

void
case_clocks_show(const struct frame *f, struct value *o,
    const struct case_state *s)
{
	struct value *lead = value_set_list(o, "lead");
	struct value *list = value_set_list(o, "groups");

	if (s->leading != NULL)
		show_clock(f, value_push_object(lead), s->leading);
	for (size_t i = 0; i < ARRAY_LEN(groups); i++) {
		struct value *group = NULL, *rows = NULL;
		int64_t n = 0;

		for (size_t j = 0; j < s->clocks.n; j++) {
			const struct clock *c = &s->clocks.v[j];

			if (clock_row_part(c) != groups[i].part)
				continue;
			if (group == NULL) {
				group = value_push_object(list);
				rows = value_set_list(group, "rows");
			}
			show_clock(f, value_push_object(rows), c);
			n++;
		}
		if (group == NULL)
			continue;
		value_set_z(group, "key", groups[i].key);
		value_set_bool(group, "is_folded", groups[i].is_folded);
		value_set_int(group, "n", n);
	}
	value_set_int(o, "n", (int64_t)s->clocks.n);
}
