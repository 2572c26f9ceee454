#include "command/state_json.h"

#include "base/attr.h"
#include "export/say.h"
#include "pipeline/revision_next.h"
#include "text/json_write.h"

void
state_json_text(const struct state_json *j, const char *name, struct str text)
{
	json_name(j->w, name);
	if (text.n > 0)
		json_str(j->w, text);
	else
		json_null(j->w);
}

void
state_json_bool(const struct state_json *j, const char *name, bool b)
{
	json_name(j->w, name);
	json_bool(j->w, b);
}

void
state_json_entry(const struct state_json *j, const char *name,
    const struct entry *e)
{
	state_json_text(j, name, e != NULL ? e->id : S(""));
}

void
state_json_instant(const struct state_json *j, const char *name, bool is_set,
    struct instant t)
{
	state_json_text(j, name,
	    is_set ? instant_format(j->say->a, zone_at(j->say->zone, t)) :
		     S(""));
}

void
state_json_day(const struct state_json *j, const char *name, bool is_set,
    struct day d)
{
	state_json_text(j, name, is_set ? day_format(j->say->a, d) : S(""));
}

void
state_json_proof(const struct state_json *j, const char *name,
    const struct proof *p)
{
	json_name(j->w, name);
	json_object(j->w);
	state_json_text(j, "text", p->text);
	state_json_text(j, "path", p->path);
	json_name(j->w, "line");
	if (p->line > 0)
		json_int(j->w, p->line);
	else
		json_null(j->w);
	json_end(j->w);
}

/* A value of any type that computed fields and facts have. */
static void
put_value(const struct state_json *j, const struct field *f, const void *v)
{
	const struct moment *m = v;

	switch (field_shape(f->type)) {
	case SHAPE_TEXT:
		json_str(j->w, ((const struct text *)v)->s);
		return;
	case SHAPE_TRUTH:
		json_bool(j->w, ((const struct truth *)v)->b);
		return;
	case SHAPE_NUMBER:
		json_int(j->w, ((const struct number *)v)->n);
		return;
	case SHAPE_CHOICE:
		json_z(j->w,
		    enum_name(f->values, ((const struct choice *)v)->v));
		return;
	case SHAPE_MOMENT:
		json_str(j->w,
		    m->w.kind == WHEN_DATE ?
			day_format(j->say->a, m->w.day) :
			instant_format(j->say->a,
			    zone_at(j->say->zone, m->w.at)));
		return;
	case SHAPE_REF:
		json_str(j->w, ((const struct ref *)v)->id);
		return;
	case SHAPE_WORDS:
	case SHAPE_RECORD:
	case SHAPE_CONDITION:
	case SHAPE_TREE:
		break;
	}
	BUG("shape of a field");
}

void
state_json_field(const struct state_json *j, const struct field *f,
    const void *record)
{
	size_t n, size = field_item_size(f);
	const char *v = field_items(f, record, &n);

	json_name(j->w, f->name);
	if (f->card == CARD_LIST)
		json_array(j->w);
	else if (n == 0)
		json_null(j->w);
	for (size_t i = 0; i < n; i++)
		put_value(j, f, v + i * size);
	if (f->card == CARD_LIST)
		json_end(j->w);
}

static void
put_occurrence(const struct state_json *j, const struct occurrence *o)
{
	const struct fact *f = o->fact;

	json_object(j->w);
	json_pair_z(j->w, "event", event_info(o->event)->name);
	state_json_text(j, "key", o->key);
	state_json_instant(j, "start", true, o->start);
	state_json_instant(j, "stop", true, o->stop);
	state_json_text(j, "by", f != NULL ? f->by.id : S(""));
	state_json_text(j, "party", f != NULL ? f->party.id : S(""));
	state_json_text(j, "product", f != NULL ? f->product.id : S(""));
	state_json_text(j, "note", f != NULL ? f->note.s : S(""));
	state_json_proof(j, "proof", &o->proof);
	json_end(j->w);
}

void
state_json_occurrence(const struct state_json *j, const char *name,
    const struct occurrence *o)
{
	if (name != NULL)
		json_name(j->w, name);
	if (o != NULL)
		put_occurrence(j, o);
	else
		json_null(j->w);
}

/* ---- clocks -------------------------------------------------------------- */

static void
put_step(const struct state_json *j, const struct clock_step *s)
{
	json_object(j->w);
	json_pair_z(j->w, "kind",
	    enum_name(&enum_clock_step_kind, (int)s->kind));
	state_json_instant(j, "at", true, s->at);
	json_name(j->w, "n");
	if (s->kind == CLOCK_STEP_COUNT || s->kind == CLOCK_STEP_PAUSE)
		json_int(j->w, s->n);
	else
		json_null(j->w);
	state_json_text(j, "unit",
	    s->kind == CLOCK_STEP_COUNT ?
		str_z(enum_name(&enum_unit, (int)s->unit)) :
		S(""));
	state_json_text(j, "end",
	    s->kind == CLOCK_STEP_MOVE ?
		str_z(enum_name(&enum_clock_end, (int)s->end)) :
		S(""));
	state_json_text(j, "refusal",
	    s->kind == CLOCK_STEP_REFUSE ?
		str_z(enum_name(&enum_clock_refusal, (int)s->refusal)) :
		S(""));
	state_json_proof(j, "proof", &s->proof);
	json_end(j->w);
}

static void
put_owner(const struct state_json *j, const struct clock_owner *o)
{
	json_name(j->w, "owner");
	json_object(j->w);
	json_pair_z(j->w, "subject",
	    enum_name(&enum_clock_subject, (int)o->subject));
	state_json_text(j, "id", o->id);
	state_json_entry(j, "company",
	    o->company != NULL ? &o->company->e : NULL);
	json_end(j->w);
}

static void
put_candidates(const struct state_json *j, const struct clock *k)
{
	json_name(j->w, "candidates");
	json_array(j->w);
	for (size_t i = 0; i < k->n_candidates; i++) {
		const struct clock_candidate *c = &k->candidates[i];

		json_object(j->w);
		state_json_occurrence(j, "start", c->start);
		state_json_instant(j, "due", c->has_due, c->due);
		json_end(j->w);
	}
	json_end(j->w);
}

void
state_json_clock(const struct state_json *j, const struct clock *k)
{
	enum weight weight = clock_weight(k);

	json_object(j->w);
	json_pair(j->w, "rule", k->rule->id.s);
	json_pair(j->w, "name", say_clock_name(j->say, k));
	json_pair(j->w, "regime", k->regime);
	json_pair_z(j->w, "weight", enum_name(&enum_weight, (int)weight));
	put_owner(j, &k->owner);
	state_json_entry(j, "party", k->party != NULL ? &k->party->e : NULL);
	state_json_entry(j, "product",
	    k->product != NULL ? &k->product->e : NULL);
	state_json_text(j, "key", k->key);
	json_pair_z(j->w, "state",
	    enum_name(&enum_clock_state, (int)k->state));
	state_json_instant(j, "due", k->has_due, k->due);
	state_json_instant(j, "warned", k->state == CLOCK_STATE_WARNED,
	    k->warned);
	state_json_bool(j, "is_frozen", k->is_frozen);
	json_name(j->w, "year_missing");
	if (k->state == CLOCK_STATE_UNKNOWN && k->year_missing != 0)
		json_int(j->w, k->year_missing);
	else
		json_null(j->w);
	state_json_occurrence(j, "start", k->start);
	state_json_occurrence(j, "stop", k->stop);
	state_json_occurrence(j, "waiting", k->waiting);
	put_candidates(j, k);
	json_name(j->w, "steps");
	json_array(j->w);
	for (size_t i = 0; i < k->n_steps; i++)
		put_step(j, &k->steps[i]);
	json_end(j->w);
	json_pair(j->w, "says", say_clock(j->say, k));
	state_json_proof(j, "rule_proof", &k->rule_proof);
	json_end(j->w);
}

void
state_json_revision(const struct state_json *j, const struct revision_due *due)
{
	json_name(j->w, "next_revision");
	if (due == NULL) {
		json_null(j->w);
		return;
	}
	json_object(j->w);
	state_json_text(j, "number", due->number);
	json_pair_z(j->w, "level", revision_word(due->changes.level));
	json_name(j->w, "summary");
	json_object(j->w);
	state_json_text(j, "ja", due->ja);
	state_json_text(j, "en", due->en);
	json_end(j->w);
	json_end(j->w);
}
