/*
 * model/statement: what a table of statements becomes.
 */
#include "model/statement.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/limits.h"
#include "model_text.h"

#define CASE	"cases/2026/PS-2026-0001/case.md"
#define FRONT	"---\nid: PS-2026-0001\ntitle: {ja: x, en: x}\n"
#define BOX2	{ "products/acme/bag/product.yaml",			\
	    "name: {en: Bag}\nkind: software\n" }

static struct model_fixture f;

static void
setup(void)
{
	model_fixture_open(&f);
}

static void
teardown(void)
{
	model_fixture_close(&f);
}

/* "CVE: product status why, ...; CVE: ..." of what the case has. */
static const char *
shown(const struct case_file *c)
{
	struct buf b;
	const char *out;

	buf_init(&b, 4096);
	for (size_t i = 0; i < c->vulnerabilities.n; i++) {
		const struct vulnerability *v = &c->vulnerabilities.v[i];

		buf_printf(&b, "%s%.*s%s%.*s:", i > 0 ? "; " : "",
		    STR_ARG(v->cve.s), v->title.en.s.n > 0 ? " " : "",
		    STR_ARG(v->title.en.s));
		for (size_t j = 0; j < v->products.n; j++) {
			const struct case_product *p = &v->products.v[j];
			/* What a row says, it says of a range of all. */
			int status = p->versions.n > 0 ?
			    p->versions.v[0].status.v :
			    p->status.v;

			buf_printf(&b, " %.*s %s %s", STR_ARG(p->product.id),
			    enum_name(&enum_product_status, status),
			    p->justification.v != 0 ?
				enum_name(&enum_justification,
				    p->justification.v) :
				"-");
			if (p->product.target == NULL)
				buf_printf(&b, " nowhere");
		}
	}
	out = str_to_z(f.a, buf_str(&b));
	buf_fini(&b);
	return out;
}

static const struct row {
	const char *name;
	const char *table;
	const char *want;
} ROWS[] = {
	{ "one row",
	    "statements:\n- {cves: [CVE-2021-44228], products: [box], "
	    "title: {en: Shell}, justification: component_not_present}\n",
	    "CVE-2021-44228 Shell: box known_not_affected "
	    "component_not_present" },
	{ "each product to each flaw",
	    "statements:\n- {cves: [CVE-2021-44228, CVE-2021-45046], "
	    "products: [box, bag], title: {en: no name of both}, "
	    "justification: component_not_present}\n",
	    "CVE-2021-44228: box known_not_affected component_not_present "
	    "bag known_not_affected component_not_present; "
	    "CVE-2021-45046: box known_not_affected component_not_present "
	    "bag known_not_affected component_not_present" },
	{ "rows of one flaw",
	    "statements:\n- {cves: [CVE-2021-44228], products: [box], "
	    "justification: component_not_present}\n"
	    "- {cves: [CVE-2021-44228], products: [bag], "
	    "status: under_investigation}\n",
	    "CVE-2021-44228: box known_not_affected component_not_present "
	    "bag under_investigation -" },
	{ "a flaw in its long form",
	    "vulnerabilities:\n- cve: CVE-1900-0002\n- cve: CVE-2021-44228\n"
	    "  products: [{product: box, status: fixed}]\n"
	    "statements:\n- {cves: [CVE-2021-45046, CVE-2021-44228], "
	    "products: [bag], "
	    "justification: component_not_present}\n",
	    "CVE-1900-0002:; CVE-2021-44228: box fixed - "
	    "bag known_not_affected component_not_present; "
	    "CVE-2021-45046: bag known_not_affected "
	    "component_not_present" },
	{ "no rows", "statements: []\n", "" },
};

START_TEST(rows)
{
	const struct row *r = &ROWS[_i];
	char text[2048];
	const struct model_file files[] = { { CASE, text }, BOX2 };
	const struct case_file *c;

	ck_assert_int_lt(snprintf(text, sizeof(text), FRONT "%s---\n",
			     r->table),
	    (int)sizeof(text));
	model_fixture_load(&f, files, ARRAY_LEN(files));
	ck_assert_msg(diags_len(f.d) == 0, "%s: %s", r->name,
	    diags_len(f.d) > 0 ? model_said(&f, 0) : "");
	c = f.m->cases[0].c;
	ck_assert_msg(strcmp(shown(c), r->want) == 0, "%s: %s", r->name,
	    shown(c));
	ck_assert_uint_eq(c->statements.n, 0);
	for (size_t i = 0; i < c->vulnerabilities.n; i++)
		ck_assert(c->vulnerabilities.v[i].where.len > 0);
}
END_TEST

START_TEST(unknown_product)
{
	static const struct model_file files[] = { { CASE,
	    FRONT "statements:\n- {cves: [CVE-2021-44228, CVE-2021-45046], "
		  "products: [boxx], "
		  "justification: component_not_present}\n---\n" } };

	model_fixture_load(&f, files, ARRAY_LEN(files));
	ck_assert_uint_gt(diags_len(f.d), 0);
	ck_assert_msg(model_has(str_z(model_said(&f, 0)), "'boxx'"), "%s",
	    model_said(&f, 0));
}
END_TEST

START_TEST(too_many)
{
	struct buf b;
	struct model_file files[1] = { { CASE, NULL } };

	buf_init(&b, LIMIT_YAML_BYTES);
	buf_printf(&b, FRONT "statements:\n- products: [box");
	for (size_t i = 1; i < 200; i++)
		buf_printf(&b, ", box");
	buf_printf(&b, "]\n  cves: [CVE-2021-1000");
	for (size_t i = 1; i <= LIMIT_STATEMENTS / 200; i++)
		buf_printf(&b, ", CVE-2021-%zu", 1000 + i);
	buf_printf(&b, "]\n---\n");
	ck_assert(buf_ok(&b));
	files[0].text = str_to_z(f.a, buf_str(&b));
	buf_fini(&b);
	model_fixture_load(&f, files, 1);
	ck_assert_uint_gt(diags_len(f.d), 0);
	ck_assert_msg(model_has(str_z(model_said(&f, 0)), "statement-size"),
	    "%s", model_said(&f, 0));
	ck_assert_uint_eq(f.m->cases[0].c->vulnerabilities.n, 0);
}
END_TEST

Suite *
suite_model_statement(void)
{
	Suite *s = suite_create("model_statement");
	TCase *tc = tcase_create("model_statement");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, rows, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_test(tc, unknown_product);
	tcase_add_test(tc, too_many);
	suite_add_tcase(s, tc);
	return s;
}
