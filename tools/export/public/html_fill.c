#include "export/public/html_fill.h"

#include "base/arena.h"
#include "export/export.h"
#include "export/public/place.h"
#include "text/catalog.h"

struct str
html_fill_pick(const struct html_fill *f, const struct public_words *w,
    enum public_lang *lang)
{
	*lang = f->lang;
	if (w->in[f->lang].n == 0)
		*lang = f->lang == PUBLIC_JA ? PUBLIC_EN : PUBLIC_JA;
	if (w->in[*lang].n == 0)
		*lang = f->lang;
	return w->in[*lang];
}

void
html_fill_words(const struct html_fill *f, struct value *o, const char *key,
    const char *lang_key, const struct public_words *w)
{
	enum public_lang lang;

	value_set_text(o, key, html_fill_pick(f, w, &lang));
	value_set_text(o, lang_key, place_lang(lang));
}

void
html_fill_phrase(const struct html_fill *f, struct value *o, const char *key,
    const struct public_words *w)
{
	struct value *list = value_set_list(o, key);
	enum public_lang lang;

	if (html_fill_pick(f, w, &lang).n > 0)
		html_fill_words(f, value_push_object(list), "text", "lang", w);
}

static void
push_time(const struct html_fill *f, struct value *list, struct day day,
    const struct instant *at)
{
	struct value *o = value_push_object(list);
	struct civil c = day_to_civil(day);
	int s = at != NULL ? instant_second_of_day(*at) : 0;
	struct str iso = at != NULL ? instant_format(f->a, *at) :
				      day_format(f->a, day);

	value_set_text(o, "iso", iso);
	value_set_int(o, "y", c.year);
	value_set_int(o, "m", c.month);
	value_set_int(o, "d", c.day);
	value_set_bool(o, "has_time", at != NULL);
	value_set_text(o, "h", str_fmt(f->a, "%02d", s / 3600));
	value_set_text(o, "min", str_fmt(f->a, "%02d", s / 60 % 60));
	value_set_text(o, "zone",
	    str_ends(iso, S("Z")) ?
		S("") :
		str_from(iso, sizeof("2026-11-20T14:00:00") - 1));
}

void
html_fill_when(const struct html_fill *f, struct value *o, const char *key,
    struct when w, enum html_precision precision)
{
	struct value *list = value_set_list(o, key);
	bool is_time = w.kind == WHEN_INSTANT && precision == HTML_MINUTE;

	if (w.kind != WHEN_UNSET)
		push_time(f, list, w.day, is_time ? &w.at : NULL);
}

void
html_fill_instant(const struct html_fill *f, struct value *o, const char *key,
    struct instant t, enum html_precision precision)
{
	struct when w = { .kind = WHEN_INSTANT,
		.day = instant_day(t),
		.at = t };

	html_fill_when(f, o, key, w, precision);
}

void
html_fill_severity(const struct html_fill *f, struct value *o, const char *key,
    const struct public_score *s)
{
	struct value *list = value_set_list(o, key), *sev;

	if (s == NULL)
		return;
	sev = value_push_object(list);
	value_set_z(sev, "level", cvss_severity_key(s->score.severity));
	value_set_int(sev, "bars", (int)s->score.severity);
	value_set_text(sev, "score", html_fill_score(f, s->score.overall_x10));
}

struct str
html_fill_score(const struct html_fill *f, int x10)
{
	return str_fmt(f->a, "%d.%d", x10 / 10, x10 % 10);
}

static bool
sections_have(const struct public_section *s, size_t n, struct str key)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(s[i].key, key))
			return true;
	}
	return false;
}

void
html_fill_sections(struct html_fill *f, struct value *list,
    struct public_section *const *sections, const size_t *n, struct str key)
{
	enum public_lang lang = f->lang;

	if (!sections_have(sections[lang], n[lang], key)) {
		lang = lang == PUBLIC_JA ? PUBLIC_EN : PUBLIC_JA;
		if (!sections_have(sections[lang], n[lang], key))
			return;
		f->is_mixed = true;
	}
	for (size_t i = 0; i < n[lang]; i++) {
		struct value *o;

		if (!str_eq(sections[lang][i].key, key))
			continue;
		o = value_push_object(list);
		value_set_html(o, "html", sections[lang][i].text.html);
		value_set_text(o, "plain", sections[lang][i].text.plain);
		value_set_text(o, "lang", place_lang(lang));
	}
}

struct str
html_fill_link(const struct html_fill *f, struct str to)
{
	return export_link(f->a, f->path, to);
}

struct str
html_fill_word(const struct html_fill *f, const char *key)
{
	struct str text = S("");

	if (!catalog_get(f->context->words, place_lang(f->lang), str_z(key),
		&text))
		return S("");
	return text;
}

const struct public_revision *
html_fill_newest(const struct public_advisory *adv)
{
	if (adv->n_revisions == 0)
		return NULL;
	return &adv->revisions[adv->n_revisions - 1];
}

void
html_fill_label(const struct html_fill *f, struct value *o, const char *key,
    enum public_label label)
{
	static const char *const keys[] = {
		[PUBLIC_CLEAR] = "clear",
		[PUBLIC_GREEN] = "green",
		[PUBLIC_AMBER] = "amber",
		[PUBLIC_AMBER_STRICT] = "amber-strict",
		[PUBLIC_RED] = "red",
	};
	struct value *tlp = value_set_object(o, key);

	value_set_z(tlp, "key", keys[label]);
	value_set_text(tlp, "label",
	    str_cat(f->a, S("TLP:"), str_z(public_label_word(label))));
}
