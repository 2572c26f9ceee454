#include "pipeline/revision.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/span.h"
#include "pipeline/revision_impl.h"
#include "text/json_read.h"

/* ---- how much two values differ ----------------------------------------- */

/* Members that hold prose. */
static bool
is_prose(struct str name)
{
	static const char *const names[] = { "text", "title", "details",
		"summary" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (str_eq_z(name, names[i]))
			return true;
	}
	return false;
}

static enum revision_level differ(const struct json_node *x,
    const struct json_node *y);

static enum revision_level
differ_members(const struct json_node *x, const struct json_node *y)
{
	enum revision_level out = REVISION_SAME;
	const struct json_node *i = x->first, *j = y->first;

	/* The writer sorts members. */
	for (; i != NULL && j != NULL; i = i->next, j = j->next) {
		enum revision_level l = str_eq(i->name, j->name) ?
		    differ(i, j) :
		    REVISION_MINOR;

		out = l > out ? l : out;
	}
	return i != NULL || j != NULL ? REVISION_MINOR : out;
}

/* REVISION_MINOR at most; the reader bounds the depth. */
static enum revision_level
differ(const struct json_node *x, const struct json_node *y)
{
	if (x == NULL || y == NULL)
		return x == y ? REVISION_SAME : REVISION_MINOR;
	if (x->kind != y->kind)
		return REVISION_MINOR;
	if (x->kind == JSON_IS_OBJECT || x->kind == JSON_IS_ARRAY)
		return differ_members(x, y);
	if (str_eq(x->text, y->text))
		return REVISION_SAME;
	return x->kind == JSON_IS_STRING && is_prose(x->name) &&
		revision_is_spelling(x->text, y->text) ?
	    REVISION_PATCH :
	    REVISION_MINOR;
}

/* ---- members that have words of their own ------------------------------- */

/* What a member is called in a summary; "" for what follows from others. */
struct member {
	const char *name;
	const char *key;
};

static void
add_members(struct revision_comparing *k, const struct json_node *x,
    const struct json_node *y, const struct member *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		enum revision_level l = differ(json_get(x, v[i].name),
		    json_get(y, v[i].name));

		if (l == REVISION_SAME)
			continue;
		revision_add(k->a, k->out,
		    (struct revision_change){ l,
			l == REVISION_PATCH ? "spelling" : v[i].key, k->of,
			S(""), S("") });
	}
}

static void
compare_document(struct revision_comparing *k, const struct json_node *x,
    const struct json_node *y)
{
	static const struct member members[] = {
		{ "title", "title" },
		{ "notes", "text" },
		{ "acknowledgments", "thanks" },
		{ "references", "references" },
		{ "category", "other" },
		{ "distribution", "other" },
		{ "lang", "other" },
		{ "publisher", "other" },
		{ "source_lang", "other" },
	};
	static const struct member tracking[] = {
		{ "aliases", "other" },
		{ "status", "status" },
	};

	add_members(k, x, y, members, ARRAY_LEN(members));
	add_members(k, json_get(x, "tracking"), json_get(y, "tracking"),
	    tracking, ARRAY_LEN(tracking));
}

static void
compare_flaw(struct revision_comparing *k, const struct json_node *x,
    const struct json_node *y)
{
	static const struct member members[] = {
		{ "remediations", "remedies" },
		{ "flags", "justifications" },
		{ "threats", "impact" },
		{ "title", "text" },
		{ "notes", "text" },
		{ "cwe", "weakness" },
		{ "acknowledgments", "thanks" },
		{ "ids", "other" },
		{ "involvements", "other" },
		{ "discovery_date", "dates" },
		{ "release_date", "dates" },
	};

	static const struct member linked[] = {
		{ "references", "references" },
		{ "scores", "other" },
	};

	revision_flaw_statuses(k, x, y);
	revision_flaw_scores(k, x, y);
	add_members(k, x, y, members, ARRAY_LEN(members));
	/* Where scores differ, that is told, and their links follow. */
	if (!k->has_links)
		add_members(k, x, y, linked, ARRAY_LEN(linked));
}

/* ---- vulnerabilities ---------------------------------------------------- */

static struct str
name_of(const struct json_node *flaw)
{
	struct str cve = json_get_str(flaw, "cve");
	const struct json_node *ids = json_get(flaw, "ids");

	if (cve.n > 0 || ids == NULL || ids->first == NULL)
		return cve;
	return json_get_str(ids->first, "text");
}

static struct map *
flaws_of(struct revision_comparing *k, const struct json_node *doc)
{
	const struct json_node *list = json_get(doc, "vulnerabilities");
	struct map *m = map_open(k->a);

	for (struct json_node *x = list != NULL ? list->first : NULL;
	     x != NULL; x = x->next)
		map_put(m, name_of(x), x);
	return m;
}

static void
add_flaw(struct revision_comparing *k, const char *key, struct str name)
{
	revision_add(k->a, k->out,
	    (struct revision_change){ REVISION_MAJOR, key, name, S(""),
		S("") });
}

static void
compare_flaws(struct revision_comparing *k, const struct json_node *x,
    const struct json_node *y)
{
	struct map *was = flaws_of(k, x), *is = flaws_of(k, y);

	for (size_t i = 0; i < map_len(is); i++) {
		if (map_get(was, map_at(is, i)->key) == NULL)
			add_flaw(k, "flaw_added", map_at(is, i)->key);
	}
	for (size_t i = 0; i < map_len(was); i++) {
		if (map_get(is, map_at(was, i)->key) == NULL)
			add_flaw(k, "flaw_removed", map_at(was, i)->key);
	}
	for (size_t i = 0; i < map_len(is); i++) {
		const struct json_node *old = map_get(was, map_at(is, i)->key);

		k->of = map_at(is, i)->key;
		if (old != NULL)
			compare_flaw(k, old, map_at(is, i)->value);
	}
	k->of = S("");
}

/* What of the products the statuses have not told. */
static void
compare_tree(struct revision_comparing *k, const struct json_node *x,
    const struct json_node *y)
{
	if (differ(json_get(x, "product_tree"), json_get(y, "product_tree")) ==
	    REVISION_SAME)
		return;
	if (k->out->level == REVISION_MAJOR || k->has_products)
		k->out->level = REVISION_MAJOR;
	else
		revision_add(k->a, k->out,
		    (struct revision_change){ REVISION_MAJOR, "products",
			S(""), S(""), S("") });
}

static const struct json_node *
read_document(struct revision_comparing *k, struct str text)
{
	struct sources *ss = sources_open(k->a);
	uint32_t file = source_add(ss, S("document"));

	source_set_text(ss, file, text);
	return json_tree(k->a, ss, file, diags_open(k->a));
}

bool
revision_compare(struct arena *a, struct str before, struct str after,
    struct revision_changes *out)
{
	struct revision_comparing k = { .a = a, .out = out };
	const struct json_node *x = read_document(&k, before);
	const struct json_node *y = read_document(&k, after);

	*out = (struct revision_changes){ 0 };
	if (x == NULL || y == NULL)
		return false;
	k.was = revision_flaw_products(a, json_get(x, "product_tree"));
	k.is = revision_flaw_products(a, json_get(y, "product_tree"));
	compare_flaws(&k, x, y);
	compare_tree(&k, x, y);
	compare_document(&k, json_get(x, "document"), json_get(y, "document"));
	return true;
}
