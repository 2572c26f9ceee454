#include "review/review_tree.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/map.h"
#include "text/yaml.h"

struct comparing {
	struct arena *a;
	struct review_tree_changes *out;
};

static void compare(struct comparing *k, struct str name, struct span at,
    const struct yaml_node *before, const struct yaml_node *after);

/* ---- names --------------------------------------------------------------- */

/* Members that name an item, of which the first found counts; with the one
 * that goes with it, if it is there. */
static const struct {
	const char *key;
	const char *with;
} namings[] = {
	{ "id", NULL },
	{ "product", "component" },
	{ "cve", NULL },
	{ "event", "at" },
	{ "role", "by" },
	{ "clock", NULL },
	{ "regime", NULL },
	{ "vulnerability", NULL },
	{ "rule", NULL },
	{ "party", NULL },
	{ "person", NULL },
	{ "table", NULL },
	{ "asked", NULL },
	{ "offered", NULL },
	{ "agreed", NULL },
	{ "source", NULL },
	{ "version", "at" },
	{ "range", NULL },
	{ "category", "version" },
	{ "path", NULL },
	{ "says", NULL },
};

static struct str
text_of(const struct yaml_node *item, const char *key)
{
	const struct yaml_node *v = key != NULL ? yaml_get(item, key) : NULL;

	return v != NULL && v->kind == YAML_SCALAR ? v->text : S("");
}

/*
 * What tells an item from others: its id, product, CVE id, instant and event,
 * role and person; "" when it has nothing of the kind.  Never text of people.
 */
static struct str
name_of(struct arena *a, const struct yaml_node *item)
{
	if (item->kind == YAML_SCALAR)
		return item->text.n <= LIMIT_REVIEW_NAME ? item->text : S("");
	if (item->kind != YAML_MAP)
		return S("");
	for (size_t i = 0; i < ARRAY_LEN(namings); i++) {
		struct str name = text_of(item, namings[i].key);
		struct str with = text_of(item, namings[i].with);

		if (name.n == 0 || name.n > LIMIT_REVIEW_NAME)
			continue;
		return with.n == 0 || with.n > LIMIT_REVIEW_NAME ?
		    name :
		    str_fmt(a, "%.*s %.*s", STR_ARG(name), STR_ARG(with));
	}
	return S("");
}

/* ---- what a node says ---------------------------------------------------- */

static void
put_node(struct buf *b, const struct yaml_node *v)
{
	switch (v->kind) {
	case YAML_NULL:
		buf_putc(b, '~');
		return;
	case YAML_SCALAR:
		buf_printf(b, "%zu:", v->text.n);
		buf_put(b, v->text);
		return;
	case YAML_SEQ:
	case YAML_MAP:
		break;
	}
	buf_printf(b, v->kind == YAML_MAP ? "{%zu " : "[%zu ", v->n);
	for (size_t i = 0; i < v->n; i++) {
		if (v->kind == YAML_MAP)
			put_node(b, v->keys[i]);
		put_node(b, v->items[i]);
	}
}

/* A text that two nodes share when they say the same; depth is the reader's. */
static struct str
canonical(struct arena *a, const struct yaml_node *v)
{
	struct buf b;
	struct str text;

	buf_init(&b, LIMIT_YAML_BYTES * 4u);
	put_node(&b, v);
	text = str_dup(a, buf_str(&b));
	buf_fini(&b);
	return text;
}

/* ---- lists --------------------------------------------------------------- */

/* Items of both that are not the same. */
struct rest {
	const struct yaml_node **v;
	struct str *names;
	bool *is_used;
	size_t n;
};

static struct rest
rest_open(struct arena *a, size_t n)
{
	return (struct rest){
		.v = arena_array(a, const struct yaml_node *, n + 1),
		.names = arena_array(a, struct str, n + 1),
		.is_used = arena_array(a, bool, n + 1),
	};
}

/* Those of seq of which other has none that says the same. */
static struct rest
rest_of(struct arena *a, const struct yaml_node *seq,
    const struct yaml_node *other)
{
	struct rest rest = rest_open(a, seq->n);
	struct map *m = map_open(a);

	for (size_t i = 0; i < other->n; i++) {
		struct str text = canonical(a, other->items[i]);
		size_t *n = map_get(m, text);

		if (n == NULL) {
			n = arena_new(a, size_t);
			map_put(m, text, n);
		}
		(*n)++;
	}
	for (size_t i = 0; i < seq->n; i++) {
		size_t *n = map_get(m, canonical(a, seq->items[i]));

		if (n != NULL && *n > 0) {
			(*n)--;
			continue;
		}
		rest.names[rest.n] = name_of(a, seq->items[i]);
		rest.v[rest.n++] = seq->items[i];
	}
	return rest;
}

static size_t
find_named(const struct rest *in, const struct yaml_node *item,
    struct str name)
{
	for (size_t i = 0; i < in->n; i++) {
		if (!in->is_used[i] && name.n > 0 && item->kind == YAML_MAP &&
		    in->v[i]->kind == YAML_MAP && str_eq(in->names[i], name))
			return i;
	}
	return SIZE_MAX;
}

/* Members that both have alike. */
static size_t
likeness(struct arena *a, const struct yaml_node *x, const struct yaml_node *y)
{
	size_t n = 0;

	if (x->kind != YAML_MAP || y->kind != YAML_MAP)
		return 0;
	for (size_t i = 0; i < x->n; i++) {
		for (size_t k = 0; k < y->n; k++) {
			if (!str_eq(x->keys[i]->text, y->keys[k]->text))
				continue;
			n += str_eq(canonical(a, x->items[i]),
			    canonical(a, y->items[k]));
		}
	}
	return n;
}

/* The most alike, when at least half of it is. */
static size_t
find_alike(struct arena *a, const struct rest *in,
    const struct yaml_node *item)
{
	size_t best = SIZE_MAX, most = 0;

	if (in->n > LIMIT_REVIEW_PAIRS)
		return SIZE_MAX;
	for (size_t i = 0; i < in->n; i++) {
		size_t n = in->is_used[i] ? 0 : likeness(a, item, in->v[i]);

		if (n > most && n * 2 >= item->n) {
			best = i;
			most = n;
		}
	}
	return best;
}

static void
add(struct comparing *k, struct review_tree_change c)
{
	struct review_tree_changes *out = k->out;

	out->v = arena_grow(k->a, out->v, out->n, &out->cap, sizeof(*out->v));
	out->v[out->n++] = c;
}

static struct str
item_name(const struct comparing *k, struct str list, struct str name)
{
	return name.n == 0 ?
	    list :
	    str_fmt(k->a, "%.*s[%.*s]", STR_ARG(list), STR_ARG(name));
}

static void
compare_lists(struct comparing *k, struct str name,
    const struct yaml_node *before, const struct yaml_node *after)
{
	struct rest was = rest_of(k->a, before, after);
	struct rest is = rest_of(k->a, after, before);
	size_t *with = arena_array(k->a, size_t, was.n + 1);

	for (size_t i = 0; i < was.n; i++) {
		with[i] = find_named(&is, was.v[i], was.names[i]);
		if (with[i] != SIZE_MAX)
			is.is_used[with[i]] = true;
	}
	for (size_t i = 0; i < was.n; i++) {
		struct str item = item_name(k, name, was.names[i]);

		if (with[i] == SIZE_MAX) {
			with[i] = find_alike(k->a, &is, was.v[i]);
			if (with[i] != SIZE_MAX)
				is.is_used[with[i]] = true;
		}
		if (with[i] != SIZE_MAX)
			compare(k, item, was.v[i]->at, was.v[i],
			    is.v[with[i]]);
		else
			add(k,
			    (struct review_tree_change){ .is_gone = true,
				.name = item,
				.at = was.v[i]->at });
	}
}

/* ---- maps and values ----------------------------------------------------- */

static void
compare_maps(struct comparing *k, struct str name,
    const struct yaml_node *before, const struct yaml_node *after)
{
	for (size_t i = 0; i < before->n; i++) {
		struct str key = before->keys[i]->text;
		struct str at = name.n == 0 ?
		    key :
		    str_fmt(k->a, "%.*s.%.*s", STR_ARG(name), STR_ARG(key));
		const struct yaml_node *other = NULL;

		for (size_t j = 0; other == NULL && j < after->n; j++) {
			if (str_eq(after->keys[j]->text, key))
				other = after->items[j];
		}
		compare(k, at,
		    before->items[i]->kind == YAML_NULL ?
			before->keys[i]->at :
			span_join(before->keys[i]->at, before->items[i]->at),
		    before->items[i], other);
	}
}

static void
compare(struct comparing *k, struct str name, struct span at,
    const struct yaml_node *before, const struct yaml_node *after)
{
	bool is_empty = before->kind == YAML_NULL ||
	    (before->kind != YAML_SCALAR && before->n == 0);

	if (is_empty)
		return;
	if (after == NULL || after->kind == YAML_NULL)
		add(k,
		    (struct review_tree_change){ .is_gone = true,
			.name = name,
			.at = at });
	else if (before->kind == YAML_SEQ && after->kind == YAML_SEQ)
		compare_lists(k, name, before, after);
	else if (before->kind == YAML_MAP && after->kind == YAML_MAP)
		compare_maps(k, name, before, after);
	else if (before->kind == YAML_SCALAR && after->kind == YAML_SCALAR) {
		if (!str_eq(before->text, after->text))
			add(k,
			    (struct review_tree_change){ .name = name,
				.at = at,
				.before = before->text,
				.after = after->text });
	} else if (before->kind != YAML_SCALAR) {
		add(k,
		    (struct review_tree_change){ .is_gone = true,
			.name = name,
			.at = at });
	}
}

void
review_tree_compare(struct arena *a, const struct yaml_node *before,
    const struct yaml_node *after, struct review_tree_changes *out)
{
	struct comparing k = { a, out };

	*out = (struct review_tree_changes){ 0 };
	if (before != NULL)
		compare(&k, S(""), before->at, before, after);
}
