/*
 * A CSAF document as a list of facts, one line each, so that two documents can
 * be compared whatever the order of their arrays, the ids of their products
 * and their groups.  What is left alike on purpose stands in
 * tests/golden/import/differences.md.
 */
#ifndef CSAF_FACTS_H
#define CSAF_FACTS_H

#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include "base/time.h"
#include "score/cvss.h"
#include "text/json_read.h"

struct facts {
	struct arena *a;
	struct map *names;	/* product id -> full product name node */
	struct map *groups;
	struct str *v;
	size_t n;
	size_t cap;
};

static void
facts_add(struct facts *f, struct str fact)
{
	f->v = arena_grow(f->a, f->v, f->n, &f->cap, sizeof(*f->v));
	f->v[f->n++] = fact;
}

/* Line ends as one blank; blanks at the ends are gone. */
static struct str
facts_line(struct facts *f, struct str s)
{
	char *out = arena_bytes(f->a, s.n + 1);
	size_t n = 0;

	s = str_trim(s);
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '\r' || c == '\n') {
			while (
			    n > 0 && (out[n - 1] == ' ' || out[n - 1] == '\t'))
				n--;
			while (i + 1 < s.n &&
			    (s.p[i + 1] == '\n' || s.p[i + 1] == '\r' ||
				s.p[i + 1] == ' ' || s.p[i + 1] == '\t'))
				i++;
			c = ' ';
		}
		out[n++] = c;
	}
	return (struct str){ out, n };
}

/* CR LF as LF; white space at the ends is gone. */
static struct str
facts_text(struct facts *f, struct str s)
{
	char *out = arena_bytes(f->a, s.n + 1);
	size_t n = 0;

	s = str_trim(s);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '\r')
			out[n++] = s.p[i];
	}
	return (struct str){ out, n };
}

/* An instant to the second, in UTC. */
static struct str
facts_time(struct facts *f, struct str s)
{
	struct instant t;

	if (s.n == 0)
		return s;
	if (!instant_parse(s, &t, NULL) &&
	    !instant_parse(str_cat(f->a, s, S("Z")), &t, NULL))
		return S("?");
	return instant_format_utc(f->a, t);
}

static struct str
facts_get(struct facts *f, const struct json_node *n, const char *name)
{
	return facts_line(f, json_get_str(n, name));
}

static void
facts_member(struct facts *f, const char *what, const struct json_node *n,
    const char *name)
{
	struct str s = facts_get(f, n, name);

	if (s.n > 0)
		facts_add(f,
		    str_fmt(f->a, "%s %s: %.*s", what, name, STR_ARG(s)));
}

/* Members joined: "a, b". */
static struct str
facts_join(struct facts *f, const struct json_node *n, const char *name)
{
	const struct json_node *list = json_get(n, name);
	struct str out = S("");

	for (const struct json_node *i = list != NULL ? list->first : NULL;
	     i != NULL; i = i->next)
		out = str_fmt(f->a, "%.*s%.*s, ", STR_ARG(out),
		    STR_ARG(facts_line(f, i->text)));
	return out;
}

static const struct json_node *
facts_first(const struct json_node *n, const char *name)
{
	const struct json_node *list = json_get(n, name);

	return list != NULL ? list->first : NULL;
}

/* ---- products ---------------------------------------------------------- */

static void
facts_product(struct facts *f, const struct json_node *p, struct str path)
{
	const struct json_node *helper = json_get(p,
	    "product_identification_helper");
	struct str name = facts_get(f, p, "name");

	/* The first of two definitions counts. */
	if (map_get(f->names, json_get_str(p, "product_id")) != p)
		return;
	facts_add(f,
	    str_fmt(f->a, "product %.*s at %.*s", STR_ARG(name),
		STR_ARG(path)));
	facts_add(f,
	    str_fmt(f->a,
		"product %.*s: %.*s %.*s models %.*s "
		"serials %.*s skus %.*s sboms %.*s",
		STR_ARG(name), STR_ARG(json_get_str(helper, "purl")),
		STR_ARG(json_get_str(helper, "cpe")),
		STR_ARG(facts_join(f, helper, "model_numbers")),
		STR_ARG(facts_join(f, helper, "serial_numbers")),
		STR_ARG(facts_join(f, helper, "skus")),
		STR_ARG(facts_join(f, helper, "sbom_urls"))));
	for (const struct json_node *h = facts_first(helper, "hashes");
	     h != NULL; h = h->next) {
		for (const struct json_node *i = facts_first(h, "file_hashes");
		     i != NULL; i = i->next)
			facts_add(f,
			    str_fmt(f->a,
				"product %.*s hash %.*s "
				"%.*s %.*s",
				STR_ARG(name),
				STR_ARG(json_get_str(h, "filename")),
				STR_ARG(json_get_str(i, "algorithm")),
				STR_ARG(json_get_str(i, "value"))));
	}
}

/* Relationships may come before what they combine. */
static void
facts_define(struct facts *f, const struct json_node *p)
{
	(void)map_add(f->names, json_get_str(p, "product_id"),
	    (void *)(uintptr_t)p);
}

static void
facts_define_branches(struct facts *f, const struct json_node *n)
{
	for (const struct json_node *b = facts_first(n, "branches"); b != NULL;
	     b = b->next) {
		if (json_get(b, "product") != NULL)
			facts_define(f, json_get(b, "product"));
		facts_define_branches(f, b);
	}
}

static void
facts_branches(struct facts *f, const struct json_node *n, struct str path)
{
	for (const struct json_node *b = facts_first(n, "branches"); b != NULL;
	     b = b->next) {
		struct str at = str_fmt(f->a, "%.*s/%.*s=%.*s", STR_ARG(path),
		    STR_ARG(json_get_str(b, "category")),
		    STR_ARG(facts_get(f, b, "name")));

		if (json_get(b, "product") != NULL)
			facts_product(f, json_get(b, "product"), at);
		facts_branches(f, b, at);
	}
}

/* The full name of a product id; empty for one that is not defined. */
static struct str
facts_name(struct facts *f, struct str id)
{
	return facts_get(f, map_get(f->names, id), "name");
}

static void
facts_tree(struct facts *f, const struct json_node *tree)
{
	const struct json_node *i;

	facts_define_branches(f, tree);
	for (i = facts_first(tree, "full_product_names"); i != NULL;
	     i = i->next)
		facts_define(f, i);
	for (i = facts_first(tree, "relationships"); i != NULL; i = i->next)
		facts_define(f, json_get(i, "full_product_name"));
	facts_branches(f, tree, S(""));
	for (i = facts_first(tree, "full_product_names"); i != NULL;
	     i = i->next)
		facts_product(f, i, S("outside"));
	for (i = facts_first(tree, "relationships"); i != NULL; i = i->next)
		facts_product(f, json_get(i, "full_product_name"),
		    str_fmt(f->a, "%.*s %.*s %.*s",
			STR_ARG(facts_name(f,
			    json_get_str(i, "product_reference"))),
			STR_ARG(json_get_str(i, "category")),
			STR_ARG(facts_name(f,
			    json_get_str(i,
				"relates_to_product_reference")))));
	for (i = facts_first(tree, "product_groups"); i != NULL; i = i->next)
		map_put(f->groups, json_get_str(i, "group_id"),
		    (void *)(uintptr_t)i);
}

/* The fact once for each product that the statement is about. */
static void
facts_of_products(struct facts *f, const struct json_node *n, const char *ids,
    struct str fact)
{
	const struct json_node *i;

	if (json_get(n, ids) == NULL && json_get(n, "group_ids") == NULL)
		facts_add(f, str_cat(f->a, fact, S(" [all]")));
	for (i = facts_first(n, ids); i != NULL; i = i->next) {
		if (facts_name(f, i->text).n > 0)
			facts_add(f,
			    str_fmt(f->a, "%.*s [%.*s]", STR_ARG(fact),
				STR_ARG(facts_name(f, i->text))));
	}
	for (i = facts_first(n, "group_ids"); i != NULL; i = i->next)
		facts_of_products(f, map_get(f->groups, i->text),
		    "product_ids", fact);
}

/* ---- statements ---------------------------------------------------------- */

static void
facts_scores(struct facts *f, const struct json_node *v, struct str at)
{
	static const char *const members[] = { "cvss_v2", "cvss_v3" };

	for (const struct json_node *i = facts_first(v, "scores"); i != NULL;
	     i = i->next) {
		for (size_t m = 0; m < 2; m++) {
			struct str s = json_get_str(json_get(i, members[m]),
			    "vectorString");
			struct cvss c;
			struct cvss_fault fault;

			if (!cvss_parse(s, &c, &fault))
				continue;
			facts_of_products(f, i, "products",
			    str_fmt(f->a, "%.*s score %.*s", STR_ARG(at),
				STR_ARG(cvss_canonical(f->a, &c))));
		}
	}
}

static void
facts_remediations(struct facts *f, const struct json_node *v, struct str at)
{
	for (const struct json_node *i = facts_first(v, "remediations");
	     i != NULL; i = i->next) {
		const struct json_node *r = json_get(i, "restart_required");

		facts_of_products(f, i, "product_ids",
		    str_fmt(f->a,
			"%.*s remediation %.*s | %.*s | %.*s | %.*s | %.*s | "
			"%.*s %.*s",
			STR_ARG(at), STR_ARG(json_get_str(i, "category")),
			STR_ARG(facts_text(f, json_get_str(i, "details"))),
			STR_ARG(json_get_str(i, "url")),
			STR_ARG(facts_time(f, json_get_str(i, "date"))),
			STR_ARG(facts_join(f, i, "entitlements")),
			STR_ARG(json_get_str(r, "category")),
			STR_ARG(facts_get(f, r, "details"))));
	}
}

static void
facts_notes(struct facts *f, const struct json_node *n, struct str at)
{
	for (const struct json_node *i = facts_first(n, "notes"); i != NULL;
	     i = i->next)
		facts_add(f,
		    str_fmt(f->a,
			"%.*s note %.*s | %.*s | %.*s | "
			"%.*s",
			STR_ARG(at), STR_ARG(json_get_str(i, "category")),
			STR_ARG(facts_get(f, i, "title")),
			STR_ARG(facts_get(f, i, "audience")),
			STR_ARG(facts_text(f, json_get_str(i, "text")))));
}

static void
facts_links(struct facts *f, const struct json_node *n, struct str at)
{
	const struct json_node *i;

	for (i = facts_first(n, "references"); i != NULL; i = i->next)
		facts_add(f,
		    str_fmt(f->a, "%.*s link %.*s | %.*s | %.*s", STR_ARG(at),
			STR_ARG(json_get_str(i, "category")),
			STR_ARG(facts_get(f, i, "summary")),
			STR_ARG(json_get_str(i, "url"))));
	for (i = facts_first(n, "acknowledgments"); i != NULL; i = i->next)
		facts_add(f,
		    str_fmt(f->a,
			"%.*s thanks %.*s | %.*s | %.*s | "
			"%.*s",
			STR_ARG(at), STR_ARG(facts_join(f, i, "names")),
			STR_ARG(facts_get(f, i, "organization")),
			STR_ARG(facts_get(f, i, "summary")),
			STR_ARG(facts_join(f, i, "urls"))));
}

static void
facts_small(struct facts *f, const struct json_node *v, struct str at)
{
	const struct json_node *i;

	for (i = facts_first(v, "flags"); i != NULL; i = i->next)
		facts_of_products(f, i, "product_ids",
		    str_fmt(f->a, "%.*s flag %.*s %.*s", STR_ARG(at),
			STR_ARG(json_get_str(i, "label")),
			STR_ARG(facts_time(f, json_get_str(i, "date")))));
	for (i = facts_first(v, "threats"); i != NULL; i = i->next)
		facts_of_products(f, i, "product_ids",
		    str_fmt(f->a, "%.*s threat %.*s | %.*s | %.*s",
			STR_ARG(at), STR_ARG(json_get_str(i, "category")),
			STR_ARG(facts_text(f, json_get_str(i, "details"))),
			STR_ARG(facts_time(f, json_get_str(i, "date")))));
	for (i = facts_first(v, "ids"); i != NULL; i = i->next)
		facts_add(f,
		    str_fmt(f->a, "%.*s id %.*s | %.*s", STR_ARG(at),
			STR_ARG(facts_get(f, i, "system_name")),
			STR_ARG(facts_get(f, i, "text"))));
	for (i = facts_first(v, "involvements"); i != NULL; i = i->next)
		facts_add(f,
		    str_fmt(f->a,
			"%.*s involvement %.*s | %.*s | "
			"%.*s | %.*s",
			STR_ARG(at), STR_ARG(json_get_str(i, "party")),
			STR_ARG(json_get_str(i, "status")),
			STR_ARG(facts_time(f, json_get_str(i, "date"))),
			STR_ARG(facts_get(f, i, "summary"))));
}

static void
facts_flaw(struct facts *f, const struct json_node *v, size_t number)
{
	struct str at = str_fmt(f->a, "flaw %zu", number);
	const char *name = str_to_z(f->a, at);
	const struct json_node *s = json_get(v, "product_status");

	facts_member(f, name, v, "cve");
	facts_member(f, name, v, "title");
	facts_member(f, name, json_get(v, "cwe"), "id");
	facts_add(f,
	    str_fmt(f->a, "%s dates %.*s %.*s", name,
		STR_ARG(facts_time(f, json_get_str(v, "discovery_date"))),
		STR_ARG(facts_time(f, json_get_str(v, "release_date")))));
	for (const struct json_node *i = s != NULL ? s->first : NULL;
	     i != NULL; i = i->next) {
		for (const struct json_node *id = i->first; id != NULL;
		     id = id->next) {
			if (facts_name(f, id->text).n > 0)
				facts_add(f,
				    str_fmt(f->a, "%s %.*s: %.*s", name,
					STR_ARG(i->name),
					STR_ARG(facts_name(f, id->text))));
		}
	}
	facts_scores(f, v, at);
	facts_remediations(f, v, at);
	facts_notes(f, v, at);
	facts_links(f, v, at);
	facts_small(f, v, at);
}

/* ---- the document -------------------------------------------------------- */

static void
facts_document(struct facts *f, const struct json_node *d)
{
	static const char *const members[] = {
		"category",
		"lang",
		"source_lang",
		"title",
	};
	static const char *const of_publisher[] = {
		"category",
		"name",
		"namespace",
		"contact_details",
		"issuing_authority",
	};
	const struct json_node *t = json_get(d, "tracking");

	for (size_t i = 0; i < 4; i++)
		facts_member(f, "document", d, members[i]);
	for (size_t i = 0; i < 5; i++)
		facts_member(f, "publisher", json_get(d, "publisher"),
		    of_publisher[i]);
	facts_member(f, "severity", json_get(d, "aggregate_severity"), "text");
	facts_member(f, "severity", json_get(d, "aggregate_severity"),
	    "namespace");
	facts_member(f, "distribution", json_get(d, "distribution"), "text");
	facts_member(f, "tracking", t, "id");
	facts_member(f, "tracking", t, "status");
	facts_add(f,
	    str_fmt(f->a, "dates %.*s %.*s aliases %.*s",
		STR_ARG(
		    facts_time(f, json_get_str(t, "initial_release_date"))),
		STR_ARG(
		    facts_time(f, json_get_str(t, "current_release_date"))),
		STR_ARG(facts_join(f, t, "aliases"))));
	for (const struct json_node *r = facts_first(t, "revision_history");
	     r != NULL; r = r->next)
		facts_add(f,
		    str_fmt(f->a,
			"revision %.*s | %.*s | %.*s | "
			"%.*s",
			STR_ARG(json_get_str(r, "number")),
			STR_ARG(facts_time(f, json_get_str(r, "date"))),
			STR_ARG(facts_get(f, r, "legacy_version")),
			STR_ARG(facts_text(f, json_get_str(r, "summary")))));
	facts_notes(f, d, S("document"));
	facts_links(f, d, S("document"));
}

/* All facts of a document, sorted. */
static struct facts
facts_of(struct arena *a, const struct json_node *root)
{
	struct facts f = {
		.a = a,
		.names = map_open(a),
		.groups = map_open(a),
	};
	size_t number = 0;

	facts_document(&f, json_get(root, "document"));
	facts_tree(&f, json_get(root, "product_tree"));
	for (const struct json_node *v = facts_first(root, "vulnerabilities");
	     v != NULL; v = v->next)
		facts_flaw(&f, v, ++number);
	if (f.n > 0)
		qsort(f.v, f.n, sizeof(*f.v), str_cmp_qsort);
	return f;
}

#endif
