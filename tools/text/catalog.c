#include "text/catalog.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "text/yaml.h"

/* One text of a leaf. */
struct words_text {
	struct str lang;
	struct str text;
};

/* A leaf: one key in its languages. */
struct words {
	struct span at;		/* where the key was written */
	struct words_text *texts;
	size_t n;
};

struct catalog {
	struct arena *perm;
	struct map *words;	/* full key -> struct words */
	const struct catalog *behind;
};

/* Japanese and English are equals: no leaf may lack one of them. */
static const struct str languages[] = { STR_INIT("ja"), STR_INIT("en") };

struct catalog *
catalog_open(struct arena *perm, const struct catalog *behind)
{
	struct catalog *c = arena_new(perm, struct catalog);

	c->perm = perm;
	c->words = map_open(perm);
	c->behind = behind;
	return c;
}

/* Two or three small letters, then parts of letters and digits: "zh-Hant". */
static bool
is_language(struct str s)
{
	size_t i;

	for (i = 0; i < s.n && s.p[i] >= 'a' && s.p[i] <= 'z'; i++)
		continue;
	return i >= 2 && i <= 3 && (i == s.n || s.p[i] == '-');
}

static const struct words_text *
words_find(const struct words *w, struct str lang)
{
	for (size_t i = 0; i < w->n; i++) {
		if (str_eq(w->texts[i].lang, lang))
			return &w->texts[i];
	}
	return NULL;
}

/* A leaf maps languages to texts; a map of maps goes deeper. */
static bool
is_leaf(const struct yaml_node *map)
{
	for (size_t i = 0; i < map->n; i++) {
		if (map->items[i]->kind == YAML_MAP)
			return false;
	}
	return true;
}

static bool
leaf_read(struct catalog *c, const struct yaml_node *map, struct words *w,
    struct diags *d)
{
	bool ok = true;

	w->texts = arena_array(c->perm, struct words_text, map->n);
	for (size_t i = 0; i < map->n; i++) {
		const struct yaml_node *lang = map->keys[i];
		const struct yaml_node *text = map->items[i];

		if (!is_language(lang->text)) {
			diag_error(d, "catalog-language", lang->at,
			    "'%.*s' is not a language", STR_ARG(lang->text));
			diag_help(d, "a text is {ja: ..., en: ...}");
			ok = false;
		} else if (text->kind != YAML_SCALAR) {
			diag_error(d, "catalog-language", text->at,
			    "the words in '%.*s' are %s, not text",
			    STR_ARG(lang->text), yaml_kind_name(text->kind));
			diag_help(d, "write the words, or \"\" for none");
			ok = false;
		} else {
			w->texts[w->n].lang = lang->text;
			w->texts[w->n++].text = text->text;
		}
	}
	return ok;
}

static bool
leaf_add(struct catalog *c, struct str key, const struct yaml_node *name,
    const struct yaml_node *map, struct diags *d)
{
	struct words *w = arena_new(c->perm, struct words);
	const struct words *first;
	bool ok;

	w->at = name->at;
	ok = leaf_read(c, map, w, d);
	for (size_t i = 0; ok && i < ARRAY_LEN(languages); i++) {
		if (words_find(w, languages[i]) != NULL)
			continue;
		diag_error(d, "catalog-language", name->at,
		    "'%.*s' has no text in '%.*s'", STR_ARG(key),
		    STR_ARG(languages[i]));
		diag_help(d, "add %.*s: to the braces", STR_ARG(languages[i]));
		ok = false;
	}
	if (map_add(c->words, key, w))
		return ok;
	diag_error(d, "catalog-duplicate", name->at,
	    "'%.*s' has words already", STR_ARG(key));
	first = map_get(c->words, key);
	diag_note(d, first->at, "the first ones");
	diag_help(d, "keep one of the two");
	return false;
}

/* Recursion: the YAML reader bounds the depth by LIMIT_YAML_DEPTH. */
static bool
branch_add(struct catalog *c, struct str prefix, const struct yaml_node *map,
    struct diags *d)
{
	bool ok = true;

	for (size_t i = 0; i < map->n; i++) {
		const struct yaml_node *name = map->keys[i];
		const struct yaml_node *item = map->items[i];
		struct str key = name->text;

		if (prefix.n > 0)
			key = str_fmt(c->perm, "%.*s.%.*s", STR_ARG(prefix),
			    STR_ARG(name->text));
		if (key.n > LIMIT_CATALOG_KEY) {
			diag_error(d, "catalog-language", name->at,
			    "the key is longer than %d bytes",
			    LIMIT_CATALOG_KEY);
			ok = false;
		} else if (item->kind != YAML_MAP) {
			diag_error(d, "catalog-language", item->at,
			    "'%.*s' is %s, not a text in each language",
			    STR_ARG(key), yaml_kind_name(item->kind));
			diag_help(d, "write {ja: ..., en: ...}");
			ok = false;
		} else if (is_leaf(item)) {
			ok = leaf_add(c, key, name, item, d) && ok;
		} else {
			ok = branch_add(c, key, item, d) && ok;
		}
	}
	return ok;
}

bool
catalog_add(struct catalog *c, const struct yaml_node *root, struct diags *d)
{
	if (root->kind == YAML_NULL)
		return true;
	if (root->kind != YAML_MAP) {
		diag_error(d, "catalog-language", root->at,
		    "a catalogue is %s, not a map",
		    yaml_kind_name(root->kind));
		diag_help(d, "write key: {ja: ..., en: ...}");
		return false;
	}
	return branch_add(c, (struct str){ NULL, 0 }, root, d);
}

bool
catalog_get(const struct catalog *c, struct str lang, struct str key,
    struct str *out)
{
	for (; c != NULL; c = c->behind) {
		const struct words *w = map_get(c->words, key);
		const struct words_text *t;

		if (w == NULL || (t = words_find(w, lang)) == NULL)
			continue;
		*out = t->text;
		return true;
	}
	return false;
}

struct str
catalog_fill(struct arena *a, struct str text,
    const struct catalog_value values[], size_t n)
{
	struct str head, tail = text, hole, out = S("");

	while (str_cut(tail, '{', &head, &tail)) {
		struct str value = S("");

		(void)str_cut(tail, '}', &hole, &tail);
		for (size_t i = 0; i < n; i++) {
			if (str_eq(hole, values[i].name))
				value = values[i].value;
		}
		out = str_fmt(a, "%.*s%.*s%.*s", STR_ARG(out), STR_ARG(head),
		    STR_ARG(value));
	}
	return out.n == 0 ? head : str_cat(a, out, head);
}

size_t
catalog_keys(const struct catalog *c, struct arena *a, struct str **out)
{
	size_t n = map_len(c->words);
	struct str *keys = arena_array(a, struct str, n);

	for (size_t i = 0; i < n; i++)
		keys[i] = map_at(c->words, i)->key;
	if (n > 1)
		qsort(keys, n, sizeof(*keys), str_cmp_qsort);
	*out = keys;
	return n;
}
