#include "export/public/html_site.h"

#include "base/arena.h"
#include "base/map.h"
#include "export/public/html_fill.h"
#include "export/public/html_frame.h"
#include "export/public/html_task.h"
#include "export/public/place.h"

struct value *
html_site_report(const struct html_fill *f)
{
	struct html_frame frame = {
		.entry = "report",
		.title = html_fill_word(f, "report.title"),
		.description = html_fill_word(f, "report.lead"),
		.name = S("report.html"),
	};
	struct value *data = html_frame(f, &frame);

	html_frame_contact(f, data, "contact");
	html_frame_body(f, data, "report");
	return data;
}

struct value *
html_site_contact(const struct html_fill *f)
{
	struct html_frame frame = {
		.entry = "contact",
		.title = html_fill_word(f, "contact.title"),
		.name = S("contact.html"),
	};
	struct value *data = html_frame(f, &frame);
	struct value *members = value_set_list(data, "members");

	html_frame_contact(f, data, "contact");
	html_frame_body(f, data, "contact");
	for (size_t i = 0; i < f->view->n_memberships; i++) {
		const struct public_membership *m = &f->view->memberships[i];
		struct value *o = value_push_object(members);

		html_fill_words(f, o, "name", "lang", &m->name);
		value_set_text(o, "url", m->url);
		html_fill_when(f, o, "since", m->since, HTML_DAY);
	}
	return data;
}

struct value *
html_site_policies(const struct html_fill *f)
{
	struct html_frame frame = {
		.entry = "policy",
		.title = html_fill_word(f, "policy.title"),
		.description = html_fill_word(f, "policy.lead"),
		.name = S("policy.html"),
	};
	struct value *data = html_frame(f, &frame);
	struct value *policies = value_set_list(data, "policies");

	for (size_t i = 0; i < f->view->n_policies; i++) {
		const struct public_page *p = &f->view->policies[i];
		struct value *o = value_push_object(policies);
		enum public_lang lang;

		html_fill_words(f, o, "title", "lang", &p->title);
		value_set_text(o, "summary",
		    html_fill_pick(f, &p->summary, &lang));
		value_set_text(o, "href",
		    html_fill_link(f, place_policy(f->a, f->lang, p->id)));
		html_fill_when(f, o, "at", p->updated, HTML_DAY);
	}
	return data;
}

/* One who is thanked; seen maps "name, organisation" to the value's list. */
static void
fill_person(const struct html_fill *f, struct value *people, struct map *seen,
    const struct public_advisory *adv, const struct str names[2])
{
	struct str key = str_fmt(f->a, "%.*s\x1f%.*s", STR_ARG(names[0]),
	    STR_ARG(names[1]));
	struct value *list = map_get(seen, key), *o;

	if (list == NULL) {
		o = value_push_object(people);
		value_set_text(o, "name", names[0]);
		value_set_text(o, "org", names[1]);
		list = value_set_list(o, "for");
		map_put(seen, key, list);
	}
	/* Once for an advisory, however many of its vulnerabilities. */
	key = str_fmt(f->a, "%.*s\x1f%.*s", STR_ARG(key), STR_ARG(adv->id));
	if (!map_add(seen, key, list))
		return;
	o = value_push_object(list);
	value_set_text(o, "id", adv->id);
	value_set_text(o, "href",
	    html_fill_link(f, place_advisory(f->a, f->lang, adv)));
}

static void
fill_thanked(const struct html_fill *f, struct value *people, struct map *seen,
    const struct public_advisory *adv, const struct public_thanks *t)
{
	for (size_t i = 0; i < t->n_names; i++)
		fill_person(f, people, seen, adv,
		    (struct str[]){ t->names[i], t->organization });
	if (t->n_names == 0 && t->organization.n > 0)
		fill_person(f, people, seen, adv,
		    (struct str[]){ t->organization, S("") });
}

struct value *
html_site_thanks(const struct html_fill *f)
{
	struct html_frame frame = {
		.entry = "thanks",
		.title = html_fill_word(f, "thanks.title"),
		.description = html_fill_word(f, "thanks.lead"),
		.name = S("thanks.html"),
	};
	struct value *data = html_frame(f, &frame);
	struct value *people = value_set_list(data, "people");
	struct map *seen = map_open(f->a);

	html_frame_body(f, data, "thanks");
	for (size_t i = 0; i < f->view->n_advisories; i++) {
		const struct public_advisory *adv = &f->view->advisories[i];

		if (adv->is_import)
			continue;
		for (size_t j = 0; j < adv->n_thanks; j++)
			fill_thanked(f, people, seen, adv, &adv->thanks[j]);
		for (size_t j = 0; j < adv->n_vulnerabilities; j++) {
			const struct public_vulnerability *v =
			    &adv->vulnerabilities[j];

			for (size_t k = 0; k < v->n_thanks; k++)
				fill_thanked(f, people, seen, adv,
				    &v->thanks[k]);
		}
	}
	return data;
}

struct value *
html_site_text(const struct html_fill *f, const struct html_task *task)
{
	const struct public_page *page = task->page;
	bool is_policy = task->kind == HTML_POLICY;
	struct str address = is_policy ?
	    place_policy(f->a, f->lang, page->id) :
	    place_text_page(f->a, f->lang, page->id);
	enum public_lang lang;
	struct html_frame frame = {
		.entry = is_policy ? "policy" : "",
		.title = html_fill_pick(f, &page->title, &lang),
		.description = page->summary.in[f->lang],
		.name = str_from(address, sizeof("ja/") - 1),
	};
	struct value *data = html_frame(f, &frame);
	struct value *parent = value_set_list(data, "parent");

	html_fill_words(f, data, "heading", "heading_lang", &page->title);
	html_frame_text(f, value_set_list(data, "body"), page);
	html_fill_when(f, data, "at", page->updated, HTML_DAY);
	value_set_bool(data, "is_original", !page->has[f->lang]);
	if (is_policy) {
		struct value *o = value_push_object(parent);

		value_set_text(o, "href",
		    html_fill_link(f,
			place_page(f->a, f->lang, S("policy.html"))));
		value_set_text(o, "label", html_fill_word(f, "policy.title"));
	}
	return data;
}

struct value *
html_site_root(const struct html_fill *f)
{
	struct html_frame frame = {
		.entry = "",
		.title = html_fill_word(f, "root.title"),
		.name = S("index.html"),
	};
	struct value *data = html_frame(f, &frame);
	struct value *langs = value_set_list(data, "langs");

	for (int i = 0; i < PUBLIC_LANGS; i++) {
		struct html_fill in = *f;
		struct value *o = value_push_object(langs);
		enum public_lang lang;

		in.lang = i == 0 ? PUBLIC_JA : PUBLIC_EN;
		value_set_text(o, "lang", place_lang(in.lang));
		value_set_text(o, "name",
		    html_fill_word(&in,
			in.lang == PUBLIC_JA ? "language.ja" : "language.en"));
		value_set_text(o, "href",
		    place_page(f->a, in.lang, S("index.html")));
		value_set_text(o, "title",
		    html_fill_pick(&in, &f->view->name, &lang));
	}
	return data;
}
