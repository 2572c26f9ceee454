#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "model/records.h"
#include "import/import_impl.h"
#include "version/purl.h"

/* Two levels of JSON a branch. */
#define DEPTH_MAX	(LIMIT_JSON_DEPTH / 2)

struct growth {
	struct import_leaf *v;
	size_t n;
	size_t cap;
};

static struct str
extra(const struct import_doc *k, const struct json_node *node,
    const char *name)
{
	const struct json_node *n = import_read_extra(k, node, name);

	return n != NULL ? n->text : S("");
}

static void
add_leaf(struct import_doc *k, struct growth *g, const struct json_node *node,
    const struct import_branch *branch, const struct json_node *relation)
{
	const struct json_node *id = import_read_need(k, node, "product_id",
	    JSON_IS_STRING);
	const struct json_node *name = import_read_need(k, node, "name",
	    JSON_IS_STRING);

	if (id == NULL || name == NULL)
		return;
	import_read_known(k, node,
	    "name product_id product_identification_helper");
	g->v = arena_grow(k->a, g->v, g->n, &g->cap, sizeof(*g->v));
	g->v[g->n] = (struct import_leaf){
		.index = g->n,
		.id = id->text,
		.name = import_read_line(k, name),
		.node = node,
		.branch = branch,
		.relation = relation,
		.purl = extra(k, node, "~purl"),
		.cpe = extra(k, node, "~cpe"),
		.scheme = extra(k, node, "~scheme"),
	};
	g->n++;
}

static void
add_branches(struct import_doc *k, struct growth *g,
    const struct json_node *node, const struct import_branch *up)
{
	const struct json_node *item = import_read_items(k, node, "branches",
	    JSON_IS_OBJECT);

	ASSERT(up == NULL || up->depth < DEPTH_MAX);
	for (; item != NULL; item = item->next) {
		const struct json_node *category = import_read_need(k, item,
		    "category", JSON_IS_STRING);
		const struct json_node *name = import_read_need(k, item,
		    "name", JSON_IS_STRING);
		const struct json_node *product = import_read_member(k, item,
		    "product", JSON_IS_OBJECT);
		struct import_branch *b;

		if (category == NULL || name == NULL)
			continue;
		import_read_known(k, item, "branches category name product");
		b = arena_new(k->a, struct import_branch);
		b->category = import_read_line(k, category);
		b->name = import_read_line(k, name);
		b->up = up;
		b->depth = up != NULL ? up->depth + 1 : 1;
		if (product != NULL)
			add_leaf(k, g, product, b, NULL);
		add_branches(k, g, item, b);
	}
}

/* ---- what a leaf's branches mean ------------------------------------- */

/* The path from the outermost branch. */
static size_t
path_of(const struct import_leaf *l, const struct import_branch **path)
{
	size_t n = l->branch != NULL ? l->branch->depth : 0;
	size_t i = n;

	for (const struct import_branch *b = l->branch; b != NULL; b = b->up)
		path[--i] = b;
	return n;
}

static bool
is_category(const struct import_branch *b, const char *category)
{
	return str_eq_z(b->category, category);
}

/* vendor, family or none, product, version or range or none. */
static bool
read_plain(struct import_leaf *l, const struct import_branch **path, size_t n)
{
	size_t i = 0;

	if (n < 2 || !is_category(path[0], "vendor"))
		return false;
	i = is_category(path[1], "product_family") ? 2 : 1;
	if (i == n || !is_category(path[i], "product_name") || n > i + 2)
		return false;
	if (n == i + 2 && !is_category(path[i + 1], "product_version") &&
	    !is_category(path[i + 1], "product_version_range"))
		return false;
	l->vendor = path[0]->name;
	l->family = i == 2 ? path[1]->name : S("");
	l->product_name = path[i]->name;
	if (n == i + 2 && is_category(path[i + 1], "product_version"))
		l->version = path[i + 1]->name;
	else if (n == i + 2)
		l->range = path[i + 1]->name;
	return true;
}

/* The name in the leaf's package URL, or the empty str. */
static struct str
purl_name(struct import_doc *k, const struct import_leaf *l)
{
	const struct json_node *helper = json_get(l->node,
	    "product_identification_helper");
	struct purl p;
	const char *why;

	if (!purl_parse(k->a, json_get_str(helper, "purl"), &p, &why))
		return S("");
	return p.name;
}

/* Index of the last branch of a category, or n. */
static size_t
last_of(const struct import_branch **path, size_t n, const char *category)
{
	for (size_t i = n; i > 0; i--) {
		if (is_category(path[i - 1], category))
			return i - 1;
	}
	return n;
}

/* Any other tree: the best guess at a product, the rest is its version. */
static void
read_odd(struct import_doc *k, struct import_leaf *l,
    const struct import_branch **path, size_t n)
{
	size_t vendor = last_of(path, n, "vendor");
	size_t at = last_of(path, n, "product_name");
	size_t from;		/* the branches that are the version */
	struct str purl = S(""), rest = S("");

	l->is_odd = true;
	l->vendor = vendor < n ? path[vendor]->name : S("");
	if (at == n)
		purl = purl_name(k, l);
	if (at == n && purl.n == 0)
		at = last_of(path, n, "product_family");
	if (at == n)
		at = n - 1;
	from = purl.n > 0 ? n - 1 : at + 1;
	l->product_name = purl.n > 0 ? purl : path[at]->name;
	for (size_t i = from; i < n; i++) {
		rest = rest.n == 0 ? path[i]->name :
				     str_fmt(k->a, "%.*s %.*s", STR_ARG(rest),
					 STR_ARG(path[i]->name));
	}
	if (str_eq(rest, l->product_name))
		return;
	if (from + 1 == n && is_category(path[n - 1], "product_version_range"))
		l->range = rest;
	else
		l->version = rest;
}

static void
read_leaf(struct import_doc *k, struct import_leaf *l)
{
	const struct import_branch *path[DEPTH_MAX] = { NULL };
	size_t n = path_of(l, path);

	if (n == 0)
		l->product_name = l->name;
	else if (!read_plain(l, path, n))
		read_odd(k, l, path, n);
}

/* ---- combinations ---------------------------------------------------- */

static struct import_leaf *
end_of(struct import_doc *k, const struct json_node *relation,
    const char *member)
{
	const struct json_node *id = import_read_need(k, relation, member,
	    JSON_IS_STRING);

	return id != NULL ? import_tree_leaf(k, id) : NULL;
}

static void
read_combination(struct import_doc *k, struct import_leaf *l)
{
	import_read_known(k, l->relation,
	    "category full_product_name product_reference "
	    "relates_to_product_reference");
	l->relationship = import_read_word(k,
	    import_read_need(k, l->relation, "category", JSON_IS_STRING),
	    &enum_relationship);
	if (json_get(l->node, "product_identification_helper") != NULL)
		import_read_alert(k, "csaf-not-kept",
		    span_sub(l->node->at, 0, 1),
		    "the identification of the combination '%.*s' is not "
		    "taken over",
		    STR_ARG(l->name));
	l->part = end_of(k, l->relation, "product_reference");
	l->whole = end_of(k, l->relation, "relates_to_product_reference");
}

/* Whether the ends are known to be no deeper than level. */
static bool
is_above(const struct import_leaf *end, unsigned level)
{
	return end->relation == NULL ||
	    (end->level > 0 && end->level <= level);
}

/*
 * Levels of combinations in each other, the innermost first.  What gets none
 * lacks an end, goes in a circle or is too deep: it loses its ends.
 */
static void
set_levels(struct import_doc *k)
{
	for (unsigned level = 1; level <= LIMIT_IMPORT_COMBINED; level++) {
		for (size_t i = 0; i < k->n_leaves; i++) {
			struct import_leaf *l = &k->leaves[i];

			if (l->part != NULL && l->whole != NULL &&
			    l->level == 0 && is_above(l->part, level - 1) &&
			    is_above(l->whole, level - 1))
				l->level = level;
		}
	}
	for (size_t i = 0; i < k->n_leaves; i++) {
		struct import_leaf *l = &k->leaves[i];

		if (l->level > 0) {
			l->part->is_part = true;
			l->part->is_inner = l->part->relation != NULL;
			l->whole->is_inner = l->whole->relation != NULL;
			continue;
		}
		if (l->part != NULL && l->whole != NULL)
			import_read_alert(k, "csaf-relationship",
			    span_sub(l->relation->at, 0, 1),
			    "'%.*s' combines combinations in a circle or over "
			    "%d deep: it is not taken over",
			    STR_ARG(l->name), LIMIT_IMPORT_COMBINED);
		l->part = NULL;
		l->whole = NULL;
	}
}

/* ---- the tree -------------------------------------------------------- */

struct import_leaf *
import_tree_leaf(struct import_doc *k, const struct json_node *id)
{
	struct import_leaf *l = map_get(k->by_id, id->text);

	if (l == NULL)
		import_read_alert(k, "csaf-reference", id->at,
		    "the product id '%.*s' is defined nowhere; what is said "
		    "of it is not taken over",
		    STR_ARG(id->text));
	return l;
}

static void
index_leaves(struct import_doc *k)
{
	for (size_t i = 0; i < k->n_leaves; i++) {
		struct import_leaf *l = &k->leaves[i];

		if (!map_add(k->by_id, l->id, l))
			import_read_alert(k, "csaf-product-id",
			    json_get(l->node, "product_id")->at,
			    "the product id '%.*s' is "
			    "defined twice; the first one counts",
			    STR_ARG(l->id));
	}
}

static void
index_groups(struct import_doc *k, const struct json_node *tree)
{
	const struct json_node *item = import_read_items(k, tree,
	    "product_groups", JSON_IS_OBJECT);

	for (; item != NULL; item = item->next) {
		const struct json_node *id = import_read_need(k, item,
		    "group_id", JSON_IS_STRING);

		import_read_known(k, item, "group_id product_ids summary");
		(void)import_read_items(k, item, "product_ids",
		    JSON_IS_STRING);
		if (id == NULL)
			continue;
		if (!map_add(k->groups, id->text, (void *)(uintptr_t)item))
			import_read_alert(k, "csaf-product-id", id->at,
			    "the group id '%.*s' is defined twice; the first "
			    "one counts",
			    STR_ARG(id->text));
	}
}

void
import_tree(struct import_doc *k)
{
	const struct json_node *tree = import_read_member(k, k->root,
	    "product_tree", JSON_IS_OBJECT);
	const struct json_node *item;
	struct growth g = { 0 };

	k->by_id = map_open(k->a);
	k->groups = map_open(k->a);
	import_read_known(k, tree,
	    "branches full_product_names product_groups "
	    "relationships");
	add_branches(k, &g, tree, NULL);
	item = import_read_items(k, tree, "full_product_names",
	    JSON_IS_OBJECT);
	for (; item != NULL; item = item->next)
		add_leaf(k, &g, item, NULL, NULL);
	item = import_read_items(k, tree, "relationships", JSON_IS_OBJECT);
	for (; item != NULL; item = item->next) {
		const struct json_node *name = import_read_need(k, item,
		    "full_product_name", JSON_IS_OBJECT);

		if (name != NULL)
			add_leaf(k, &g, name, NULL, item);
	}
	k->leaves = g.v;
	k->n_leaves = g.n;
	index_leaves(k);
	index_groups(k, tree);
	for (size_t i = 0; i < k->n_leaves; i++) {
		if (k->leaves[i].relation != NULL)
			read_combination(k, &k->leaves[i]);
		else
			read_leaf(k, &k->leaves[i]);
	}
	set_levels(k);
}
