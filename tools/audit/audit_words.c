#include "audit/audit_words.h"

#include <string.h>

#include "audit/audit_front.h"
#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "base/map.h"
#include "history/history_object.h"
#include "model/field.h"
#include "text/yaml.h"

/* A version of case.md. */
struct words_version {
	struct str front;	/* without facts, which change most often */
	struct map *words;	/* "vulnerabilities.title.en\nText"; NULL: not
				 * asked for yet */
};

/* One case.md on its way. */
struct wording {
	const struct audit_work *w;
	const struct case_entry *c;
	struct arena *a;	/* what is read */
	struct map *known;	/* blob's id -> words_version */
};

/* Sentences in one line.  Other lines are names, numbers and addresses. */
static const struct {
	const char *record, *field;
} sentences[] = {
	{ "acknowledgment", "summary" },
	{ "involvement", "summary" },
	{ "product_version", "text" },
	{ "reference", "summary" },
	{ "remediation", "entitlements" },
	{ "remediation", "restart_details" },
};

/* Whether a field holds words that everybody will read. */
static bool
is_public(const struct record *r, const struct field *f)
{
	if (f->type == FIELD_RECORD)
		return f->audience == AUDIENCE_PUBLIC ||
		    f->record == &record_disclosure;
	/* What the ledger will say of the revision. */
	if (r == &record_disclosure)
		return str_eq(str_z(f->name), S("summary"));
	if (f->audience != AUDIENCE_PUBLIC)
		return false;
	if (f->type == FIELD_TEXT || f->type == FIELD_WORDS)
		return true;
	for (size_t i = 0; i < ARRAY_LEN(sentences); i++) {
		if (strcmp(sentences[i].record, r->name) == 0 &&
		    strcmp(sentences[i].field, f->name) == 0)
			return true;
	}
	return false;
}

/* ---- the words of a version ------------------------------------ */

/* Words as they stand there: one text, one for each language, or a list. */
static void
add_text(struct wording *k, struct map *out, struct str path,
    const struct yaml_node *node)
{
	struct str text = str_trim(node->text);

	for (size_t i = 0; i < node->n; i++) {
		if (node->kind == YAML_MAP)
			add_text(k, out,
			    str_fmt(k->a, "%.*s.%.*s", STR_ARG(path),
				STR_ARG(node->keys[i]->text)),
			    node->items[i]);
		else if (node->kind == YAML_SEQ)
			add_text(k, out, path, node->items[i]);
	}
	if (node->kind == YAML_SCALAR && text.n > 0)
		(void)map_add(out,
		    str_fmt(k->a, "%.*s\n%.*s", STR_ARG(path), STR_ARG(text)),
		    k);
}

static void
add_record(struct wording *k, struct map *out, struct str path,
    const struct record *r, const struct yaml_node *node)
{
	if (node->kind == YAML_SEQ) {
		for (size_t i = 0; i < node->n; i++)
			add_record(k, out, path, r, node->items[i]);
		return;
	}
	for (size_t i = 0; node->kind == YAML_MAP && i < node->n; i++) {
		struct str key = node->keys[i]->text;
		const struct field *f = field_find(r, key);
		struct str below = path.n == 0 ?
		    key :
		    str_fmt(k->a, "%.*s.%.*s", STR_ARG(path), STR_ARG(key));

		if (f == NULL || !is_public(r, f))
			continue;
		if (f->type == FIELD_RECORD)
			add_record(k, out, below, f->record, node->items[i]);
		else
			add_text(k, out, below, node->items[i]);
	}
}

static const struct map *
words_of(struct wording *k, struct words_version *v)
{
	const struct yaml_node *node;

	if (v->words != NULL)
		return v->words;
	v->words = map_open(k->a);
	node = audit_front_map(k->a, v->front);
	if (node != NULL)
		add_record(k, v->words, S(""), &record_case_file, node);
	return v->words;
}

/* ---- what commits did ------------------------------------ */

/* The version of a blob, read once; NULL when it is not there. */
static struct words_version *
version_of(struct wording *k, const uint8_t *id)
{
	struct str key = { (const char *)id, HISTORY_ID_BYTES }, text;
	struct words_version *v = map_get(k->known, key);
	struct arena *blob;

	if (v != NULL)
		return v;
	blob = arena_open();
	if (history_blob(k->w->h, id, LIMIT_YAML_BYTES, blob, &text)) {
		v = arena_new(k->a, struct words_version);
		v->front = str_dup(k->a,
		    audit_front_without(blob, text, S("facts")));
		map_put(k->known, str_dup(k->a, key), v);
	}
	arena_close(blob);
	return v;
}

/* Whether a version had the words already: then nothing was brought. */
static bool
had(struct wording *k, struct words_version *before,
    struct words_version *after, struct str words)
{
	return before != NULL &&
	    (str_eq(before->front, after->front) ||
		map_get(words_of(k, before), words) != NULL);
}

/* The versions that a change began with, one a parent; NULL: none. */
static size_t
before_of(struct wording *k, const struct history_change *c,
    struct words_version **out)
{
	uint8_t id[HISTORY_ID_BYTES];
	size_t n = 0;

	if (c->mode_before != 0)
		out[n++] = version_of(k, c->before);
	for (size_t i = 1; i < c->commit->n_parents; i++) {
		if (history_object_path(k->w->h, c->commit->parents[i],
			c->file->path, id))
			out[n++] = version_of(k, id);
	}
	return n;
}

/* Take off left what a change brought of it; whether it did. */
static bool
take(struct wording *k, const struct history_change *c, struct map *left)
{
	struct words_version **before = arena_array(k->a,
	    struct words_version *, c->commit->n_parents + 1);
	size_t n = before_of(k, c, before);
	struct words_version *after = version_of(k, c->after);
	bool any = false;

	for (size_t i = 0; after != NULL && i < map_len(left); i++) {
		const struct map_entry *e = map_at(left, i);
		bool is_old = e->value == NULL;

		for (size_t j = 0; j < n && !is_old; j++)
			is_old = had(k, before[j], after, e->key);
		if (is_old || map_get(words_of(k, after), e->key) == NULL)
			continue;
		map_put(left, e->key, NULL);
		any = true;
	}
	return any;
}

/* Whether a text of its own stands in the place of the case's title. */
static bool
is_covered(const struct case_entry *c, struct str words)
{
	const struct document *text = NULL;

	if (str_starts(words, S("title.ja\n")))
		text = c->ja;
	else if (str_starts(words, S("title.en\n")))
		text = c->en;
	return text != NULL && text->record != NULL &&
	    ((const struct advisory *)text->record)->title.s.n > 0;
}

/* The words that stood at the end of a span: one of k's, with a value. */
static struct map *
standing(struct wording *k, const struct history_change *last)
{
	struct words_version *v = version_of(k, last->after);
	struct map *left = map_open(k->a);

	for (size_t i = 0; v != NULL && i < map_len(words_of(k, v)); i++) {
		struct str words = map_at(v->words, i)->key;

		if (!is_covered(k->c, words))
			(void)map_add(left, words, k);
	}
	return left;
}

void
audit_words_add(const struct audit_work *w, const struct case_entry *c,
    const struct audit_author_span *s, struct arena *a,
    struct audit_writings *out)
{
	struct str path = model_path(w->m, c->e.doc);
	const struct history_file *f = history_file(w->h, path);
	struct wording k = { .w = w, .c = c, .a = arena_open() };
	const struct history_change **v;
	struct map *left = NULL;
	size_t n = 0;

	k.known = map_open(k.a);
	v = f != NULL ? history_follow(f, k.a, &n) : NULL;
	for (size_t i = 0; i < n && i < LIMIT_HISTORY_VERSIONS; i++) {
		if (!audit_author_is_for(w, v[i], s))
			continue;
		if (left == NULL)
			left = standing(&k, v[i]);
		if (!take(&k, v[i], left))
			continue;
		out->v = arena_grow(a, out->v, out->n, &out->cap,
		    sizeof(*out->v));
		out->v[out->n++] = (struct audit_writing){ v[i]->commit, path,
			true };
	}
	arena_close(k.a);
}
