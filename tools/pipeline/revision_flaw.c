#include "pipeline/revision_impl.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"
#include "score/cvss.h"
#include "text/json_read.h"

#define CALCULATOR	"https://www.first.org/cvss/calculator/4.0#"

/* ---- products ----------------------------------------------------------- */

static void
put_name(struct arena *a, struct map *m, const struct json_node *product,
    struct str name)
{
	struct str *out = arena_new(a, struct str);

	*out = name.n > 0 ? name : json_get_str(product, "name");
	map_put(m, json_get_str(product, "product_id"), out);
}

/* A range as people write it: ">=4.0.0 <4.8.2"; empty for all versions. */
static struct str
plain_range(struct arena *a, struct str s)
{
	struct str scheme, rest = s;
	char *out;

	if (str_starts(s, S("vers:")))
		(void)str_cut(s, '/', &scheme, &rest);
	if (str_eq_z(rest, "*"))
		return S("");
	out = arena_bytes(a, rest.n + 1);
	for (size_t i = 0; i < rest.n; i++)
		out[i] = rest.p[i];
	for (size_t i = 0; i < rest.n; i++) {
		if (out[i] == '|')
			out[i] = ' ';
	}
	return (struct str){ out, rest.n };
}

/* A leaf's name: the product's, and its version or range. */
static struct str
leaf_name(struct arena *a, struct str above, const struct json_node *b)
{
	struct str category = json_get_str(b, "category");
	struct str name = json_get_str(b, "name");

	if (str_eq_z(category, "product_name"))
		return name;
	if (above.n == 0)
		return S("");
	if (str_eq_z(category, "product_version_range"))
		name = plain_range(a, name);
	else if (!str_eq_z(category, "product_version"))
		return S("");
	return str_trim(
	    str_fmt(a, "%.*s %.*s", STR_ARG(above), STR_ARG(name)));
}

/* Branches below one, named after the product above; the reader bounds it. */
static void
add_branches(struct arena *a, struct map *m, const struct json_node *up,
    struct str above)
{
	const struct json_node *list = json_get(up, "branches");

	for (const struct json_node *b = list != NULL ? list->first : NULL;
	     b != NULL; b = b->next) {
		const struct json_node *product = json_get(b, "product");

		if (product != NULL)
			put_name(a, m, product, leaf_name(a, above, b));
		add_branches(a, m, b,
		    str_eq_z(json_get_str(b, "category"), "product_name") ?
			json_get_str(b, "name") :
			above);
	}
}

struct map *
revision_flaw_products(struct arena *a, const struct json_node *tree)
{
	static const char *const lists[] = { "full_product_names",
		"relationships" };
	struct map *m = map_open(a);

	add_branches(a, m, tree, S(""));
	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		const struct json_node *list = json_get(tree, lists[i]);

		for (const struct json_node *x = list != NULL ? list->first :
								NULL;
		     x != NULL; x = x->next) {
			const struct json_node *full = json_get(x,
			    "full_product_name");

			put_name(a, m, full != NULL ? full : x, S(""));
		}
	}
	return m;
}

/* ---- statuses ----------------------------------------------------------- */

/* A status as readers take it, and what a change of it means. */
static const struct group {
	const char *statuses[3];
	const char *added, *removed;
	enum revision_level more, less;
} groups[] = {
	{ { "known_affected", "first_affected", "last_affected" },
	    "affected_added", "affected_removed", REVISION_MAJOR,
	    REVISION_MAJOR },
	{ { "first_fixed", "fixed", NULL }, "fixed_added", "fixed_removed",
	    REVISION_MINOR, REVISION_MAJOR },
	{ { "known_not_affected", NULL, NULL }, "free_added", "free_removed",
	    REVISION_MINOR, REVISION_MAJOR },
	{ { "under_investigation", NULL, NULL }, "asked_added",
	    "asked_removed", REVISION_MINOR, REVISION_MINOR },
	{ { "recommended", NULL, NULL }, "recommended", "recommended",
	    REVISION_MINOR, REVISION_MINOR },
};

/* The ids of one status of a group, or of all of them (at SIZE_MAX). */
static struct map *
ids_of(struct arena *a, const struct json_node *flaw, const struct group *g,
    size_t at)
{
	const struct json_node *all = json_get(flaw, "product_status");
	struct map *m = map_open(a);

	for (size_t i = 0; i < ARRAY_LEN(g->statuses); i++) {
		const struct json_node *list = g->statuses[i] != NULL &&
			(at == i || at == SIZE_MAX) ?
		    json_get(all, g->statuses[i]) :
		    NULL;

		for (struct json_node *x = list != NULL ? list->first : NULL;
		     x != NULL; x = x->next)
			map_put(m, x->text, x);
	}
	return m;
}

/* Tell of each id that the other has not. */
static bool
add_ids(struct revision_comparing *k, const struct map *ids,
    const struct map *other, struct revision_change c, const struct map *names)
{
	bool any = false;

	for (size_t i = 0; i < map_len(ids); i++) {
		struct str id = map_at(ids, i)->key;
		const struct str *name = map_get(names, id);

		if (map_get(other, id) != NULL)
			continue;
		c.of = name != NULL ? *name : id;
		revision_add(k->a, k->out, c);
		any = true;
	}
	return any;
}

/* One that moves within a group: fixed from then on, affected up to there. */
static void
see_moves(struct revision_comparing *k, const struct json_node *x,
    const struct json_node *y, const struct group *g)
{
	enum revision_level l = REVISION_SAME;

	for (size_t i = 0; i < ARRAY_LEN(g->statuses); i++) {
		struct map *was = ids_of(k->a, x, g, i);
		struct map *is = ids_of(k->a, y, g, i);

		for (size_t j = 0; j < map_len(was); j++) {
			if (map_get(is, map_at(was, j)->key) == NULL)
				l = g->less;
		}
		for (size_t j = 0; l < g->more && j < map_len(is); j++) {
			if (map_get(was, map_at(is, j)->key) == NULL)
				l = g->more;
		}
	}
	if (l > REVISION_SAME)
		revision_add(k->a, k->out,
		    (struct revision_change){ l, "statuses", k->of, S(""),
			S("") });
}

void
revision_flaw_statuses(struct revision_comparing *k, const struct json_node *x,
    const struct json_node *y)
{
	for (size_t i = 0; i < ARRAY_LEN(groups); i++) {
		const struct group *g = &groups[i];
		struct map *was = ids_of(k->a, x, g, SIZE_MAX);
		struct map *is = ids_of(k->a, y, g, SIZE_MAX);
		bool any = add_ids(k, is, was,
		    (struct revision_change){ g->more, g->added, S(""), S(""),
			S("") },
		    k->is);

		any = add_ids(k, was, is,
			  (struct revision_change){ g->less, g->removed, S(""),
			      S(""), S("") },
			  k->was) ||
		    any;
		k->has_products = k->has_products || any;
		if (!any)
			see_moves(k, x, y, g);
	}
}

/* ---- scores ------------------------------------------------------------- */

struct best {
	int version;	/* enum cvss_version; -1: none */
	int x10;
	struct str vectors;	/* all of them */
};

static void
take(struct revision_comparing *k, struct best *b, struct str vector)
{
	struct cvss_fault fault;
	struct cvss v;
	int x10;

	if (!cvss_parse(vector, &v, &fault))
		return;
	b->vectors = str_fmt(k->a, "%.*s %.*s", STR_ARG(b->vectors),
	    STR_ARG(vector));
	x10 = cvss_score(&v).overall_x10;
	if ((int)v.version > b->version ||
	    ((int)v.version == b->version && x10 > b->x10)) {
		b->version = (int)v.version;
		b->x10 = x10;
	}
}

static struct best
best_of(struct revision_comparing *k, const struct json_node *flaw)
{
	static const char *const kinds[] = { "cvss_v2", "cvss_v3" };
	const struct json_node *list = json_get(flaw, "scores");
	struct best b = { .version = -1 };

	for (const struct json_node *x = list != NULL ? list->first : NULL;
	     x != NULL; x = x->next) {
		for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
			take(k, &b,
			    json_get_str(json_get(x, kinds[i]),
				"vectorString"));
	}
	list = json_get(flaw, "references");
	for (const struct json_node *x = list != NULL ? list->first : NULL;
	     x != NULL; x = x->next) {
		struct str url = json_get_str(x, "url");

		if (str_starts(url, S(CALCULATOR)))
			take(k, &b, str_from(url, sizeof(CALCULATOR) - 1));
	}
	return b;
}

static struct str
number(struct arena *a, int x10)
{
	return str_fmt(a, "%d.%d", x10 / 10, x10 % 10);
}

void
revision_flaw_scores(struct revision_comparing *k, const struct json_node *x,
    const struct json_node *y)
{
	struct best was = best_of(k, x), is = best_of(k, y);
	struct revision_change c = { REVISION_MINOR, "vector", k->of, S(""),
		S("") };

	k->has_links = !str_eq(was.vectors, is.vectors);
	if (!k->has_links)
		return;
	if (was.version < 0 || is.version < 0) {
		c.key = is.version < 0 ? "score_removed" : "score_added";
		c.now = is.version < 0 ? S("") : number(k->a, is.x10);
	} else if (was.x10 != is.x10) {
		c.key = "score";
		c.was = number(k->a, was.x10);
		c.now = number(k->a, is.x10);
	}
	revision_add(k->a, k->out, c);
}
