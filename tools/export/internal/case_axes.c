#include "export/internal/case_axes.h"

#include "base/arena.h"
#include "base/attr.h"
#include "export/internal/clock_row.h"
#include "export/internal/frame.h"
#include "export/internal/show.h"
#include "export/internal/where.h"
#include "model/model.h"
#include "text/value.h"

static void
show_occurrence(const struct frame *f, struct value *o, const char *key,
    const struct occurrence *x)
{
	struct value *list = value_set_list(o, key), *k;
	const struct say say = clock_row_say(f);

	if (x == NULL)
		return;
	k = value_push_object(list);
	value_set_text(k, "event", say_event(&say, x->event));
	show_when(f, k, "at", x->fact->at.w);
	show_when(f, k, "until", x->fact->until.w);
	show_ref(f, k, "by", &x->fact->by);
	show_ref(f, k, "party", &x->fact->party);
	show_text_opt(f, k, "note", x->fact->note.s);
	value_set_text(k, "place", say_place(&say, &x->proof));
}

static void
fill_axes(const struct frame *f, struct value *o, const struct case_state *s)
{
	const struct say say = clock_row_say(f);
	struct value *list = value_set_list(o, "axes");

	for (size_t i = 0; i < AXIS_FACTS; i++) {
		struct value *k = value_push_object(list);

		value_set_text(k, "name", say_axis(&say, (enum axis_fact)i));
		value_set_bool(k, "is_attack", i >= AXIS_EXPLOIT_PUBLIC);
		show_occurrence(f, k, "fact", s->axes[i]);
	}
}

static const struct entry *
party_entry_of(const struct party_state *p)
{
	if (p->party != NULL)
		return &p->party->e;
	if (p->company != NULL)
		return &p->company->e;
	return p->product != NULL ? &p->product->e : NULL;
}

static void
fill_parties(const struct frame *f, struct value *o,
    const struct case_state *s)
{
	struct value *list = value_set_list(o, "parties");

	for (size_t i = 0; i < s->n_parties; i++) {
		const struct party_state *p = &s->parties[i];
		struct value *k = value_push_object(list);

		show_entry(f, k, "link", party_entry_of(p));
		show_occurrence(f, k, "asked", p->asked);
		show_occurrence(f, k, "seen", p->seen);
		show_occurrence(f, k, "answered", p->answered);
		show_state(k, "st", p->status);
		show_text_opt(f, k, "statement", p->statement);
		value_set_bool(k, "approved", p->approved);
	}
}

/* Class names and glyphs of a standing. */
static const char *
standing_key(enum regime_standing r)
{
	switch (r) {
	case REGIME_NOT_APPLICABLE:
		return "off";
	case REGIME_UNDECIDED:
	case REGIME_REQUIRED:
	case REGIME_PREPARED:
		return "due";
	case REGIME_SUBMITTED:
	case REGIME_CLOSED:
		return "done";
	}
	BUG("standing of a regime");
}

static void
fill_regimes(const struct frame *f, struct value *o,
    const struct case_state *s)
{
	const struct say say = clock_row_say(f);
	const struct regime_decision nothing = { 0 };
	struct value *decided = value_set_list(o, "decided");
	struct value *undecided = value_set_list(o, "undecided");

	value_set_bool(o, "regimes", s->n_regimes > 0);
	for (size_t i = 0; i < s->n_regimes; i++) {
		const struct regime_state *r = &s->regimes[i];
		const struct regime_decision *d = r->decision != NULL ?
		    r->decision :
		    &nothing;
		struct value *k = value_push_object(
		    r->standing == REGIME_UNDECIDED ? undecided : decided);

		value_set_text(k, "id", r->regime);
		value_set_text(k, "href",
		    r->file == NULL ?
			S("") :
			where_link(f,
			    where_record(f->a, "deadlines", r->regime)));
		if (r->file != NULL)
			show_words(f, k, "name", &r->file->name);
		else
			show_text(f, k, "name", r->regime);
		value_set_text(k, "standing", say_standing(&say, r->standing));
		value_set_z(k, "key", standing_key(r->standing));
		show_text_opt(f, k, "reason", d->reason.s);
		show_ref(f, k, "by", &d->by);
		show_when(f, k, "at", d->at.w);
		show_occurrence(f, k, "submitted", r->submitted);
	}
}

static void
fill_promises(const struct frame *f, struct value *o,
    const struct case_state *s)
{
	const struct say say = clock_row_say(f);
	struct value *list = value_set_list(o, "promises");

	for (size_t i = 0; i < s->n_promises; i++) {
		const struct promise *p = &s->promises[i];
		struct value *k = value_push_object(list);

		value_set_text(k, "event", say_event(&say, p->event));
		clock_row_end(f, k, "at", p->at);
		show_ref(f, k, "by", &p->from->by);
		show_text_opt(f, k, "why", p->from->why.s);
		show_text_opt(f, k, "answer", p->from->answer.s);
		value_set_z(k, "key",
		    p->is_kept     ? "kept" :
			p->is_past ? "broken" :
				     "open");
	}
}

void
case_axes_show(const struct frame *f, struct value *o,
    const struct case_state *s)
{
	fill_axes(f, o, s);
	show_enum(f, o, "embargo", &enum_embargo_state, (int)s->embargo);
	show_occurrence(f, o, "waiting", s->waiting);
	show_enum(f, o, "coordination", &enum_coordination,
	    (int)s->coordination);
	show_entry(f, o, "coordinator",
	    s->coordinator != NULL ? &s->coordinator->e : NULL);
	fill_parties(f, o, s);
	fill_regimes(f, o, s);
	fill_promises(f, o, s);
}
