/*
 * model/link: entries, their index, and references between files.
 */
#include "model/link.h"

#include <stdio.h>

#include "model_text.h"

#define CASE	"cases/2026/PS-2026-0001/case.md"
#define FRONT	"---\nid: PS-2026-0001\ntitle: {en: x}\n"

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

static const struct row {
	const char *name;
	struct model_file files[3];
	struct model_fault want;
	const char *note;	/* where the other place is, by its path */
} ROWS[] = {
	/* References. */
	{ "person, near one", { { CASE, FRONT "owner: satoh\n---\n" } },
	    { "ref-unknown", "satoh", "there is no person 'satoh'",
		"did you mean 'sato'" },
	    NULL },
	{ "person, near none", { { CASE, FRONT "owner: zzzzzz\n---\n" } },
	    { "ref-unknown", "zzzzzz", NULL, NULL }, NULL },
	{ "in a list", { { CASE, FRONT "team: [sato, tanakaa]\n---\n" } },
	    { "ref-unknown", "tanakaa", NULL, "did you mean 'tanaka'" },
	    NULL },
	{ "party where a person belongs",
	    { { CASE, FRONT "owner: jpcert\n---\n" } },
	    { "ref-unknown", "jpcert", "no person", NULL }, NULL },
	{ "actor: a person",
	    { { CASE, FRONT "embargo: {agreed: [sato]}\n---\n" } }, { 0 },
	    NULL },
	{ "actor: a party",
	    { { CASE, FRONT "embargo: {agreed: [jpcert]}\n---\n" } }, { 0 },
	    NULL },
	{ "actor: neither",
	    { { CASE, FRONT "embargo: {agreed: [jpcrt]}\n---\n" } },
	    { "ref-unknown", "jpcrt", "person or party",
		"did you mean 'jpcert'" },
	    NULL },
	{ "deep",
	    { { CASE,
		FRONT "vulnerabilities: [{products: "
		      "[{product: boxx, status: fixed}]}]\n---\n" } },
	    { "ref-unknown", "boxx", "no product", "did you mean 'box'" },
	    NULL },
	{ "policy",
	    { { "content/policies/q.ja.md",
		"---\ntitle: Q\n"
		"kind: other\nversion: \"1\"\nowner: sato\nreview: 2027-01-01\n"
		"parent: pp\n---\n" } },
	    { "ref-unknown", "pp", "no policy", NULL }, NULL },
	{ "campaign's product",
	    { { "content/campaigns/log/answers/a.yaml", "product: bx\n" } },
	    { "ref-unknown", "bx", NULL, "did you mean 'box'" }, NULL },
	{ "to a file that cannot be read",
	    { { "content/calendars/jp.yaml", "name: [\n" },
		{ "content/companies/b.yaml",
		    "name: {en: B}\nkind: unit\n"
		    "calendar: jp\n" } },
	    { NULL, NULL, NULL, NULL }, NULL },
	{ "product of no company",
	    { { "products/acmee/kit/product.yaml",
		"name: {en: Kit}\nkind: software\n" } },
	    { "ref-unknown", NULL, "company 'acmee'",
		"content/companies/acmee.yaml" },
	    NULL },

	/* Ids twice. */
	{ "two products",
	    { { "content/companies/b.yaml", "name: {en: B}\nkind: unit\n" },
		{ "products/b/box/product.yaml",
		    "name: {en: Box}\nkind: software\n" } },
	    { "id-duplicate", NULL, "product 'box' exists twice",
		"another id" },
	    "products/acme/box/product.yaml" },
	{ "two persons in one file",
	    { { "content/people/acme.yaml",
		"people:\n- {id: sato, name: {en: A}}\n"
		"- {id: tanaka, name: {en: B}}\n"
		"- {id: sato, name: {en: C}}\n" } },
	    { "id-duplicate", "sato", "person 'sato' exists twice", NULL },
	    "content/people/acme.yaml" },
	{ "two persons in two files",
	    { { "content/people/b.yaml",
		"people:\n- {id: sato, name: {en: C}}\n" } },
	    { "id-duplicate", "sato", "person 'sato' exists twice", NULL },
	    "content/people/acme.yaml" },
	{ "person and party",
	    { { "content/parties/sato.yaml", "kind: finder\n" } },
	    { "id-duplicate", NULL, "person or party 'sato' exists twice",
		NULL },
	    "content/people/acme.yaml" },
	{ "two cases",
	    { { "cases/2025/PS-2026-0001/case.md", FRONT "---\n" } },
	    { "id-duplicate", NULL, "case 'PS-2026-0001'", NULL }, NULL },
	{ "two systems",
	    { { "products/systems/b/line.yaml",
		"name: {en: L}\nowner: sato\ncompany: acme\n"
		"uses: [{says: x}]\n" } },
	    { "id-duplicate", NULL, "system 'line'", NULL },
	    "products/systems/acme/line.yaml" },
	{ "two editions",
	    { { "content/audiences.yaml",
		"audiences:\n"
		"- {id: a, name: {en: A}, ceiling: RED, view: desk}\n"
		"- {id: a, name: {en: B}, ceiling: RED, view: desk}\n" } },
	    { "id-duplicate", "a", "audience 'a'", NULL },
	    "content/audiences.yaml" },
	{ "two alerts",
	    { { "content/alerts/2025/A-1.md",
		"---\ntitle: {en: x}\nlevel: act\n"
		"at: 2025-09-01T09:30Z\n---\n" } },
	    { "id-duplicate", NULL, "alert 'A-1'", NULL }, NULL },
	{ "a policy in two languages",
	    { { "content/policies/p.ja.md",
		"---\ntitle: P\nkind: other\nversion: \"1\"\nowner: sato\n"
		"review: 2027-01-01\n---\n" } },
	    { 0 }, NULL },
};

static void
check_note(const char *name, const char *path)
{
	const struct diag *g = diags_at(f.d, 0);

	ck_assert_msg(g->notes != NULL, "%s: no note", name);
	ck_assert_msg(str_eq_z(source_get(f.ss, g->notes->at.file)->path,
			  path),
	    "%s: the note is elsewhere", name);
	/* The second place is the one that is reported. */
	ck_assert_msg(span_cmp(g->notes->at, g->at) < 0, "%s: order", name);
}

START_TEST(test_row)
{
	const struct row *r = &ROWS[_i];

	model_fixture_load(&f, r->files, ARRAY_LEN(r->files));
	if (strcmp(r->name, "to a file that cannot be read") == 0) {
		/* The file's own fault, and that nothing has the id. */
		ck_assert_uint_ge(diags_len(f.d), 1);
		ck_assert_ptr_null(model_find(f.m, SPACE_CALENDAR, S("jp")));
		return;
	}
	model_expect(&f, r->name, &r->want);
	if (r->note != NULL)
		check_note(r->name, r->note);
}
END_TEST

/* An id that stands twice, many times over: which is first never changes. */
START_TEST(test_stable)
{
	char path[64];

	for (int i = 0; i < 60; i++) {
		snprintf(path, sizeof(path), "content/people/c%02d.yaml", i);
		model_fixture_add(&f, str_to_z(f.a, str_z(path)),
		    S("people:\n- {id: aoki, name: {en: A}}\n"
		      "- {id: sato, name: {en: A}}\n"));
	}
	model_fixture_load(&f, NULL, 0);
	ck_assert_uint_eq(diags_len(f.d), 59 + 60);
	for (size_t i = 1; i < f.m->n_people; i++) {
		const struct entry *a = &f.m->people[i - 1].e;
		const struct entry *b = &f.m->people[i].e;
		int cmp = str_cmp(a->id, b->id);

		ck_assert(cmp < 0 || (cmp == 0 && span_cmp(a->at, b->at) < 0));
	}
}
END_TEST

START_TEST(test_targets)
{
	const struct model_file over[] = {
		{ CASE,
		    FRONT
		    "owner: tanaka\nembargo: {agreed: [jpcert]}\n"
		    "vulnerabilities: [{products: [{product: box}]}]\n---\n" },
		{ "products/acme/box/decisions.yaml",
		    "decisions: [{vulnerability: CVE-1900-0001, verdict: "
		    "not_affected, basis: x, by: sato, at: 2026-09-01}]\n" },
		{ "content/policies/p.ja.md",
		    "---\ntitle: 方針\n"
		    "kind: other\nversion: \"1\"\nowner: sato\n"
		    "review: 2027-01-01\n---\n" },
	};
	const struct case_entry *c;
	const struct party_entry *party;

	model_fixture_load(&f, over, ARRAY_LEN(over));
	model_expect(&f, "targets", &(struct model_fault){ 0 });
	c = &f.m->cases[0];
	ck_assert(c->c->owner.target == &f.m->people[1]);
	party = c->c->embargo->agreed.v[0].target;
	ck_assert_int_eq(party->e.space, SPACE_PARTY);
	ck_assert(party == &f.m->parties[0]);
	ck_assert(c->c->vulnerabilities.v[0].products.v[0].product.target ==
	    &f.m->products[0]);
	ck_assert(f.m->products[0].company == &f.m->companies[0]);
	ck_assert_uint_eq(f.m->products[0].decisions->decisions.n, 1);
	ck_assert(f.m->people[0].company == &f.m->companies[0]);
	ck_assert_uint_eq(f.m->n_policies, 1);
	ck_assert_ptr_nonnull(f.m->policies[0].ja);
	ck_assert_ptr_nonnull(f.m->policies[0].en);
	ck_assert(
	    model_find(f.m, SPACE_POLICY, S("p")) == &f.m->policies[0].e);
	ck_assert_ptr_null(model_find(f.m, SPACE_POLICY, S("q")));
}
END_TEST

/* What stands beside a case belongs to it and to no other. */
START_TEST(test_beside)
{
	const struct model_file over[] = {
		{ "cases/2026/PS-2026-0001/advisory.en.md", "Text.\n" },
		{ "cases/2026/PS-2026-0002/advisory.ja.md", "Text.\n" },
		{ "cases/2026/PS-2026-0001/published.yaml",
		    "revisions:\n- {version: 1.0.0, at: 2026-10-01T09:00Z, "
		    "summary: {en: first}}\n- {version: 1.0.1, "
		    "at: 2026-11-01T09:00Z, summary: {en: second}}\n" },
	};
	const struct case_entry *c;

	model_fixture_load(&f, over, ARRAY_LEN(over));
	model_expect(&f, "beside", &(struct model_fault){ 0 });
	ck_assert_uint_eq(f.m->n_cases, 1);
	c = &f.m->cases[0];
	ck_assert_ptr_null(c->ja);
	ck_assert_ptr_nonnull(c->en);
	ck_assert_ptr_null(c->approvals);
	ck_assert_ptr_nonnull(c->published);
	/* 2026-09-30, 10-01T08:59:59Z, 10-01T09:00Z, 2026-12-01. */
	ck_assert_ptr_null(model_released(c, 1790726400));
	ck_assert_ptr_null(model_released(c, 1790845199));
	ck_assert(
	    str_eq(model_released(c, 1790845200)->version.s, S("1.0.0")));
	ck_assert(
	    str_eq(model_released(c, 1796083200)->version.s, S("1.0.1")));
}
END_TEST

static const struct label_row {
	const char *of_case;
	const char *of_policy;
	enum tlp label;
} LABELS[] = {
	{ "", "", TLP_AMBER_STRICT },
	{ "tlp: GREEN\n", "", TLP_GREEN },
	{ "tlp: RED\n", "", TLP_RED },
	{ "", "default_tlp: RED\n", TLP_RED },
	/* A policy does not weaken the built-in label. */
	{ "", "default_tlp: CLEAR\n", TLP_AMBER_STRICT },
	{ "tlp: CLEAR\n", "default_tlp: RED\n", TLP_CLEAR },
};

START_TEST(test_label)
{
	const struct label_row *r = &LABELS[_i];
	const struct model_file over[] = {
		{ CASE,
		    str_to_z(f.a, str_fmt(f.a, FRONT "%s---\n", r->of_case)) },
		{ "content/policies/p.en.md",
		    str_to_z(f.a,
			str_fmt(f.a,
			    "---\ntitle: P\nkind: other\nversion: \"1\"\n"
			    "owner: sato\nreview: 2027-01-01\n%s---\n",
			    r->of_policy)) },
	};

	model_fixture_load(&f, over, ARRAY_LEN(over));
	model_expect(&f, "label", &(struct model_fault){ 0 });
	ck_assert_int_eq(f.m->cases[0].label, r->label);
}
END_TEST

Suite *
suite_model_link(void)
{
	Suite *s = suite_create("model_link");
	TCase *t = tcase_create("link");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, test_row, 0, ARRAY_LEN(ROWS));
	tcase_add_test(t, test_stable);
	tcase_add_test(t, test_targets);
	tcase_add_test(t, test_beside);
	tcase_add_loop_test(t, test_label, 0, ARRAY_LEN(LABELS));
	suite_add_tcase(s, t);
	return s;
}
