#include "export/public/html_advisory.h"

#include "base/arena.h"
#include "base/attr.h"
#include "export/address.h"
#include "export/public/html_feeds.h"
#include "export/public/html_fill.h"
#include "export/public/html_frame.h"
#include "export/public/html_history.h"
#include "export/public/html_product.h"
#include "export/public/html_task.h"
#include "export/public/html_vuln.h"
#include "export/public/osv.h"
#include "export/public/place.h"
#include "export/public/vex.h"

/* The fixed sections of an advisory text, and the page's names for them. */
static const struct {
	struct str key;
	const char *name;
} sections[] = {
	{ STR_INIT("summary"), "summary" },
	{ STR_INIT("action"), "action" },
	{ STR_INIT("check_version"), "check" },
	{ STR_INIT("workaround"), "workaround" },
	{ STR_INIT("impact"), "impact" },
	{ STR_INIT("details"), "details" },
	{ STR_INIT("detection"), "detection" },
};

/* CSAF note categories, which have words note.CATEGORY. */
static const struct str categories[] = {
	STR_INIT("description"),
	STR_INIT("details"),
	STR_INIT("faq"),
	STR_INIT("general"),
	STR_INIT("legal_disclaimer"),
	STR_INIT("other"),
	STR_INIT("summary"),
};

static bool
is_fixed_section(struct str key)
{
	for (size_t i = 0; i < ARRAY_LEN(sections); i++) {
		if (str_eq(key, sections[i].key))
			return true;
	}
	return false;
}

static struct str
category_key(struct str category)
{
	for (size_t i = 0; i < ARRAY_LEN(categories); i++) {
		if (str_eq(category, categories[i]))
			return category;
	}
	return S("other");
}

static void
fill_more(const struct html_fill *f, struct value *o,
    const struct public_advisory *adv)
{
	struct value *list = value_set_list(o, "more");
	enum public_lang lang = f->lang;

	if (adv->n_sections[lang] == 0)
		lang = lang == PUBLIC_JA ? PUBLIC_EN : PUBLIC_JA;
	for (size_t i = 0; i < adv->n_sections[lang]; i++) {
		const struct public_section *s = &adv->sections[lang][i];
		struct value *more;

		if (is_fixed_section(s->key))
			continue;
		more = value_push_object(list);
		value_set_text(more, "title", s->title);
		value_set_text(more, "category", category_key(s->category));
		value_set_html(more, "html", s->text.html);
		value_set_text(more, "plain", s->text.plain);
		value_set_text(more, "lang", place_lang(lang));
	}
}

static void
fill_sections(struct html_fill *f, struct value *o,
    const struct public_advisory *adv)
{
	for (size_t i = 0; i < ARRAY_LEN(sections); i++)
		html_fill_sections(f, value_set_list(o, sections[i].name),
		    adv->sections, adv->n_sections, sections[i].key);
	fill_more(f, o, adv);
}

/* Scores of the same vulnerability by us in other versions of CVSS. */
static void
fill_other_scores(const struct html_fill *f, struct value *o,
    const struct public_advisory *adv)
{
	struct value *list = value_set_list(o, "other_scores");
	const struct public_vulnerability *v = NULL;

	for (size_t i = 0; i < adv->n_vulnerabilities && v == NULL; i++) {
		for (size_t j = 0; j < adv->vulnerabilities[i].n_scores; j++) {
			if (&adv->vulnerabilities[i].scores[j] == adv->worst)
				v = &adv->vulnerabilities[i];
		}
	}
	for (size_t i = 0; v != NULL && i < v->n_scores; i++) {
		const struct public_score *s = &v->scores[i];
		struct value *other;

		if (s->source.n > 0 ||
		    s->cvss.version == adv->worst->cvss.version)
			continue;
		other = value_push_object(list);
		value_set_z(other, "version",
		    cvss_version_name(s->cvss.version));
		value_set_text(other, "score",
		    html_fill_score(f, s->score.overall_x10));
	}
}

static void
fill_facts(const struct html_fill *f, struct value *o,
    const struct public_advisory *adv)
{
	const char *exploitation = "unknown", *fix = "some";
	struct value *fixes;

	html_fill_severity(f, o, "sev", adv->worst);
	value_set_z(o, "sev_version",
	    adv->worst == NULL ? "" :
				 cvss_version_name(adv->worst->cvss.version));
	value_set_text(o, "sev_text", adv->severity_text);
	fill_other_scores(f, o, adv);
	html_vuln_attack(o, adv->worst);

	if (str_eq_z(adv->exploitation, "none"))
		exploitation = "none";
	else if (str_eq_z(adv->exploitation, "public_poc"))
		exploitation = "poc";
	else if (str_eq_z(adv->exploitation, "active"))
		exploitation = "active";
	value_set_z(o, "exploitation", exploitation);

	if (adv->rows_affected == 0)
		fix = "no_products";
	else if (adv->rows_fixed == 0)
		fix = "none";
	else if (adv->rows_fixed == adv->rows_affected)
		fix = "all";
	fixes = value_set_object(o, "fix");
	value_set_z(fixes, "key", fix);
	value_set_int(fixes, "done", (int64_t)adv->rows_fixed);
	value_set_int(fixes, "total", (int64_t)adv->rows_affected);
	value_set_int(o, "n_products", (int64_t)adv->rows_affected);
}

static void
add_format(const struct html_fill *f, struct value *list, const char *key,
    struct str kind, struct str path)
{
	struct value *o = value_push_object(list);

	value_set_z(o, "key", key);
	value_set_text(o, "kind", kind);
	value_set_text(o, "href", html_fill_link(f, path));
}

/* The documents that are about one vulnerability. */
static void
fill_flaw_formats(const struct html_fill *f, struct value *list,
    const struct public_advisory *adv, size_t i)
{
	const struct public_vulnerability *v = &adv->vulnerabilities[i];
	struct str name = vex_name(f->a, adv, i);
	struct str kind = adv->n_vulnerabilities == 1 ? S("JSON") :
							vex_id(f->a, adv, i);

	if (f->view->cna.org_id.n > 0 && v->is_ours &&
	    adv->label == PUBLIC_CLEAR)
		add_format(f, list, "cve", kind, place_cve(f->a, v->cve));
	if (osv_has(f->a, f->view, adv, i))
		add_format(f, list, "osv", kind,
		    place_osv(f->a, osv_id(f->a, adv, i)));
	if (vex_has_csaf(adv, i))
		add_format(f, list, "csaf_vex", kind,
		    place_csaf_vex(f->a, adv, name));
	if (f->view->has_csaf21 && vex_has_csaf21(adv, i))
		add_format(f, list, "csaf21_vex", kind,
		    place_csaf21_vex(f->a, adv, name));
	if (!vex_has(adv, i))
		return;
	add_format(f, list, "openvex", kind, place_openvex(f->a, adv, name));
	add_format(f, list, "cyclonedx", kind,
	    place_cyclonedx(f->a, adv, name));
}

static void
fill_formats(const struct html_fill *f, struct value *list,
    const struct public_advisory *adv)
{
	add_format(f, list, "csaf", S("JSON"), place_csaf(f->a, adv));
	if (f->view->has_csaf21 && !adv->is_import)
		add_format(f, list, "csaf21", S("JSON"),
		    place_csaf21(f->a, adv));
	add_format(f, list, "text", S("TXT"),
	    place_advisory_text(f->a, f->lang, adv));
	for (size_t i = 0; i < adv->n_vulnerabilities; i++)
		fill_flaw_formats(f, list, adv, i);
}

static void
fill_side(const struct html_fill *f, struct value *o,
    const struct html_task *task)
{
	struct value *others = value_set_list(o, "others");

	fill_formats(f, value_set_list(o, "formats"), task->adv);
	html_feeds_all(f, value_set_list(o, "feeds"));
	for (size_t i = 0; i < task->n_others; i++) {
		struct value *other = value_push_object(others);

		value_set_text(other, "id", task->others[i]->id);
		html_fill_words(f, other, "title", "lang",
		    &task->others[i]->title);
		value_set_text(other, "href",
		    html_fill_link(f,
			place_advisory(f->a, f->lang, task->others[i])));
	}
}

static void
fill_successor(const struct html_fill *f, struct value *list,
    const struct public_successor *s)
{
	struct str page;
	struct value *o;

	if (s == NULL)
		return;
	o = value_push_object(list);
	page = address_advisory(f->a, place_lang(f->lang), s->id);
	value_set_text(o, "id", s->id);
	html_fill_words(f, o, "title", "lang", &s->title);
	value_set_text(o, "href",
	    s->id.n > 0 ? html_fill_link(f, page) : S(""));
	value_set_text(o, "url",
	    s->id.n > 0 ? str_cat(f->a, f->view->base_url, page) : s->url);
}

static void
fill_head(const struct html_fill *f, struct value *o,
    const struct public_advisory *adv)
{
	const struct public_revision *newest = html_fill_newest(adv);
	struct value *publisher = value_set_list(o, "publisher");

	value_set_text(o, "id", adv->id);
	value_set_text(o, "url",
	    str_cat(f->a, f->view->base_url,
		place_advisory(f->a, f->lang, adv)));
	html_fill_words(f, o, "title", "title_lang", &adv->title);
	value_set_bool(o, "is_restricted", adv->label != PUBLIC_CLEAR);
	value_set_bool(o, "is_withdrawn", adv->is_withdrawn);
	fill_successor(f, value_set_list(o, "successor"), adv->successor);
	value_set_bool(o, "is_draft", str_eq_z(adv->status, "draft"));
	value_set_text(o, "revision",
	    newest != NULL ? newest->version : S(""));
	value_set_bool(o, "is_first", adv->n_revisions < 2);
	html_fill_instant(f, o, "as_of",
	    newest != NULL ? newest->at : f->view->now, HTML_DAY);
	if (newest != NULL) {
		html_fill_instant(f, o, "updated", newest->at, HTML_MINUTE);
		html_fill_instant(f, o, "first", adv->revisions[0].at,
		    HTML_DAY);
	} else {
		value_set_list(o, "updated");
		value_set_list(o, "first");
	}
	if (adv->is_import) {
		struct value *p = value_push_object(publisher);

		value_set_text(p, "name", adv->publisher.name);
		value_set_text(p, "url", adv->publisher.namespace);
	}
}

/* The first paragraph of the summary. */
static struct str
description(const struct html_fill *f, const struct public_advisory *adv)
{
	const struct public_section *s = adv->sections[f->lang];
	struct str line = S(""), rest;

	for (size_t i = 0; i < adv->n_sections[f->lang]; i++) {
		if (!str_eq_z(s[i].key, "summary"))
			continue;
		(void)str_cut(s[i].text.plain, '\n', &line, &rest);
		break;
	}
	return line;
}

struct value *
html_advisory(struct html_fill *f, const struct html_task *task)
{
	const struct public_advisory *adv = task->adv;
	struct str address = place_advisory(f->a, f->lang, adv);
	enum public_lang lang;
	struct html_frame frame = {
		.entry = "advisories",
		.title = str_fmt(f->a, "%.*s %.*s", STR_ARG(adv->id),
		    STR_ARG(html_fill_pick(f, &adv->title, &lang))),
		.description = description(f, adv),
		.name = str_from(address, sizeof("ja/") - 1),
		.adv = adv,
	};
	struct value *data = html_frame(f, &frame);
	struct value *o = value_set_object(data, "adv");

	fill_head(f, o, adv);
	fill_sections(f, o, adv);
	fill_facts(f, o, adv);
	html_product(f, o, adv);
	html_vuln(f, o, adv);
	html_history(f, o, adv);
	fill_side(f, o, task);
	value_set_bool(o, "is_mixed", f->is_mixed);
	html_frame_contact(f, data, "contact");
	return data;
}
