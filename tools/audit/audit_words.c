#include "audit/audit_words.h"

#include <string.h>

#include "audit/audit_front.h"
#include "audit/audit_time.h"
#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/map.h"
#include "history/history_object.h"
#include "model/field.h"
#include "text/yaml.h"

/* Versions of case.md that are alike but for facts and notes. */
struct words_version {
	struct str front;	/* without facts, which change most often */
	struct map *words;	/* "vulnerabilities[2.1].title.en\nText", with
				 * "#2" before the text where it stands again;
				 * NULL: not asked for yet */
	struct map *names;	/* a named flaw -> struct str: what it was
				 * before it had that name; or empty */
	struct map *was;	/* that -> struct str: the named flaw */
	bool is_unread;		/* no YAML, or too large: any words may be */
};

/* A change, with what each parent of its commit had; NULL: no such file. */
struct step {
	const struct history_change *c;
	struct words_version **before, *after;
	size_t n_before;
};

/* One case.md on its way. */
struct wording {
	const struct audit_work *w;
	const struct case_entry *c;
	struct arena *a;	/* what is read */
	struct map *known;	/* blob's id -> words_version */
	struct map *fronts;	/* its front -> words_version */
	struct map *closed;	/* what leaves nothing open -> k */
	struct map *ids;	/* of records -> size_t from 1 */
	const struct history_change **v;	/* all, newest first */
	size_t n;
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

/*
 * What tells the records of a list apart, so that words that go from one to
 * another are written.  Those with the same are told apart by their order.
 */
static const struct {
	const char *record, *members[2];
} names[] = {
	{ "acknowledgment", { "organization", "names" } },
	{ "case_product", { "product", "component" } },
	{ "involvement", { "party", NULL } },
	{ "product_version", { "version", "range" } },
	{ "reference", { "url", NULL } },
	{ "remediation", { "category", NULL } },
	{ "statement", { "cves", "products" } },
	{ "threat", { "category", NULL } },
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

/* What stands at a path twice counts twice. */
static void
add_words(struct wording *k, struct map *out, struct str path, struct str text)
{
	struct str words = str_fmt(k->a, "%.*s\n%.*s", STR_ARG(path),
	    STR_ARG(text));
	size_t *n = map_get(out, words);

	if (n != NULL)
		words = str_fmt(k->a, "%.*s#%zu\n%.*s", STR_ARG(path), ++*n,
		    STR_ARG(text));
	n = arena_new(k->a, size_t);
	*n = 1;
	(void)map_add(out, words, n);
}

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
		add_words(k, out, path, text);
}

static void
put_all(struct buf *b, const struct yaml_node *node)
{
	if (node == NULL)
		return;
	if (node->kind == YAML_SCALAR) {
		buf_put(b, str_trim(node->text));
		buf_put(b, S("\n"));
	}
	for (size_t i = 0; i < node->n; i++)
		put_all(b, node->items[i]);
}

/* Whatever is written in two members, to compare; empty: nothing. */
static struct str
all_of(struct wording *k, const struct yaml_node *item, const char *x,
    const char *y)
{
	struct buf b;
	struct str s;

	buf_init(&b, 2 * LIMIT_YAML_BYTES);
	put_all(&b, yaml_get(item, x));
	buf_put(&b, S("\n"));
	if (y != NULL)
		put_all(&b, yaml_get(item, y));
	s = buf_str(&b).n == 1 ? S("") : str_dup(k->a, buf_str(&b));
	buf_fini(&b);
	return s;
}

static struct str
name_of(struct wording *k, const struct record *r,
    const struct yaml_node *item)
{
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *const *m = names[i].members;

		if (strcmp(names[i].record, r->name) == 0)
			return all_of(k, item, m[0], m[1]);
	}
	return S("");
}

/* "path[2.1]": the first with the second of all names. */
static struct str
place_of(struct wording *k, struct map *seen, struct str path, struct str name)
{
	size_t *id = map_get(k->ids, name), *nth = map_get(seen, name);

	if (id == NULL) {
		id = arena_new(k->a, size_t);
		*id = map_len(k->ids) + 1;
		map_put(k->ids, name, id);
	}
	if (nth == NULL) {
		nth = arena_new(k->a, size_t);
		map_put(seen, name, nth);
	}
	++*nth;
	return str_fmt(k->a, "%.*s[%zu.%zu]", STR_ARG(path), *id, *nth);
}

/* A flaw has a name, and had another; no two were the same. */
static void
note_name(struct wording *k, struct words_version *v, struct str name,
    struct str was)
{
	struct str *x = arena_new(k->a, struct str);
	struct str *y = arena_new(k->a, struct str);

	*y = name;
	if (map_add(v->was, was, y))
		*x = was;
	(void)map_add(v->names, name, x);
}

/*
 * A flaw's place in a list: its CVE's, or that of its other ids, or the ith.
 * With the first CVE or id it stays the flaw that it was.
 */
static struct str
flaw_of(struct wording *k, struct words_version *v, struct map *seen,
    struct str path, const struct yaml_node *item)
{
	struct str cve = all_of(k, item, "cve", NULL);
	struct str ids = all_of(k, item, "ids", NULL);
	struct str name = place_of(k, seen, path, S(""));
	struct str was = name;

	if (cve.n + ids.n == 0)
		return name;
	if (ids.n > 0) {
		name = place_of(k, seen, path, ids);
		if (cve.n > 0)
			was = name;
	}
	if (cve.n > 0)
		name = place_of(k, seen, path, cve);
	note_name(k, v, name, was);
	return name;
}

/* Where a record of a list stands, whatever stands before it. */
static struct str
item_of(struct wording *k, struct words_version *v, struct map *seen,
    struct str path, const struct record *r, const struct yaml_node *item)
{
	if (item->kind != YAML_MAP)
		return path;
	if (r == &record_vulnerability)
		return flaw_of(k, v, seen, path, item);
	/* The texts of a product's versions are told by what they say. */
	if (r == &record_product_version)
		seen = map_open(k->a);
	return place_of(k, seen, path, name_of(k, r, item));
}

static void
add_record(struct wording *k, struct words_version *v, struct str path,
    const struct record *r, const struct yaml_node *node)
{
	if (node->kind == YAML_SEQ) {
		struct map *seen = map_open(k->a);

		for (size_t i = 0; i < node->n; i++)
			add_record(k, v,
			    item_of(k, v, seen, path, r, node->items[i]), r,
			    node->items[i]);
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
			add_record(k, v, below, f->record, node->items[i]);
		else
			add_text(k, v->words, below, node->items[i]);
	}
}

static const struct map *
words_of(struct wording *k, struct words_version *v)
{
	const struct yaml_node *node;

	if (v->words != NULL)
		return v->words;
	v->words = map_open(k->a);
	v->names = map_open(k->a);
	v->was = map_open(k->a);
	node = audit_front_map(k->a, v->front);
	v->is_unread = node == NULL;
	if (node != NULL)
		add_record(k, v, S(""), &record_case_file, node);
	return v->words;
}

/*
 * Whether no quote or bracket that text opens is open at its end, so that the
 * next line begins a member or an item if it looks so.  Most lines of facts
 * are those of the version before.
 */
static bool
is_closed(struct wording *k, struct arena *a, struct str text)
{
	if (str_trim(text).n == 0 || map_get(k->closed, text) != NULL)
		return true;
	if (!audit_front_is_yaml(a, text))
		return false;
	map_put(k->closed, str_dup(k->a, text), k);
	return true;
}

/*
 * Front matter without its facts; all of it where they cannot be told from the
 * rest by their lines: "facts:" may be a line of somebody's sentence.
 */
static struct str
without_facts(struct wording *k, struct arena *a, struct str text)
{
	struct str front = audit_front(text);
	struct str lines = audit_front_lines(text, S("facts"));
	struct str before, line, rest = lines;

	if (lines.n == 0 || lines.n == front.n ||
	    audit_front_has_odd_ends(front))
		return front;
	before = str_sub(front, 0, (size_t)(lines.p - front.p));
	if (!is_closed(k, a, before))
		return front;
	while (rest.n > 0) {
		(void)str_cut(rest, '\n', &line, &rest);
		if (!is_closed(k, a, line))
			return front;
	}
	return str_cat(a, before, str_from(front, before.n + lines.n));
}

/* ---- what commits did ------------------------------------ */

/* The version of a blob, read once. */
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
		text = without_facts(k, blob, text);
		v = map_get(k->fronts, text);
	} else {
		text = S("");
	}
	if (v == NULL) {
		v = arena_new(k->a, struct words_version);
		v->front = str_dup(k->a, text);
		if (text.n > 0)
			map_put(k->fronts, v->front, v);
	}
	map_put(k->known, str_dup(k->a, key), v);
	arena_close(blob);
	return v;
}

static bool
has(struct wording *k, struct words_version *v, struct str words)
{
	return v != NULL && map_get(words_of(k, v), words) != NULL;
}

static struct step
step_of(struct wording *k, const struct history_change *c)
{
	uint8_t id[HISTORY_ID_BYTES];
	struct step s = { .c = c, .n_before = c->commit->n_parents };

	s.before = arena_array(k->a, struct words_version *, s.n_before + 1);
	if (c->kind != HISTORY_DELETED)
		s.after = version_of(k, c->after);
	if (c->mode_before != 0)
		s.before[0] = version_of(k, c->before);
	for (size_t i = 1; i < s.n_before; i++) {
		if (history_object_path(k->w->h, c->commit->parents[i],
			c->file->path, id))
			s.before[i] = version_of(k, id);
	}
	return s;
}

/* Whether what a change did cannot be told: then it wrote. */
static bool
is_unread(struct wording *k, const struct step *s)
{
	for (size_t i = 0; i <= s->n_before; i++) {
		struct words_version *v = i < s->n_before ? s->before[i] :
							    s->after;

		if (v != NULL && words_of(k, v) != NULL && v->is_unread)
			return true;
	}
	return false;
}

/* "vulnerabilities[2.1]" of words on a flaw, or nothing. */
static struct str
flaw_in(struct str words)
{
	size_t end = str_starts(words, S("vulnerabilities[")) ?
	    str_find_byte(words, ']', 0) :
	    SIZE_MAX;

	return end == SIZE_MAX ? S("") : str_sub(words, 0, end + 1);
}

/* Whether a flaw had a name already. */
static bool
is_named(struct wording *k, struct words_version *v, struct str flaw)
{
	return v != NULL && words_of(k, v) != NULL &&
	    map_get(v->names, flaw) != NULL;
}

/*
 * Words of one version as another has them: those on a flaw that got its first
 * name in between, by the name that it had before; empty: no such.
 */
static struct str
renamed(struct wording *k, const struct map *m, struct str words)
{
	struct str flaw = flaw_in(words);
	const struct str *other = flaw.n > 0 ? map_get(m, flaw) : NULL;

	return other == NULL || other->n == 0 ?
	    S("") :
	    str_cat(k->a, *other, str_from(words, flaw.n));
}

/* What words after a change were called in one before it, if they were. */
static struct str
called_before(struct wording *k, const struct step *s, size_t i,
    struct str words)
{
	struct str other = S("");

	if (has(k, s->before[i], words))
		return words;
	if (has(k, s->after, words) &&
	    !is_named(k, s->before[i], flaw_in(words)))
		other = renamed(k, s->after->names, words);
	return other.n > 0 && has(k, s->before[i], other) ? other : S("");
}

/* Whether words are there after a change, by whatever name. */
static bool
is_kept(struct wording *k, const struct step *s, struct str words)
{
	struct str other;

	if (s->after == NULL || has(k, s->after, words))
		return s->after != NULL;
	other = renamed(k, s->after->was, words);
	for (size_t i = 0; i < s->n_before; i++) {
		if (is_named(k, s->before[i], flaw_in(other)))
			return false;
	}
	return other.n > 0 && has(k, s->after, other);
}

/* Whether words are there that no parent had. */
static bool
brought(struct wording *k, const struct step *s, struct str words)
{
	for (size_t i = 0; i < s->n_before; i++) {
		if (called_before(k, s, i, words).n > 0)
			return false;
	}
	return has(k, s->after, words);
}

/* Whether a commit, or one that it builds on, had the words. */
static bool
had_once(struct wording *k, const struct history_commit *top, struct str words)
{
	for (size_t i = 0; i < k->n && i < LIMIT_HISTORY_VERSIONS; i++) {
		const struct history_change *c = k->v[i];

		if (c->kind != HISTORY_DELETED &&
		    has(k, version_of(k, c->after), words) &&
		    audit_time_is_below(k->w, c->commit, top))
			return true;
	}
	return false;
}

/*
 * Whether words are gone that a parent had.  A merge did not take off what one
 * of its sides had taken off.
 */
static bool
dropped(struct wording *k, const struct step *s, struct str words)
{
	if (is_kept(k, s, words))
		return false;
	for (size_t i = 0; i < s->n_before; i++) {
		if (!has(k, s->before[i], words) &&
		    had_once(k, s->c->commit->parents[i], words))
			return false;
	}
	return true;
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

/* Whether other words went out after a change than before. */
static bool
is_rewording(struct wording *k, const struct step *s)
{
	for (size_t i = 0; i <= s->n_before; i++) {
		struct words_version *v = i < s->n_before ? s->before[i] :
							    s->after;
		const struct map *m = v != NULL ? words_of(k, v) : NULL;

		for (size_t j = 0; m != NULL && j < map_len(m); j++) {
			struct str words = map_at(m, j)->key;

			if (!is_covered(k->c, words) &&
			    (brought(k, s, words) || dropped(k, s, words)))
				return true;
		}
	}
	return false;
}

/* Take off left, words with a value, what a change brought; whether it did. */
static bool
take(struct wording *k, const struct step *s, struct map *left)
{
	bool any = false;

	for (size_t i = 0; i < map_len(left); i++) {
		const struct map_entry *e = map_at(left, i);

		if (e->value == NULL || !brought(k, s, e->key))
			continue;
		map_put(left, e->key, NULL);
		any = true;
	}
	return any;
}

/* Of flaws that get a name with a change: what left is called before it. */
static void
add_called_before(struct wording *k, const struct step *s, struct map *left)
{
	for (size_t j = 0, n = map_len(left); j < n; j++) {
		struct str words = map_at(left, j)->key;

		if (map_at(left, j)->value == NULL)
			continue;
		for (size_t i = 0; i < s->n_before; i++) {
			struct str other = called_before(k, s, i, words);

			if (other.n > 0)
				(void)map_add(left, other, k);
		}
	}
}

/* The words that stood at the end of a span: one of k's, with a value. */
static struct map *
standing(struct wording *k, const struct history_change *last)
{
	struct words_version *v = version_of(k, last->after);
	struct map *left = map_open(k->a);

	for (size_t i = 0; i < map_len(words_of(k, v)); i++) {
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
	struct map *left = NULL;

	k.known = map_open(k.a);
	k.fronts = map_open(k.a);
	k.closed = map_open(k.a);
	k.ids = map_open(k.a);
	k.v = f != NULL ? history_follow(f, k.a, &k.n) : NULL;
	for (size_t i = 0; i < k.n; i++) {
		struct audit_writing x = { .path = path, .stands = true };
		struct step step;

		if (!audit_author_is_for(w, k.v[i], s))
			continue;
		if (left == NULL)
			left = standing(&k, k.v[i]);
		x.commit = k.v[i]->commit;
		/* Of so many, the oldest count unread. */
		if (i < LIMIT_HISTORY_VERSIONS) {
			step = step_of(&k, k.v[i]);
			/* Mostly a fact. */
			if (step.n_before == 1 && step.before[0] == step.after)
				continue;
			add_called_before(&k, &step, left);
			x.stands = is_unread(&k, &step);
			if (!x.stands && !is_rewording(&k, &step))
				continue;
			if (!x.stands)
				x.stands = take(&k, &step, left);
		}
		out->v = arena_grow(a, out->v, out->n, &out->cap,
		    sizeof(*out->v));
		out->v[out->n++] = x;
	}
	arena_close(k.a);
}
