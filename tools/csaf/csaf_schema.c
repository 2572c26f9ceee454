#include "csaf/csaf_schema.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "csaf/csaf_run.h"
#include "csaf/csaf_table.h"
#include "score/cvss.h"

/* Words that are offered when another one was meant. */
#define WORDS_MAX	16

/* ---- the check ------------------------------------------------------- */

struct shape {
	struct csaf_run *k;
	const struct csaf_schema *schema;
	struct csaf_range *members;	/* by type */
	const struct csaf_test *of_schema, *of_extra, *of_time;
};

/* Members whose content has a test of its own, from a version on. */
static const struct {
	const char *name, *test;
	enum csaf_version since;
} scopes[] = {
	{ "cvss_v2", "6.1.8", CSAF_20 },
	{ "cvss_v3", "6.1.8", CSAF_20 },
	{ "cvss_v4", "6.1.8", CSAF_21 },
	{ "ssvc_v2", "6.1.46", CSAF_21 },
	{ "x_extensions", "6.1.60.1", CSAF_21 },
};

static void check_node(struct shape *s, const struct json_node *node,
    unsigned type);

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
	case CSAF_TYPE_BOOLEAN:
		return JSON_IS_FALSE;
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

	if (t->is_one && str_eq(rest, node->text))
		return;
	while (more && !t->is_one && n < WORDS_MAX) {
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
	const struct csaf_test *outer = s->k->test;
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
	/* Dates have a test of their own in 2.1. */
	if (t->format == CSAF_FORMAT_TIME_21)
		s->k->test = s->of_time;
	csaf_run_report(s->k, node, "'%.*s' is not what is wanted here: %s",
	    STR_ARG(text), csaf_format_words(t->format));
	s->k->test = outer;
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
report_extra(struct shape *s, const struct json_node *node,
    enum csaf_extra extra)
{
	const struct csaf_test *outer = s->k->test;
	struct str name = csaf_run_quote(s->k, node->name);

	if (extra == CSAF_EXTRA_FREE)
		return;
	if (extra == CSAF_EXTRA_REFUSED)
		csaf_run_report(s->k, node,
		    "a member '%.*s' is not allowed here", STR_ARG(name));
	s->k->test = s->of_extra;
	csaf_run_report(s->k, node, "the schema has no member '%.*s' here",
	    STR_ARG(name));
	csaf_run_fix(s->k, "remove \"%.*s\"", STR_ARG(name));
	s->k->test = outer;
}

/* Of CVSS objects, what the vector gives. */
static void
put_cvss_fix(struct shape *s, const struct json_node *node, struct str name)
{
	struct cvss_fault fault;
	struct cvss_score score;
	struct cvss v;
	int x10;

	if (!cvss_parse(json_get_str(node, "vectorString"), &v, &fault))
		return;
	score = cvss_score(&v);
	x10 = v.version == CVSS_4_0 ? score.overall_x10 : score.base_x10;
	if (str_eq(name, S("version")))
		csaf_run_fix(s->k, "write \"version\": \"%s\"",
		    cvss_version_name(v.version));
	else if (str_eq(name, S("baseScore")))
		csaf_run_fix(s->k, "write \"baseScore\": %d.%d", x10 / 10,
		    x10 % 10);
	else if (str_eq(name, S("baseSeverity")))
		csaf_run_fix(s->k, "write \"baseSeverity\": \"%s\"",
		    cvss_severity_json(cvss_severity(v.version, x10)));
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
			report_extra(s, m, s->schema->types[type].extra);
			continue;
		}
		seen |= UINT64_C(1) << i;
		check_node(s, m, rows[i].type);
	}
	for (size_t i = 0; i < r->n; i++) {
		if (!rows[i].is_needed || (seen >> i & 1) != 0)
			continue;
		csaf_run_report(s->k, node, "the member '%.*s' is missing",
		    STR_ARG(rows[i].name));
		if (s->k->test != s->of_schema)
			put_cvss_fix(s, node, rows[i].name);
	}
}

/* CVSS 4.0: of score and severity, each pair has ranges of its own. */
static void
check_rating(struct shape *s, const struct json_node *node)
{
	const struct json_node *score = json_get(node, "baseScore");
	const struct json_node *severity = csaf_run_string(node,
	    "baseSeverity");
	int x10;
	const char *wanted;

	if (score == NULL || score->kind != JSON_IS_NUMBER ||
	    severity == NULL || !csaf_format_tenths(score->text, &x10))
		return;
	wanted = cvss_severity_json(cvss_severity(CVSS_4_0, x10));
	if (!str_eq_z(severity->text, wanted))
		csaf_run_report(s->k, severity,
		    "a score of %.*s does not go with this, but with %s",
		    STR_ARG(score->text), wanted);
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
	if (t->is_rated)
		check_rating(s, node);
}

/* A CVSS 3 object is checked as of the version that it names. */
static void
check_either(struct shape *s, const struct json_node *node,
    const struct csaf_type *t)
{
	bool is_30 = str_eq(json_get_str(node, "version"), S("3.0"));

	check_object(s, node, t->of[is_30 ? 0 : 1]);
}

/* The test that a member's content has of its own, or the one at work. */
static const struct csaf_test *
test_of(const struct shape *s, const struct json_node *node)
{
	for (size_t i = 0; s->k->test == s->of_schema && i < ARRAY_LEN(scopes);
	     i++) {
		if (s->k->doc->version >= scopes[i].since &&
		    str_eq_z(node->name, scopes[i].name))
			return csaf_test_find(str_z(scopes[i].test));
	}
	return s->k->test;
}

static bool
is_kind(const struct json_node *node, enum json_kind wanted)
{
	return node->kind == wanted ||
	    (wanted == JSON_IS_FALSE && node->kind == JSON_IS_TRUE);
}

static void
check_kind(struct shape *s, const struct json_node *node, unsigned type)
{
	const struct csaf_type *t = &s->schema->types[type];
	enum json_kind wanted = wanted_kind(t->kind);

	if (!is_kind(node, wanted)) {
		csaf_run_report(s->k, node, "this is %s, not %s",
		    json_kind_name(node->kind), json_kind_name(wanted));
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
	case CSAF_TYPE_BOOLEAN:
		if (t->is_one && node->kind == JSON_IS_TRUE)
			csaf_run_report(s->k, node, "this is not false");
		break;
	}
}

/* As deep as the reader of JSON lets documents be. */
static void
check_node(struct shape *s, const struct json_node *node, unsigned type)
{
	const struct csaf_test *outer = s->k->test;

	s->k->test = test_of(s, node);
	check_kind(s, node, type);
	s->k->test = outer;
}

static void
shape_open(struct shape *s, struct csaf_run *k,
    const struct csaf_schema *schema)
{
	*s = (struct shape){ .k = k, .schema = schema };
	s->of_schema = csaf_test_find(S("schema"));
	s->of_extra = csaf_test_find(S("6.2.20"));
	s->of_time = csaf_test_find(S("6.1.37"));
	s->members = arena_array(k->q->arena, struct csaf_range,
	    schema->n_types);
	for (size_t i = 0; i < schema->n_members; i++) {
		struct csaf_range *r = &s->members[schema->members[i].object];

		if (r->n++ == 0)
			r->first = i;
	}
}

void
csaf_schema_check(struct csaf_run *k)
{
	struct shape s;

	shape_open(&s, k,
	    k->doc->version == CSAF_21 ? csaf_table_21() : csaf_table_20());
	k->test = s.of_schema;
	check_node(&s, k->doc->root, s.schema->root);
}

void
csaf_schema_check_as(struct csaf_run *k, const struct json_node *node,
    unsigned type)
{
	struct shape s;

	shape_open(&s, k, csaf_table_21());
	check_kind(&s, node, type);
}
