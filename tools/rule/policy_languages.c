#include "rule/rule.h"

#include "text/yaml.h"

RULE_TEXT(rule_policy_languages,
    .why_en = "The program obeys the front matter. When the Japanese and the "
	      "English file differ in it, nobody can say which one is in "
	      "force. Titles and scopes are words and may differ.",
    .why_ja = "プログラムは front matter に従います。日本語版と英語版で値が違"
	      "うと、どちらが有効か決まりません。title と scope は文章なので"
	      "違って構いません。",
    .bad = "disclosure.ja.md: version: \"1.0\", disclosure.en.md: version: "
	   "\"1.1\"",
    .good = "both version: \"1.1\"");

/* Recursion: the YAML reader bounds the depth. */
static bool
is_same(const struct yaml_node *a, const struct yaml_node *b)
{
	if (a->kind != b->kind || a->n != b->n ||
	    (a->kind == YAML_SCALAR && !str_eq(a->text, b->text)))
		return false;
	for (size_t i = 0; i < a->n; i++) {
		if ((a->kind == YAML_MAP &&
			!str_eq(a->keys[i]->text, b->keys[i]->text)) ||
		    !is_same(a->items[i], b->items[i]))
			return false;
	}
	return true;
}

static bool
is_words(struct str key)
{
	return str_eq(key, S("title")) || str_eq(key, S("scope")) ||
	    str_eq(key, S("waivers"));
}

static const struct yaml_node *
value_of(const struct yaml_node *map, struct str key)
{
	for (size_t i = 0; i < map->n; i++) {
		if (str_eq(map->keys[i]->text, key))
			return map->items[i];
	}
	return NULL;
}

static void
check_side(const struct check *k, const struct yaml_node *map,
    const struct yaml_node *other)
{
	for (size_t i = 0; i < map->n; i++) {
		struct str key = map->keys[i]->text;
		const struct yaml_node *v = value_of(other, key);

		if (is_words(key) || (v != NULL && is_same(map->items[i], v)))
			continue;
		check_report(k, map->keys[i]->at,
		    "'%.*s' is not the same in "
		    "the other language",
		    STR_ARG(key));
		check_note(k, v != NULL ? v->at : other->at, "there");
		check_help(k, "write the same in both files");
	}
}

/* What only the other side has. */
static void
check_missing(const struct check *k, const struct yaml_node *map,
    const struct yaml_node *other)
{
	for (size_t i = 0; i < other->n; i++) {
		struct str key = other->keys[i]->text;

		if (is_words(key) || value_of(map, key) != NULL)
			continue;
		check_report(k, other->keys[i]->at,
		    "'%.*s' is not there in "
		    "the other language",
		    STR_ARG(key));
		check_help(k, "write the same in both files");
	}
}

static const struct document *
pair_of(const struct model *m, const struct document *doc)
{
	const struct document_list *l = &m->docs[KIND_POLICY];

	for (size_t i = 0; i < l->n; i++) {
		if (&l->v[i] != doc && str_eq(l->v[i].path.id, doc->path.id))
			return &l->v[i];
	}
	return NULL;
}

void
rule_policy_languages(const struct check *k, const struct document *doc)
{
	const struct document *other = pair_of(k->model, doc);

	/* The Japanese one reports, once for both. */
	if (other == NULL || !str_eq(doc->path.lang, S("ja")) ||
	    doc->yaml == NULL || other->yaml == NULL)
		return;
	check_side(k, doc->yaml, other->yaml);
	check_missing(k, doc->yaml, other->yaml);
}
