#include "export/internal/show.h"

#include "base/arena.h"
#include "base/diag.h"
#include "export/export.h"
#include "export/internal/frame.h"
#include "export/internal/grade.h"
#include "export/internal/tally.h"
#include "export/internal/where.h"
#include "export/say.h"
#include "model/event.h"
#include "model/model.h"
#include "score/cvss.h"
#include "text/catalog.h"
#include "text/markdown.h"
#include "text/value.h"

bool
show_is_japanese(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c >= 0xe3 && c <= 0xe9)
			return true;
	}
	return false;
}

/* Words need a language; a number or a name does not. */
static struct str
lang_of(const struct frame *f, struct str s)
{
	if (show_is_japanese(s))
		return S("ja");
	return str_find_byte(s, ' ', 0) != SIZE_MAX ? S("en") : f->lang;
}

static void
set_text(struct value *o, struct str text, struct str lang)
{
	value_set_text(o, "text", text);
	value_set_text(o, "lang", lang);
}

static void
set_words(const struct frame *f, struct value *o, const struct words *w)
{
	bool ja = str_eq_z(f->lang, "ja") ? w->ja.s.n > 0 : w->en.s.n == 0;

	if (w->ja.s.n == 0 && w->en.s.n == 0)
		set_text(o, S(""), f->lang);
	else
		set_text(o, ja ? w->ja.s : w->en.s, ja ? S("ja") : S("en"));
}

void
show_words(const struct frame *f, struct value *o, const char *key,
    const struct words *w)
{
	set_words(f, value_set_object(o, key), w);
}

void
show_words_opt(const struct frame *f, struct value *o, const char *key,
    const struct words *w)
{
	struct value *list = value_set_list(o, key);

	if (w->ja.s.n > 0 || w->en.s.n > 0)
		set_words(f, value_push_object(list), w);
}

void
show_text(const struct frame *f, struct value *o, const char *key,
    struct str s)
{
	set_text(value_set_object(o, key), s, lang_of(f, s));
}

void
show_text_opt(const struct frame *f, struct value *o, const char *key,
    struct str s)
{
	struct value *list = value_set_list(o, key);

	if (s.n > 0)
		set_text(value_push_object(list), s, lang_of(f, s));
}

void
show_texts(struct value *o, const char *key, const struct text_list *l)
{
	struct value *list = value_set_list(o, key);

	for (size_t i = 0; i < l->n; i++)
		set_text(value_push_object(list), l->v[i].s,
		    show_is_japanese(l->v[i].s) ? S("ja") : S("en"));
}

/* What a day and, when there is one, a time of day look like. */
static void
push_time(const struct frame *f, struct value *list, struct when w)
{
	struct value *o = value_push_object(list);
	bool has_time = w.kind == WHEN_INSTANT;
	struct civil c = day_to_civil(w.day);
	int s = has_time ? instant_second_of_day(w.at) : 0;
	struct str iso = has_time ? instant_format(f->a, w.at) :
				    day_format(f->a, w.day);

	value_set_text(o, "iso", iso);
	value_set_text(o, "ymd", day_format(f->a, w.day));
	value_set_int(o, "y", c.year);
	value_set_int(o, "m", c.month);
	value_set_int(o, "d", c.day);
	value_set_bool(o, "has_time", has_time);
	value_set_text(o, "h", str_fmt(f->a, "%02d", s / 3600));
	value_set_text(o, "min", str_fmt(f->a, "%02d", s / 60 % 60));
	value_set_text(o, "zone",
	    !has_time || str_ends(iso, S("Z")) ?
		S("") :
		str_from(iso, sizeof("2026-11-20T14:00:00") - 1));
	value_set_bool(o, "is_past", tally_is_past(f->m, w, f->c->now));
}

void
show_when(const struct frame *f, struct value *o, const char *key,
    struct when w)
{
	struct value *list = value_set_list(o, key);

	if (w.kind == WHEN_UNSET)
		return;
	if (w.kind == WHEN_INSTANT) {
		w.at = zone_at(f->m->zone, w.at);
		w.day = instant_day(w.at);
	}
	push_time(f, list, w);
}

void
show_instant(const struct frame *f, struct value *o, const char *key,
    struct instant t)
{
	show_when(f, o, key, (struct when){ .kind = WHEN_INSTANT, .at = t });
}

void
show_grade(const struct frame *f, struct value *o, const char *key,
    const struct grade *g)
{
	struct value *list = value_set_list(o, key), *sev;

	if (!g->is_set)
		return;
	sev = value_push_object(list);
	value_set_z(sev, "level", cvss_severity_key(g->severity));
	value_set_int(sev, "bars", (int)g->severity);
	value_set_text(sev, "score",
	    str_fmt(f->a, "%d.%d", g->x10 / 10, g->x10 % 10));
}

void
show_state(struct value *o, const char *key, enum row_state state)
{
	struct value *list = value_set_list(o, key), *st;

	if (state == row_state_unset)
		return;
	st = value_push_object(list);
	value_set_z(st, "key", enum_name(&enum_row_state, (int)state));
	value_set_z(st, "scope", "inside");
}

/* "AMBER+STRICT" is amber-strict in class names. */
static struct str
label_key(struct arena *a, struct str label)
{
	struct str low = str_lower(a, label), head, rest;

	if (!str_cut(low, '+', &head, &rest))
		return low;
	return str_fmt(a, "%.*s-%.*s", STR_ARG(head), STR_ARG(rest));
}

void
show_label(const struct frame *f, struct value *o, const char *key,
    struct str label)
{
	struct value *tlp = value_set_object(o, key);

	value_set_text(tlp, "key", label_key(f->a, label));
	value_set_text(tlp, "label", str_cat(f->a, S("TLP:"), label));
}

void
show_tlp(const struct frame *f, struct value *o, const char *key,
    enum tlp label)
{
	show_label(f, o, key, str_z(enum_name(&enum_tlp, (int)label)));
}

struct str
show_word(const struct frame *f, const struct enum_table *t, int v)
{
	struct str name = str_z(enum_name(t, v)), text = name;

	if (name.n > 0)
		(void)catalog_get(f->c->words, f->lang,
		    str_fmt(f->a, "word.%s.%.*s", t->name, STR_ARG(name)),
		    &text);
	return text;
}

void
show_enum(const struct frame *f, struct value *o, const char *key,
    const struct enum_table *t, int v)
{
	value_set_text(o, key, show_word(f, t, v));
}

const struct document *
show_document(const struct frame *f, const struct text_entry *t)
{
	const struct document *d = str_eq_z(f->lang, "ja") ? t->ja : t->en;

	return d != NULL ? d : t->e.doc;
}

static void
set_policy(const struct frame *f, struct value *o, const struct entry *e)
{
	const struct document *d = show_document(f, (const void *)e);
	const struct policy *p = d->record;

	set_text(o, p->title.s, d->path.lang);
}

void
show_roles(const struct frame *f, struct value *o, const char *key,
    const struct choice_list *l)
{
	struct value *list = value_set_list(o, key);

	for (size_t i = 0; i < l->n; i++)
		value_push(list,
		    value_text(f->a, show_word(f, &enum_role, l->v[i].v)));
}

struct str
show_term(const struct frame *f, const char *prefix, struct str text)
{
	struct str word = text;

	if (text.n > 0)
		(void)catalog_get(f->c->words, f->lang,
		    str_fmt(f->a, "%s%.*s", prefix, STR_ARG(text)), &word);
	return word;
}

void
show_push_entry(const struct frame *f, struct value *list,
    const struct entry *e)
{
	struct value *o = value_push_object(list);
	const struct words *w = say_names(e);

	value_set_text(o, "id", e->id);
	value_set_text(o, "href", where_link(f, where_entry(f, e)));
	if (w == NULL)
		set_policy(f, o, e);
	else if (w->ja.s.n == 0 && w->en.s.n == 0)
		set_text(o, e->id, f->lang);
	else
		set_words(f, o, w);
}

void
show_entry(const struct frame *f, struct value *o, const char *key,
    const struct entry *e)
{
	struct value *list = value_set_list(o, key);

	if (e != NULL)
		show_push_entry(f, list, e);
}

static void
push_ref(const struct frame *f, struct value *list, const struct ref *r)
{
	struct value *o;

	if (r->target != NULL) {
		show_push_entry(f, list, r->target);
		return;
	}
	if (r->id.n == 0)
		return;
	o = value_push_object(list);
	value_set_text(o, "id", r->id);
	value_set_text(o, "href", S(""));
	set_text(o, r->id, f->lang);
}

void
show_ref(const struct frame *f, struct value *o, const char *key,
    const struct ref *r)
{
	push_ref(f, value_set_list(o, key), r);
}

void
show_refs(const struct frame *f, struct value *o, const char *key,
    const struct ref_list *l)
{
	struct value *list = value_set_list(o, key);

	for (size_t i = 0; i < l->n; i++)
		push_ref(f, list, &l->v[i]);
}

void
show_body(const struct frame *f, struct value *o, const char *key,
    struct span body, int level_shift, struct str lang)
{
	struct value *list = value_set_list(o, key), *text;
	struct str words = source_text(f->m->sources, body);
	struct markdown md = { 0 };
	bool ok;

	if (str_trim(words).n == 0)
		return;
	/* Spans of the view lead nowhere, so reports on them are dropped. */
	ok = markdown_render(f->a, f->m->sources, body, level_shift,
	    diags_open(f->a), &md);
	text = value_push_object(list);
	value_set_html(text, "html", md.html);
	value_set_text(text, "lang",
	    lang.n > 0                  ? lang :
		show_is_japanese(words) ? S("ja") :
					  S("en"));
	value_set_bool(text, "failed", !ok);
}

struct str
show_event(const struct frame *f, struct str name)
{
	enum event e;

	if (!event_find(name, &e))
		return name;
	return str_z(
	    str_eq_z(f->lang, "ja") ? event_info(e)->ja : event_info(e)->en);
}

void
show_up(const struct frame *f, const char *address, const char *word,
    struct str id)
{
	struct value *up = value_set_object(f->data, "up");

	value_set_text(up, "href", where_link(f, str_z(address)));
	value_set_text(up, "text", frame_word(f, word));
	value_set_text(f->data, "id", id);
}

void
show_source(const struct frame *f, struct value *o, const struct document *doc)
{
	value_set_text(o, "source",
	    doc == NULL ? S("") : model_shown(f->m, doc));
}
