/*
 * CSAF 2.1 documents as cases say them: from their files through the wall.
 * Each is valid by our own validator, and says what its row expects.
 */
#include <string.h>

#include "base/buf.h"
#include "base/embed.h"
#include "base/limits.h"
#include "csaf_run.h"
#include "export/plan.h"
#include "export/public/csaf.h"
#include "export/public/csaf21.h"
#include "model_text.h"
#include "text/catalog.h"
#include "text/yaml.h"
#include "wall/public_view.h"
#include "wall/wall.h"

Suite *suite_export_csaf21(void);

#define FOLDER	"cases/2026/PS-2026-0001/"
#define V31	"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
#define V40							\
	"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:N/SC:N/SI:N/SA:N"
#define ADVISORY	"\"category\":\"csaf_security_advisory\""
#define FIX	"remediations: [{category: vendor_fix, version: 2.0.0, " \
		"url: \"https://example.com/2\", date: 2026-10-01}]"
#define RANGE	"{range: \"vers:semver/<2.0.0\", status: known_affected}"
#define FIXED	"{version: 2.0.0, status: first_fixed}"

#define FIRST	"- {version: 1.0.0, at: 2026-11-01T09:00Z, summary: "	\
		"{ja: a, en: a}}\n"

/* A flaw, its ledger after the first revision, and parts of the document. */
static const struct row {
	const char *name;
	const char *flaw;
	const char *more;	/* revisions */
	const char *has[6];
	const char *hasnt[4];
} rows[] = {
	{ "affected and fixed",
	    "cwe: CWE-306\n  released: 2026-11-01\n  cvss: [" V31 ", " V40
	    "]\n  products: [{product: fw, versions: [" RANGE ", " FIXED
	    "], " FIX "}]",
	    "",
	    { ADVISORY, "\"csaf_version\":\"2.1\"", "\"label\":\"CLEAR\"",
		"\"cwes\":[{\"id\":\"CWE-306\"", "\"cvss_v4\":{",
		"\"purls\":[\"pkg:generic/acme/fw@2.0.0\"]" },
	    { "calculator", "\"scores\"", "\"cwe\"",
		"release_date\":\"2026-1"
		"1-01T00" } },
	{ "where it stands, and its licence",
	    "products: [{product: fw, versions: [" RANGE "], " FIX "}]", "",
	    { "https://example.com/.well-known/csaf/v2.1/clear/2026/ex-1."
	      "json",
		"v2.1/schema/csaf.json",
		"\"license_expression\":\"CC-BY-4."
		"0\"" },
	    { NULL } },
	{ "what was disclosed later than it went out",
	    "released: 2026-12-01\n  products: [{product: fw, versions: [" RANGE
	    "], " FIX "}]",
	    "", { ADVISORY }, { "disclosure_date" } },
	{ "nothing is affected",
	    "products: [{product: fw, status: known_not_affected, "
	    "justification: component_not_present}]",
	    "", { "\"category\":\"csaf_deprecated_security_advisory\"" },
	    { NULL } },
	{ "fixed, and another product affected",
	    "products: [{product: fw, versions: [" FIXED "]}, {product: box, "
	    "status: known_affected, remediations: [{category: workaround, "
	    "details: {ja: a, en: a}}]}]",
	    "", { "\"category\":\"csaf_deprecated_security_advisory\"" },
	    { NULL } },
	{ "a fix to come",
	    "products: [{product: fw, versions: [" RANGE "], remediations: "
	    "[{category: vendor_fix, version: 2.0.0, date: 2026-12-01}]}]",
	    "", { "\"category\":\"fix_planned\"" }, { "vendor_fix" } },
	{ "of two fixes the one that is out",
	    "products: [{product: fw, versions: [" RANGE "], remediations: "
	    "[{category: vendor_fix, version: 2.0.1, date: 2026-12-01}, "
	    "{category: vendor_fix, version: 2.0.0, date: 2026-10-01}, "
	    "{category: mitigation, details: {ja: b, en: b}}]}]",
	    "",
	    { "\"category\":\"vendor_fix\"", "\"category\":\"mitigation\"" },
	    { "fix_planned" } },
	{ "nothing available, but something is",
	    "products: [{product: fw, versions: [" RANGE "], remediations: "
	    "[{category: none_available}, {category: mitigation, details: "
	    "{ja: b, en: b}}]}]",
	    "", { "\"category\":\"mitigation\"" }, { "none_available" } },
	{ "a remedy for what has none to need",
	    "products: [{product: fw, versions: [" RANGE ", " FIXED "]}]\n"
	    "  remediations: [{category: workaround, versions: [\"*\"], "
	    "statuses: [first_fixed, known_affected], details: {ja: b, en: "
	    "b}}]",
	    "", { ADVISORY }, { NULL } },
	{ "a range in prose",
	    "products: [{product: fw, versions: [{text: before 2, status: "
	    "known_affected}], " FIX "}]",
	    "", { "\"full_product_names\":[{" }, { "product_version_range" } },
	{ "constraints without a scheme",
	    "products: [{product: fw, versions: [{text: \"<2.0.0\", status: "
	    "known_affected}], " FIX "}]",
	    "",
	    { "\"category\":\"product_version_range\",\"name\":\"<2.0.0"
	      "\"" },
	    { "full_product_names" } },
	{ "a range of one version",
	    "products: [{product: fw, versions: [{range: \"vers:semver/1.0.0"
	    "\", status: known_affected}], " FIX "}]",
	    "", { "\"category\":\"product_version\",\"name\":\"1.0.0\"" },
	    { "product_version_range" } },
	{ "a part of a product",
	    "products: [{product: box, component: fw, relationship: "
	    "installed_on, versions: [" RANGE "], " FIX "}]",
	    "",
	    { "\"product_paths\":[{\"beginning_product_reference\":",
		"\"subpaths\":[{\"category\":\"installed_on\"" },
	    { "\"relationships\"" } },
	{ "numbers with characters that stand for others",
	    "products: [{product: odd, status: known_affected, remediations: "
	    "[{category: no_fix_planned, details: {ja: a, en: a}}]}]",
	    "", { "\"model_numbers\":[\"A\\\\*1\\\\*\\\\?\"]" }, { NULL } },
	{ "scores of two sources",
	    "cvss: [" V31 "]\n  scores: [{source: \"https://example.org/s\", "
	    "vector: CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H}, "
	    "{source: Somebody, vector: CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/"
	    "C:H/I:H/A:H}]\n"
	    "  products: [{product: fw, versions: [" RANGE "], " FIX "}]",
	    "", { "\"source\":\"https://example.org/s\"", "AV:N", "AV:L" },
	    { "AV:P", "Somebody" } },
	{ "withdrawn",
	    "products: [{product: fw, versions: [" RANGE "], " FIX "}]",
	    "- {version: 2.0.0, at: 2026-11-02T09:00Z, withdrawn: yes, "
	    "summary: {ja: b, en: It was wrong.}}\n",
	    { "\"category\":\"csaf_withdrawn\"",
		"\"title\":\"Reasoning for Withdrawal\"", "It was wrong." },
	    { "product_tree", "vulnerabilities", "csaf_security" } },
	{ "superseded",
	    "products: [{product: fw, versions: [" RANGE "], " FIX "}]",
	    "- {version: 2.0.0, at: 2026-11-02T09:00Z, superseded_by: "
	    "\"https://example.org/7\", summary: {ja: b, en: See there.}}\n",
	    { "\"category\":\"csaf_superseded\"",
		"\"title\":\"Reasoning for Supersession\"", "See there.",
		"\"summary\":\"Superseding Document\",\"url\":\"https://"
		"example.org/7\"" },
	    { "product_tree", "vulnerabilities" } },
	{ "superseded by one of ours",
	    "products: [{product: fw, versions: [" RANGE "], " FIX "}]",
	    "- {version: 2.0.0, at: 2026-11-02T09:00Z, superseded_by: EX-2, "
	    "summary: {ja: b, en: See there.}}\n",
	    { "\"summary\":\"Superseding Document: EX-2\",\"url\":\"https://"
	      "example.com/.well-known/csaf/v2.1/clear/2026/ex-2.json\"" },
	    { "product_tree" } },
};

/* ---- from files to a document ------------------------------------------ */

struct making {
	struct model_fixture f;
	struct export_context c;
	const struct public_view *view;
};

static void
load_words(struct making *m, struct catalog *words)
{
	const struct embedded *e;

	for (size_t i = 0; (e = embedded_at(i)) != NULL; i++) {
		struct span all = { .len = (uint32_t)e->content.n };

		if (!str_starts(e->path, S("i18n/")))
			continue;
		all.file = source_add(m->f.ss, e->path);
		source_set_text(m->f.ss, all.file, e->content);
		ck_assert(catalog_add(words,
		    yaml_parse(m->f.a, m->f.ss, all, m->f.d), m->f.d));
	}
}

#define OTHER	"cases/2026/PS-2026-0002/"

static void
load(struct making *m, const struct row *r)
{
	const struct model_file files[] = {
		{ FOLDER "case.md",
		    str_to_z(m->f.a,
			str_fmt(m->f.a,
			    "---\nid: PS-2026-0001\ntitle: {ja: 題, en: "
			    "Title}\nadvisory: EX-1\nvulnerabilities:\n"
			    "- cve: CVE-1900-0001\n  %s\n---\n",
			    r->flaw)) },
		{ FOLDER "published.yaml",
		    str_to_z(m->f.a,
			str_fmt(m->f.a, "revisions:\n" FIRST "%s", r->more)) },
		{ OTHER "case.md",
		    "---\nid: PS-2026-0002\ntitle: {ja: 新, "
		    "en: New}\nadvisory: EX-2\n---\n" },
		{ OTHER "published.yaml", "revisions:\n" FIRST },
		{ "products/acme/fw/product.yaml",
		    "name: {en: Ware}\nkind: firmware\nscheme: semver\n"
		    "purl: pkg:generic/acme/fw\nversions:\n"
		    "- {version: 1.0.0, released: 2025-01-01, purl: "
		    "\"pkg:generic/acme/fw@1.0.0\"}\n"
		    "- {version: 2.0.0, released: 2026-10-01, purl: "
		    "\"pkg:generic/acme/fw@2.0.0\"}\n" },
		{ "products/acme/odd/product.yaml",
		    "name: {en: Odd}\nkind: hardware\nmodel_numbers: "
		    "[\"A*1*?\"]\n" },
	};

	model_fixture_load(&m->f, files, ARRAY_LEN(files));
}

static void
making_open(struct making *m, const struct row *r)
{
	struct wall w = { .now = { INT64_C(1795305600), 32400 } };
	struct catalog *words;
	struct public_view *v;

	*m = (struct making){ 0 };
	model_fixture_open(&m->f);
	load(m, r);
	words = catalog_open(m->f.a, NULL);
	w.model = m->f.m;
	w.pool = m->f.pool;
	w.perm = m->f.a;
	w.d = m->f.d;
	w.words = words;
	load_words(m, words);
	v = wall_public(&w);
	ck_assert_msg(v != NULL && v->n_advisories == 2, "%s: %s", r->name,
	    diags_len(m->f.d) > 0 ? model_said(&m->f, 0) : "-");
	v->has_csaf21 = true;
	v->base_url = S("https://example.com/");
	v->license = S("CC-BY-4.0");
	for (size_t i = 0; i < v->n_advisories; i++)
		v->advisories[i].lang = S("en");
	m->view = v;
	m->c.words = words;
	m->c.version = S("9");
}

/* The document of EX-1. */
static struct str
rendered(struct making *m)
{
	struct plan plan = { .perm = m->f.a };
	struct buf b;
	struct str out;
	size_t i = 0;

	csaf21_plan(&plan, m->view, &m->c);
	while (
	    i < plan.n && !str_ends(plan.pages[i].page.path, S("/ex-1.json")))
		i++;
	ck_assert_uint_lt(i, plan.n);
	buf_init(&b, LIMIT_PAGE_BYTES);
	ck_assert(csaf21_render(&plan.pages[i].page, m->view, &m->c, m->f.a,
	    &b, m->f.d));
	ck_assert(buf_ok(&b));
	out = str_dup(m->f.a, buf_str(&b));
	buf_fini(&b);
	return out;
}

/* Without blanks between tokens. */
static struct str
squeezed(struct arena *a, struct str s)
{
	char *out = arena_bytes(a, s.n + 1);
	bool in_text = false;
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"' && (i == 0 || s.p[i - 1] != '\\'))
			in_text = !in_text;
		if (in_text || (s.p[i] != ' ' && s.p[i] != '\n'))
			out[n++] = s.p[i];
	}
	return (struct str){ out, n };
}

/* ---- tests -------------------------------------------------------------- */

START_TEST(documents_are_valid_and_say_it)
{
	const struct row *r = &rows[_i];
	struct making m;
	struct csaf_result result;
	struct str text, flat;

	making_open(&m, r);
	text = rendered(&m);
	flat = squeezed(m.f.a, text);
	result = csaf_run_text(m.f.a, text);
	for (size_t i = 0; i < result.n_findings; i++)
		ck_assert_msg(result.findings[i].test->class != CSAF_SCHEMA &&
			result.findings[i].test->class != CSAF_MANDATORY,
		    "%s: %s\n%.*s", r->name, csaf_run_ids(m.f.a, &result),
		    STR_ARG(text));
	for (size_t i = 0; i < ARRAY_LEN(r->has) && r->has[i] != NULL; i++)
		ck_assert_msg(str_find(flat, str_z(r->has[i]), 0) != SIZE_MAX,
		    "%s: no %s in %.*s", r->name, r->has[i], STR_ARG(text));
	for (size_t i = 0; i < ARRAY_LEN(r->hasnt) && r->hasnt[i] != NULL; i++)
		ck_assert_msg(str_find(flat, str_z(r->hasnt[i]), 0) ==
			SIZE_MAX,
		    "%s: %s in %.*s", r->name, r->hasnt[i], STR_ARG(text));
	model_fixture_close(&m.f);
}
END_TEST

START_TEST(only_where_it_is_asked_for)
{
	struct making m;
	struct public_view v;
	struct plan plan;

	making_open(&m, &rows[0]);
	v = *m.view;
	plan = (struct plan){ .perm = m.f.a };
	v.has_csaf21 = false;
	csaf21_plan(&plan, &v, &m.c);
	ck_assert_uint_eq(plan.n, 0);
	v.has_csaf21 = true;
	/* What came in as CSAF 2.0 stays that. */
	v.advisories[0].is_import = true;
	csaf21_plan(&plan, &v, &m.c);
	ck_assert_uint_eq(plan.n, v.n_advisories - 1);
	model_fixture_close(&m.f);
}
END_TEST

/* Else its signature would not hold. */
START_TEST(what_went_out_is_copied)
{
	struct public_released_file kept[] = {
		{ S("ex-1.json"), S("of 2.0") },
		{ S("v2.1-ex-1.json"), S("of 2.1") },
	};
	struct making m;

	making_open(&m, &rows[0]);
	for (size_t i = 0; i < m.view->n_advisories; i++) {
		m.view->advisories[i].released = kept;
		m.view->advisories[i].n_released = ARRAY_LEN(kept);
	}
	ck_assert(str_eq_z(rendered(&m), "of 2.1"));
	model_fixture_close(&m.f);
}
END_TEST

Suite *
suite_export_csaf21(void)
{
	Suite *s = suite_create("export_csaf21");
	TCase *t = tcase_create("document");

	tcase_add_loop_test(t, documents_are_valid_and_say_it, 0,
	    (int)ARRAY_LEN(rows));
	tcase_add_test(t, only_where_it_is_asked_for);
	tcase_add_test(t, what_went_out_is_copied);
	suite_add_tcase(s, t);
	return s;
}
