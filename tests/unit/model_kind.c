/*
 * model/kind: which path holds what.
 */
#include "model/kind.h"

#include <string.h>

#include "base/arena.h"
#include "model/model.h"
#include "test.h"

static const struct row {
	const char *path;
	const char *kind;	/* NULL: none */
	const char *id;
	const char *dir;
	const char *lang;
} ROWS[] = {
	{ "content/organisation.yaml", "organisation", "", "", "" },
	{ "content/companies/acme.yaml", "company", "acme", "", "" },
	{ "content/policies/p.ja.md", "policy", "p", "", "ja" },
	{ "content/policies/p.en.md", "policy", "p", "", "en" },
	{ "content/policies/p.x.en.md", "policy", "p.x", "", "en" },
	{ "content/alerts/2026/A-1.md", "alert", "A-1", "2026", "" },
	{ "content/campaigns/log/campaign.md", "campaign", "log", "", "" },
	{ "content/campaigns/log/answers/box.yaml", "answers", "box", "log",
	    "" },
	{ "cases/2026/PS-1/case.md", "case", "PS-1", "2026", "" },
	{ "cases/2026/PS-1/advisory.ja.md", "advisory", "PS-1", "2026", "ja" },
	{ "cases/2026/PS-1/published.yaml", "published", "PS-1", "2026", "" },
	{ "products/acme/box/product.yaml", "product", "box", "acme", "" },
	{ "products/systems/acme/line.yaml", "system", "line", "acme", "" },
	/* The folder "systems" is reserved. */
	{ "products/systems/acme/product.yaml", "system", "product", "acme",
	    "" },

	{ "", NULL, "", "", "" },
	{ "content", NULL, "", "", "" },
	{ "organisation.yaml", NULL, "", "", "" },
	{ "content/organisation.yml", NULL, "", "", "" },
	{ "content/organisation.yaml/x", NULL, "", "", "" },
	{ "x/content/organisation.yaml", NULL, "", "", "" },
	{ "/content/organisation.yaml", NULL, "", "", "" },
	{ "content//organisation.yaml", NULL, "", "", "" },
	{ "content/companies/.yaml", NULL, "", "", "" },
	{ "content/companies/a/b.yaml", NULL, "", "", "" },
	{ "content/policies/p.md", NULL, "", "", "" },
	{ "content/policies/p.fr.md", NULL, "", "", "" },
	{ "content/policies/.ja.md", NULL, "", "", "" },
	{ "content/policies/ja.md", NULL, "", "", "" },
	{ "content/policies/p.jaja.md", NULL, "", "", "" },
	{ "cases/2026/PS-1/advisory.md", NULL, "", "", "" },
	{ "cases/2026/PS-1/advisory.jp.md", NULL, "", "", "" },
	{ "cases/2026/PS-1/Case.md", NULL, "", "", "" },
	{ "cases//PS-1/case.md", NULL, "", "", "" },
	{ "cases/2026/PS-1/released/1.0.0/case.md", NULL, "", "", "" },
	{ "CASES/2026/PS-1/case.md", NULL, "", "", "" },
};

START_TEST(test_match)
{
	const struct row *r = &ROWS[_i];
	struct kind_path p;
	bool found = kind_match(str_z(r->path), &p);

	ck_assert_msg(found == (r->kind != NULL), "%s", r->path);
	if (!found)
		return;
	ck_assert_str_eq(kind_info(p.kind)->name, r->kind);
	ck_assert_msg(str_eq_z(p.id, r->id) && str_eq_z(p.dir, r->dir) &&
		str_eq_z(p.lang, r->lang),
	    "%s: id '%.*s', dir '%.*s', lang "
	    "'%.*s'",
	    r->path, STR_ARG(p.id), STR_ARG(p.dir), STR_ARG(p.lang));
}
END_TEST

/* Every kind is found by its name and by a path made from its pattern. */
START_TEST(test_each)
{
	struct arena *a = arena_open();
	const struct kind_info *k = kind_info((enum kind)_i);
	struct str rest = str_z(k->pattern), head, hole, path = S("");
	struct kind_path p;
	enum kind kind;

	ck_assert(kind_find(str_z(k->name), &kind));
	ck_assert_int_eq((int)kind, _i);
	while (str_cut(rest, '{', &head, &rest)) {
		ck_assert(str_cut(rest, '}', &hole, &rest));
		path = str_fmt(a, "%.*s%.*s%s", STR_ARG(path), STR_ARG(head),
		    str_eq(hole, S("lang"))    ? "en" :
			str_eq(hole, S("dir")) ? "folder" :
						 "name");
	}
	path = str_cat(a, path, head);
	ck_assert_msg(kind_match(path, &p), "%s", k->pattern);
	ck_assert_str_eq(kind_info(p.kind)->name, k->name);
	ck_assert_msg(str_ends(path,
			  k->format == KIND_YAML ? S(".yaml") : S(".md")),
	    "%s", k->pattern);
	ck_assert_uint_gt(strlen(k->doc), 0);
	arena_close(a);
}
END_TEST

static const struct near_row {
	const char *path;
	const char *near;	/* the kind, NULL: none */
} NEARS[] = {
	{ "cases/2026/PS-1/advisory.jp.md", "advisory" },
	{ "cases/2026/PS-1/advisory.md", "advisory" },
	{ "cases/2026/PS-1/case.yaml", "case" },
	{ "cases/2026/PS-1/case.yml", "case" },
	{ "cases/2026/PS-1/aprovals.yaml", "approvals" },
	{ "content/policies/scoring.md", "policy" },
	{ "content/policies/scoring.fr.md", "policy" },
	{ "content/companies/acme.yml", "company" },
	{ "content/organization.yaml", "organisation" },
	{ "products/acme/box/product.yml", "product" },
	{ "products/systems/acme/line.yml", "system" },

	{ "cases/2026/PS-1/notes.md", NULL },
	{ "cases/2026/PS-1/case-notes.md", NULL },
	{ "cases/2026/PS-1/case.md.orig", NULL },
	{ "cases/2026/PS-1/report.pdf", NULL },
	{ "cases/2026/PS-1/released/1.0.0/case.yml", NULL },
	{ "cases/README.md", NULL },
	{ "content/maturity.yaml", NULL },
	{ "content/training/x.yaml", NULL },
	{ "content/keys/psirt.asc", NULL },
	{ "products/acme/box/README.md", NULL },
	{ "products/acme/box/1.0/sbom.cdx.json", NULL },
	{ "", NULL },
	{ "/", NULL },
};

START_TEST(test_near)
{
	const struct near_row *r = &NEARS[_i];
	const char *near = kind_near(str_z(r->path));
	struct kind_path p;
	enum kind k;

	ck_assert_msg(!kind_match(str_z(r->path), &p), "%s", r->path);
	if (r->near == NULL) {
		ck_assert_msg(near == NULL, "%s: %s", r->path, near);
		return;
	}
	ck_assert(kind_find(str_z(r->near), &k));
	ck_assert_msg(near != NULL, "%s", r->path);
	ck_assert_str_eq(near, kind_info(k)->pattern);
}
END_TEST

START_TEST(test_find)
{
	enum kind k;

	ck_assert_uint_eq(kinds_len(), KINDS);
	ck_assert(!kind_find(S(""), &k));
	ck_assert(!kind_find(S("Case"), &k));
	ck_assert(!kind_find(S("cases"), &k));
}
END_TEST

Suite *
suite_model_kind(void)
{
	Suite *s = suite_create("model_kind");
	TCase *t = tcase_create("kind");

	tcase_add_loop_test(t, test_match, 0, ARRAY_LEN(ROWS));
	tcase_add_loop_test(t, test_each, 0, KINDS);
	tcase_add_loop_test(t, test_near, 0, ARRAY_LEN(NEARS));
	tcase_add_test(t, test_find);
	suite_add_tcase(s, t);
	return s;
}
