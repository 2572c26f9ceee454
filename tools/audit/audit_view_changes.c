#include "audit/audit_view.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/span.h"
#include "text/json_read.h"

struct comparing {
	struct arena *a;
	struct sources *ss; /* the two texts */
	struct audit_change *v;
	size_t n;
	size_t cap;
};

/* A member that names an object among its like. */
static const char *const keys[] = { "product_id", "cve", "url", "key" };

static void compare(struct comparing *k, struct str path,
    const struct json_node *before, const struct json_node *after);

static bool
is_inside(struct str s, size_t i)
{
	return i < s.n && ((unsigned char)s.p[i] & 0xc0) == 0x80;
}

/* The piece of s that a reader needs to see where it parts from the other. */
static struct str
cut(struct arena *a, struct str s, size_t same)
{
	size_t from = 0, to;

	if (s.n <= LIMIT_AUDIT_VALUE)
		return s;
	if (same > LIMIT_AUDIT_VALUE / 2)
		from = same - LIMIT_AUDIT_VALUE / 4;
	while (from > 0 && is_inside(s, from))
		from--;
	to = s.n - from > LIMIT_AUDIT_VALUE ? from + LIMIT_AUDIT_VALUE : s.n;
	while (is_inside(s, to))
		to--;
	return str_fmt(a, "%s%.*s%s", from > 0 ? "…" : "",
	    STR_ARG(str_sub(s, from, to - from)), to < s.n ? "…" : "");
}

static struct str
value_of(const struct comparing *k, const struct json_node *node)
{
	return node != NULL ? source_text(k->ss, node->at) : S("");
}

static void
add(struct comparing *k, struct str path, const struct json_node *before,
    const struct json_node *after)
{
	struct str x = value_of(k, before), y = value_of(k, after);
	size_t same = 0;

	while (same < x.n && same < y.n && x.p[same] == y.p[same])
		same++;
	k->v = arena_grow(k->a, k->v, k->n, &k->cap, sizeof(*k->v));
	k->v[k->n++] = (struct audit_change){ path, cut(k->a, x, same),
		cut(k->a, y, same) };
}

static struct str
member_path(struct comparing *k, struct str path, struct str name)
{
	return str_fmt(k->a, "%.*s%s%.*s", STR_ARG(path),
	    path.n > 0 ? "." : "", STR_ARG(name));
}

static struct map *
members(struct comparing *k, const struct json_node *node)
{
	struct map *m = map_open(k->a);

	for (struct json_node *x = node->first; x != NULL; x = x->next)
		map_put(m, x->name, x);
	return m;
}

static void
compare_objects(struct comparing *k, struct str path,
    const struct json_node *before, const struct json_node *after)
{
	const struct map *old = members(k, before), *new = members(k, after);

	for (const struct json_node *x = after->first; x != NULL; x = x->next)
		compare(k, member_path(k, path, x->name),
		    map_get(old, x->name), x);
	for (const struct json_node *x = before->first; x != NULL;
	     x = x->next) {
		if (map_get(new, x->name) == NULL)
			add(k, member_path(k, path, x->name), x, NULL);
	}
}

/* What an item is called: its key, or a string itself; empty: nothing. */
static struct str
name_of(const struct json_node *item, const char *key)
{
	if (key != NULL)
		return json_get_str(item, key);
	return item->kind == JSON_IS_STRING ? item->text : S("");
}

/* Items by their names; NULL when one has none, or two have the same. */
static struct map *
by_name(struct comparing *k, const struct json_node *list, const char *key)
{
	struct map *m = map_open(k->a);

	for (struct json_node *x = list->first; x != NULL; x = x->next) {
		struct str name = name_of(x, key);

		if (name.n == 0 || !map_add(m, name, x))
			return NULL;
	}
	return m;
}

/* The key that tells all items of both apart, NULL for the strings. */
static bool
find_key(struct comparing *k, const struct json_node *before,
    const struct json_node *after, const char **key)
{
	*key = NULL;
	if (by_name(k, before, NULL) != NULL && by_name(k, after, NULL))
		return true;
	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		*key = keys[i];
		if (by_name(k, before, *key) != NULL &&
		    by_name(k, after, *key) != NULL)
			return true;
	}
	return false;
}

static void
compare_named(struct comparing *k, struct str path,
    const struct json_node *before, const struct json_node *after,
    const char *key)
{
	const struct map *old = by_name(k, before, key);
	const struct map *new = by_name(k, after, key);
	size_t found = k->n;
	bool is_moved = false;

	for (size_t i = 0; i < map_len(new); i++) {
		const struct map_entry *x = map_at(new, i);
		bool has_old = i < map_len(old);

		is_moved = is_moved || !has_old ||
		    !str_eq(map_at(old, i)->key, x->key);
		compare(k,
		    str_fmt(k->a, "%.*s[%.*s]", STR_ARG(path),
			STR_ARG(x->key)),
		    map_get(old, x->key), x->value);
	}
	for (size_t i = 0; i < map_len(old); i++) {
		const struct map_entry *x = map_at(old, i);

		if (map_get(new, x->key) == NULL)
			add(k,
			    str_fmt(k->a, "%.*s[%.*s]", STR_ARG(path),
				STR_ARG(x->key)),
			    x->value, NULL);
	}
	/* Nothing but the order. */
	if (is_moved && k->n == found)
		add(k, path, before, after);
}

static void
compare_arrays(struct comparing *k, struct str path,
    const struct json_node *before, const struct json_node *after)
{
	const struct json_node *x = before->first, *y = after->first;
	const char *key;

	if (find_key(k, before, after, &key)) {
		compare_named(k, path, before, after, key);
		return;
	}
	for (size_t i = 0; x != NULL || y != NULL; i++) {
		struct str at = str_fmt(k->a, "%.*s[%zu]", STR_ARG(path), i);

		if (y != NULL)
			compare(k, at, x, y);
		else
			add(k, at, x, NULL);
		x = x != NULL ? x->next : NULL;
		y = y != NULL ? y->next : NULL;
	}
}

/* after is there.  As deep as the reader allows. */
static void
compare(struct comparing *k, struct str path, const struct json_node *before,
    const struct json_node *after)
{
	if (before == NULL || before->kind != after->kind)
		add(k, path, before, after);
	else if (after->kind == JSON_IS_OBJECT)
		compare_objects(k, path, before, after);
	else if (after->kind == JSON_IS_ARRAY)
		compare_arrays(k, path, before, after);
	else if (!str_eq(before->text, after->text))
		add(k, path, before, after);
}

/* An empty text is an object without members, so all of the other is new. */
static const struct json_node *
tree_of(struct comparing *k, struct str text)
{
	uint32_t file = source_add(k->ss, S("view.json"));

	source_set_text(k->ss, file, text.n > 0 ? text : S("{}"));
	return json_tree(k->a, k->ss, file, diags_open(k->a));
}

void
audit_view_changes(struct arena *a, struct str before, struct str after,
    struct audit_change **out, size_t *n)
{
	struct comparing k = { .a = a, .ss = sources_open(a) };
	const struct json_node *x = tree_of(&k, before);
	const struct json_node *y = tree_of(&k, after);

	if (x != NULL && y != NULL)
		compare(&k, S(""), x, y);
	*out = k.v;
	*n = k.n;
}
