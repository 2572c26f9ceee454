/* Clock rules by regime, and the calendars whose business days they count. */
#include "export/internal/out.h"

#include "base/map.h"
#include "model/policy.h"

OUT_FUNCTIONS(deadlines);

enum deadline_page {
	DEADLINE_REGIMES,
	DEADLINE_REGIME,
	DEADLINE_CALENDARS,
};

void
deadlines_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	const struct document_list *docs = &v->docs[KIND_DEADLINES];

	frame_add(&g, S("deadlines/index.html"), NULL, DEADLINE_REGIMES);
	frame_add(&g, S("calendars.html"), NULL, DEADLINE_CALENDARS);
	for (size_t i = 0; i < docs->n; i++)
		frame_add(&g,
		    where_record(g.a, "deadlines", docs->v[i].path.id),
		    &docs->v[i], DEADLINE_REGIME);
}

static bool
write_regimes(struct frame *f, struct buf *out, struct diags *d)
{
	const struct document_list *docs = &f->m->docs[KIND_DEADLINES];
	struct value *rows = value_set_list(f->data, "rows");
	const struct policy_set *p = policy_of(f->a, f->m, NULL);

	for (size_t i = 0; i < docs->n; i++) {
		const struct deadlines *r = docs->v[i].record;
		struct value *o = value_push_object(rows);
		int64_t enabled = 0;

		for (size_t j = 0; j < r->rows.n; j++)
			enabled += policy_enables(p, &r->rows.v[j]);
		value_set_text(o, "href",
		    where_link(f,
			where_record(f->a, "deadlines", docs->v[i].path.id)));
		value_set_text(o, "id", docs->v[i].path.id);
		show_words(f, o, "name", &r->name);
		value_set_int(o, "n", (int64_t)r->rows.n);
		value_set_int(o, "enabled", enabled);
	}
	frame_title(f, "nav.regimes");
	return frame_write(f, "pages/internal/regimes", out, d);
}

static void
fill_events(const struct frame *f, struct value *o, const char *key,
    const struct text_list *l)
{
	struct value *list = value_set_list(o, key);

	for (size_t i = 0; i < l->n; i++)
		value_push(list, value_text(f->a, show_event(f, l->v[i].s)));
}

/* Whether it counts in the group, and what the policy says of it. */
static void
fill_choice(const struct frame *f, struct value *o, const struct deadline *r,
    const struct policy_set *p)
{
	const struct policy_clock *k = policy_clock_find(p, r->id.s);
	bool counts = policy_enables(p, r);

	value_set_bool(o, "enabled", counts);
	value_set_bool(o, "by_policy", counts && !r->confirmed.b);
	show_text_opt(f, o, "choice", k != NULL ? k->choice->reason.s : S(""));
}

static void
fill_rule(const struct frame *f, struct value *rows, const struct deadline *r,
    const struct policy_set *p, bool is_first)
{
	struct value *o = value_push_object(rows);

	value_set_text(o, "id", r->id.s);
	/* Versions of a rule share its id; the first one has the anchor. */
	value_set_text(o, "anchor", is_first ? r->id.s : S(""));
	show_words(f, o, "name", &r->name);
	value_set_text(o, "length",
	    span_is_set(r->length.at) ?
		str_fmt(f->a, "%lld", (long long)r->length.n) :
		S(""));
	show_enum(f, o, "unit", &enum_unit, r->unit.v);
	value_set_bool(o, "until", r->until.b);
	value_set_bool(o, "backwards", r->backwards.b);
	value_set_bool(o, "by_value", r->value.v != 0);
	fill_events(f, o, "start", &r->start);
	fill_events(f, o, "stop", &r->stop);
	show_enum(f, o, "weight", &enum_weight, r->weight.v);
	show_words_opt(f, o, "addressee", &r->addressee);
	show_ref(f, o, "calendar", &r->calendar);
	show_words_opt(f, o, "none_because", &r->none_because);
	show_words_opt(f, o, "notes", &r->notes);
	show_text_opt(f, o, "origin", r->source.s);
	value_set_text(o, "origin_version", r->source_version.s);
	show_enum(f, o, "confidence", &enum_confidence, r->confidence.v);
	fill_choice(f, o, r, p);
}

static bool
write_regime(struct frame *f, struct buf *out, struct diags *d)
{
	const struct document *doc = f->item;
	const struct deadlines *r = doc->record;
	struct value *rows = value_set_list(f->data, "rows");
	struct map *seen = map_open(f->a);
	const struct policy_set *p = policy_of(f->a, f->m, NULL);

	for (size_t i = 0; i < r->rows.n; i++)
		fill_rule(f, rows, &r->rows.v[i], p,
		    map_add(seen, r->rows.v[i].id.s, seen));
	show_up(f, "deadlines/index.html", "nav.regimes", doc->path.id);
	value_set_text(f->data, "title", words_in(&r->name, f->lang));
	show_words(f, f->data, "name", &r->name);
	frame_input(f, doc);
	show_source(f, f->data, doc);
	return frame_write(f, "pages/internal/regime_page", out, d);
}

static void
fill_calendar(const struct frame *f, struct value *list,
    const struct plain_entry *e)
{
	const struct calendar *k = e->record;
	struct value *o = value_push_object(list), *days, *weekend;
	struct day today = instant_day(f->c->now);

	value_set_text(o, "id", e->e.id);
	show_words(f, o, "name", &k->name);
	show_ref(f, o, "base", &k->base);
	show_when(f, o, "from", k->from.w);
	show_when(f, o, "to", k->to.w);
	show_when(f, o, "confirmed", k->confirmed_to.w);
	weekend = value_set_list(o, "weekend");
	for (size_t i = 0; i < k->weekend.n; i++)
		value_push(weekend,
		    value_text(f->a,
			show_term(f, "in.weekday.", k->weekend.v[i].s)));
	show_text_opt(f, o, "origin", k->source.s);
	show_source(f, o, e->e.doc);
	days = value_set_list(o, "days");
	for (size_t i = 0; i < k->holidays.n; i++) {
		struct value *day;

		if (k->holidays.v[i].date.w.day.n < today.n)
			continue;
		day = value_push_object(days);
		show_when(f, day, "at", k->holidays.v[i].date.w);
		show_words(f, day, "name", &k->holidays.v[i].name);
	}
	value_set_int(o, "n_days", (int64_t)value_len(days));
}

static bool
write_calendars(struct frame *f, struct buf *out, struct diags *d)
{
	struct value *list = value_set_list(f->data, "calendars");

	for (size_t i = 0; i < f->m->n_calendars; i++)
		fill_calendar(f, list, &f->m->calendars[i]);
	f->entry = "calendars";
	frame_title(f, "nav.calendars");
	return frame_write(f, "pages/internal/calendars", out, d);
}

bool
deadlines_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "regimes");

	switch ((enum deadline_page)f.number) {
	case DEADLINE_REGIMES:
		return write_regimes(&f, out, d);
	case DEADLINE_REGIME:
		return write_regime(&f, out, d);
	case DEADLINE_CALENDARS:
		return write_calendars(&f, out, d);
	}
	BUG("a page of deadlines");
}
