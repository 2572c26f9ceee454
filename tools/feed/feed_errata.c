/*
 * AlmaLinux's errata.full.json: what each update brings, package by package.
 */
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/num.h"
#include "feed/cve.h"
#include "feed/feed_distro.h"
#include "feed/feed_json.h"
#include "feed/feed_make.h"
#include "feed/feed_read.h"

/* The members that are read. */
static const struct str keep[] = {
	STR_INIT("id"),
	STR_INIT("issued_date"),
	STR_INIT("updated_date"),
	STR_INIT("title"),
	STR_INIT("description"),
	STR_INIT("packages"),
	STR_INIT("name"),
	STR_INIT("epoch"),
	STR_INIT("version"),
	STR_INIT("release"),
	STR_INIT("arch"),
	STR_INIT("module"),
	STR_INIT("references"),
	STR_INIT("href"),
	STR_INIT("type"),
	STR_INIT(""),
};

bool
feed_errata_is(struct str head)
{
	return feed_json_has(head, S("id")) &&
	    feed_json_has(head, S("issued_date")) &&
	    feed_json_has(head, S("updated_date"));
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Seconds since 1970. */
static void
take_time(struct feed_make *k, const struct json_node *n, struct instant *out)
{
	int64_t s;

	if (n == NULL)
		return;
	if (n->kind == JSON_IS_NUMBER && num_parse(n->text, 1, INT32_MAX, &s))
		out->s = s;
	else
		feed_make_report(k, "its times are seconds since 1970",
		    "one of its times is none, and left out");
}

/* "8" of "5.1.el8_4" and "18.module_el8.5.0+2632"; or empty. */
static struct str
release_of(struct str build)
{
	static const struct str marks[] = { STR_INIT(".el"), STR_INIT("_el") };

	for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
		size_t at = str_find(build, marks[i], 0);
		struct str number;

		if (at == SIZE_MAX)
			continue;
		number = str_from(build, at + marks[i].n);
		number = str_sub(number, 0, str_run(number, is_digit));
		if (number.n > 0)
			return number;
	}
	return S("");
}

/* "mariadb:10.3" of "mariadb:10.3:8050020220427075058:c5368500:x86_64". */
static struct str
module_of(struct str label)
{
	size_t i = str_find_byte(label, ':', 0);

	if (i == SIZE_MAX)
		return S("");
	return str_sub(label, 0, str_find_byte(label, ':', i + 1));
}

/*
 * Machines have an entry each: builds of one update differ between them, and a
 * package of one module stream may be of another there.
 */
static void
take_package(struct feed_make *k, const struct json_node *n)
{
	struct str version = feed_make_word(k, json_get_str(n, "version"));
	struct str build = feed_make_word(k, json_get_str(n, "release"));
	struct str epoch = feed_make_word(k, json_get_str(n, "epoch"));
	struct str arch = feed_make_word(k, json_get_str(n, "arch"));
	struct feed_ware w = { 0 };
	struct feed_stretch s = { .status = FEED_AFFECTED };

	w.e.name = feed_make_word(k, json_get_str(n, "name"));
	if (w.e.name.n == 0 || version.n == 0)
		return;
	(void)feed_distro_ecosystem(k->a,
	    str_cat(k->a, S("AlmaLinux:"), release_of(build)), w.e.name, &w.e);
	w.e.product = w.e.name;
	w.e.module = module_of(feed_make_word(k, json_get_str(n, "module")));
	if (arch.n > 0)
		w.e.qualifiers = str_cat(k->a, S("arch="), arch);
	if (build.n > 0)
		version = str_fmt(k->a, "%.*s-%.*s", STR_ARG(version),
		    STR_ARG(build));
	if (epoch.n > 0 && !str_eq(epoch, S("0")))
		version = str_fmt(k->a, "%.*s:%.*s", STR_ARG(epoch),
		    STR_ARG(version));
	s.high = version;
	feed_make_stretch(k, &w, &s);
	w.e.otherwise = FEED_FIXED;
	feed_make_affects(k, &w.e);
}

/* The ids of vulnerabilities are related: an update mends several. */
static void
take_reference(struct feed_make *k, const struct json_node *n)
{
	struct str id = json_get_str(n, "id");

	if (cve_is_id(id))
		feed_make_related(k, id);
	feed_make_link(k, json_get_str(n, "href"), json_get_str(n, "type"));
}

bool
feed_errata(struct arena *scratch, const struct feed_document *doc,
    const struct feed_sink *sink)
{
	struct feed_make k = { .a = scratch, .doc = doc, .sink = sink };
	const struct json_node *root = feed_json(scratch, doc, sink, keep), *n;

	if (root == NULL)
		return true;
	feed_make_begin(&k, 0, doc->text.n);
	if (!feed_make_id(&k, json_get_str(root, "id")))
		return true;
	take_time(&k, json_get(root, "issued_date"), &k.r.published);
	take_time(&k, json_get(root, "updated_date"), &k.r.modified);
	k.r.title_en = feed_make_text(json_get_str(root, "title"));
	k.r.text_en = feed_make_text(json_get_str(root, "description"));
	for (n = feed_json_list(root, "references"); n != NULL; n = n->next)
		take_reference(&k, n);
	for (n = feed_json_list(root, "packages"); n != NULL; n = n->next)
		take_package(&k, n);
	return feed_make_end(&k);
}
