/*
 * The edition of one company: of products, judgements, systems, answers,
 * requests and cases only its share, and nothing of the others' in what it
 * does see.
 */
#include <string.h>

#include "model/audit.h"
#include "model/predicate.h"
#include "model_text.h"
#include "text/yaml.h"
#include "wall/wall.h"

Suite *suite_wall_share(void);

/* A case of beta that went out, and does not concern gamma. */
#define OUT(n, label)							\
	{ "cases/2026/PS-2026-000" n "/case.md",			\
	    "---\nid: PS-2026-000" n "\ntitle: {en: Out}\n"		\
	    "owner: sato\ncompany: beta\nvulnerabilities:\n"		\
	    "- products:\n"						\
	    "  - {product: bolt, status: known_affected}\n"		\
	    "  - {product: gear, status: known_not_affected}\n---\n" },	\
	{ "cases/2026/PS-2026-000" n "/published.yaml",			\
	    "revisions:\n- {version: 1, at: 2026-09-05T10:00+09:00, "	\
	    "summary: {en: First}" label "}\n" }

/* 2026-11-25T09:00+09:00. */
#define NOW ((struct instant){ 1795564800, 32400 })

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
	    "company: beta\nrelated: [PS-2026-0002]\n"
	    "report: {proof_of_concept: x}\nfacts:\n"
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
	{ "cases/2026/PS-2026-0003/approvals.yaml",
	    "approvals: [{role: pr, by: sato, at: 2026-09-01T09:30Z, digest: "
	    "aa}]\n" },
	{ "content/people/acme.yaml",
	    "people:\n- {id: sato, name: {en: Sato}, nda: [{scope: all, "
	    "signed_on: 2026-04-01}]}\n- {id: tanaka, name: {en: Tanaka}}\n" },
	{ "cases/2026/PS-2026-0004/case.md",
	    "---\nid: PS-2026-0004\ntitle: {en: Nobody's}\nowner: sato\n"
	    "vulnerabilities:\n- {products: [{product: part, "
	    "status: known_affected}]}\n---\n" },
	{ "cases/2026/PS-2026-0005/case.md",
	    "---\nid: PS-2026-0005\ntitle: {en: Unit's}\nowner: sato\n"
	    "company: gamma-unit\n---\n" },
	{ "cases/2026/PS-2026-0006/case.md",
	    "---\nid: PS-2026-0006\ntitle: {en: Not gamma's}\nowner: sato\n"
	    "company: beta\nvulnerabilities:\n- products:\n"
	    "  - {product: bolt, status: known_affected}\n"
	    "  - {product: gear, status: known_not_affected}\n---\n" },
	OUT("7", ""),
	OUT("8", ", tlp: AMBER"),
};

static struct model_fixture f;
static int row_at;	/* of the loop that runs */

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
	const struct wall w = {
		.model = f.m,
		.now = NOW,
		.perm = f.a,
		.d = f.d,
	};

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
	{ "cases/2026/PS-2026-0006/case.md", " beta " },
	/* What everybody knows is no news; what customers know is. */
	{ "cases/2026/PS-2026-0007/case.md", " beta gamma " },
	{ "cases/2026/PS-2026-0008/case.md", " beta " },
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
	{ "{field: case.title, op: exists}", 8 },
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

/* ---- what git knows ------------------------------------------------------ */

#define NAME	"qzname"
#define MAIL	"qzmail"

/* An audit of f.m: each file has a commit, and each fact of each case. */
static void
give_audit(void)
{
	struct audit *a = arena_new(f.a, struct audit);
	size_t n = sources_len(f.m->sources) + 1;
	struct audit_commit *known = arena_new(f.a, struct audit_commit);
	struct audit_commit *unknown = arena_new(f.a, struct audit_commit);

	known->id = S("0123456789012345678901234567890123456789");
	known->name = S(NAME);
	known->mail = S("sato@example.com");
	*unknown = *known;
	unknown->mail = S(MAIL);
	known->who = (const void *)model_find(f.m, SPACE_PERSON, S("sato"));
	ck_assert_ptr_nonnull(known->who);
	a->has_git = true;
	a->files = arena_array(f.a, const struct audit_commit *, n);
	a->n_files = n;
	for (size_t i = 0; i < n; i++)
		a->files[i] = i % 2 == 0 ? known : unknown;
	a->cases = arena_array(f.a, struct audit_case, f.m->n_cases + 1);
	a->n_cases = f.m->n_cases;
	for (size_t i = 0; i < f.m->n_cases; i++) {
		const struct case_entry *c = &f.m->cases[i];
		struct audit_case *k = &a->cases[i];

		k->digest = S("aa11");
		k->is_changed = true;
		k->n_facts = c->c->facts.n;
		k->facts = arena_array(f.a, const struct audit_commit *,
		    k->n_facts + 1);
		for (size_t j = 0; j < k->n_facts; j++)
			k->facts[j] = j % 2 == 0 ? known : unknown;
		k->n_approvals = c->approvals != NULL ?
		    c->approvals->approvals.n :
		    0;
		k->approvals = arena_array(f.a, struct audit_approval,
		    k->n_approvals + 1);
		for (size_t j = 0; j < k->n_approvals; j++)
			k->approvals[j] = (struct audit_approval){
				.approval = &c->approvals->approvals.v[j],
				.verdict = APPROVAL_VOID,
				.why = S("what changed"),
			};
	}
	f.m->audit = a;
}

/* Whose commits a view tells: of a document, and of the case of both. */
static const struct audit_row {
	const char *company;	/* "": that of all */
	enum tlp ceiling;
	bool has_case;		/* approvals and facts of PS-2026-0003 */
	bool has_void;		/* and what voided the approval, its digest */
	bool has_names;
	bool has_company_file;	/* content/companies/beta.yaml */
	bool has_people_file;	/* content/people/acme.yaml, with NDAs */
} AUDITS[] = {
	{ "", TLP_RED, true, true, true, true, true },
	{ "", TLP_AMBER_STRICT, true, true, true, true, true },
	{ "", TLP_AMBER, false, false, false, true, false },
	{ "", TLP_CLEAR, false, false, false, false, false },
	{ "gamma", TLP_AMBER_STRICT, true, false, true, true, true },
	{ "gamma", TLP_AMBER, false, false, false, true, false },
	{ "nobody", TLP_AMBER_STRICT, false, false, true, true, true },
};

static const struct audit_commit *
commit_at(const struct model *v, const char *path)
{
	for (size_t k = 0; k < KINDS; k++) {
		for (size_t i = 0; i < v->docs[k].n; i++) {
			if (str_eq_z(model_path(v, &v->docs[k].v[i]), path))
				return audit_document(v, &v->docs[k].v[i]);
		}
	}
	return NULL;
}

/* No name below the case teams, no mail of somebody unknown at all. */
static void
check_commit(const struct audit_row *r, const struct model *v,
    const struct audit_commit *c)
{
	if (c == NULL)
		return;
	ck_assert_uint_eq(c->id.n, 40);
	ck_assert_msg(r->has_names == (c->name.n > 0), "row %d", row_at);
	ck_assert(!str_eq_z(c->mail, MAIL));
	ck_assert(c->who != NULL || c->mail.n == 0);
	ck_assert(c->who == NULL ||
	    (const void *)c->who == model_find(v, SPACE_PERSON, c->who->e.id));
}

static void
check_case(const struct audit_row *r, const struct model *v)
{
	const struct case_entry *c = case_in(v, "PS-2026-0003");
	const struct audit_case *k = c == NULL ? NULL : audit_case(v, c);

	ck_assert(r->has_case == (k != NULL && k->n_approvals > 0));
	if (!r->has_case) {
		ck_assert(k == NULL ||
		    (k->n_facts == 0 && k->digest.n == 0 && !k->is_changed));
		return;
	}
	ck_assert_uint_eq(k->n_facts, c->c->facts.n);
	for (size_t i = 0; i < k->n_facts; i++) {
		ck_assert_ptr_nonnull(k->facts[i]);
		check_commit(r, v, k->facts[i]);
	}
	ck_assert_ptr_eq(k->approvals[0].approval,
	    &c->approvals->approvals.v[0]);
	ck_assert_int_eq((int)k->approvals[0].verdict, (int)APPROVAL_VOID);
	/* The words say what changed, at another's product perhaps. */
	ck_assert(r->has_void == (k->approvals[0].why.n > 0));
	ck_assert(r->has_void == (k->digest.n > 0));
	ck_assert(r->has_void == k->is_changed);
}

START_TEST(test_audit)
{
	const struct audit_row *r = &AUDITS[_i];
	const struct model *v;

	row_at = _i;
	give_audit();
	v = view_of(r->company, r->ceiling);
	ck_assert_ptr_nonnull(v->audit);
	ck_assert_uint_eq(v->audit->n_findings, 0);
	ck_assert_uint_eq(v->audit->git_why.n, 0);
	for (size_t i = 0; i < v->audit->n_files; i++)
		check_commit(r, v, v->audit->files[i]);
	check_case(r, v);
	ck_assert(r->has_company_file ==
	    (commit_at(v, "content/companies/beta.yaml") != NULL));
	ck_assert_msg(r->has_people_file ==
		(commit_at(v, "content/people/acme.yaml") != NULL),
	    "row %d", _i);
	/* When it was changed would tell of the field for named persons. */
	ck_assert((commit_at(v, "cases/2026/PS-2026-0003/case.md") != NULL) ==
	    (r->ceiling == TLP_RED));
}
END_TEST

/* One file that cannot be read, and a policy that calls fewer than 5 few. */
static const struct model_file broken[] = {
	{ "content/parties/bad.yaml", "kind: [\n" },
	{ "content/policies/p.ja.md",
	    "---\ntitle: P\nkind: other\nversion: \"1\"\nowner: sato\n"
	    "review: 2027-01-01\nsmall_count: 5\n---\n" },
};

START_TEST(small_count)
{
	struct model_fixture g;
	struct audience a = { .ceiling.v = (int)TLP_AMBER };
	const struct model *v;
	struct wall w;

	model_fixture_open(&g);
	model_fixture_load(&g, broken, ARRAY_LEN(broken));
	w = (struct wall){ .model = g.m, .perm = g.a, .d = g.d };
	v = wall_inside(&w, &a);
	ck_assert_uint_eq(v->n_unreadable, 5);
	ck_assert(v->is_rounded);
	a.ceiling.v = (int)TLP_AMBER_STRICT;
	v = wall_inside(&w, &a);
	ck_assert_uint_eq(v->n_unreadable, 1);
	ck_assert(!v->is_rounded);
	model_fixture_close(&g);
}
END_TEST

Suite *
suite_wall_share(void)
{
	Suite *s = suite_create("wall_share");
	TCase *c = tcase_create("share");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, small_count);
	tcase_add_loop_test(c, secret_filter, 0, (int)ARRAY_LEN(filters));
	tcase_add_loop_test(c, test_share, 0, (int)ARRAY_LEN(rows));
	tcase_add_test(c, test_rows);
	tcase_add_loop_test(c, test_request, 0, (int)ARRAY_LEN(REQUESTS));
	tcase_add_test(c, test_strict);
	tcase_add_test(c, test_ledger);
	tcase_add_loop_test(c, test_audit, 0, (int)ARRAY_LEN(AUDITS));
	suite_add_tcase(s, c);
	return s;
}
