#include "command/match_line.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/span.h"
#include "feed/affects.h"
#include "feed/feed_distro.h"
#include "inventory/inventory_identity.h"
#include "inventory/inventory_make.h"
#include "text/json_read.h"
#include "version/cpe.h"
#include "version/purl.h"

static void
read_texts(const struct json_node *n, struct component *c)
{
	const struct {
		const char *name;
		struct str *to;
	} fields[] = {
		{ "purl", &c->purl },
		{ "cpe", &c->cpe },
		{ "vendor", &c->vendor },
		{ "name", &c->name },
		{ "version", &c->version },
		{ "type", &c->type },
		{ "source", &c->source },
		{ "source_version", &c->source_version },
		{ "distro", &c->distro },
		{ "release", &c->release },
		{ "module", &c->module },
		{ "arch", &c->arch },
		{ "keyword", &c->keyword },
		{ "kind", &c->kind },
	};
	struct str scope = json_get_str(n, "scope");

	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		*fields[i].to = json_get_str(n, fields[i].name);
	if (str_eq_z(scope, "series"))
		c->scope = COMPONENT_SERIES;
	else if (str_eq_z(scope, "any"))
		c->scope = COMPONENT_ANY;
}

/* "github.com/owner/name", with or without a scheme. */
static bool
read_repository(struct arena *a, struct component *c)
{
	struct str path = c->name, owner, name, rest;
	struct purl p = { .type = S("github") };

	if (str_starts(path, S("https://")))
		path = str_from(path, 8);
	if (!str_starts(path, S("github.com/")) ||
	    !str_cut(str_from(path, 11), '/', &owner, &rest))
		return false;
	(void)str_cut(rest, '/', &name, &rest);
	if (str_ends(name, S(".git")))
		name.n -= 4;
	p.namespace = owner;
	p.name = name;
	c->purl = purl_canonical(a, &p);
	return true;
}

/* A name in one of OSV's ecosystems is a package. */
static void
read_ecosystem(struct arena *a, const struct json_node *n, struct component *c)
{
	struct str ecosystem = json_get_str(n, "ecosystem");
	struct feed_affects e = { .by = FEED_BY_NAME };
	struct purl p = { 0 };

	if (ecosystem.n == 0 || c->purl.n > 0 || c->name.n == 0)
		return;
	if (str_eq_z(ecosystem, "GIT")) {
		(void)read_repository(a, c);
		return;
	}
	if (!feed_distro_ecosystem(a, ecosystem, c->name, &e))
		return;
	p.type = e.type;
	p.namespace = e.namespace;
	p.name = e.name;
	c->purl = purl_canonical(a, &p);
	if (e.by == FEED_BY_PACKAGE && c->release.n == 0)
		c->release = e.release;
}

static bool
read_component(struct arena *a, const struct json_node *n, struct diags *d,
    struct component *out)
{
	struct inventory_make m = { .perm = a,
		.tmp = arena_open_in(a),
		.d = d };
	struct inventory_ware w = { .c = { .name = { NULL, 0 } } };
	struct component *c = &w.c;
	struct cpe cpe;
	const char *why;

	if (n->kind == JSON_IS_STRING && str_starts(n->text, S("pkg:")))
		c->purl = n->text;
	else if (n->kind == JSON_IS_STRING && str_starts(n->text, S("cpe:")))
		c->cpe = n->text;
	else if (n->kind == JSON_IS_STRING)
		c->name = n->text;
	else if (n->kind == JSON_IS_OBJECT)
		read_texts(n, c);
	read_ecosystem(a, n, c);
	inventory_identity_settle(&m, &w);
	if (c->name.n == 0 && c->cpe.n > 0 && cpe_parse(c->cpe, &cpe, &why))
		c->name = cpe.part[CPE_PRODUCT];
	if (c->name.n == 0)
		c->name = c->keyword;
	*out = *c;
	return c->name.n > 0;
}

static bool
fail(struct match_line *out, struct str why)
{
	out->why = why;
	return false;
}

bool
match_line_read(struct arena *a, struct str line, struct match_line *out)
{
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	uint32_t file = source_add(ss, S("-"));
	const struct json_node *root, *with, *n;
	struct component *v;

	*out = (struct match_line){ .component = NULL };
	source_set_text(ss, file, line);
	root = json_tree(a, ss, file, d);
	if (root == NULL)
		return fail(out,
		    diags_len(d) > 0 ? diags_at(d, 0)->message : S("no JSON"));
	out->component = json_get(root, "component");
	if (out->component == NULL ||
	    (out->component->kind != JSON_IS_OBJECT &&
		out->component->kind != JSON_IS_STRING))
		return fail(out,
		    S("no component; write {\"component\": {\"purl\": ...}}"));
	with = json_get(root, "with");
	v = arena_array(a, struct component, 1 + (with != NULL ? with->n : 0));
	out->inv.v = v;
	if (!read_component(a, out->component, d, &v[0]))
		return fail(out,
		    diags_len(d) > 0 ?
			diags_at(d, 0)->message :
			S("the component has no name, purl, cpe or keyword"));
	out->inv.n = 1;
	n = with != NULL && with->kind == JSON_IS_ARRAY ? with->first : NULL;
	for (; n != NULL; n = n->next)
		out->inv.n += read_component(a, n, d, &v[out->inv.n]);
	if (diags_len(d) > 0)
		out->why = diags_at(d, 0)->message;
	return true;
}
