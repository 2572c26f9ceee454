#include "command/whatif_impl.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/attr.h"
#include "model/model.h"

/*
 * An argument and where it stands.  Conditions take what stands nowhere for
 * not written, so the arguments become a source, a line each.
 */
struct argument {
	const struct tell *t;
	struct str name, value;
	bool has_value;
	struct span at;		/* of all of it */
	struct span value_at;	/* of the value, else of the name */
};

/* " (did you mean 'x'?)", or nothing. */
static struct str
meant(const struct tell *t, struct str near)
{
	return near.n == 0 ?
	    S("") :
	    str_fmt(t->say.a, " (did you mean '%.*s'?)", STR_ARG(near));
}

static bool
unknown_word(const struct tell *t, struct str name)
{
	struct str *names = arena_array(t->say.a, struct str, record_fact.n);
	struct str near;

	for (size_t i = 0; i < record_fact.n; i++)
		names[i] = str_z(record_fact.fields[i].name);
	near = str_nearest(name, names, record_fact.n);
	if (near.n == 0)
		near = event_nearest(name);
	(void)command_usage(t->v,
	    "there is no event '%.*s'%.*s; `hansho list events` lists them",
	    STR_ARG(name), STR_ARG(meant(t, near)));
	return false;
}

static bool
take_moment(const struct argument *a, struct moment *out)
{
	const char *why = NULL;

	out->at = a->value_at;
	if (when_parse(a->value, &out->w, &why))
		return true;
	(void)command_usage(a->t->v, "'%.*s' is no time: %s",
	    STR_ARG(a->value), why != NULL ? why : "no such day");
	return false;
}

/* The ids of a space, for suggestions. */
static struct str
nearest_of(const struct tell *t, enum space space, struct str id)
{
	const struct model *m = t->r.model;
	size_t n = 0, most = m->n_people + m->n_parties + m->n_products;
	struct str *ids = arena_array(t->say.a, struct str, most + 1);

	for (size_t i = 0; space == SPACE_ACTOR && i < m->n_people; i++)
		ids[n++] = m->people[i].e.id;
	for (size_t i = 0; space != SPACE_PRODUCT && i < m->n_parties; i++)
		ids[n++] = m->parties[i].e.id;
	for (size_t i = 0; space == SPACE_PRODUCT && i < m->n_products; i++)
		ids[n++] = m->products[i].e.id;
	return str_nearest(id, ids, n);
}

static bool
take_ref(const struct argument *a, enum space space, struct ref *out)
{
	const struct tell *t = a->t;
	const struct entry *e = model_find(t->r.model, space, a->value);

	if (e == NULL && space == SPACE_ACTOR)
		e = model_find(t->r.model, SPACE_PERSON, a->value);
	if (e == NULL && space == SPACE_ACTOR)
		e = model_find(t->r.model, SPACE_PARTY, a->value);
	*out = (struct ref){ a->value, a->value_at, e };
	if (e != NULL)
		return true;
	(void)command_usage(t->v, "there is no %s '%.*s'%.*s",
	    space == SPACE_ACTOR     ? "person or party" :
		space == SPACE_PARTY ? "party" :
				       "product",
	    STR_ARG(a->value),
	    STR_ARG(meant(t, nearest_of(t, space, a->value))));
	return false;
}

static bool
take_choice(const struct argument *a, const struct field *f,
    struct choice *out)
{
	const struct enum_table *t = f->values;
	struct str *names = arena_array(a->t->say.a, struct str, t->n);

	for (size_t i = 0; i < t->n; i++) {
		*out = (struct choice){ t->values[i].v, a->value_at };
		names[i] = str_z(t->values[i].name);
		if (str_eq(a->value, names[i]))
			return true;
	}
	(void)command_usage(a->t->v, "there is no %s '%.*s'%.*s", f->name,
	    STR_ARG(a->value),
	    STR_ARG(meant(a->t, str_nearest(a->value, names, t->n))));
	return false;
}

static bool
take_truth(const struct argument *a, struct truth *out)
{
	*out = (struct truth){ str_eq(a->value, S("yes")), a->value_at };
	if (out->b || str_eq(a->value, S("no")))
		return true;
	(void)command_usage(a->t->v, "'%.*s' is neither yes nor no",
	    STR_ARG(a->value));
	return false;
}

/* The ids of the clock rules, or of their regimes; as many as the result. */
static size_t
list_ids(const struct tell *t, bool is_rule, struct str *out)
{
	const struct document_list *docs = &t->r.model->docs[KIND_DEADLINES];
	size_t n = 0;

	for (size_t i = 0; i < docs->n; i++) {
		const struct deadlines *r = docs->v[i].record;

		if (!is_rule && out != NULL)
			out[n] = docs->v[i].path.id;
		n += !is_rule;
		for (size_t k = 0; is_rule && r != NULL && k < r->rows.n;
		     k++) {
			if (out != NULL)
				out[n] = r->rows.v[k].id.s;
			n++;
		}
	}
	return n;
}

/* Whether an id is that of a rule or a regime; says so when it is not. */
static bool
is_listed(const struct tell *t, bool is_rule, struct str id)
{
	size_t n = list_ids(t, is_rule, NULL);
	struct str *ids = arena_array(t->say.a, struct str, n + 1);

	(void)list_ids(t, is_rule, ids);
	for (size_t i = 0; i < n; i++) {
		if (str_eq(ids[i], id))
			return true;
	}
	(void)command_usage(t->v, "there is no %s '%.*s'%.*s",
	    is_rule ? "clock rule" : "regime", STR_ARG(id),
	    STR_ARG(meant(t, str_nearest(id, ids, n))));
	return false;
}

/* Text of a field; what names a rule or a regime has to be one. */
static bool
take_text(const struct argument *a, struct str value, struct text *out)
{
	bool is_rule = str_eq(a->name, S("clocks"));

	*out = (struct text){ value, a->value_at };
	return !(is_rule || str_eq(a->name, S("regime"))) ||
	    is_listed(a->t, is_rule, value);
}

/* "D-01,D-02" */
static bool
take_texts(const struct argument *a, struct text_list *out)
{
	struct str rest = a->value, head;
	bool more = true;

	/* No more texts than bytes. */
	out->v = arena_array(a->t->say.a, struct text, a->value.n + 1);
	out->n = 0;
	while (more) {
		more = str_cut(rest, ',', &head, &rest);
		head = str_trim(head);
		if (head.n > 0 && !take_text(a, head, &out->v[out->n++]))
			return false;
	}
	return true;
}

/* Any field of a fact, by the table of fields. */
static bool
take_field(const struct argument *a, const struct field *f, struct fact *fact)
{
	void *out = (char *)fact + f->offset;

	switch (field_shape(f->type)) {
	case SHAPE_TEXT:
		return f->card == CARD_LIST ? take_texts(a, out) :
					      take_text(a, a->value, out);
	case SHAPE_TRUTH:
		return take_truth(a, out);
	case SHAPE_CHOICE:
		return take_choice(a, f, out);
	case SHAPE_MOMENT:
		return take_moment(a, out);
	case SHAPE_REF:
		return take_ref(a, f->space, out);
	case SHAPE_WORDS:
	case SHAPE_NUMBER:
	case SHAPE_RECORD:
	case SHAPE_CONDITION:
	case SHAPE_TREE:
		break;
	}
	BUG("shape of a field of a fact");
}

/* EVENT or EVENT=INSTANT. */
static bool
take_event(const struct argument *a, enum event e, struct whatif *w)
{
	const struct say *s = &a->t->say;
	struct fact *f = &w->facts[w->n_facts];

	if (event_info(e)->of_field) {
		(void)command_usage(a->t->v,
		    "'%s' is no fact: it follows from %s", event_info(e)->name,
		    event_info(e)->doc);
		return false;
	}
	*f = (struct fact){
		.where = a->at,
		.event = { a->name, span_sub(a->at, 0, a->name.n) },
		.at = { { WHEN_INSTANT, instant_day(s->now), s->now },
		    a->value_at },
	};
	if (a->has_value && !take_moment(a, &f->at))
		return false;
	w->n_facts++;
	return true;
}

static bool
take_argument(const struct argument *a, struct whatif *w)
{
	const struct field *f = field_find(&record_fact, a->name);
	enum event e;

	if (event_find(a->name, &e))
		return take_event(a, e, w);
	if (f == NULL || str_eq(a->name, S("event")))
		return unknown_word(a->t, a->name);
	if (w->n_facts == 0) {
		(void)command_usage(a->t->v, "'%.*s' must follow an event",
		    STR_ARG(a->name));
		return false;
	}
	if (a->value.n == 0) {
		(void)command_usage(a->t->v,
		    "'%.*s' needs a value: %.*s=VALUE", STR_ARG(a->name),
		    STR_ARG(a->name));
		return false;
	}
	return take_field(a, f, &w->facts[w->n_facts - 1]);
}

static struct argument
argument_at(const struct tell *t, struct str arg, uint32_t file, size_t off)
{
	struct argument a = {
		.t = t,
		.at = { file, (uint32_t)off, (uint32_t)arg.n },
	};

	a.has_value = str_cut(arg, '=', &a.name, &a.value);
	a.value_at = a.has_value ? span_sub(a.at, a.name.n + 1, a.value.n) :
				   a.at;
	return a;
}

bool
whatif_facts(const struct tell *t, struct whatif *w)
{
	uint32_t file = source_add(t->r.sources, S("whatif"));
	struct str text = S("");

	for (size_t i = 1; i < t->v->n_args; i++)
		text = str_fmt(t->say.a, "%.*s%.*s\n", STR_ARG(text),
		    STR_ARG(t->v->args[i]));
	source_set_text(t->r.sources, file, text);
	w->facts = arena_array(t->say.a, struct fact, t->v->n_args);
	for (size_t i = 1, off = 0; i < t->v->n_args; i++) {
		struct str arg = t->v->args[i];
		struct argument a = argument_at(t, arg, file, off);

		if (!take_argument(&a, w))
			return false;
		off += arg.n + 1;
	}
	return true;
}

static void
add_note(struct whatif *w, const char *key, struct str a, struct str b)
{
	w->notes[w->n_notes++] = tell_fill(w->t, key, a, b);
}

/* When the newest fact of the case happened; nothing for none. */
static bool
newest(const struct whatif *w, struct instant *out)
{
	const struct fact_list *l = &w->c->c->facts;
	bool is_set = false;

	for (size_t i = 0; i < l->n; i++) {
		struct instant at;

		if (l->v[i].at.w.kind == WHEN_UNSET)
			continue;
		at = when_start(l->v[i].at.w, w->t->say.zone);
		if (!is_set || at.s > out->s)
			*out = at;
		is_set = true;
	}
	return is_set;
}

void
whatif_notes(struct whatif *w)
{
	const struct say *s = &w->t->say;
	struct instant last = { 0 };
	bool has_last = newest(w, &last);

	/* Two notes at most a fact. */
	w->notes = arena_array(s->a, struct str, 2 * w->n_facts + 1);
	for (size_t i = 0; i < w->n_facts; i++) {
		const struct fact *f = &w->facts[i];
		struct instant at = when_start(f->at.w, s->zone);
		enum event e;

		if (!event_find(f->event.s, &e))
			continue;
		if (at.s > w->t->v->now.s)
			add_note(w, "whatif.future", say_event(s, e),
			    say_instant(s, at));
		else if (has_last && at.s < last.s)
			add_note(w, "whatif.out_of_order", say_event(s, e),
			    say_instant(s, last));
		if (f->at.w.kind == WHEN_DATE &&
		    event_info(e)->time == EVENT_HOUR)
			add_note(w, "whatif.no_time", say_event(s, e), S(""));
	}
}
