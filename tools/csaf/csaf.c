#include "csaf/csaf.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "csaf/csaf_run.h"
#include "csaf/csaf_schema.h"

/* Versions that a row is for. */
#define V20	(1u << CSAF_20)
#define V21	(1u << CSAF_21)

static const struct row {
	struct csaf_test test;
	csaf_test_fn *function;	/* NULL: csaf_schema_check() does it */
	unsigned versions;
} rows[] = {
#define TEST(id, function, class, versions, title, why_en, why_ja, bad,	\
    good, fix)								\
	{ { id, CSAF_##class, title, why_en, why_ja, bad, good, fix },	\
	    function, versions },
#define SCHEMA_TEST(id, class, versions, title, why_en, why_ja, bad, good, \
    fix)								\
	{ { id, CSAF_##class, title, why_en, why_ja, bad, good, fix },	\
	    NULL, versions },
#include "csaf/tests.def"
};

size_t
csaf_tests_len(void)
{
	return ARRAY_LEN(rows);
}

const struct csaf_test *
csaf_test_at(size_t i)
{
	return i < ARRAY_LEN(rows) ? &rows[i].test : NULL;
}

const struct csaf_test *
csaf_test_find(struct str id)
{
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (str_eq_z(id, rows[i].test.id))
			return &rows[i].test;
	}
	return NULL;
}

size_t
csaf_test_place(const struct csaf_test *t)
{
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (&rows[i].test == t)
			return i;
	}
	BUG("a test without a row");
}

const char *
csaf_test_versions(const struct csaf_test *t)
{
	switch (rows[csaf_test_place(t)].versions) {
	case V20:
		return "2.0";
	case V21:
		return "2.1";
	default:
		return "2.0 and 2.1";
	}
}

enum csaf_need
csaf_test_need(const struct csaf_test *t)
{
	static const struct {
		const char *id;
		enum csaf_need need;
	} needs[] = {
		{ "6.3.6", CSAF_NEEDS_LINKS },
		{ "6.3.7", CSAF_NEEDS_LINKS },
		{ "6.3.8", CSAF_NEEDS_WORDS },
	};

	for (size_t i = 0; i < ARRAY_LEN(needs); i++) {
		if (str_eq_z(str_z(t->id), needs[i].id))
			return needs[i].need;
	}
	return CSAF_NEEDS_NOTHING;
}

const char *
csaf_class_name(enum csaf_class class)
{
	switch (class) {
	case CSAF_SCHEMA:
		return "schema";
	case CSAF_MANDATORY:
		return "mandatory";
	case CSAF_OPTIONAL:
		return "optional";
	case CSAF_INFORMATIVE:
		return "informative";
	}
	BUG("class of a test");
}

const char *
csaf_version_name(enum csaf_version v)
{
	switch (v) {
	case CSAF_NONE:
		return "";
	case CSAF_20:
		return "2.0";
	case CSAF_21:
		return "2.1";
	}
	BUG("version");
}

bool
csaf_run_wants(const struct csaf_run *k, const struct csaf_test *t)
{
	size_t i = csaf_test_place(t);

	/* What names no version is held against the schema of 2.0. */
	if (t->class != CSAF_SCHEMA &&
	    (rows[i].versions & (k->doc->version == CSAF_21 ? V21 : V20)) == 0)
		return false;
	return k->q->tests == NULL || k->q->tests[i];
}

/* By place in the document, then by test. */
static int
finding_cmp(const void *a, const void *b)
{
	const struct csaf_finding *x = a, *y = b;
	int cmp = span_cmp(x->at, y->at);

	if (cmp != 0)
		return cmp;
	if (x->test != y->test)
		return x->test < y->test ? -1 : 1;
	return str_cmp(x->message, y->message);
}

/* What json_tree() reported as the one finding there is. */
static void
report_syntax(const struct csaf_request *q, const struct diags *d,
    struct csaf_result *out)
{
	const struct diag *first = diags_at(d, 0);

	out->findings = arena_new(q->arena, struct csaf_finding);
	out->n_findings = 1;
	out->findings[0] = (struct csaf_finding){ .test = csaf_test_find(
						      S("schema")),
		.at = first->at,
		.kind = "",
		.message = str_fmt(q->arena, "this is no JSON: %.*s",
		    STR_ARG(first->message)) };
}

static void
run(struct csaf_run *k)
{
	csaf_schema_check(k);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		k->test = &rows[i].test;
		if (rows[i].function != NULL && csaf_run_wants(k, k->test) &&
		    (k->q->has_links ||
			csaf_test_need(k->test) == CSAF_NEEDS_NOTHING))
			rows[i].function(k);
	}
}

void
csaf_check(const struct csaf_request *q, struct csaf_result *out)
{
	struct diags *d = diags_open(q->arena);
	struct csaf_doc doc;
	struct csaf_run k = { .q = q, .doc = &doc, .work = LIMIT_CSAF_WORK };

	*out = (struct csaf_result){ .version = CSAF_NONE };
	out->root = json_tree(q->arena, q->sources, q->file, d);
	if (out->root == NULL) {
		report_syntax(q, d, out);
		return;
	}
	csaf_doc_read(q->arena, out->root, &doc);
	run(&k);
	if (k.n > 1)
		qsort(k.findings, k.n, sizeof(*k.findings), finding_cmp);
	out->version = doc.version;
	out->is_valid = !k.is_bad;
	out->findings = k.findings;
	out->n_findings = k.n;
	out->n_dropped = k.n_dropped;
}

/* ---- pointers -------------------------------------------------------- */

static void
put_escaped(struct buf *out, struct str name)
{
	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] == '~')
			buf_put(out, S("~0"));
		else if (name.p[i] == '/')
			buf_put(out, S("~1"));
		else
			buf_putc(out, name.p[i]);
	}
}

static bool
holds(const struct json_node *outer, const struct json_node *inner)
{
	return inner->at.off >= outer->at.off &&
	    inner->at.off < outer->at.off + outer->at.len;
}

void
csaf_path(const struct json_node *root, const struct json_node *node,
    struct buf *out)
{
	while (root != NULL && node != NULL && root != node) {
		const struct json_node *n = root->first;
		size_t place = 0;

		for (; n != NULL && !holds(n, node); n = n->next)
			place++;
		if (n == NULL)
			return;
		buf_putc(out, '/');
		if (root->kind == JSON_IS_OBJECT)
			put_escaped(out, n->name);
		else
			buf_printf(out, "%zu", place);
		root = n;
	}
}
