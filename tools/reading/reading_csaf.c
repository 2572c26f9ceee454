#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "base/map.h"
#include "reading/reading_impl.h"

/* A product of the tree: a simple one, or one in another. */
struct entry {
	size_t product;		/* of simple ones */
	bool is_combination;
	bool is_installed;	/* then people look for the part, too */
	struct str part;
	struct str whole;
};

struct task {
	struct reading *r;
	struct arena *a;
	struct map *by_id;	/* product_id -> struct entry */
	struct map *groups;	/* the rest of a combination -> its number */
	const char **why;
};

/* What the branches above say. */
struct way {
	struct str vendor;
	struct str family;	/* the innermost */
	struct str name;
	struct str version;
	const struct vers *range;
	bool is_prose;
};

/* A product on the way to the simple ones in it, and what it left behind. */
struct face {
	struct str id;
	struct str rest;	/* other ends of combinations; or empty */
	bool is_built_in;	/* none of which is installed */
	bool is_inner;		/* it is the part that is built in */
	size_t product;		/* at last */
};

/* The simple products under which a product is found. */
struct faces {
	struct face v[LIMIT_READING_FACES];
	size_t n;
};

static const struct json_node *
document(const struct json_node *root)
{
	return json_get(root, "document");
}

static bool
is_version(const struct json_node *root, const char *version)
{
	return str_eq_z(json_get_str(document(root), "csaf_version"), version);
}

static bool
is_vex(const struct json_node *root)
{
	return str_eq_z(json_get_str(document(root), "category"), "csaf_vex");
}

bool
reading_csaf_is_vex(const struct json_node *root)
{
	return is_version(root, "2.0") && is_vex(root);
}

bool
reading_csaf_is21_vex(const struct json_node *root)
{
	return is_version(root, "2.1") && is_vex(root);
}

bool
reading_csaf_is20(const struct json_node *root)
{
	return is_version(root, "2.0") && !is_vex(root);
}

bool
reading_csaf_is21(const struct json_node *root)
{
	return is_version(root, "2.1") && !is_vex(root);
}

/* ---- the tree ------------------------------------------------------------ */

/* Of two products of one id nobody knows which is meant: the first one. */
static void
add_entry(struct task *t, struct str id, struct entry e)
{
	struct entry *kept = arena_new(t->a, struct entry);

	*kept = e;
	if (id.n > 0)
		(void)map_add(t->by_id, id, kept);
}

/* CSAF 2.1 has a list where 2.0 has one. */
static struct str
purl_of(const struct json_node *helper)
{
	const struct json_node *list = json_get(helper, "purls");

	if (list != NULL && list->kind == JSON_IS_ARRAY &&
	    list->first != NULL && list->first->kind == JSON_IS_STRING)
		return list->first->text;
	return json_get_str(helper, "purl");
}

static struct str
iri_of(const struct json_node *helper)
{
	const struct json_node *list = json_get(helper, "x_generic_uris");

	return list != NULL && list->kind == JSON_IS_ARRAY ?
	    json_get_str(list->first, "uri") :
	    S("");
}

static bool
add_product(struct task *t, const struct json_node *product,
    const struct way *way)
{
	const struct json_node *helper = json_get(product,
	    "product_identification_helper");
	struct reading_product p = {
		.id = json_get_str(product, "product_id"),
		.iri = iri_of(helper),
		.vendor = way->vendor,
		.family = way->family,
		.name = way->name.n > 0 ? way->name :
					  json_get_str(product, "name"),
		.purl = purl_of(helper),
		.cpe = json_get_str(helper, "cpe"),
		.version = way->version,
		.range = way->range,
		.is_prose = way->is_prose,
	};
	struct entry e = { .product = reading_part_product(t->r, t->a, &p) };

	if (e.product == SIZE_MAX) {
		*t->why = "more products than any honest document has";
		return false;
	}
	add_entry(t, json_get_str(product, "product_id"), e);
	return true;
}

static void
go_down(struct task *t, struct way *way, const struct json_node *branch)
{
	struct str category = json_get_str(branch, "category");
	struct str name = json_get_str(branch, "name");

	if (str_eq_z(category, "vendor"))
		way->vendor = name;
	else if (str_eq_z(category, "product_family"))
		way->family = name;
	else if (str_eq_z(category, "product_name"))
		way->name = name;
	else if (str_eq_z(category, "product_version"))
		way->version = name;
	else if (str_eq_z(category, "product_version_range"))
		way->range = reading_part_range(t->a, name);
	way->is_prose = way->is_prose ||
	    (str_eq_z(category, "product_version_range") &&
		way->range == NULL);
}

/* As deep as the document, which is bounded. */
static bool
see_branches(struct task *t, const struct json_node *list,
    const struct way *above)
{
	if (list == NULL || list->kind != JSON_IS_ARRAY)
		return true;
	for (const struct json_node *b = list->first; b != NULL; b = b->next) {
		const struct json_node *product = json_get(b, "product");
		struct way way = *above;

		go_down(t, &way, b);
		if ((product != NULL && !add_product(t, product, &way)) ||
		    !see_branches(t, json_get(b, "branches"), &way))
			return false;
	}
	return true;
}

static bool
see_names(struct task *t, const struct json_node *list)
{
	const struct way none = { 0 };

	if (list == NULL || list->kind != JSON_IS_ARRAY)
		return true;
	for (const struct json_node *n = list->first; n != NULL; n = n->next) {
		if (!add_product(t, n, &none))
			return false;
	}
	return true;
}

static bool
is_installed(struct str category)
{
	return str_eq_z(category, "installed_on") ||
	    str_eq_z(category, "installed_with");
}

/* A part in something, that in something else ...; only the last has an id. */
static void
see_path(struct task *t, const struct json_node *path)
{
	struct str id = json_get_str(json_get(path, "full_product_name"),
	    "product_id");
	const struct json_node *steps = json_get(path, "subpaths");
	struct str part = json_get_str(path, "beginning_product_reference");

	if (steps == NULL || steps->kind != JSON_IS_ARRAY)
		return;
	for (const struct json_node *s = steps->first; s != NULL;
	     s = s->next) {
		struct entry e = {
			.is_combination = true,
			.is_installed = is_installed(
			    json_get_str(s, "category")),
			.part = part,
			.whole = json_get_str(s, "next_product_reference"),
		};

		part = s->next == NULL ?
		    id :
		    str_fmt(t->a, "%.*s\n%zu", STR_ARG(id), map_len(t->by_id));
		add_entry(t, part, e);
	}
}

static void
see_relationship(struct task *t, const struct json_node *r)
{
	struct entry e = {
		.is_combination = true,
		.is_installed = is_installed(json_get_str(r, "category")),
		.part = json_get_str(r, "product_reference"),
		.whole = json_get_str(r, "relates_to_product_reference"),
	};

	add_entry(t,
	    json_get_str(json_get(r, "full_product_name"), "product_id"), e);
}

static void
see_combinations(struct task *t, const struct json_node *list,
    void (*see)(struct task *t, const struct json_node *n))
{
	if (list == NULL || list->kind != JSON_IS_ARRAY)
		return;
	for (const struct json_node *n = list->first; n != NULL; n = n->next)
		see(t, n);
}

static struct face
end_of(const struct task *t, const struct face *from, const struct entry *e,
    bool is_part)
{
	struct str other = is_part ? e->whole : e->part;

	return (struct face){
		.id = is_part ? e->part : e->whole,
		.rest = str_fmt(t->a, "%.*s\n%d%d %.*s", STR_ARG(from->rest),
		    is_part, e->is_installed, STR_ARG(other)),
		.is_built_in = from->is_built_in && !e->is_installed,
		.is_inner = from->is_inner || (is_part && !e->is_installed),
	};
}

/*
 * The products under which one is found: of a combination the whole, of what
 * is installed also the part; of what is built in the part is an inner one.
 * Circles and towers end at the limit.
 */
static void
find_faces(const struct task *t, struct str id, struct faces *out)
{
	struct face open[LIMIT_READING_FACES];
	size_t n = 1, seen = 0;

	open[0] = (struct face){ .id = id, .is_built_in = true };
	while (n > 0 && seen++ < LIMIT_READING_FACES) {
		struct face face = open[--n];
		const struct entry *e = map_get(t->by_id, face.id);

		if (e == NULL)
			continue;
		if (!e->is_combination) {
			face.product = e->product;
			out->v[out->n++] = face;
			continue;
		}
		if (n < LIMIT_READING_FACES)
			open[n++] = end_of(t, &face, e, true);
		if (n < LIMIT_READING_FACES)
			open[n++] = end_of(t, &face, e, false);
	}
}

/* The number of a combination, by what is in it but for the product. */
static size_t
group_of(struct task *t, struct str rest)
{
	size_t *known = map_get(t->groups, rest);

	if (rest.n == 0)
		return 0;
	if (known == NULL) {
		known = arena_new(t->a, size_t);
		*known = map_len(t->groups) + 1;
		map_put(t->groups, rest, known);
	}
	return *known;
}

/* ---- vulnerabilities ----------------------------------------------------- */

static const struct reading_word statuses[] = {
	{ "first_affected", READING_AFFECTED },
	{ "known_affected", READING_AFFECTED },
	{ "last_affected", READING_AFFECTED },
	{ "first_fixed", READING_FIXED },
	{ "fixed", READING_FIXED },
	{ "known_not_affected", READING_NOT_AFFECTED },
	{ "under_investigation", READING_INVESTIGATED },
};

static bool
see_status(struct task *t, struct reading_flaw *f,
    const struct json_node *list)
{
	unsigned says = reading_part_word(statuses, ARRAY_LEN(statuses),
	    list->name, 0);

	if (says == 0 || list->kind != JSON_IS_ARRAY)
		return true;
	for (const struct json_node *n = list->first; n != NULL; n = n->next) {
		struct faces faces = { .n = 0 };

		find_faces(t, n->text, &faces);
		for (size_t i = 0; i < faces.n; i++) {
			const struct face *face = &faces.v[i];
			const struct reading_statement s = {
				.product = face->product,
				.group = group_of(t, face->rest),
				.is_built_in = face->is_built_in,
				.is_inner = face->is_inner,
				.says = says,
			};

			if (!reading_part_say(t->r, f, t->a, &s, t->why))
				return false;
		}
	}
	return true;
}

static void
see_products(struct task *t, struct reading_score *s,
    const struct json_node *list)
{
	if (s == NULL || list == NULL || list->kind != JSON_IS_ARRAY)
		return;
	for (const struct json_node *n = list->first; n != NULL; n = n->next) {
		struct faces faces = { .n = 0 };

		find_faces(t, n->text, &faces);
		for (size_t i = 0; i < faces.n; i++) {
			if (!faces.v[i].is_inner)
				reading_part_scored(t->a, s,
				    faces.v[i].product);
		}
	}
}

/* An item of "scores", or of "metrics" in newer versions. */
static void
see_score(struct task *t, struct reading_flaw *f, const struct json_node *item)
{
	static const char *const kinds[] = { "cvss_v2", "cvss_v3", "cvss_v4" };
	const struct json_node *content = json_get(item, "content");

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		const struct json_node *o =
		    json_get(content != NULL ? content : item, kinds[i]);

		see_products(t,
		    reading_part_score(f, t->a,
			json_get_str(o, "vectorString"),
			json_get(o, "baseScore")),
		    json_get(item, "products"));
	}
}

static void
see_thanks(struct task *t, const struct json_node *list)
{
	if (list == NULL || list->kind != JSON_IS_ARRAY)
		return;
	for (const struct json_node *n = list->first; n != NULL; n = n->next) {
		const struct json_node *names = json_get(n, "names");

		reading_part_text(t->a, &t->r->credits,
		    json_get_str(n, "organization"));
		if (names == NULL || names->kind != JSON_IS_ARRAY)
			continue;
		for (names = names->first; names != NULL; names = names->next)
			reading_part_text(t->a, &t->r->credits, names->text);
	}
}

static bool
see_flaw(struct task *t, const struct json_node *v)
{
	struct reading_flaw *f = reading_part_flaw(t->r, t->a);
	const struct json_node *list = json_get(v, "scores");

	reading_part_text(t->a, &f->ids, json_get_str(v, "cve"));
	reading_part_each(t->a, &f->ids, json_get(v, "ids"), "text");
	reading_part_text(t->a, &f->cwes,
	    json_get_str(json_get(v, "cwe"), "id"));
	reading_part_each(t->a, &f->cwes, json_get(v, "cwes"), "id");
	reading_part_each(t->a, &t->r->links, json_get(v, "references"),
	    "url");
	reading_part_each(t->a, &t->r->links, json_get(v, "remediations"),
	    "url");
	see_thanks(t, json_get(v, "acknowledgments"));
	if (list == NULL)
		list = json_get(v, "metrics");
	for (list = list != NULL ? list->first : NULL; list != NULL;
	     list = list->next)
		see_score(t, f, list);
	list = json_get(v, "product_status");
	for (list = list != NULL ? list->first : NULL; list != NULL;
	     list = list->next) {
		if (!see_status(t, f, list))
			return false;
	}
	return true;
}

static void
see_document(struct task *t, const struct json_node *d)
{
	const struct json_node *tracking = json_get(d, "tracking");

	t->r->id = json_get_str(tracking, "id");
	reading_part_date(tracking, "initial_release_date", &t->r->initial,
	    &t->r->has_initial);
	reading_part_date(tracking, "current_release_date", &t->r->current,
	    &t->r->has_current);
	reading_part_each(t->a, &t->r->links, json_get(d, "references"),
	    "url");
	see_thanks(t, json_get(d, "acknowledgments"));
}

bool
reading_csaf(struct reading *r, struct arena *a, const struct json_node *root,
    const char **why)
{
	struct task t = { .r = r,
		.a = a,
		.by_id = map_open(a),
		.groups = map_open(a),
		.why = why };
	const struct json_node *tree = json_get(root, "product_tree");
	const struct json_node *list = json_get(root, "vulnerabilities");
	const struct way none = { 0 };

	see_document(&t, document(root));
	if (!see_branches(&t, json_get(tree, "branches"), &none) ||
	    !see_names(&t, json_get(tree, "full_product_names")))
		return false;
	see_combinations(&t, json_get(tree, "relationships"),
	    see_relationship);
	see_combinations(&t, json_get(tree, "product_paths"), see_path);
	for (list = list != NULL ? list->first : NULL; list != NULL;
	     list = list->next) {
		if (!see_flaw(&t, list))
			return false;
	}
	return true;
}
