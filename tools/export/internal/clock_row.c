#include "export/internal/clock_row.h"

#include "base/arena.h"
#include "export/export.h"
#include "export/internal/frame.h"
#include "export/internal/show.h"
#include "export/internal/where.h"
#include "model/model.h"
#include "text/value.h"

#define DAY_S		(INT64_C(24) * 60 * 60)

enum clock_part
clock_row_part(const struct clock *c)
{
	switch (c->state) {
	case CLOCK_STATE_RUNNING:
	case CLOCK_STATE_WARNED:
	case CLOCK_STATE_PAUSED:
	case CLOCK_STATE_OVERDUE:
	case CLOCK_STATE_UNKNOWN:
		return CLOCK_PART_OPEN;
	case CLOCK_STATE_WAITING:
		return CLOCK_PART_WAITING;
	case CLOCK_STATE_MISSED:
		return CLOCK_PART_MISSED;
	case CLOCK_STATE_MET:
	case CLOCK_STATE_WAIVED:
		return CLOCK_PART_ENDED;
	case CLOCK_STATE_NONE:
		return CLOCK_PART_NONE;
	}
	BUG("state of a clock");
}

const char *
clock_row_class(enum clock_span span)
{
	switch (span) {
	case CLOCK_SPAN_LATE:
		return "late";
	case CLOCK_SPAN_SOON:
		return "soon";
	case CLOCK_SPAN_WEEK:
	case CLOCK_SPAN_UNKNOWN:
	case CLOCK_SPAN_LATER:
		return "";
	}
	BUG("span of a clock");
}

const struct derived *
clock_row_derived(const struct model *m)
{
	static const struct derived nothing;

	return m->derived != NULL ? m->derived : &nothing;
}

static const struct ref *
person_of_company(const struct company *c)
{
	return c->contacts.n > 0 ? &c->contacts.v[0].person : NULL;
}

/* Whom a question asks, when the clock was started by one; else NULL. */
static const struct ref *
person_asked(const struct clock *c)
{
	const struct case_entry *e = (const void *)c->owner.entry;
	const struct fact *sent = c->start != NULL &&
		c->start->event == EVENT_REQUEST_SENT ?
	    c->start->fact :
	    NULL;

	if (sent == NULL || !span_is_set(sent->at.at))
		return NULL;
	for (size_t i = 0; i < e->n_requests; i++) {
		const struct request *q = e->requests[i];

		/* The fact was made of the question's own field. */
		if (q->at.at.file == sent->at.at.file &&
		    q->at.at.off == sent->at.at.off)
			return &q->to;
	}
	return NULL;
}

/* The one who is named in the record that a clock belongs to. */
static const struct ref *
person_of(const struct clock_owner *o)
{
	const void *e = o->entry;

	if (e == NULL)
		return NULL;
	switch (o->subject) {
	case CLOCK_ON_CASE:
		return &((const struct case_entry *)e)->c->owner;
	case CLOCK_ON_PRODUCT:
		return &((const struct product_entry *)e)->product->owner;
	case CLOCK_ON_CAMPAIGN:
		return &(
		    (const struct campaign *)((const struct plain_entry *)e)
			->record)
			    ->commander;
	case CLOCK_ON_POLICY:
		return &((const struct policy *)o->entry->doc->record)->owner;
	case CLOCK_ON_COMPANY:
		return person_of_company(
		    ((const struct company_entry *)e)->company);
	case CLOCK_ON_ALERT:
	case CLOCK_ON_ORGANISATION:
	case CLOCK_ON_CVE:
	case clock_subject_unset:
		return NULL;
	}
	BUG("subject of a clock");
}

const struct ref *
clock_row_person(const struct clock *c)
{
	const struct ref *r = NULL;

	if (c->owner.subject == CLOCK_ON_CASE && c->owner.entry != NULL)
		r = person_asked(c);
	if (r == NULL)
		r = person_of(&c->owner);
	return r != NULL && r->id.n > 0 ? r : NULL;
}

struct str
clock_row_rule(const struct frame *f, const struct clock *c)
{
	return str_fmt(f->a, "deadlines/%.*s.html#%.*s", STR_ARG(c->regime),
	    STR_ARG(c->rule->id.s));
}

struct say
clock_row_say(const struct frame *f)
{
	return (struct say){
		.a = f->a,
		.words = f->c->words,
		.lang = f->lang,
		.zone = f->m->zone,
		.now = f->c->now,
	};
}

void
clock_row_end(const struct frame *f, struct value *o, const char *key,
    struct instant t)
{
	struct value *list = value_set_list(o, key);
	struct value *when = value_push_object(list);
	struct instant at = zone_at(f->m->zone, t);
	struct day d = instant_day(at);
	int s = instant_second_of_day(at);

	if (s == 0) {
		d.n--;
		s = (int)DAY_S;
	}
	value_set_text(when, "iso", instant_format(f->a, at));
	value_set_text(when, "ymd", day_format(f->a, d));
	value_set_bool(when, "has_time", true);
	value_set_text(when, "h", str_fmt(f->a, "%02d", s / 3600));
	value_set_text(when, "min", str_fmt(f->a, "%02d", s / 60 % 60));
	value_set_bool(when, "is_past", t.s < f->c->now.s);
}

static void
show_subject(const struct frame *f, struct value *o,
    const struct clock_owner *owner)
{
	struct value *list, *l;

	if (owner->entry != NULL) {
		show_entry(f, o, "subject", owner->entry);
		return;
	}
	list = value_set_list(o, "subject");
	l = value_push_object(list);
	value_set_text(l, "href",
	    owner->subject == CLOCK_ON_CVE && frame_is_desk(f) ?
		where_link(f, S("cve-ids.html")) :
		S(""));
	value_set_text(l, "id", owner->id);
	value_set_text(l, "lang", f->lang);
	value_set_text(l, "text",
	    owner->subject == CLOCK_ON_ORGANISATION ?
		frame_word(f, "in.clocks.organisation") :
		owner->id);
}

/* Which of several: the question's page, or the version of a product. */
static void
show_key(const struct frame *f, struct value *o, const struct clock *c)
{
	struct value *list = value_set_list(o, "request"), *l;
	struct str key = S(""), id, word;

	if (str_cut(c->key, ' ', &word, &id) && str_eq_z(word, "request")) {
		l = value_push_object(list);
		value_set_text(l, "id", id);
		value_set_text(l, "href",
		    where_link(f, where_record(f->a, "requests", id)));
	} else if (c->owner.subject == CLOCK_ON_PRODUCT) {
		key = c->key;
	}
	value_set_text(o, "key", key);
}

static void
show_left(const struct frame *f, struct value *o, const struct clock *c)
{
	struct value *list = value_set_list(o, "left"), *left;
	const struct say say = clock_row_say(f);

	if (!c->has_due || clock_row_part(c) != CLOCK_PART_OPEN)
		return;
	left = value_push_object(list);
	value_set_text(left, "text", say_left(&say, c->due));
	/* What stands still is not counted down by the reader's clock. */
	value_set_text(left, "iso",
	    c->state == CLOCK_STATE_PAUSED ? S("") :
					     instant_format(f->a, c->due));
	value_set_z(left, "class",
	    clock_row_class(clock_span_of(c, f->c->now)));
}

static void
show_rule(const struct frame *f, struct value *o, const struct clock *c)
{
	struct value *rule = value_set_object(o, "rule");
	enum weight weight = clock_weight(c);

	value_set_text(rule, "id", c->rule->id.s);
	value_set_text(rule, "href", where_link(f, clock_row_rule(f, c)));
	show_words(f, rule, "name", &c->rule->name);
	show_enum(f, o, "weight", &enum_weight, (int)weight);
	value_set_z(o, "weight_key", enum_name(&enum_weight, (int)weight));
	if (c->regime_file != NULL)
		show_words_opt(f, o, "regime", &c->regime_file->name);
	else
		value_set_list(o, "regime");
}

/* Sentences where the row's cells do not say it all. */
static struct str
why_of(const struct frame *f, const struct clock *c)
{
	const struct say say = clock_row_say(f);

	switch (c->state) {
	case CLOCK_STATE_NONE:
	case CLOCK_STATE_WAITING:
	case CLOCK_STATE_PAUSED:
	case CLOCK_STATE_MET:
	case CLOCK_STATE_MISSED:
	case CLOCK_STATE_WAIVED:
	case CLOCK_STATE_UNKNOWN:
		return say_clock(&say, c);
	case CLOCK_STATE_RUNNING:
	case CLOCK_STATE_WARNED:
	case CLOCK_STATE_OVERDUE:
		return say_elsewhere(&say, c);
	}
	BUG("state of a clock");
}

static bool
is_leading(const struct frame *f, const struct clock *c)
{
	const struct case_state *s = c->owner.subject == CLOCK_ON_CASE &&
		c->owner.entry != NULL ?
	    derived_case(f->m, (const void *)c->owner.entry) :
	    NULL;

	return s != NULL && s->leading != NULL &&
	    s->leading->rule == c->rule && s->leading->party == c->party &&
	    s->leading->product == c->product &&
	    str_eq(s->leading->key, c->key);
}

void
clock_row_show(const struct frame *f, struct value *o, const struct clock *c)
{
	const struct ref nobody = { 0 };
	const struct ref *person = clock_row_person(c);
	const struct fact *fact = c->start != NULL ? c->start->fact : NULL;
	const struct say say = clock_row_say(f);

	value_set_z(o, "state", enum_name(&enum_clock_state, (int)c->state));
	show_rule(f, o, c);
	show_subject(f, o, &c->owner);
	show_entry(f, o, "party", c->party != NULL ? &c->party->e : NULL);
	show_entry(f, o, "product",
	    c->product != NULL ? &c->product->e : NULL);
	show_key(f, o, c);
	show_when(f, o, "start",
	    fact != NULL ? fact->at.w : (struct when){ 0 });
	value_set_text(o, "event",
	    c->start != NULL ? say_event(&say, c->start->event) : S(""));
	if (c->has_due)
		clock_row_end(f, o, "due", c->due);
	else
		value_set_list(o, "due");
	show_left(f, o, c);
	show_ref(f, o, "person", person != NULL ? person : &nobody);
	show_entry(f, o, "company",
	    c->owner.company != NULL ? &c->owner.company->e : NULL);
	value_set_bool(o, "is_leading", is_leading(f, c));
	value_set_text(o, "why", why_of(f, c));
}
