#include "export/internal/case_stage.h"

#include "base/arena.h"
#include "export/internal/clock_row.h"
#include "export/internal/frame.h"
#include "export/internal/show.h"
#include "model/model.h"
#include "text/value.h"

static int64_t
number_of(const struct stage *st)
{
	return st != NULL ? st->number.n : -1;
}

static const struct stage_list *
stages_of(const struct model *m)
{
	static const struct stage_list nothing;
	const struct document_list *l = &m->docs[KIND_STAGES];

	return l->n > 0 && l->v[0].record != NULL ?
	    &((const struct stages *)l->v[0].record)->stages :
	    &nothing;
}

static size_t
missing_in(const struct case_state *s, const struct stage *st)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n_requirements; i++)
		n += s->requirements[i].stage == st &&
		    s->requirements[i].verdict == REQUIREMENT_MISSING;
	return n;
}

/* How a stage of the track looks. */
static const char *
key_of(const struct case_state *s, const struct stage *st)
{
	int64_t n = number_of(st), here = number_of(s->stage);

	if (n < here)
		return "done";
	if (n == here)
		return "here";
	if (s->exit != NULL)
		return "off";
	if (st == s->next)
		return "next";
	return n <= number_of(s->fallen_from) ? "lost" : "ahead";
}

static void
show_stage(const struct frame *f, struct value *o, const struct stage *st)
{
	value_set_int(o, "number", number_of(st));
	show_words(f, o, "name", &st->name);
}

static void
fill_track(const struct frame *f, struct value *o, const struct case_state *s)
{
	const struct stage_list *l = stages_of(f->m);
	struct value *track = value_set_list(o, "track");

	for (size_t i = 0; i < l->n; i++) {
		const struct stage *st = &l->v[i];
		struct value *k = value_push_object(track);

		show_stage(f, k, st);
		value_set_z(k, "key", key_of(s, st));
		value_set_bool(k, "is_here", st == s->stage);
		value_set_int(k, "n_missing", (int64_t)missing_in(s, st));
	}
}

static void
fill_one(const struct frame *f, struct value *o, const char *key,
    const struct stage *st, size_t n)
{
	struct value *list = value_set_list(o, key), *k;

	if (st == NULL)
		return;
	k = value_push_object(list);
	show_stage(f, k, st);
	value_set_int(k, "n", (int64_t)n);
}

static void
fill_fell(const struct frame *f, struct value *o, const struct case_state *s)
{
	struct value *list = value_set_list(o, "fell"), *k;
	const struct say say = clock_row_say(f);

	if (s->fallen_from == NULL)
		return;
	k = value_push_object(list);
	show_words(f, k, "from", &s->fallen_from->name);
	value_set_int(k, "number", number_of(s->fallen_from));
	value_set_text(k, "text",
	    s->lost != NULL ? say_words(&say, &s->lost->r->text) : S(""));
	value_set_text(k, "place",
	    s->lost != NULL ? say_place(&say, &s->lost->proof) : S(""));
}

/* Persons who can supply it, with a way to reach them. */
static void
fill_who(const struct frame *f, struct value *o,
    const struct requirement_state *r)
{
	struct value *list = value_set_list(o, "who");

	for (size_t i = 0; i < r->n_who; i++) {
		struct value *k = value_push_object(list);

		show_entry(f, k, "link", &r->who[i]->e);
		value_set_text(k, "email", r->who[i]->person->email.s);
	}
	show_roles(f, o, "roles", &r->r->supplies);
}

static void
show_requirement(const struct frame *f, struct value *o,
    const struct requirement_state *r)
{
	const struct say say = clock_row_say(f);

	show_words(f, o, "text", &r->r->text);
	show_entry(f, o, "company",
	    r->company != NULL ? &r->company->e : NULL);
	value_set_text(o, "place", say_place(&say, &r->proof));
	value_set_text(o, "why", say_proof(&say, &r->proof));
}

static void
fill_missing(const struct frame *f, struct value *o,
    const struct case_state *s)
{
	struct value *list = value_set_list(o, "missing");

	for (size_t i = 0; i < s->n_requirements; i++) {
		const struct requirement_state *r = &s->requirements[i];
		struct value *k;

		if (s->next == NULL || r->stage != s->next ||
		    r->verdict != REQUIREMENT_MISSING)
			continue;
		k = value_push_object(list);
		show_requirement(f, k, r);
		fill_who(f, k, r);
	}
}

/* Requirements of one verdict by stage; of stages above `above` alone. */
static size_t
fill_by_stage(const struct frame *f, struct value *o, const char *key,
    const struct case_state *s, enum requirement_verdict verdict,
    int64_t above)
{
	struct value *list = value_set_list(o, key), *rows = NULL;
	const struct stage *last = NULL;
	size_t n = 0;

	for (size_t i = 0; i < s->n_requirements; i++) {
		const struct requirement_state *r = &s->requirements[i];

		if (r->verdict != verdict || number_of(r->stage) <= above)
			continue;
		if (rows == NULL || r->stage != last) {
			struct value *k = value_push_object(list);

			show_stage(f, k, r->stage);
			rows = value_set_list(k, "rows");
			last = r->stage;
		}
		show_requirement(f, value_push_object(rows), r);
		n++;
	}
	return n;
}

void
case_stage_show(const struct frame *f, struct value *o,
    const struct case_state *s)
{
	size_t n_unneeded = 0;

	/* Without a table of stages there is nothing to show. */
	value_set_bool(o, "is_known", s->stage != NULL || s->next != NULL);
	fill_track(f, o, s);
	fill_one(f, o, "here", s->stage, 0);
	fill_fell(f, o, s);
	fill_one(f, o, "next", s->exit == NULL ? s->next : NULL,
	    s->next != NULL ? missing_in(s, s->next) : 0);
	fill_missing(f, o, s);
	for (size_t i = 0; i < s->n_requirements; i++)
		n_unneeded += s->requirements[i].verdict ==
		    REQUIREMENT_NOT_NEEDED;
	value_set_int(o, "n_unneeded", (int64_t)n_unneeded);
	value_set_int(o, "n_met",
	    (int64_t)fill_by_stage(f, o, "met", s, REQUIREMENT_MET, -1));
	/* Where a case left, nothing more is asked of it. */
	value_set_int(o, "n_later",
	    (int64_t)fill_by_stage(f, o, "later", s, REQUIREMENT_MISSING,
		s->exit != NULL || s->next == NULL ? INT64_MAX :
						     number_of(s->next)));
}
