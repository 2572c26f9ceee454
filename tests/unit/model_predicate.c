/*
 * model/predicate: conditions are read, checked against the field tables, and
 * hold or do not hold.
 */
#include "model/predicate.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/limits.h"
#include "model_text.h"
#include "text/yaml.h"

static struct model_fixture f;

static const struct model_file files[] = {
	{ "cases/2026/PS-2026-0001/case.md",
	    "---\nid: PS-2026-0001\ntitle: {ja: 鍵, en: A key}\nowner: sato\n"
	    "team: [sato, tanaka]\nadvisory: EX-2026-0001\n"
	    "embargo: {until: 2026-12-01T10:00+09:00, agreed: [jpcert, sato]}"
	    "\n"
	    "source: {channel: finder, reporter: {anonymous: yes}}\n"
	    "facts:\n  - {at: 2026-09-01T09:30+09:00, event: received}\n"
	    "  - {at: 2026-09-08, event: verified}\n"
	    "vulnerabilities:\n"
	    "  - {cve: CVE-1900-0001, exploitation: none}\n"
	    "  - {cwe: CWE-79, exploitation: active, products: "
	    "[{product: box, status: known_affected}]}\n---\n" },
	{ "products/acme/box/product.yaml",
	    "name: {en: Box}\nkind: hardware\nsafety: critical\n"
	    "owner: tanaka\n" },
};

static struct predicate_root roots[2];

static void
setup(void)
{
	model_fixture_open(&f);
	model_fixture_load(&f, files, ARRAY_LEN(files));
	model_expect(&f, "fixture", &(struct model_fault){ 0 });
	roots[0] = (struct predicate_root){ "case", &record_case_file,
		f.m->cases[0].c };
	roots[1] = (struct predicate_root){ "product", &record_product, NULL };
}

static void
teardown(void)
{
	model_fixture_close(&f);
}

static const struct predicate *
parse(struct str text)
{
	uint32_t file = source_add(f.ss, S("p.yaml"));
	struct yaml_node *node;

	source_set_text(f.ss, file, text);
	node = yaml_parse(f.a, f.ss,
	    (struct span){ file, 0, (uint32_t)text.n }, f.d);
	ck_assert_ptr_nonnull(node);
	return predicate_parse(f.a, node, f.d);
}

enum outcome {
	NO,
	YES,
	FAULT,
};

#define LEAF(field, op, value)						\
	"{field: case." field ", op: " op ", value: " value "}"
#define LONE(field, op)		"{field: case." field ", op: " op "}"

static const struct row {
	const char *yaml;
	enum outcome answer;
	struct model_fault want;	/* FAULT: what is reported */
} ROWS[] = {
	/* eq is what stands when no op is written. */
	{ "{field: case.id, value: PS-2026-0001}", YES, { 0 } },
	{ LEAF("id", "eq", "PS-2026-0001"), YES, { 0 } },
	{ LEAF("id", "eq", "PS-2026-0002"), NO, { 0 } },
	{ LEAF("id", "ne", "PS-2026-0002"), YES, { 0 } },
	{ LEAF("id", "ne", "PS-2026-0001"), NO, { 0 } },
	{ LEAF("id", "in", "[a, PS-2026-0001]"), YES, { 0 } },
	{ LEAF("id", "in", "[a, b]"), NO, { 0 } },
	{ LEAF("id", "in", "[]"), NO, { 0 } },
	{ LEAF("id", "not_in", "[a, b]"), YES, { 0 } },
	{ LEAF("id", "not_in", "[PS-2026-0001]"), NO, { 0 } },

	/* What is missing makes all false but ne, not_in and missing. */
	{ LONE("deputy", "exists"), NO, { 0 } },
	{ LONE("deputy", "missing"), YES, { 0 } },
	{ LONE("owner", "exists"), YES, { 0 } },
	{ LONE("owner", "missing"), NO, { 0 } },
	{ LEAF("deputy", "eq", "sato"), NO, { 0 } },
	{ LEAF("deputy", "ne", "sato"), YES, { 0 } },
	{ LEAF("deputy", "not_in", "[sato]"), YES, { 0 } },
	{ LEAF("tlp", "lt", "RED"), NO, { 0 } },
	{ LEAF("tlp", "ge", "CLEAR"), NO, { 0 } },
	{ LONE("exit", "missing"), YES, { 0 } },
	{ LONE("embargo", "exists"), YES, { 0 } },
	{ LONE("disclosure.decision", "missing"), YES, { 0 } },

	/* Lists: of any item. */
	{ LEAF("team", "contains", "tanaka"), YES, { 0 } },
	{ LEAF("team", "contains", "suzuki"), NO, { 0 } },
	{ LEAF("team", "eq", "tanaka"), YES, { 0 } },
	{ LEAF("team", "ne", "tanaka"), NO, { 0 } },
	{ LEAF("team", "in", "[x, sato]"), YES, { 0 } },
	{ LEAF("facts.event", "contains", "verified"), YES, { 0 } },
	{ LEAF("facts.event", "contains", "closed"), NO, { 0 } },
	{ LEAF("vulnerabilities.exploitation", "eq", "active"), YES, { 0 } },
	{ LEAF("vulnerabilities.exploitation", "ne", "active"), NO, { 0 } },
	{ LEAF("vulnerabilities.exploitation", "eq", "public_poc"), NO,
	    { 0 } },
	{ LEAF("vulnerabilities.products.status", "eq", "known_affected"), YES,
	    { 0 } },
	{ LONE("waivers", "exists"), NO, { 0 } },

	/* Through references. */
	{ LEAF("owner", "eq", "sato"), YES, { 0 } },
	{ LEAF("owner.id", "eq", "sato"), YES, { 0 } },
	{ LEAF("owner.name", "eq", "Sato"), YES, { 0 } },
	{ LEAF("embargo.agreed.kind", "eq", "coordinator"), YES, { 0 } },
	{ LEAF("vulnerabilities.products.product.safety", "ge", "marginal"),
	    YES, { 0 } },
	{ LEAF("vulnerabilities.products.product.owner.id", "eq", "tanaka"),
	    YES, { 0 } },
	{ LONE("deputy.name", "missing"), YES, { 0 } },

	/* Order: of words as their table has them, of dates, of numbers. */
	{ LEAF("vulnerabilities.exploitation", "gt", "public_poc"), YES,
	    { 0 } },
	{ LEAF("vulnerabilities.exploitation", "gt", "active"), NO, { 0 } },
	{ LEAF("vulnerabilities.exploitation", "le", "none"), YES, { 0 } },
	{ LEAF("vulnerabilities.exploitation", "lt", "none"), NO, { 0 } },
	{ LEAF("facts.at", "lt", "2026-09-02"), YES, { 0 } },
	{ LEAF("facts.at", "gt", "2026-09-08"), NO, { 0 } },
	{ LEAF("facts.at", "ge", "2026-09-08"), YES, { 0 } },
	{ LEAF("embargo.until", "eq", "2026-12-01T01:00Z"), YES, { 0 } },
	{ LEAF("embargo.until", "le", "2026-12-01T01:00Z"), YES, { 0 } },
	{ LEAF("embargo.until", "lt", "2026-12-01T01:00Z"), NO, { 0 } },

	/* Truth and words in two languages. */
	{ LEAF("source.reporter.anonymous", "eq", "yes"), YES, { 0 } },
	{ LEAF("source.reporter.anonymous", "eq", "true"), YES, { 0 } },
	{ LEAF("source.reporter.anonymous", "eq", "no"), NO, { 0 } },
	{ LEAF("title", "eq", "A key"), YES, { 0 } },

	/* Another root, without a record behind it. */
	{ "{field: product.kind, value: hardware}", NO, { 0 } },
	{ "{field: product.kind, op: missing}", YES, { 0 } },
	{ "{field: product.kind, op: ne, value: hardware}", YES, { 0 } },

	/* Groups. */
	{ "{all: []}", YES, { 0 } },
	{ "{any: []}", NO, { 0 } },
	{ "{all: [" LONE("owner", "exists") ", " LONE("team", "exists") "]}",
	    YES, { 0 } },
	{ "{all: [" LONE("owner", "exists") ", " LONE("exit", "exists") "]}",
	    NO, { 0 } },
	{ "{any: [" LONE("exit", "exists") ", " LONE("team", "exists") "]}",
	    YES, { 0 } },
	{ "{any: [" LONE("exit", "exists") ", " LONE("deputy", "exists") "]}",
	    NO, { 0 } },
	{ "{not: " LONE("exit", "exists") "}", YES, { 0 } },
	{ "{not: {not: " LONE("exit", "exists") "}}", NO, { 0 } },
	{ "{not: {any: [" LONE("exit", "exists") "]}}", YES, { 0 } },

	/* Shapes. */
	{ "[]", FAULT, { "predicate-syntax", NULL, "no condition", "{all" } },
	{ "case.id", FAULT, { "predicate-syntax", NULL, NULL, NULL } },
	{ "{}", FAULT, { "predicate-syntax", NULL, NULL, NULL } },
	{ "{all: x}", FAULT, { "predicate-syntax", NULL, NULL, NULL } },
	{ "{all: {field: case.id, op: exists}}", FAULT,
	    { "predicate-syntax", NULL, NULL, NULL } },
	{ "{all: [x]}", FAULT, { "predicate-syntax", "x", NULL, NULL } },
	{ "{not: []}", FAULT, { "predicate-syntax", NULL, NULL, NULL } },
	{ "{all: [], any: []}", FAULT,
	    { "predicate-syntax", NULL, NULL, NULL } },
	{ "{all: [], field: case.id}", FAULT,
	    { "predicate-syntax", NULL, NULL, NULL } },
	{ "{field: [case], op: exists}", FAULT,
	    { "predicate-syntax", NULL, NULL, NULL } },
	{ "{op: exists}", FAULT, { "predicate-syntax", NULL, NULL, NULL } },
	{ "{field: case.id, op: exists, note: x}", FAULT,
	    { "predicate-syntax", NULL, NULL, NULL } },
	{ LEAF("id", "equals", "x"), FAULT,
	    { "predicate-op", "equals", NULL, NULL } },
	{ LEAF("team", "contain", "x"), FAULT,
	    { "predicate-op", "contain", NULL, "did you mean 'contains'" } },
	{ "{field: case.id}", FAULT,
	    { "predicate-value", NULL, "op eq takes a value", NULL } },
	{ LEAF("id", "exists", "x"), FAULT,
	    { "predicate-value", NULL, "takes no value", NULL } },
	{ LEAF("id", "eq", "[a]"), FAULT,
	    { "predicate-value", "[a]", "one value", NULL } },
	{ LEAF("id", "in", "a"), FAULT,
	    { "predicate-value", "a", "a list of values", NULL } },
	{ LEAF("id", "in", "[a, [b]]"), FAULT,
	    { "predicate-value", "[b]", "a list where", NULL } },
	{ LEAF("id", "eq", "~"), FAULT,
	    { "predicate-value", "~", "nothing", NULL } },

	/* Names and values that the tables do not know. */
	{ "{field: cas.id, op: exists}", FAULT,
	    { "predicate-field", "cas.id", "'cas' is not known",
		"did you mean 'case'" } },
	{ "{field: something.id, op: exists}", FAULT,
	    { "predicate-field", "something.id", "is not known",
		"begin with one" } },
	{ LONE("ovner", "exists"), FAULT,
	    { "predicate-field", "case.ovner",
		"'ovner' is no field of case_file", "did you mean 'owner'" } },
	{ LONE("owner.rolls", "exists"), FAULT,
	    { "predicate-field", NULL, "'rolls' is no field of person",
		"did you mean 'roles'" } },
	{ LONE("id.x", "exists"), FAULT,
	    { "predicate-field", NULL, "'x' is no field", "no record" } },
	{ "{field: case, op: exists}", FAULT,
	    { "predicate-field", "case", "is a record", "case.id" } },
	{ "{field: case., op: exists}", FAULT,
	    { "predicate-field", NULL, NULL, NULL } },
	{ LEAF("tlp", "eq", "AMBER-STRICT"), FAULT,
	    { "predicate-value", "AMBER-STRICT", "nothing that 'tlp' can be",
		"did you mean 'AMBER+STRICT'" } },
	{ LEAF("vulnerabilities.exploitation", "in", "[none, activ]"), FAULT,
	    { "predicate-value", "activ", NULL, "did you mean 'active'" } },
	{ LEAF("facts.at", "lt", "2026-02-30"), FAULT,
	    { "predicate-value", "2026-02-30", NULL, NULL } },
	{ LEAF("source.reporter.anonymous", "eq", "maybe"), FAULT,
	    { "predicate-value", "maybe", "yes or no", NULL } },
	{ LEAF("id", "lt", "PS-3"), FAULT,
	    { "predicate-op", NULL, "does not work with 'id'",
		"with an order" } },
	{ LEAF("embargo", "eq", "x"), FAULT,
	    { "predicate-op", NULL, NULL, "exists or missing" } },
	{ "{any: [{not: " LONE("ovner", "exists") "}]}", FAULT,
	    { "predicate-field", NULL, NULL, NULL } },
};

START_TEST(test_row)
{
	const struct row *r = &ROWS[_i];
	const struct predicate *p = parse(str_z(r->yaml));
	bool ok = p != NULL &&
	    predicate_check(p, roots, ARRAY_LEN(roots), f.d);
	struct predicate_trace trace = { .text = S("") };
	bool holds;

	ck_assert_msg(ok == (r->answer != FAULT), "%s: %s", r->yaml,
	    diags_len(f.d) > 0 ? model_said(&f, 0) : "no fault");
	model_expect(&f, r->yaml, &r->want);
	if (!ok)
		return;
	holds = predicate_holds(p, roots, ARRAY_LEN(roots), f.a, NULL);
	ck_assert_msg(holds == (r->answer == YES), "%s", r->yaml);
	/* Explaining changes nothing. */
	ck_assert(
	    predicate_holds(p, roots, ARRAY_LEN(roots), f.a, &trace) == holds);
}
END_TEST

/* What was not checked still ends well: it does not hold. */
START_TEST(test_unchecked)
{
	const struct predicate *p = parse(S("{field: nowhere.x, value: y}"));

	ck_assert_ptr_nonnull(p);
	ck_assert(!predicate_holds(p, roots, ARRAY_LEN(roots), f.a, NULL));
	p = parse(S(LEAF("tlp", "lt", "purple")));
	ck_assert(!predicate_holds(p, roots, ARRAY_LEN(roots), f.a, NULL));
}
END_TEST

START_TEST(test_none)
{
	ck_assert(predicate_holds(NULL, NULL, 0, f.a, NULL));
	ck_assert(predicate_check(NULL, NULL, 0, f.d));
}
END_TEST

static const struct trace_row {
	const char *yaml;
	const char *text;
	const char *value_at;	/* NULL: any */
} TRACES[] = {
	{ LEAF("owner", "eq", "tanaka"), "case.owner is sato, not tanaka",
	    "sato" },
	{ LONE("deputy", "exists"), "case.deputy is not written", "" },
	{ LEAF("vulnerabilities.exploitation", "eq", "active"),
	    "case.vulnerabilities.exploitation is active", "active" },
	{ "{any: [" LONE("exit", "exists") ", " LONE("owner", "exists") "]}",
	    "case.owner is sato", "sato" },
	{ "{all: [" LONE("owner", "exists") ", " LONE("exit", "exists") "]}",
	    "case.exit is not written", "" },
	{ LEAF("owner", "in", "[tanaka, mori]"),
	    "case.owner is sato, not in [tanaka, mori]", "sato" },
	{ LEAF("owner", "not_in", "[tanaka, sato]"),
	    "case.owner is sato, in [tanaka, sato]", "sato" },
	{ LEAF("owner", "ne", "tanaka"), "case.owner is sato, not tanaka",
	    "sato" },
	{ LEAF("facts.at", "gt", "2026-12-01"),
	    "none of 2 case.facts.at is more than 2026-12-01", NULL },
	{ LEAF("facts.at", "lt", "2026-12-01"),
	    "case.facts.at is 2026-09-01T09:30:00+09:00, less than "
	    "2026-12-01",
	    NULL },
};

START_TEST(test_trace)
{
	const struct trace_row *r = &TRACES[_i];
	struct predicate_trace trace = { .text = S("") };

	(void)predicate_holds(parse(str_z(r->yaml)), roots, ARRAY_LEN(roots),
	    f.a, &trace);
	ck_assert_str_eq(str_to_z(f.a, trace.text), r->text);
	if (r->value_at != NULL)
		ck_assert_str_eq(str_to_z(f.a,
				     source_text(f.ss, trace.value_at)),
		    r->value_at);
	ck_assert(span_is_set(trace.at));

	struct proof p = { .text = trace.text, .parts = trace.parts };
	struct str value = proof_part(&p, p.parts.value);
	struct str wanted = proof_part(&p, p.parts.wanted);

	ck_assert(str_eq(proof_part(&p, p.parts.field), trace.field));
	ck_assert_int_ne((int)p.parts.verb, (int)PROOF_TEXT);
	ck_assert(wanted.n == 0 || str_ends(trace.text, wanted));
	if (r->value_at != NULL)
		ck_assert(str_eq_z(value, r->value_at));
}
END_TEST

/* A root that no condition of the repository may name holds all the same. */
START_TEST(test_own_root)
{
	const struct predicate_root own[] = {
		{ "case", &record_case_file, NULL },
		{ "finding", &record_fact, f.m->cases[0].c->facts.v },
	};
	struct predicate_trace trace = { .text = S("") };

	ck_assert(
	    predicate_holds(parse(
				S("{field: finding.event, value: received}")),
		own, ARRAY_LEN(own), f.a, &trace));
	ck_assert_str_eq(str_to_z(f.a, trace.text),
	    "finding.event is received");
	ck_assert(!predicate_holds(
	    parse(S("{field: finding.at, op: gt, value: 2026-09-02}")), own,
	    ARRAY_LEN(own), f.a, NULL));
	/* A known name may mean another record in one place. */
	ck_assert(
	    predicate_holds(parse(
				S("{field: product.id, value: PS-2026-0001}")),
		&(struct predicate_root){ "product", &record_case_file,
		    f.m->cases[0].c },
		1, f.a, NULL));
}
END_TEST

/* Paths have an end, even where records lead round in a circle. */
static const struct path_row {
	int fields;
	bool is_fine;
} PATHS[] = {
	{ LIMIT_PREDICATE_PATH, true },
	{ LIMIT_PREDICATE_PATH + 1, false },
	{ 100000, false },
};

START_TEST(test_path)
{
	const struct path_row *r = &PATHS[_i];
	const struct predicate *p;
	struct buf b;

	buf_init(&b, 1 << 20);
	buf_put(&b, S("{field: case.owner"));
	for (int i = 2; i < r->fields; i++)
		buf_put(&b, S(".deputy"));
	buf_put(&b, S(".name, op: missing}"));
	p = parse(buf_str(&b));
	ck_assert_ptr_nonnull(p);
	ck_assert(predicate_holds(p, roots, ARRAY_LEN(roots), f.a, NULL));
	ck_assert(
	    predicate_check(p, roots, ARRAY_LEN(roots), f.d) == r->is_fine);
	model_expect(&f, "path",
	    &(struct model_fault){ r->is_fine ? NULL : "predicate-field", NULL,
		"a path of more than 16 fields", "nearer" });
	buf_fini(&b);
}
END_TEST

static const struct depth_row {
	int nots;
	bool is_fine;
} DEPTHS[] = {
	{ LIMIT_PREDICATE_DEPTH, true },
	{ LIMIT_PREDICATE_DEPTH + 1, false },
};

START_TEST(test_depth)
{
	const struct depth_row *r = &DEPTHS[_i];
	struct buf b;

	buf_init(&b, 1 << 16);
	for (int i = 0; i < r->nots; i++)
		buf_put(&b, S("{not: "));
	buf_put(&b, S(LONE("id", "exists")));
	buf_fill(&b, '}', (size_t)r->nots);
	ck_assert((parse(buf_str(&b)) != NULL) == r->is_fine);
	model_expect(&f, "depth",
	    &(struct model_fault){ r->is_fine ? NULL : "predicate-syntax",
		NULL, "too deep", NULL });
	buf_fini(&b);
}
END_TEST

Suite *
suite_model_predicate(void)
{
	Suite *s = suite_create("model_predicate");
	TCase *t = tcase_create("predicate");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, test_row, 0, ARRAY_LEN(ROWS));
	tcase_add_test(t, test_unchecked);
	tcase_add_test(t, test_none);
	tcase_add_loop_test(t, test_trace, 0, ARRAY_LEN(TRACES));
	tcase_add_test(t, test_own_root);
	tcase_add_loop_test(t, test_path, 0, ARRAY_LEN(PATHS));
	tcase_add_loop_test(t, test_depth, 0, ARRAY_LEN(DEPTHS));
	suite_add_tcase(s, t);
	return s;
}
