/*
 * assess/: which priority a product gets, from whom, and why; exceptions; the
 * most urgent of a flaw and of a case.
 */
#include "assess_text.h"

#include "base/buf.h"

static struct assess_fixture x;

static void
setup(void)
{
	assess_open(&x);
}

static void
teardown(void)
{
	assess_close(&x);
}

/* The group's map; the company "unit" puts a row before it. */
#define GROUP								\
	POLICY("scoring")						\
	"sla: [{priority: now, days: 3}, {priority: soon, days: 30}, "	\
	"{priority: later, days: 90}]\n"				\
	"priorities:\n"							\
	"  - priority: now\n"						\
	"    when: {field: vulnerability.exploitation, op: eq, "	\
	"value: active}\n"						\
	"    reason: {ja: 攻撃, en: Attacks}\n"				\
	"  - {priority: now, when: {field: assessment.kev, op: eq, "	\
	"value: yes}}\n"						\
	"  - {priority: soon, when: {all: ["				\
	"{field: product.exposure, op: eq, value: internet}, "		\
	"{field: assessment.severity, op: ge, value: high}]}}\n"	\
	"  - {priority: soon, when: {field: assessment.epss, op: ge, "	\
	"value: 50000}}\n"						\
	"  - {priority: soon, when: {field: assessment.ssvc, op: eq, "	\
	"value: \"t:act\"}}\n"						\
	"  - {priority: later, when: {field: vulnerability.cwe, "	\
	"op: exists}}\n"						\
	"---\nText.\n"
#define UNIT								\
	"name: {ja: U, en: Unit}\nkind: unit\npolicy:\n"		\
	"  priorities: [{priority: soon, when: {field: product.safety, " \
	"op: eq, value: critical}, reason: {ja: 安全, en: Safety}}]\n"	\
	"  reason: r\n"
#define TABLE								\
	"name: {ja: T, en: T}\nversion: \"1\"\n"			\
	"points: [{id: exploitation, name: {ja: E, en: E}, "		\
	"values: [none, public_poc]}]\n"				\
	"outcomes: [{id: track, name: {ja: t, en: t}}, "		\
	"{id: act, name: {ja: a, en: a}}]\n"				\
	"rows: [[none, track], [public_poc, act]]\n"

static void
load(const char *row, const char *flaws, const char *box, const char *unit_box)
{
	struct model_file files[] = {
		{ CASE_PATH,
		    str_to_z(x.f.a,
			str_fmt(x.f.a, "%svulnerabilities:\n%s---\nx\n",
			    CASE_HEAD, flaws)) },
		{ "content/policies/p.en.md", NULL },
		{ "content/policies/p.ja.md", GROUP },
		{ "content/companies/unit.yaml", UNIT },
		{ "content/ssvc/t.yaml", TABLE },
		{ "products/acme/box/product.yaml", box },
		{ "products/unit/cube/product.yaml", unit_box },
	};

	assess_load(&x, row, files, ARRAY_LEN(files));
}

#define ON(product)							\
	"products: [{product: " product ", status: known_affected}]"
#define HIGH	"cvss: [\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N\"]"
#define EXCEPT(until, rest)						\
	"exceptions:\n  - {priority: later, reason: Lab only, "		\
	"approver: sato, until: " until rest "}\n"

static struct kev_entry listed[] = { { .cve = STR_INIT("CVE-1900-0001") } };
static struct epss_entry rated[] = { { STR_INIT("CVE-1900-0002"), 50000,
    90000 } };

/* One flaw with one product. */
static const struct row {
	const char *flaw;
	const char *product;	/* lines of box and of cube */
	const char *priority;
	enum policy_origin origin;
	const char *rule;	/* its path */
	const char *proof;	/* a part of its text */
} ROWS[] = {
	{ "exploitation: active, " ON("box"), "", "now", POLICY_OF_GROUP,
	    "content/policies/p.ja.md",
	    "vulnerability.exploitation is active" },
	{ "exploitation: active, " ON("cube"), "", "now", POLICY_OF_GROUP,
	    "content/policies/p.ja.md", "vulnerability.exploitation" },
	{ "cve: CVE-1900-0001, " ON("box"), "", "now", POLICY_OF_GROUP,
	    "content/policies/p.ja.md", "assessment.kev is yes" },
	{ "cve: CVE-1900-0002, " ON("box"), "", "soon", POLICY_OF_GROUP,
	    "content/policies/p.ja.md", "assessment.epss" },
	{ HIGH ", " ON("box"), "exposure: internet\n", "soon", POLICY_OF_GROUP,
	    "content/policies/p.ja.md", "assessment.severity is high" },
	{ HIGH ", cwe: CWE-79, " ON("box"), "exposure: offline\n", "later",
	    POLICY_OF_GROUP, "content/policies/p.ja.md",
	    "vulnerability.cwe is CWE-79" },
	{ "ssvc: {exploitation: public_poc}, " ON("box"), "", "soon",
	    POLICY_OF_GROUP, "content/policies/p.ja.md",
	    "assessment.ssvc is t:act" },
	/* Nothing maps. */
	{ ON("box"), "", "", POLICY_BUILT_IN, "", "" },
	{ "ssvc: {exploitation: none}, " ON("box"), "", "", POLICY_BUILT_IN,
	    "", "" },
	/* The company of the product, not of the case. */
	{ ON("cube"), "safety: critical\n", "soon", POLICY_OF_COMPANY,
	    "content/companies/unit.yaml", "product.safety is critical" },
	{ ON("box"), "safety: critical\n", "", POLICY_BUILT_IN, "", "" },
	/* Its rows come first, though the group's are more urgent. */
	{ "exploitation: active, " ON("cube"), "safety: critical\n", "soon",
	    POLICY_OF_COMPANY, "content/companies/unit.yaml",
	    "product.safety is critical" },
	/* Exceptions: valid until the end of their day. */
	{ "exploitation: active, " ON("box"), EXCEPT("2026-12-31", ""),
	    "later", POLICY_OF_PRODUCT, "products/acme/box/product.yaml", "" },
	{ "exploitation: active, " ON("box"), EXCEPT("2026-11-22", ""),
	    "later", POLICY_OF_PRODUCT, "products/acme/box/product.yaml", "" },
	{ "exploitation: active, " ON("box"), EXCEPT("2026-11-21", ""), "now",
	    POLICY_OF_GROUP, "content/policies/p.ja.md",
	    "vulnerability.exploitation" },
	{ "cve: CVE-1900-0009, exploitation: active, " ON("box"),
	    EXCEPT("2026-12-31", ", vulnerabilities: [CVE-1900-0009]"),
	    "later", POLICY_OF_PRODUCT, "products/acme/box/product.yaml", "" },
	{ "exploitation: active, " ON("box"),
	    EXCEPT("2026-12-31", ", vulnerabilities: [PS-2026-0001]"), "later",
	    POLICY_OF_PRODUCT, "products/acme/box/product.yaml", "" },
	{ "exploitation: active, " ON("box"),
	    EXCEPT("2026-12-31", ", vulnerabilities: [CVE-1900-0009]"), "now",
	    POLICY_OF_GROUP, "content/policies/p.ja.md",
	    "vulnerability.exploitation" },
	/* An exception gives a priority where nothing maps. */
	{ ON("cube"), EXCEPT("2026-12-31", ""), "later", POLICY_OF_PRODUCT,
	    "products/unit/cube/product.yaml", "" },
	/* Without products: once, the product is missing. */
	{ "exploitation: active", "", "now", POLICY_OF_GROUP,
	    "content/policies/p.ja.md", "vulnerability.exploitation" },
	{ HIGH, "exposure: internet\n", "", POLICY_BUILT_IN, "", "" },
};

START_TEST(rows)
{
	const struct row *w = &ROWS[_i];
	const char *product = str_to_z(x.f.a,
	    str_fmt(x.f.a, "%s%s", PRODUCT(""), w->product));
	const struct priority_state *p;

	x.kev = (struct kev){ .v = listed, .n = 1 };
	x.epss = (struct epss){ .v = rated, .n = 1 };
	x.a.kev = &x.kev;
	x.a.epss = &x.epss;
	load(w->flaw, str_to_z(x.f.a, str_fmt(x.f.a, "  - {%s}\n", w->flaw)),
	    product, product);
	p = x.s.flaws[0].n_products > 0 ? &x.s.flaws[0].products[0].priority :
					  &x.s.flaws[0].priority;
	ck_assert_msg(str_eq_z(p->priority, w->priority), "row %d: '%.*s'", _i,
	    STR_ARG(p->priority));
	ck_assert_msg(p->origin == w->origin, "row %d: origin %d", _i,
	    (int)p->origin);
	ck_assert_msg(str_eq_z(p->rule.path, w->rule), "row %d: %.*s", _i,
	    STR_ARG(p->rule.path));
	ck_assert_msg(model_has(p->proof.text, w->proof), "row %d: %.*s", _i,
	    STR_ARG(p->proof.text));
	ck_assert_msg((p->rank == PRIORITY_NONE) == (w->priority[0] == '\0'),
	    "row %d", _i);
	if (w->origin != POLICY_BUILT_IN)
		ck_assert_msg(p->rule.line > 0 && p->proof.line > 0,
		    "row %d: places", _i);
	ck_assert_msg((p->exception.n > 0) == (w->origin == POLICY_OF_PRODUCT),
	    "row %d", _i);
	/* The flaw and the case have it, too. */
	ck_assert(str_eq(p->priority, x.s.flaws[0].priority.priority));
	ck_assert(str_eq(p->priority, x.s.priority.priority));
	ck_assert(str_eq(p->priority, x.s.assessment.priority.s));
	ck_assert(
	    span_is_set(x.s.assessment.priority.at) == (p->priority.n > 0));
}
END_TEST

START_TEST(reason)
{
	load("reason",
	    "  - {exploitation: active, " ON("box") "}\n"
						    "  - {cwe: CWE-79, " ON(
							"box") "}\n",
	    PRODUCT(""), PRODUCT(""));
	ck_assert_ptr_nonnull(x.s.flaws[0].priority.reason);
	ck_assert(str_eq(x.s.flaws[0].priority.reason->en.s, S("Attacks")));
	ck_assert(model_has(x.s.flaws[0].priority.rule.text,
	    "vulnerability.exploitation"));
	ck_assert_ptr_null(x.s.flaws[1].priority.reason);
}
END_TEST

/* The most urgent of products and flaws; none of what lacks the flaw. */
START_TEST(urgent)
{
	const struct flaw_state *f;

	load("urgent",
	    "  - {cwe: CWE-79, products: ["
	    "{product: box, status: known_not_affected}, "
	    "{product: cube, status: fixed}]}\n"
	    "  - {cwe: CWE-79, products: ["
	    "{product: box, status: known_affected}, "
	    "{product: cube, status: under_investigation}]}\n"
	    "  - {" HIGH ", products: ["
	    "{product: box, status: known_affected}]}\n",
	    PRODUCT(""), PRODUCT("safety: critical\n"));
	f = x.s.flaws;
	ck_assert_uint_eq(f[0].products[0].priority.priority.n, 0);
	ck_assert_uint_eq(f[0].products[1].priority.priority.n, 0);
	ck_assert_uint_eq(f[0].priority.priority.n, 0);
	ck_assert(str_eq(f[1].products[0].priority.priority, S("later")));
	ck_assert_uint_eq(f[1].products[0].priority.rank, 2);
	ck_assert(str_eq(f[1].products[1].priority.priority, S("soon")));
	ck_assert_int_eq(f[1].products[1].state, ROW_INVESTIGATING);
	ck_assert(str_eq(f[1].priority.priority, S("soon")));
	ck_assert_uint_eq(f[2].priority.priority.n, 0);
	ck_assert(str_eq(x.s.priority.priority, S("soon")));
	ck_assert_uint_eq(x.s.priority.rank, 1);
	ck_assert_int_eq(x.s.priority.origin, POLICY_OF_COMPANY);
}
END_TEST

/* A score for one product counts for that one. */
START_TEST(of_product)
{
	load("of product",
	    "  - {cvss: [\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N\"], "
	    "scores: [{products: [cube], vector: \"CVSS:3.1/AV:N/AC:L/PR:N/"
	    "UI:N/S:U/C:H/I:H/A:H\"}], products: ["
	    "{product: box, status: known_affected}, "
	    "{product: cube, status: known_affected}]}\n",
	    PRODUCT("exposure: internet\n"), PRODUCT("exposure: internet\n"));
	ck_assert_uint_eq(x.s.flaws[0].products[0].priority.priority.n, 0);
	ck_assert(
	    str_eq(x.s.flaws[0].products[1].priority.priority, S("soon")));
	ck_assert_int_eq(x.s.assessment.score.n, 98);
}
END_TEST

/* An exception to a priority that no policy knows stands last. */
START_TEST(unheard)
{
	load("unheard", "  - {exploitation: active, " ON("box") "}\n",
	    PRODUCT("exceptions:\n  - {priority: whenever, reason: r, "
		    "approver: sato, until: 2026-12-31}\n"),
	    PRODUCT(""));
	ck_assert(str_eq(x.s.priority.priority, S("whenever")));
	ck_assert_uint_eq(x.s.priority.rank, 3);
}
END_TEST

/* 4,000 products in one file: lines are not counted from the top each time. */
START_TEST(many)
{
	struct buf b;
	const struct flaw_state *f;

	buf_init(&b, 4u << 20);
	buf_put(&b,
	    S("  - ssvc: {exploitation: public_poc}\n"
	      "    products:\n"));
	for (int i = 0; i < 4000; i++)
		buf_put(&b,
		    S("      - {product: box, status: known_affected}\n"));
	load("many", str_to_z(x.f.a, buf_str(&b)), PRODUCT(""), PRODUCT(""));
	buf_fini(&b);
	f = &x.s.flaws[0];
	ck_assert_uint_eq(f->n_products, 4000);
	for (size_t i = 0; i < f->n_products; i++) {
		const struct ssvc_answer *a =
		    &f->products[i].ssvc[0].answers[0];

		ck_assert_uint_eq(a->proof.line,
		    source_pos(x.f.ss, a->proof.at).line);
	}
	ck_assert_uint_eq(x.s.assessment.ssvc.n, 1);
}
END_TEST

Suite *suite_assess_priority(void);

Suite *
suite_assess_priority(void)
{
	Suite *s = suite_create("assess_priority");
	TCase *tc = tcase_create("priority");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, rows, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_test(tc, reason);
	tcase_add_test(tc, urgent);
	tcase_add_test(tc, of_product);
	tcase_add_test(tc, unheard);
	tcase_add_test(tc, many);
	suite_add_tcase(s, tc);
	return s;
}
