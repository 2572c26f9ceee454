#include "export/public/html_frame.h"

#include "base/arena.h"
#include "base/attr.h"
#include "export/export.h"
#include "export/public/html_feeds.h"
#include "export/public/place.h"

/* Words for a language's own name. */
static const char *const own_names[PUBLIC_LANGS] = { "language.ja",
	"language.en" };

/* Texts that stand on a page of the same name. */
static const struct str parts[] = {
	STR_INIT("contact"),
	STR_INIT("index"),
	STR_INIT("report"),
	STR_INIT("thanks"),
};

bool
html_frame_is_part(struct str id)
{
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		if (str_eq(id, parts[i]))
			return true;
	}
	return false;
}

static void
frame_languages(const struct html_fill *f, struct value *data, struct str name)
{
	struct value *all = value_set_list(data, "alternates");
	struct value *other = value_set_list(data, "other");

	for (int i = 0; i < PUBLIC_LANGS; i++) {
		enum public_lang lang = i == 0 ? PUBLIC_JA : PUBLIC_EN;
		struct str href = html_fill_link(f,
		    place_page(f->a, lang, name));
		struct value *o = value_push_object(all);

		value_set_text(o, "lang", place_lang(lang));
		value_set_text(o, "href", href);
		if (lang == f->lang)
			continue;
		o = value_push_object(other);
		value_set_text(o, "lang", place_lang(lang));
		value_set_text(o, "href", href);
		value_set_text(o, "name", html_fill_word(f, own_names[lang]));
	}
}

static void
frame_site(const struct html_fill *f, struct value *data)
{
	const struct public_view *v = f->view;
	struct value *site = value_set_object(data, "site");
	enum public_lang lang;

	value_set_text(site, "name", html_fill_pick(f, &v->name, &lang));
	value_set_text(site, "owner",
	    html_fill_pick(f, &v->legal_name, &lang));
	value_set_text(site, "disclaimer",
	    html_fill_pick(f, &v->disclaimer, &lang));
}

/* Links to the pages of free text, for the foot. */
static void
frame_pages(const struct html_fill *f, struct value *data)
{
	struct value *list = value_set_list(data, "pages");

	for (size_t i = 0; i < f->view->n_pages; i++) {
		const struct public_page *p = &f->view->pages[i];
		struct value *o;

		if (html_frame_is_part(p->id))
			continue;
		o = value_push_object(list);
		html_fill_words(f, o, "title", "lang", &p->title);
		value_set_text(o, "href",
		    html_fill_link(f, place_text_page(f->a, f->lang, p->id)));
	}
}

bool
html_frame_has_thanks(const struct public_view *v)
{
	for (size_t i = 0; i < v->n_advisories; i++) {
		const struct public_advisory *adv = &v->advisories[i];

		if (adv->is_import)
			continue;
		if (adv->n_thanks > 0)
			return true;
		for (size_t j = 0; j < adv->n_vulnerabilities; j++) {
			if (adv->vulnerabilities[j].n_thanks > 0)
				return true;
		}
	}
	return false;
}

struct value *
html_frame(const struct html_fill *f, const struct html_frame *frame)
{
	struct value *data = value_object(f->a);

	value_set_text(data, "lang", place_lang(f->lang));
	value_set_text(data, "root", export_up(f->a, f->path));
	/* The root of the page's language: one folder less. */
	value_set_text(data, "home",
	    export_up(f->a, str_from(f->path, place_lang(f->lang).n + 1)));
	value_set_text(data, "title", frame->title);
	value_set_text(data, "description", frame->description);
	value_set_z(data, "page", frame->entry);
	html_fill_label(f, data, "tlp",
	    frame->adv != NULL ? frame->adv->label : f->view->ceiling);
	frame_site(f, data);
	frame_languages(f, data, frame->name);
	frame_pages(f, data);
	html_feeds_all(f, value_set_list(data, "feeds"));
	value_set_bool(data, "has_policy", f->view->n_policies > 0);
	value_set_bool(data, "has_thanks", f->has_thanks);
	value_set_bool(data, "has_security_txt",
	    (f->view->email.n > 0 || f->view->form.n > 0) &&
		f->view->ceiling == PUBLIC_CLEAR);
	html_fill_instant(f, data, "as_of", f->view->now, HTML_DAY);
	return data;
}

void
html_frame_contact(const struct html_fill *f, struct value *o, const char *key)
{
	const struct public_view *v = f->view;
	struct value *c = value_set_object(o, key);
	enum public_lang lang;

	value_set_text(c, "name", v->publisher.name);
	value_set_text(c, "email", v->email);
	value_set_text(c, "telephone", v->telephone);
	value_set_text(c, "form", v->form);
	value_set_text(c, "hours", html_fill_pick(f, &v->hours, &lang));
	value_set_text(c, "fingerprint", v->fingerprint);
	value_set_text(c, "key_href",
	    v->key_file.n > 0 ? html_fill_link(f, S(PLACE_KEY)) : S(""));
}

void
html_frame_text(const struct html_fill *f, struct value *list,
    const struct public_page *page)
{
	enum public_lang lang = f->lang;
	struct value *o;

	if (!page->has[lang])
		lang = lang == PUBLIC_JA ? PUBLIC_EN : PUBLIC_JA;
	if (!page->has[lang])
		return;
	o = value_push_object(list);
	value_set_html(o, "html", page->text[lang].html);
	value_set_text(o, "lang", place_lang(lang));
}

void
html_frame_body(const struct html_fill *f, struct value *o, const char *id)
{
	struct value *list = value_set_list(o, "body");

	for (size_t i = 0; i < f->view->n_pages; i++) {
		if (str_eq_z(f->view->pages[i].id, id))
			html_frame_text(f, list, &f->view->pages[i]);
	}
}
