#include "export/public/html_history.h"

#include "base/arena.h"
#include "base/map.h"
#include "export/public/html_fill.h"
#include "export/public/place.h"

/* A line of the newest summary each; "+" at its start marks what is new. */
static void
fill_news(const struct html_fill *f, struct value *o,
    const struct public_advisory *adv)
{
	struct value *list = value_set_list(o, "news");
	struct str rest, line;
	enum public_lang lang;

	if (adv->n_revisions < 2)
		return;
	rest = html_fill_pick(f, &html_fill_newest(adv)->summary, &lang);
	while (rest.n > 0) {
		bool is_new;
		struct value *item;

		(void)str_cut(rest, '\n', &line, &rest);
		line = str_trim(line);
		is_new = str_starts(line, S("+ "));
		if (is_new)
			line = str_trim(str_from(line, 1));
		if (line.n == 0)
			continue;
		item = value_push_object(list);
		value_set_text(item, "text", line);
		value_set_text(item, "lang", place_lang(lang));
		value_set_bool(item, "is_new", is_new);
	}
}

static void
fill_history(const struct html_fill *f, struct value *o,
    const struct public_advisory *adv)
{
	struct value *events = value_set_list(o, "timeline");
	struct value *revisions = value_set_list(o, "revisions");
	int32_t days = 0;

	for (size_t i = 0; i < adv->n_events; i++) {
		struct value *e = value_push_object(events);

		html_fill_when(f, e, "at", adv->events[i].at, HTML_DAY);
		html_fill_words(f, e, "text", "lang", &adv->events[i].text);
	}
	if (adv->n_events > 0 && adv->n_revisions > 0 &&
	    adv->events[0].at.kind != WHEN_UNSET)
		days = instant_day(adv->revisions[0].at).n -
		    adv->events[0].at.day.n;
	value_set_int(o, "n_days", days > 0 ? days : 0);
	for (size_t i = adv->n_revisions; i-- > 0;) {
		const struct public_revision *r = &adv->revisions[i];
		struct value *v = value_push_object(revisions);

		value_set_text(v, "number", r->version);
		value_set_bool(v, "is_first", i == 0);
		html_fill_instant(f, v, "at", r->at, HTML_DAY);
		html_fill_words(f, v, "text", "lang", &r->summary);
	}
}

static void
fill_thanks(const struct html_fill *f, struct value *list,
    const struct public_thanks *thanks, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct value *o = value_push_object(list), *names, *urls;

		names = value_set_list(o, "names");
		for (size_t j = 0; j < thanks[i].n_names; j++)
			value_push(names,
			    value_text(f->a, thanks[i].names[j]));
		value_set_text(o, "org", thanks[i].organization);
		value_set_text(o, "text", thanks[i].summary);
		urls = value_set_list(o, "urls");
		for (size_t j = 0; j < thanks[i].n_urls; j++)
			value_push(urls, value_text(f->a, thanks[i].urls[j]));
	}
}

static void
fill_links(struct value *list, struct map *seen,
    const struct public_link *links, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct value *o;

		if (links[i].is_self || !map_add(seen, links[i].url, list))
			continue;
		o = value_push_object(list);
		value_set_text(o, "label", links[i].summary);
		value_set_text(o, "url", links[i].url);
	}
}

static void
fill_sources(const struct html_fill *f, struct value *o,
    const struct public_advisory *adv)
{
	struct value *credits = value_set_list(o, "credits");
	struct value *links = value_set_list(o, "references");
	struct map *seen = map_open(f->a);

	fill_thanks(f, credits, adv->thanks, adv->n_thanks);
	fill_links(links, seen, adv->references, adv->n_references);
	for (size_t i = 0; i < adv->n_vulnerabilities; i++) {
		const struct public_vulnerability *v =
		    &adv->vulnerabilities[i];

		fill_thanks(f, credits, v->thanks, v->n_thanks);
		fill_links(links, seen, v->references, v->n_references);
	}
}

void
html_history(const struct html_fill *f, struct value *o,
    const struct public_advisory *adv)
{
	fill_news(f, o, adv);
	fill_history(f, o, adv);
	fill_sources(f, o, adv);
}
