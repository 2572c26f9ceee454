#include "csaf/csaf_schema.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "csaf/csaf_run.h"

/* Words that are offered when another one was meant. */
#define WORDS_MAX	16

enum type20 {
#define OBJECT(name, min, max)		TYPE_20_##name,
#define ARRAY(name, of, min, unique)	TYPE_20_##name,
#define STRING(name, min, format, words) TYPE_20_##name,
#define NUMBER(name, min, max)		TYPE_20_##name,
#define EITHER(name, a, b)		TYPE_20_##name,
#define MEMBER(object, name, type, need)
#include "csaf/schema20.def"
};

enum {
	ANY = false,
	UNIQUE = true,
	FREE = false,
	NEEDED = true,
};

static const struct csaf_type types20[] = {
#define OBJECT(name_, min_, max_)					\
	{ .kind = CSAF_TYPE_OBJECT, .name = #name_, .min = min_, .max = max_ },
#define ARRAY(name_, of_, min_, unique)					\
	{ .kind = CSAF_TYPE_ARRAY, .name = #name_, .min = min_,		\
	    .of = { TYPE_20_##of_ }, .is_unique = unique },
#define STRING(name_, min_, format_, words_)				\
	{ .kind = CSAF_TYPE_STRING, .name = #name_, .min = min_,	\
	    .format = CSAF_FORMAT_##format_, .words = STR_INIT(words_) },
#define NUMBER(name_, min_, max_)					\
	{ .kind = CSAF_TYPE_NUMBER, .name = #name_, .min = min_, .max = max_ },
#define EITHER(name_, a, b)						\
	{ .kind = CSAF_TYPE_EITHER, .name = #name_,			\
	    .of = { TYPE_20_##a, TYPE_20_##b } },
#define MEMBER(object, name, type, need)
#include "csaf/schema20.def"
};

static const struct csaf_member members20[] = {
#define OBJECT(name, min, max)
#define ARRAY(name, of, min, unique)
#define STRING(name, min, format, words)
#define NUMBER(name, min, max)
#define EITHER(name, a, b)
#define MEMBER(object, name, type, need)				\
	{ TYPE_20_##object, STR_INIT(#name), TYPE_20_##type, need },
#include "csaf/schema20.def"
};

const struct csaf_schema *
csaf_schema_20(void)
{
	static const struct csaf_schema schema = { .types = types20,
		.n_types = ARRAY_LEN(types20),
		.members = members20,
		.n_members = ARRAY_LEN(members20),
		.root = TYPE_20_root };

	return &schema;
}

/* ---- the check ------------------------------------------------------- */

struct shape {
	struct csaf_run *k;
	const struct csaf_schema *schema;
	struct csaf_range *members;	/* by type */
	const struct csaf_test *of_schema, *of_cvss, *of_extra;
};

static void check_node(struct shape *s, const struct json_node *node,
    unsigned type);

static const char *
kind_words(enum json_kind kind)
{
	switch (kind) {
	case JSON_IS_NULL:
		return "null";
	case JSON_IS_FALSE:
	case JSON_IS_TRUE:
		return "true or false";
	case JSON_IS_NUMBER:
		return "a number";
	case JSON_IS_STRING:
		return "a string";
	case JSON_IS_ARRAY:
		return "an array";
	case JSON_IS_OBJECT:
		return "an object";
	}
	return "";
}

static enum json_kind
wanted_kind(enum csaf_type_kind kind)
{
	switch (kind) {
	case CSAF_TYPE_OBJECT:
	case CSAF_TYPE_EITHER:
		return JSON_IS_OBJECT;
	case CSAF_TYPE_ARRAY:
		return JSON_IS_ARRAY;
	case CSAF_TYPE_STRING:
		return JSON_IS_STRING;
	case CSAF_TYPE_NUMBER:
		return JSON_IS_NUMBER;
	}
	BUG("kind of type");
}

static void
check_words(struct shape *s, const struct json_node *node,
    const struct csaf_type *t)
{
	struct str rest = t->words, words[WORDS_MAX], near, text;
	bool more = true;
	size_t n = 0;

	while (more && n < WORDS_MAX) {
		more = str_cut(rest, ' ', &words[n], &rest);
		if (str_eq(words[n++], node->text))
			return;
	}
	text = csaf_run_quote(s->k, node->text);
	near = str_nearest(node->text, words, n);
	if (near.n > 0)
		csaf_run_report(s->k, node,
		    "'%.*s' is none of the words allowed here (did you mean "
		    "'%.*s'?)",
		    STR_ARG(text), STR_ARG(near));
	else
		csaf_run_report(s->k, node, "'%.*s' is none of: %.*s",
		    STR_ARG(text), STR_ARG(t->words));
}

static void
check_string(struct shape *s, const struct json_node *node,
    const struct csaf_type *t)
{
	struct str text;

	if (t->words.n > 0) {
		check_words(s, node, t);
		return;
	}
	if (t->min > 0 && node->text.n == 0) {
		csaf_run_report(s->k, node, "the text is empty");
		return;
	}
	if (csaf_format_matches(t->format, node->text) &&
	    (node->text.n >= (size_t)t->min * 4 ||
		utf8_count(node->text) >= t->min))
		return;
	text = csaf_run_quote(s->k, node->text);
	csaf_run_report(s->k, node, "'%.*s' is not what is wanted here: %s",
	    STR_ARG(text), csaf_format_words(t->format));
}

static void
check_number(struct shape *s, const struct json_node *node,
    const struct csaf_type *t)
{
	if (!csaf_format_within(node->text, t->max))
		csaf_run_report(s->k, node,
		    "%.*s is not a number from %u to %u", STR_ARG(node->text),
		    t->min, t->max);
}

/* ---- equal items ----------------------------------------------------- */

struct item {
	struct str text;		/* the same for equal items */
	const struct json_node *node;
	size_t place;
};

static int
item_cmp(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	int cmp = str_cmp(x->text, y->text);

	if (cmp != 0)
		return cmp;
	return x->place < y->place ? -1 : x->place > y->place;
}

static int
member_cmp(const void *a, const void *b)
{
	const struct json_node *const *x = a, *const *y = b;

	return str_cmp((*x)->name, (*y)->name);
}

static void put_plain(struct arena *a, struct buf *b,
    const struct json_node *node);

static void
put_members(struct arena *a, struct buf *b, const struct json_node *node)
{
	const struct json_node **v = arena_array(a, const struct json_node *,
	    node->n + 1);
	size_t n = 0;

	for (const struct json_node *m = node->first; m != NULL; m = m->next)
		v[n++] = m;
	if (n > 1)
		qsort(v, n, sizeof(*v), member_cmp);
	for (size_t i = 0; i < n; i++) {
		buf_printf(b, "%zu:", v[i]->name.n);
		buf_put(b, v[i]->name);
		put_plain(a, b, v[i]);
	}
}

/* A value as text, members sorted; lengths stand before texts. */
static void
put_plain(struct arena *a, struct buf *b, const struct json_node *node)
{
	buf_printf(b, "%d %zu %zu:", (int)node->kind, node->n, node->text.n);
	buf_put(b, node->text);
	if (node->kind == JSON_IS_OBJECT) {
		put_members(a, b, node);
		return;
	}
	for (const struct json_node *m = node->first; m != NULL; m = m->next)
		put_plain(a, b, m);
}

static struct str
plain_text(struct arena *a, const struct json_node *node)
{
	struct buf b;
	struct str text;

	if (node->kind == JSON_IS_STRING)
		return node->text;
	buf_init(&b, LIMIT_PAGE_BYTES);
	put_plain(a, &b, node);
	text = str_dup(a, buf_str(&b));
	buf_fini(&b);
	return text;
}

static void
check_unique(struct shape *s, const struct json_node *node)
{
	struct arena *work = arena_open();
	struct item *v = arena_array(work, struct item, node->n);
	size_t n = 0;

	for (const struct json_node *m = node->first; m != NULL;
	     m = m->next, n++)
		v[n] = (struct item){ plain_text(work, m), m, n };
	qsort(v, n, sizeof(*v), item_cmp);
	for (size_t i = 1; i < n; i++) {
		if (v[i].node->kind == v[i - 1].node->kind &&
		    str_eq(v[i].text, v[i - 1].text))
			csaf_run_report(s->k, v[i].node,
			    "this stands in the list already, as item %zu",
			    v[i - 1].place);
	}
	arena_close(work);
}

static void
check_array(struct shape *s, const struct json_node *node,
    const struct csaf_type *t)
{
	if (node->n < t->min)
		csaf_run_report(s->k, node,
		    "the list has %zu items, %u at least are wanted", node->n,
		    t->min);
	for (const struct json_node *m = node->first; m != NULL; m = m->next)
		check_node(s, m, t->of[0]);
	if (t->is_unique && node->n > 1)
		check_unique(s, node);
}

/* ---- objects --------------------------------------------------------- */

/* The place of a member in its object's rows, or CSAF_NOWHERE. */
static size_t
find_member(const struct csaf_member *rows, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(rows[i].name, name))
			return i;
	}
	return CSAF_NOWHERE;
}

static void
report_extra(struct shape *s, const struct json_node *node)
{
	const struct csaf_test *outer = s->k->test;
	struct str name = csaf_run_quote(s->k, node->name);

	s->k->test = s->of_extra;
	csaf_run_report(s->k, node, "the schema has no member '%.*s' here",
	    STR_ARG(name));
	s->k->test = outer;
}

static void
check_members(struct shape *s, const struct json_node *node, unsigned type)
{
	const struct csaf_range *r = &s->members[type];
	const struct csaf_member *rows = s->schema->members + r->first;
	uint64_t seen = 0;

	for (const struct json_node *m = node->first; m != NULL; m = m->next) {
		size_t i = find_member(rows, r->n, m->name);

		if (i == CSAF_NOWHERE) {
			report_extra(s, m);
			continue;
		}
		seen |= UINT64_C(1) << i;
		check_node(s, m, rows[i].type);
	}
	for (size_t i = 0; i < r->n; i++) {
		if (rows[i].is_needed && (seen >> i & 1) == 0)
			csaf_run_report(s->k, node,
			    "the member '%.*s' is missing",
			    STR_ARG(rows[i].name));
	}
}

static void
check_object(struct shape *s, const struct json_node *node, unsigned type)
{
	const struct csaf_type *t = &s->schema->types[type];

	if (node->n < t->min)
		csaf_run_report(s->k, node,
		    "the object has %zu members, %u at least are wanted",
		    node->n, t->min);
	if (t->max > 0 && node->n > t->max)
		csaf_run_report(s->k, node,
		    "the object has %zu members, %u at most are allowed",
		    node->n, t->max);
	check_members(s, node, type);
}

/* A CVSS 3 object is checked as of the version that it names. */
static void
check_either(struct shape *s, const struct json_node *node,
    const struct csaf_type *t)
{
	bool is_30 = str_eq(json_get_str(node, "version"), S("3.0"));

	check_object(s, node, t->of[is_30 ? 0 : 1]);
}

static bool
is_cvss(const struct json_node *node)
{
	return str_eq(node->name, S("cvss_v2")) ||
	    str_eq(node->name, S("cvss_v3"));
}

static void
check_kind(struct shape *s, const struct json_node *node, unsigned type)
{
	const struct csaf_type *t = &s->schema->types[type];
	enum json_kind wanted = wanted_kind(t->kind);

	if (node->kind != wanted) {
		csaf_run_report(s->k, node, "this is %s, not %s",
		    kind_words(node->kind), kind_words(wanted));
		return;
	}
	switch (t->kind) {
	case CSAF_TYPE_OBJECT:
		check_object(s, node, type);
		break;
	case CSAF_TYPE_EITHER:
		check_either(s, node, t);
		break;
	case CSAF_TYPE_ARRAY:
		check_array(s, node, t);
		break;
	case CSAF_TYPE_STRING:
		check_string(s, node, t);
		break;
	case CSAF_TYPE_NUMBER:
		check_number(s, node, t);
		break;
	}
}

/* As deep as the reader of JSON lets documents be. */
static void
check_node(struct shape *s, const struct json_node *node, unsigned type)
{
	const struct csaf_test *outer = s->k->test;

	if (outer == s->of_schema && is_cvss(node))
		s->k->test = s->of_cvss;
	check_kind(s, node, type);
	s->k->test = outer;
}

void
csaf_schema_check(struct csaf_run *k)
{
	struct shape s = { .k = k, .schema = csaf_schema_20() };

	s.of_schema = csaf_test_find(S("schema"));
	s.of_cvss = csaf_test_find(S("6.1.8"));
	s.of_extra = csaf_test_find(S("6.2.20"));
	s.members = arena_array(k->q->arena, struct csaf_range,
	    s.schema->n_types);
	for (size_t i = 0; i < s.schema->n_members; i++) {
		struct csaf_range *r = &s.members[s.schema->members[i].object];

		if (r->n++ == 0)
			r->first = i;
	}
	k->test = s.of_schema;
	check_node(&s, k->doc->root, s.schema->root);
}
