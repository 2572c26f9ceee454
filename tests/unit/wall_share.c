/*
 * The edition of one company: of products, judgements, systems, answers,
 * requests and cases only its share, and nothing of the others' in what it
 * does see.
 */
#include <string.h>

#include "model/predicate.h"
#include "model_text.h"
#include "text/yaml.h"
#include "wall/wall.h"

Suite *suite_wall_share(void);

/* A head company, its unit, a sister, an outside maker. */
static const struct model_file files[] = {
	{ "content/companies/beta.yaml", "name: {en: Beta}\nkind: group\n" },
	{ "content/companies/gamma.yaml", "name: {en: Gamma}\nkind: group\n" },
	{ "content/companies/gamma-unit.yaml",
	    "name: {en: Unit}\nkind: unit\nparent: gamma\n" },
	{ "content/companies/ring.yaml",
	    "name: {en: Ring}\nkind: unit\nparent: ring\n" },
	{ "content/companies/maker.yaml",
	    "name: {en: Maker}\nkind: vendor\n" },
	{ "products/beta/bolt/product.yaml",
	    "name: {en: Bolt}\nkind: hardware\n" },
	{ "products/beta/bolt/decisions.yaml",
	    "decisions: [{vulnerability: CVE-1900-0001, verdict: "
	    "not_affected, basis: x, by: sato, at: 2026-09-01}]\n" },
	{ "products/gamma/gear/product.yaml",
	    "name: {en: Gear}\nkind: hardware\nsuccessor: bolt\n" },
	{ "products/gamma-unit/gauge/product.yaml",
	    "name: {en: Gauge}\nkind: hardware\n" },
	{ "products/ring/rim/product.yaml",
	    "name: {en: Rim}\nkind: hardware\n" },
	{ "products/maker/part/product.yaml",
	    "name: {en: Part}\nkind: software\n" },
	{ "products/systems/b/press.yaml",
	    "name: {en: Press}\nowner: sato\ncompany: beta\n"
	    "uses: [{says: Apache 2.4}]\n" },
	{ "products/systems/g/mill.yaml",
	    "name: {en: Mill}\nowner: sato\ncompany: gamma-unit\n"
	    "products: [bolt, gear]\nbase: press\n"
	    "uses: [{says: Apache 2.4}]\n" },
	{ "content/campaigns/log/answers/bolt.yaml", "product: bolt\n" },
	{ "content/campaigns/log/answers/gauge.yaml", "product: gauge\n" },
	{ "content/requests/RQ-1.yaml",
	    "company: beta\ncase_id: PS-2026-0002\nproduct: bolt\nto: sato\n"
	    "by: sato\nquestion: {en: x}\nat: 2026-09-02\n" },
	{ "content/requests/RQ-2.yaml",
	    "company: gamma-unit\ncase_id: PS-2026-0003\nproduct: gauge\n"
	    "to: sato\nby: sato\nquestion: {en: x}\nat: 2026-09-02\n" },
	{ "content/requests/RQ-3.yaml",
	    "company: gamma\ncase_id: PS-2026-0002\nproduct: bolt\n"
	    "to: sato\nby: sato\nquestion: {en: x}\nat: 2026-09-02\n" },
	{ "content/cve-ids/2026.yaml",
	    "ids:\n- {cve: CVE-1900-0002, state: reserved, "
	    "case_id: PS-2026-0002}\n- {cve: CVE-1900-0003, state: "
	    "reserved, case_id: PS-2026-0003}\n"
	    "- {cve: CVE-1900-0009, state: reserved}\n" },
	{ "cases/2026/PS-2026-0002/case.md",
	    "---\nid: PS-2026-0002\ntitle: {en: Beta's}\nowner: sato\n"
	    "company: beta\nvulnerabilities:\n"
	    "- {products: [{product: bolt, status: known_affected}]}\n"
	    "---\n" },
	{ "cases/2026/PS-2026-0002/advisory.en.md",
	    "---\nsummary: x\n---\n## summary\n\nx\n" },
	{ "cases/2026/PS-2026-0003/case.md",
	    "---\nid: PS-2026-0003\ntitle: {en: Both}\nowner: sato\n"
	    "company: beta\nrelated: [PS-2026-0002]\nfacts:\n"
	    "- {at: 2026-09-01T09:30Z, event: received}\n"
	    "- {at: 2026-09-02, event: fix_available, product: bolt}\n"
	    "- {at: 2026-09-03, event: fix_available, product: gauge}\n"
	    "vulnerabilities:\n- products:\n"
	    "  - {product: bolt, status: known_affected}\n"
	    "  - {product: gauge, component: part, status: fixed}\n"
	    "  - {product: gear, component: bolt, status: fixed}\n"
	    "  scores:\n"
	    "  - {vector: \"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\", "
	    "products: [bolt]}\n"
	    "  - {vector: \"CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\", "
	    "products: [bolt, gear]}\n"
	    "  threats: [{category: impact, details: {en: x}, "
	    "products: [bolt]}]\n---\n" },
	{ "cases/2026/PS-2026-0004/case.md",
	    "---\nid: PS-2026-0004\ntitle: {en: Nobody's}\nowner: sato\n"
	    "vulnerabilities:\n- {products: [{product: part, "
	    "status: known_affected}]}\n---\n" },
	{ "cases/2026/PS-2026-0005/case.md",
	    "---\nid: PS-2026-0005\ntitle: {en: Unit's}\nowner: sato\n"
	    "company: gamma-unit\n---\n" },
};

static struct model_fixture f;

static void
setup(void)
{
	model_fixture_open(&f);
	model_fixture_load(&f, files, ARRAY_LEN(files));
	ck_assert_uint_eq(f.m->n_unreadable, 0);
}

static void
teardown(void)
{
	model_fixture_close(&f);
}

/* The view of a company; "" for that of all. */
static const struct model *
view_of(const char *company, enum tlp ceiling)
{
	struct audience *a = arena_new(f.a, struct audience);
	const struct wall w = { .model = f.m, .perm = f.a, .d = f.d };

	a->ceiling.v = (int)ceiling;
	a->company.id = str_z(company);
	a->company.target = model_find(f.m, SPACE_COMPANY, str_z(company));
	return wall_inside(&w, a);
}

/* What stands where, and which editions see it. */
static const struct row {
	const char *path;	/* of the file */
	const char *seen_by;	/* companies, blanks around each */
} rows[] = {
	{ "products/beta/bolt/product.yaml", " beta " },
	{ "products/beta/bolt/decisions.yaml", " beta " },
	{ "products/gamma/gear/product.yaml", " gamma " },
	{ "products/gamma-unit/gauge/product.yaml", " gamma gamma-unit " },
	{ "products/ring/rim/product.yaml", " ring " },
	{ "products/maker/part/product.yaml",
	    " beta gamma gamma-unit ring nobody " },
	{ "products/systems/b/press.yaml", " beta " },
	{ "products/systems/g/mill.yaml", " gamma gamma-unit " },
	{ "content/campaigns/log/answers/bolt.yaml", " beta " },
	{ "content/campaigns/log/answers/gauge.yaml", " gamma gamma-unit " },
	{ "content/requests/RQ-1.yaml", " beta " },
	{ "content/requests/RQ-2.yaml", " gamma gamma-unit " },
	{ "content/requests/RQ-3.yaml", " gamma " },
	{ "cases/2026/PS-2026-0002/case.md", " beta " },
	{ "cases/2026/PS-2026-0002/advisory.en.md", " beta " },
	{ "cases/2026/PS-2026-0003/case.md", " beta gamma gamma-unit " },
	{ "cases/2026/PS-2026-0004/case.md", " " },
	{ "cases/2026/PS-2026-0005/case.md", " gamma gamma-unit " },
	/* What all share. */
	{ "content/people/acme.yaml", " beta gamma gamma-unit ring nobody " },
	{ "content/campaigns/log/campaign.md",
	    " beta gamma gamma-unit ring nobody " },
	{ "content/companies/beta.yaml",
	    " beta gamma gamma-unit ring nobody " },
	{ "content/policies/p.en.md", " beta gamma gamma-unit ring nobody " },
};

static bool
view_has(const struct model *v, const char *path)
{
	for (size_t k = 0; k < KINDS; k++) {
		for (size_t i = 0; i < v->docs[k].n; i++) {
			if (str_eq_z(model_path(v, &v->docs[k].v[i]), path))
				return true;
		}
	}
	return false;
}

START_TEST(test_share)
{
	static const char *const companies[] = { "beta", "gamma", "gamma-unit",
		"ring", "nobody" };
	const struct row *row = &rows[_i];

	for (size_t i = 0; i < ARRAY_LEN(companies); i++) {
		const struct model *v = view_of(companies[i],
		    TLP_AMBER_STRICT);
		struct str word = str_fmt(f.a, " %s ", companies[i]);
		bool seen = str_find(str_z(row->seen_by), word, 0) != SIZE_MAX;

		ck_assert_msg(view_has(v, row->path) == seen,
		    "%s in the edition of %s", row->path, companies[i]);
	}
	/* The control: the edition of all sees each of them. */
	ck_assert_msg(view_has(view_of("", TLP_AMBER_STRICT), row->path),
	    "%s in the edition of all", row->path);
}
END_TEST

static const struct case_entry *
case_in(const struct model *v, const char *id)
{
	return (const void *)model_find(v, SPACE_CASE, str_z(id));
}

/* In a case of two companies, rows on the other's product are not there. */
START_TEST(test_rows)
{
	const struct case_entry *all = case_in(view_of("", TLP_AMBER_STRICT),
	    "PS-2026-0003");
	const struct case_entry *c = case_in(view_of("gamma",
						 TLP_AMBER_STRICT),
	    "PS-2026-0003");
	const struct vulnerability *v;

	ck_assert_ptr_nonnull(all);
	ck_assert_ptr_nonnull(c);
	/* The control. */
	ck_assert_uint_eq(all->c->facts.n, 3);
	v = &all->c->vulnerabilities.v[0];
	ck_assert_uint_eq(v->products.n, 3);
	ck_assert_uint_eq(v->scores.n, 2);
	ck_assert_uint_eq(v->threats.n, 1);
	ck_assert_uint_eq(all->c->related.n, 1);

	/* An event at another's product stays one at some product. */
	ck_assert_uint_eq(c->c->facts.n, 3);
	ck_assert_ptr_null(c->c->facts.v[1].product.target);
	ck_assert(str_eq(c->c->facts.v[1].product.id, S(WALL_HIDDEN)));
	ck_assert_ptr_nonnull(c->c->facts.v[2].product.target);
	ck_assert_uint_eq(all->c->facts.v[1].product.id.n, 4);
	v = &c->c->vulnerabilities.v[0];
	ck_assert_uint_eq(v->products.n, 2);
	ck_assert(str_eq(v->products.v[0].product.id, S("gauge")));
	ck_assert(str_eq(v->products.v[0].component.id, S("part")));
	ck_assert(str_eq(v->products.v[1].product.id, S("gear")));
	ck_assert_uint_eq(v->products.v[1].component.id.n, 0);
	ck_assert_uint_eq(v->scores.n, 1);
	ck_assert_uint_eq(v->scores.v[0].products.n, 1);
	ck_assert(str_eq(v->scores.v[0].products.v[0].id, S("gear")));
	ck_assert_uint_eq(v->threats.n, 0);
	ck_assert_uint_eq(c->c->related.n, 0);
}
END_TEST

/* Who is told of a request's case, by ceiling and company. */
static const struct {
	const char *company;
	enum tlp ceiling;
	const char *request;
	const char *case_id;	/* "" when it vanishes */
	const char *product;
} REQUESTS[] = {
	{ "", TLP_AMBER_STRICT, "RQ-3", "PS-2026-0002", "bolt" },
	{ "gamma", TLP_AMBER_STRICT, "RQ-3", "", "" },
	{ "gamma", TLP_AMBER_STRICT, "RQ-2", "PS-2026-0003", "gauge" },
	{ "gamma-unit", TLP_AMBER_STRICT, "RQ-2", "PS-2026-0003", "gauge" },
	{ "beta", TLP_AMBER_STRICT, "RQ-1", "PS-2026-0002", "bolt" },
};

START_TEST(test_request)
{
	const struct model *v = view_of(REQUESTS[_i].company,
	    REQUESTS[_i].ceiling);
	const struct document_list *docs = &v->docs[KIND_REQUEST];
	const struct request *r = NULL;

	for (size_t i = 0; i < docs->n; i++) {
		if (str_eq_z(docs->v[i].path.id, REQUESTS[_i].request))
			r = docs->v[i].record;
	}
	ck_assert_ptr_nonnull(r);
	ck_assert_msg(str_eq_z(r->case_id.id, REQUESTS[_i].case_id),
	    "row %d: case %.*s", _i, STR_ARG(r->case_id.id));
	ck_assert_msg(str_eq_z(r->product.id, REQUESTS[_i].product),
	    "row %d: product %.*s", _i, STR_ARG(r->product.id));
}
END_TEST

/* Requests, and all else that is strict, stay out of an edition for AMBER. */
START_TEST(test_strict)
{
	ck_assert(!view_has(view_of("beta", TLP_AMBER),
	    "content/requests/RQ-1.yaml"));
	ck_assert(
	    !view_has(view_of("", TLP_AMBER), "content/requests/RQ-1.yaml"));
	ck_assert(!view_has(view_of("beta", TLP_AMBER),
	    "cases/2026/PS-2026-0002/case.md"));
}
END_TEST

static size_t
ledger(const struct model *v)
{
	const struct cve_ids *l = v->docs[KIND_CVE_IDS].v[0].record;

	return l->ids.n;
}

/* Of the ledger only the ids of cases that are shown. */
START_TEST(test_ledger)
{
	ck_assert_uint_eq(ledger(view_of("", TLP_AMBER_STRICT)), 3);
	ck_assert_uint_eq(ledger(view_of("beta", TLP_AMBER_STRICT)), 2);
	ck_assert_uint_eq(ledger(view_of("gamma", TLP_AMBER_STRICT)), 1);
	ck_assert_uint_eq(ledger(view_of("nobody", TLP_AMBER_STRICT)), 0);
}
END_TEST

/* A filter on what only named persons may see lets nothing pass. */
static const struct {
	const char *filter;
	size_t n_cases;
} filters[] = {
	{ "{field: case.title, op: exists}", 5 },
	{ "{field: case.source.reporter.name, op: missing}", 0 },
	{ "{not: {field: case.report.proof_of_concept, op: exists}}", 0 },
};

START_TEST(secret_filter)
{
	struct str text = str_fmt(f.a, "%s\n", filters[_i].filter);
	struct sources *ss = sources_open(f.a);
	uint32_t file = source_add(ss, S("filter"));
	struct audience a = { .ceiling.v = (int)TLP_AMBER_STRICT };
	const struct wall w = { .model = f.m, .perm = f.a, .d = f.d };

	source_set_text(ss, file, text);
	a.filter.p = predicate_parse(f.a,
	    yaml_parse(f.a, ss, (struct span){ file, 0, (uint32_t)text.n },
		f.d),
	    f.d);
	ck_assert_ptr_nonnull(a.filter.p);
	ck_assert_uint_eq(wall_inside(&w, &a)->n_cases, filters[_i].n_cases);
}
END_TEST

Suite *
suite_wall_share(void)
{
	Suite *s = suite_create("wall_share");
	TCase *c = tcase_create("share");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_loop_test(c, secret_filter, 0, (int)ARRAY_LEN(filters));
	tcase_add_loop_test(c, test_share, 0, (int)ARRAY_LEN(rows));
	tcase_add_test(c, test_rows);
	tcase_add_loop_test(c, test_request, 0, (int)ARRAY_LEN(REQUESTS));
	tcase_add_test(c, test_strict);
	tcase_add_test(c, test_ledger);
	suite_add_tcase(s, c);
	return s;
}
