#include "feed/feed_tree.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/map.h"
#include "feed/feed_json.h"
#include "feed/feed_make.h"

struct entry {
	struct feed_tree_product *product;	/* NULL: one on another */
	struct str part, on;			/* their ids */
};

struct feed_tree {
	struct feed_make *k;
	struct map *entries;	/* product_id -> struct entry */
	struct map *groups;	/* group_id -> struct json_node of its ids */
};

/* Of two products of one id nobody knows which is meant: the first one. */
static void
add(struct feed_tree *t, struct str id, const struct entry *e)
{
	struct entry *kept;

	if (id.n == 0)
		return;
	kept = arena_new(t->k->a, struct entry);
	*kept = *e;
	(void)map_add(t->entries, id, kept);
}

/* CSAF 2.1 has lists where 2.0 has one. */
static struct str
first_of(const struct json_node *helper, const char *list, const char *one)
{
	const struct json_node *n = feed_json_list(helper, list);

	return n != NULL && n->kind == JSON_IS_STRING ?
	    n->text :
	    json_get_str(helper, one);
}

static void
add_product(struct feed_tree *t, const struct json_node *product,
    const struct feed_tree_product *above)
{
	const struct json_node *helper = json_get(product,
	    "product_identification_helper");
	struct entry e = { .product = arena_new(t->k->a,
			       struct feed_tree_product) };

	*e.product = *above;
	e.product->purl = first_of(helper, "purls", "purl");
	e.product->cpe = json_get_str(helper, "cpe");
	if (e.product->name.n == 0)
		e.product->name = feed_make_word(t->k,
		    json_get_str(product, "name"));
	add(t, json_get_str(product, "product_id"), &e);
}

static void
go_down(struct feed_tree *t, struct feed_tree_product *p,
    const struct json_node *branch)
{
	struct str category = json_get_str(branch, "category");
	struct str name = feed_make_word(t->k, json_get_str(branch, "name"));

	if (str_eq(category, S("vendor")))
		p->vendor = name;
	else if (str_eq(category, S("product_family")))
		p->family = name;
	else if (str_eq(category, S("product_name")))
		p->name = name;
	else if (str_eq(category, S("product_version")))
		p->version = name;
	else if (str_eq(category, S("product_version_range")))
		p->range = name;
}

/* As deep as the document, which is bounded. */
static void
see_branches(struct feed_tree *t, const struct json_node *b,
    const struct feed_tree_product *above)
{
	for (; b != NULL; b = b->next) {
		const struct json_node *product = json_get(b, "product");
		struct feed_tree_product p = *above;

		go_down(t, &p, b);
		if (product != NULL)
			add_product(t, product, &p);
		see_branches(t, feed_json_list(b, "branches"), &p);
	}
}

static void
see_relationships(struct feed_tree *t, const struct json_node *tree)
{
	const struct json_node *n = feed_json_list(tree, "relationships");

	for (; n != NULL; n = n->next) {
		struct entry e = {
			.part = json_get_str(n, "product_reference"),
			.on = json_get_str(n, "relates_to_product_reference"),
		};

		add(t,
		    json_get_str(json_get(n, "full_product_name"),
			"product_id"),
		    &e);
	}
	/* 2.1: a part in something, that in something else, ... */
	for (n = feed_json_list(tree, "product_paths"); n != NULL;
	     n = n->next) {
		const struct json_node *step = feed_json_list(n, "subpaths");
		struct entry e = { .part = json_get_str(n,
				       "beginning_product_reference") };

		for (; step != NULL; step = step->next)
			e.on = json_get_str(step, "next_product_reference");
		add(t,
		    json_get_str(json_get(n, "full_product_name"),
			"product_id"),
		    &e);
	}
}

struct feed_tree *
feed_tree_open(struct feed_make *k, const struct json_node *tree)
{
	struct feed_tree *t = arena_new(k->a, struct feed_tree);
	const struct feed_tree_product none = { 0 };
	const struct json_node *n;

	t->k = k;
	t->entries = map_open(k->a);
	t->groups = map_open(k->a);
	see_branches(t, feed_json_list(tree, "branches"), &none);
	for (n = feed_json_list(tree, "full_product_names"); n != NULL;
	     n = n->next)
		add_product(t, n, &none);
	see_relationships(t, tree);
	for (n = feed_json_list(tree, "product_groups"); n != NULL;
	     n = n->next) {
		const struct json_node **kept = arena_new(k->a,
		    const struct json_node *);

		*kept = json_get(n, "product_ids");
		(void)map_add(t->groups, json_get_str(n, "group_id"), kept);
	}
	return t;
}

/* Circles and towers end at the limit. */
struct feed_tree_place
feed_tree_find(const struct feed_tree *t, struct str id)
{
	struct feed_tree_place place = { 0 };
	struct str on = S("");

	for (unsigned i = 0; i < LIMIT_FEED_FACES; i++) {
		const struct entry *e = map_get(t->entries, id);

		if (e == NULL)
			return place;
		if (e->product == NULL) {
			/* The outermost is what people know. */
			if (on.n == 0)
				on = e->on;
			id = e->part;
			continue;
		}
		if (place.part == NULL)
			place.part = e->product;
		else
			place.on = e->product;
		if (on.n == 0 || place.on != NULL)
			return place;
		id = on;
		on = S("");
	}
	return place;
}

const struct json_node *
feed_tree_group(const struct feed_tree *t, struct str group)
{
	const struct json_node *const *n = map_get(t->groups, group);

	return n != NULL ? feed_json_first(*n) : NULL;
}
