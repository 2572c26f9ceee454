/*
 * endoflife.date: /api/v1/products/full, and the same product by product as
 * the project's own files have it ("releaseCycle", "eol").
 */
#include "base/arena.h"
#include "base/str.h"
#include "resolve/dictionary_impl.h"
#include "text/json_read.h"

static struct str
either(const struct json_node *n, const char *one, const char *other)
{
	struct str s = json_get_str(n, one);

	return s.n > 0 ? s : json_get_str(n, other);
}

static void
take_cycles(struct dictionary *x, struct dictionary_product *p,
    const struct json_node *releases)
{
	if (releases == NULL || releases->kind != JSON_IS_ARRAY)
		return;
	p->cycles = arena_array(x->perm, struct dictionary_cycle,
	    releases->n + 1);
	p->n_cycles = 0;
	for (const struct json_node *r = releases->first; r != NULL;
	     r = r->next) {
		const struct json_node *latest = json_get(r, "latest");
		struct dictionary_cycle *c = &p->cycles[p->n_cycles];

		c->name = str_dup(x->perm, either(r, "name", "releaseCycle"));
		c->end = str_dup(x->perm, either(r, "eolFrom", "eol"));
		c->latest = str_dup(x->perm,
		    latest != NULL && latest->kind == JSON_IS_OBJECT ?
			json_get_str(latest, "name") :
			json_get_str(r, "latest"));
		if (c->name.n > 0)
			p->n_cycles++;
	}
}

/* An identifier: {"cpe": "cpe:..."} or {"type": "cpe", "id": "cpe:..."}. */
static struct str
identifier(const struct json_node *i, const char *kind)
{
	struct str s = json_get_str(i, kind);

	if (s.n == 0 && str_eq_z(json_get_str(i, "type"), kind))
		s = json_get_str(i, "id");
	return s;
}

static void
name_it(struct dictionary *x, struct dictionary_product *p,
    const struct json_node *product)
{
	const struct json_node *aliases = json_get(product, "aliases");
	struct str title = either(product, "label", "title");
	struct str slug = either(product, "slug", "name");

	dictionary_says(x, p, title, RESOLVE_ENDOFLIFE);
	dictionary_says(x, p, slug, RESOLVE_ENDOFLIFE);
	for (const struct json_node *i = aliases != NULL ? aliases->first :
							   NULL;
	     i != NULL; i = i->next)
		dictionary_says(x, p, i->text, RESOLVE_ENDOFLIFE);
	take_cycles(x, p, json_get(product, "releases"));
}

/* The purl that stands for the product itself rather than for its packaging
 * by others: of a language's registry. */
static bool
is_own_package(struct str purl)
{
	static const struct str types[] = { STR_INIT("pkg:npm/"),
		STR_INIT("pkg:pypi/"), STR_INIT("pkg:maven/"),
		STR_INIT("pkg:gem/"), STR_INIT("pkg:composer/"),
		STR_INIT("pkg:nuget/"), STR_INIT("pkg:golang/"),
		STR_INIT("pkg:cargo/") };

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (str_starts(purl, types[i]))
			return true;
	}
	return false;
}

static void
take_product(struct dictionary *x, const struct json_node *product)
{
	const struct json_node *ids = json_get(product, "identifiers");
	struct dictionary_product *first = NULL;
	struct str purl = S("");

	for (const struct json_node *i = ids != NULL ? ids->first : NULL;
	     i != NULL; i = i->next) {
		struct str cpe = identifier(i, "cpe");
		struct str s = identifier(i, "purl");
		struct dictionary_product *p = cpe.n == 0 ?
		    NULL :
		    dictionary_product(x, cpe, RESOLVE_ENDOFLIFE, false);

		if (p != NULL && first == NULL)
			first = p;
		if (purl.n == 0 && is_own_package(s))
			purl = str_dup(x->perm, s);
	}
	if (first == NULL && purl.n > 0)
		first = dictionary_package(x, purl);
	if (first == NULL)
		return;
	if (first->purl.n == 0)
		first->purl = purl;
	name_it(x, first, product);
}

bool
dictionary_endoflife(struct dictionary *x, const struct json_node *doc)
{
	const struct json_node *list = json_get(doc, "result");

	if (json_get(doc, "releases") != NULL) {
		take_product(x, doc);
		return true;
	}
	if (list == NULL || list->kind != JSON_IS_ARRAY ||
	    list->first == NULL || json_get(list->first, "releases") == NULL)
		return false;
	for (const struct json_node *p = list->first; p != NULL; p = p->next)
		take_product(x, p);
	return true;
}
