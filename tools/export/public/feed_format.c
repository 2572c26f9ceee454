#include "export/public/feed_format.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "export/export.h"
#include "export/public/place.h"
#include "text/json_write.h"
#include "text/xml_write.h"

/* Atom demands a date of a feed without entries too; nothing happened yet. */
static const struct instant never = { 0, 0 };

static struct str
pick(const struct feed *f, const struct public_words *w)
{
	if (w->in[f->lang].n > 0)
		return w->in[f->lang];
	return w->in[f->lang == PUBLIC_JA ? PUBLIC_EN : PUBLIC_JA];
}

/* The text of the section "summary" in a language; empty when it has none. */
static struct str
summary_in(const struct public_advisory *adv, enum public_lang lang)
{
	for (size_t i = 0; i < adv->n_sections[lang]; i++) {
		const struct public_section *s = &adv->sections[lang][i];

		if (str_eq_z(s->key, "summary"))
			return str_trim(s->text.plain);
	}
	return S("");
}

/* What it is about and, when it was revised, what changed last. */
static struct str
summary(const struct feed *f, const struct public_advisory *adv)
{
	const struct public_revision *newest =
	    &adv->revisions[adv->n_revisions - 1];
	struct str text = summary_in(adv, f->lang);
	struct str change = pick(f, &newest->summary);

	if (text.n == 0)
		text = summary_in(adv,
		    f->lang == PUBLIC_JA ? PUBLIC_EN : PUBLIC_JA);
	if (adv->n_revisions == 1 || change.n == 0)
		return text;
	return str_trim(str_fmt(f->a, "%.*s\n\n%.*s: %.*s", STR_ARG(text),
	    STR_ARG(newest->version), STR_ARG(change)));
}

/* Readers of feeds see little else: the label comes first. */
static struct str
title_of(const struct feed *f, const struct public_advisory *adv)
{
	struct str title = str_fmt(f->a, "%.*s: %.*s", STR_ARG(adv->id),
	    STR_ARG(pick(f, &adv->title)));

	if (adv->label == PUBLIC_CLEAR)
		return title;
	return str_fmt(f->a, "[TLP:%s] %.*s", public_label_word(adv->label),
	    STR_ARG(title));
}

struct feed_entry
feed_format_entry(const struct feed *f, const struct public_advisory *adv)
{
	struct str base = f->view->base_url;
	struct feed_entry e = {
		.url = str_cat(f->a, base, place_advisory(f->a, f->lang, adv)),
		.title = title_of(f, adv),
		.summary = summary(f, adv),
		.csaf = str_cat(f->a, base, place_csaf(f->a, adv)),
		.published = adv->has_initial_release ? adv->initial_release :
							adv->revisions[0].at,
		.updated = subscription_updated(adv),
		.tags = arena_array(f->a, struct str,
		    adv->n_vulnerabilities + 1),
	};

	if (adv->worst != NULL)
		e.tags[e.n_tags++] = str_z(
		    cvss_severity_key(adv->worst->score.severity));
	for (size_t i = 0; i < adv->n_vulnerabilities; i++) {
		if (adv->vulnerabilities[i].cve.n > 0)
			e.tags[e.n_tags++] = adv->vulnerabilities[i].cve;
	}
	return e;
}

size_t
feed_format_len(const struct feed *f)
{
	return f->of->n < SUBSCRIPTION_ENTRIES ? f->of->n :
						 SUBSCRIPTION_ENTRIES;
}

/* ---- Atom ---------------------------------------------------------------- */

static void
put_link(struct xml_writer *x, const char *rel, const char *type,
    struct str href)
{
	xml_write_open(x, "link");
	xml_write_attr(x, "rel", str_z(rel));
	xml_write_attr(x, "type", str_z(type));
	xml_write_attr(x, "href", href);
	xml_write_close(x);
}

static void
put_entry(const struct feed *f, struct xml_writer *x,
    const struct feed_entry *e)
{
	xml_write_open(x, "entry");
	xml_write_leaf(x, "id", e->url);
	xml_write_leaf(x, "title", e->title);
	put_link(x, "alternate", "text/html", e->url);
	put_link(x, "related", "application/json", e->csaf);
	xml_write_leaf(x, "published", instant_format_utc(f->a, e->published));
	xml_write_leaf(x, "updated", instant_format_utc(f->a, e->updated));
	for (size_t i = 0; i < e->n_tags; i++) {
		xml_write_open(x, "category");
		xml_write_attr(x, "term", e->tags[i]);
		xml_write_close(x);
	}
	if (e->summary.n > 0)
		xml_write_leaf(x, "summary", e->summary);
	xml_write_close(x);
}

bool
feed_format_atom(const struct feed *f, struct buf *out)
{
	struct xml_writer x;

	xml_write_begin(&x, out);
	xml_write_open(&x, "feed");
	xml_write_attr(&x, "xmlns", S("http://www.w3.org/2005/Atom"));
	xml_write_attr(&x, "xml:lang", place_lang(f->lang));
	xml_write_leaf(&x, "id", f->url);
	xml_write_leaf(&x, "title", f->title);
	put_link(&x, "self", "application/atom+xml", f->url);
	put_link(&x, "alternate", "text/html", f->home);
	xml_write_leaf(&x, "updated",
	    instant_format_utc(f->a, f->has_updated ? f->updated : never));
	xml_write_open(&x, "author");
	xml_write_leaf(&x, "name", f->view->publisher.name);
	xml_write_leaf(&x, "uri", f->view->publisher.namespace);
	xml_write_close(&x);
	xml_write_leaf(&x, "generator", S("Hansho"));
	for (size_t i = 0; i < feed_format_len(f); i++) {
		struct feed_entry e = feed_format_entry(f,
		    f->of->advisories[i]);

		put_entry(f, &x, &e);
	}
	xml_write_close(&x);
	xml_write_end(&x);
	return buf_ok(out);
}

/* ---- JSON Feed ----------------------------------------------------------- */

static void
put_item(const struct feed *f, struct json_writer *w,
    const struct feed_entry *e)
{
	json_object(w);
	json_pair(w, "id", e->url);
	json_pair(w, "url", e->url);
	json_pair(w, "title", e->title);
	/* One of content_html and content_text must be there. */
	json_pair(w, "content_text", e->summary.n > 0 ? e->summary : e->title);
	json_pair(w, "date_published", instant_format_utc(f->a, e->published));
	json_pair(w, "date_modified", instant_format_utc(f->a, e->updated));
	json_name(w, "tags");
	json_opt_array(w);
	for (size_t i = 0; i < e->n_tags; i++)
		json_str(w, e->tags[i]);
	json_end(w);
	json_name(w, "attachments");
	json_array(w);
	json_object(w);
	json_pair(w, "url", e->csaf);
	json_pair_z(w, "mime_type", "application/json");
	json_pair_z(w, "title", "CSAF");
	json_end(w);
	json_end(w);
	json_end(w);
}

bool
feed_format_json(const struct feed *f, struct buf *out)
{
	struct json_writer *w = json_write_open(f->a, out, JSON_WRITE_PRETTY);

	json_object(w);
	json_pair_z(w, "version", "https://jsonfeed.org/version/1.1");
	json_pair(w, "title", f->title);
	json_pair(w, "home_page_url", f->home);
	json_pair(w, "feed_url", f->url);
	json_pair(w, "language", place_lang(f->lang));
	json_name(w, "authors");
	json_array(w);
	json_object(w);
	json_pair(w, "name", f->view->publisher.name);
	json_pair(w, "url", f->view->publisher.namespace);
	json_end(w);
	json_end(w);
	json_name(w, "items");
	json_array(w);
	for (size_t i = 0; i < feed_format_len(f); i++) {
		struct feed_entry e = feed_format_entry(f,
		    f->of->advisories[i]);

		put_item(f, w, &e);
	}
	json_end(w);
	json_end(w);
	return json_write_close(w);
}
