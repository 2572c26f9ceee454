/*
 * VEX documents as cases say them: from their files through the wall, for each
 * format in short.
 */
#include <string.h>

#include "base/buf.h"
#include "base/embed.h"
#include "base/limits.h"
#include "csaf_run.h"
#include "export/plan.h"
#include "export/public/csaf21_vex.h"
#include "export/public/csaf_vex.h"
#include "export/public/cyclonedx.h"
#include "export/public/openvex.h"
#include "export/public/vex_impl.h"
#include "model_text.h"
#include "text/catalog.h"
#include "text/json_read.h"
#include "text/yaml.h"
#include "wall/wall.h"

Suite *suite_export_vex(void);

#define CASE	"cases/2026/PS-2026-0001/case.md"
#define NOT	"status: known_not_affected"
#define BOX	"https://example.com#box"
#define LINK	"urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#fw"
#define FW	"pkg:generic/acme/fw"
#define FIX	"remediations: [{category: vendor_fix, version: 9, "	\
		"url: \"https://example.com/9\"}]"

/* Entries of a flaw's products, and what is said of them. */
#define BOXED(said)							\
	"{product: box, component: fw, relationship: installed_on, " said "}"

static const struct row {
	const char *name;
	const char *entries;
	const char *openvex;	/* status, reasons: products(parts) */
	const char *cyclonedx;	/* state, reasons: reference versions */
} ROWS[] = {
	{ "versions by their package URLs",
	    "{product: fw, versions: [{version: 1.0.0, status: "
	    "known_affected}, {version: 2.0.0, status: fixed}], " FIX "}",
	    "affected action: " FW "@1.0.0; fixed: " FW "@2.0.0",
	    "exploitable update: fw@1.0.0 1.0.0=affected; "
	    "resolved: fw@2.0.0 2.0.0=unaffected" },
	{ "a range is enumerated",
	    "{product: fw, versions: [{range: \"vers:semver/<2.0.0\", status: "
	    "known_affected}, {version: 2.0.0, status: fixed}], " FIX "}",
	    "affected action: " FW "@1.0.0 https://example.com#fw%401.0.1; "
	    "fixed: " FW "@2.0.0",
	    "exploitable update: fw@vers:semver/<2.0.0 "
	    "vers:semver/<2.0.0=affected " LINK " 1.0.1=affected; "
	    "resolved: fw@2.0.0 2.0.0=unaffected" },
	{ "but for versions that have an entry",
	    "{product: fw, versions: [{range: \"vers:semver/<=2.0.0\", "
	    "status: known_affected}, {version: 1.0.1, status: "
	    "under_investigation}], " FIX "}",
	    "affected action: " FW "@1.0.0 " FW "@2.0.0; "
	    "under_investigation: https://example.com#fw%401.0.1",
	    "exploitable update: fw@vers:semver/<=2.0.0 "
	    "vers:semver/<=2.0.0=affected; in_triage: fw@1.0.1 "
	    "1.0.1=unknown " LINK " 1.0.1=unknown" },
	{ "a range without a version of the inventory",
	    "{product: fw, versions: [{range: \"vers:semver/>3.0.0\", status: "
	    "known_affected}], " FIX "}",
	    "affected action: https://example.com#"
	    "fw%40vers%3Asemver%2F%3E3.0.0",
	    "exploitable update: fw@vers:semver/>3.0.0 "
	    "vers:semver/>3.0.0=affected" },
	{ "a range in prose",
	    "{product: fw, versions: [{text: before 2, status: "
	    "known_affected}], " FIX "}",
	    "affected action: https://example.com#fw%40before%202",
	    "exploitable update: fw@before 2 before 2=affected" },
	{ "a product without versions or package URL",
	    "{product: box, " NOT ", justification: component_not_present}",
	    "not_affected component_not_present: " BOX,
	    "not_affected code_not_present: box" },
	{ "a product as a whole",
	    "{product: fw, " NOT
	    ", justification: vulnerable_code_not_in_execute_path}",
	    "not_affected vulnerable_code_not_in_execute_path: " FW "@1.0.0 "
	    "https://example.com#fw%401.0.1 " FW "@2.0.0 " FW,
	    "not_affected code_not_reachable: fw " LINK " 1.0.1=unaffected" },
	{ "as a whole, but for a version",
	    "{product: fw, " NOT ", justification: component_not_present, "
	    "versions: [{version: 2.0.0, status: under_investigation}]}",
	    "under_investigation: " FW "@2.0.0; "
	    "not_affected component_not_present: " FW "@1.0.0 "
	    "https://example.com#fw%401.0.1",
	    "in_triage: fw@2.0.0 2.0.0=unknown; "
	    "not_affected code_not_present: fw " LINK " 1.0.1=unaffected" },
	{ "not affected, nobody said why", "{product: box, " NOT "}",
	    "not_affected impact: " BOX, "not_affected impact: box" },
	{ "not affected, in words",
	    "{product: box, " NOT ", impact: {ja: 部品なし, en: No part}}",
	    "not_affected impact: " BOX, "not_affected impact: box" },
	{ "affected, nothing helps yet",
	    "{product: box, status: known_affected}", "affected action: " BOX,
	    "exploitable: box" },
	{ "products with one remedy are one statement",
	    "{product: box, status: known_affected, remediations: "
	    "[{category: no_fix_planned}, {category: workaround}]}\n"
	    "  - {product: fw, versions: [{version: 1.0.0, status: "
	    "known_affected}], remediations: [{category: no_fix_planned}, "
	    "{category: workaround}]}",
	    "affected action: " BOX " " FW "@1.0.0",
	    "exploitable will_not_fix workaround_available: box fw@1.0.0 "
	    "1.0.0=affected" },
	{ "first affected counts, recommended does not",
	    "{product: fw, versions: [{version: 1.0.0, status: "
	    "first_affected}, {version: 1.0.0, status: known_affected}, "
	    "{version: 2.0.0, status: recommended}], " FIX "}",
	    "affected action: " FW "@1.0.0",
	    "exploitable update: fw@1.0.0 1.0.0=affected" },
	{ "a part of a product",
	    "{product: box, component: fw, versions: [{version: 1.0.0, "
	    "status: known_affected}, {version: 2.0.0, status: fixed}], " FIX
	    "}",
	    "affected action: " BOX "(" FW "@1.0.0); fixed: " BOX "(" FW
	    "@2.0.0)",
	    "exploitable update: box:fw@1.0.0 1.0.0=affected; "
	    "resolved: box:fw@2.0.0 2.0.0=unaffected" },
	{ "a part of a product that is itself a part",
	    "{product: box, versions: [{version: outer, status: "
	    "known_affected}], " FIX "}",
	    "affected action: " BOX "(https://example.com#box%3Afw%401.0.0)",
	    "exploitable update: box:box:fw@1.0.0 1.0.0=affected" },
	{ "what is installed on something is looked for alone",
	    "{product: box, component: fw, relationship: installed_on, "
	    "versions: [{range: \"vers:semver/<2.0.0\", status: "
	    "known_affected}], " FIX "}",
	    "affected action: " BOX "(" FW "@1.0.0) " BOX
	    "(https://example.com#fw%401.0.1) " FW "@1.0.0 "
	    "https://example.com#fw%401.0.1",
	    "exploitable update: box:fw@vers:semver/<2.0.0 "
	    "vers:semver/<2.0.0=affected " LINK " 1.0.1=affected" },
	{ "a version that is named is not in the range",
	    BOXED("versions: [{range: \"vers:semver/<2.0.0\", status: "
		  "known_affected}, {version: 1.0.1, status: fixed}], " FIX),
	    "affected action: " BOX "(" FW "@1.0.0) " FW "@1.0.0; fixed: " BOX
	    "(https://example.com#fw%401.0.1) "
	    "https://example.com#fw%401.0.1",
	    "exploitable update: box:fw@vers:semver/<2.0.0 "
	    "vers:semver/<2.0.0=affected; resolved: box:fw@1.0.1 "
	    "1.0.1=unaffected " LINK " 1.0.1=unaffected" },
	{ "well alone, affected where it is installed",
	    "{product: fw, " NOT ", justification: component_not_present}"
	    "\n  - " BOXED(
		"versions: [{version: 1.0.1, status: known_affected}], " FIX),
	    "affected action: " BOX "(https://example.com#fw%401.0.1) "
	    "https://example.com#fw%401.0.1; "
	    "not_affected component_not_present: " FW "@1.0.0 " FW "@2.0.0",
	    "exploitable update: box:fw@1.0.1 1.0.1=affected " LINK
	    " 1.0.1=affected; not_affected code_not_present: fw" },
	{ "a version well alone, affected where it is installed",
	    "{product: fw, versions: [{version: 1.0.0, " NOT "}, {version: "
	    "2.0.0, " NOT
	    "}], justification: component_not_present}\n  - " BOXED(
		"versions: [{range: \"vers:semver/<2.0.0\", status: "
		"known_affected}], " FIX),
	    "affected action: " BOX "(" FW "@1.0.0) " BOX
	    "(https://example.com#fw%401.0.1) " FW "@1.0.0 "
	    "https://example.com#fw%401.0.1; "
	    "not_affected component_not_present: " FW "@2.0.0",
	    "exploitable update: box:fw@vers:semver/<2.0.0 "
	    "vers:semver/<2.0.0=affected " LINK " 1.0.1=affected; "
	    "not_affected code_not_present: fw@1.0.0 1.0.0=unaffected "
	    "fw@2.0.0 2.0.0=unaffected" },
	{ "affected alone, well where it is installed",
	    "{product: fw, status: known_affected, " FIX
	    "}\n  - " BOXED("versions: [{version: 1.0.0, " NOT
			    "}], justification: component_not_present"),
	    "affected action: " FW "@1.0.0 https://example.com#fw%401.0.1 " FW
	    "@2.0.0 " FW "; not_affected component_not_present: " BOX "(" FW
	    "@1.0.0)",
	    "exploitable update: fw " LINK " 1.0.1=affected; "
	    "not_affected code_not_present: box:fw@1.0.0 1.0.0=unaffected" },
	{ "the platform well alone, affected by what is on it",
	    "{product: box, " NOT ", justification: component_not_present}"
	    "\n  - " BOXED(
		"versions: [{version: 1.0.0, status: known_affected}], " FIX),
	    "affected action: " BOX "(" FW "@1.0.0) " FW "@1.0.0",
	    "exploitable update: box:fw@1.0.0 1.0.0=affected; "
	    "not_affected code_not_present: box" },
};

/* ---- from files to a document ------------------------------------------ */

struct making {
	struct model_fixture f;
	struct export_context c;
	const struct public_view *view;
	struct plan plan;
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

/* A case with these lines in its front matter, published by this ledger. */
static void
making_open(struct making *m, const char *front, const char *revisions)
{
	struct wall w = { .now = { INT64_C(1795305600), 32400 } };
	struct catalog *words;
	struct str text, ledger;

	*m = (struct making){ 0 };
	model_fixture_open(&m->f);
	text = str_fmt(m->f.a,
	    "---\nid: PS-2026-0001\ntitle: {ja: 題, en: Title}\n"
	    "advisory: EX-1\n%s---\n",
	    front);
	ledger = str_fmt(m->f.a, "revisions:\n%s", revisions);
	{
		const struct model_file files[] = {
			{ CASE, str_to_z(m->f.a, text) },
			{ "cases/2026/PS-2026-0001/published.yaml",
			    str_to_z(m->f.a, ledger) },
			{ "products/acme/box/product.yaml",
			    "name: {en: Box}\nkind: hardware\nversions:\n"
			    "- {version: inner, combines: {component: fw, "
			    "component_version: 1.0.0}}\n"
			    "- {version: outer, combines: {component: box, "
			    "component_version: inner}}\n" },
			{ "products/acme/fw/product.yaml",
			    "name: {en: Ware}\nkind: firmware\n"
			    "scheme: semver\npurl: pkg:generic/acme/fw\n"
			    "versions:\n"
			    "- {version: 1.0.0, released: 2025-01-01, "
			    "purl: \"pkg:generic/acme/fw@1.0.0\"}\n"
			    "- {version: 1.0.1, released: 2025-02-01, "
			    "bom_link: \"" LINK "\"}\n"
			    "- {version: 2.0.0, released: 2026-10-01, "
			    "purl: \"pkg:generic/acme/fw@2.0.0\"}\n" },
		};

		model_fixture_load(&m->f, files, ARRAY_LEN(files));
	}
	words = catalog_open(m->f.a, NULL);
	w.model = m->f.m;
	w.pool = m->f.pool;
	w.perm = m->f.a;
	w.d = m->f.d;
	w.words = words;
	load_words(m, words);
	m->view = wall_public(&w);
	ck_assert_msg(m->view != NULL && m->view->n_advisories == 1, "%s: %s",
	    front, diags_len(m->f.d) > 0 ? model_said(&m->f, 0) : "-");
	m->c.words = words;
	m->c.version = S("9");
	m->plan.perm = m->f.a;
}

#define FIRST	"- {version: 1.0.0, at: 2026-11-01T09:00Z, summary: "	\
		"{ja: a, en: a}}\n"

static void
making_entries(struct making *m, const char *entries)
{
	struct arena *a = arena_open();

	making_open(m,
	    str_to_z(a,
		str_fmt(a,
		    "vulnerabilities:\n- cve: CVE-1900-0001\n  products:\n"
		    "  - %s\n",
		    entries)),
	    FIRST);
	arena_close(a);
}

typedef bool render_fn(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d);

/* The first page of the plan. */
static struct str
rendered(struct making *m, render_fn *render)
{
	struct buf b;
	struct str out;

	ck_assert_uint_ge(m->plan.n, 1);
	buf_init(&b, LIMIT_PAGE_BYTES);
	ck_assert(render(&m->plan.pages[0].page, m->view, &m->c, m->f.a, &b,
	    m->f.d));
	ck_assert(buf_ok(&b));
	out = str_dup(m->f.a, buf_str(&b));
	buf_fini(&b);
	return out;
}

/* ---- a document in short ---------------------------------------------- */

static const struct json_node *
parsed(struct making *m, struct str text)
{
	uint32_t file = source_add(m->f.ss, S("vex.json"));
	const struct json_node *root;

	source_set_text(m->f.ss, file, text);
	root = json_tree(m->f.a, m->f.ss, file, m->f.d);
	ck_assert_ptr_nonnull(root);
	return root;
}

static const struct json_node *
get(const struct json_node *n, const char *name)
{
	for (n = n != NULL ? n->first : NULL; n != NULL; n = n->next) {
		if (str_eq_z(n->name, name))
			return n;
	}
	return NULL;
}

static struct str
text_of(const struct json_node *n, const char *name)
{
	const struct json_node *m = get(n, name);

	return m != NULL ? m->text : S("");
}

/* The first of what a member holds, NULL when there is no such member. */
static const struct json_node *
first(const struct json_node *n, const char *name)
{
	const struct json_node *m = get(n, name);

	return m != NULL ? m->first : NULL;
}

static void
say(struct buf *b, const char *before, struct str s)
{
	if (s.n > 0)
		buf_printf(b, "%s%.*s", before, STR_ARG(s));
}

static void
say_openvex(struct buf *b, const struct json_node *root)
{
	const struct json_node *s = first(root, "statements");

	for (; s != NULL; s = s->next) {
		const struct json_node *p = first(s, "products");

		say(b, b->n > 0 ? "; " : "", text_of(s, "status"));
		say(b, " ", text_of(s, "justification"));
		if (get(s, "impact_statement") != NULL)
			buf_printf(b, " impact");
		if (get(s, "action_statement") != NULL)
			buf_printf(b, " action");
		buf_printf(b, ":");
		for (; p != NULL; p = p->next) {
			const struct json_node *x = first(p, "subcomponents");

			say(b, " ", text_of(p, "@id"));
			for (; x != NULL; x = x->next)
				buf_printf(b, "(%.*s)",
				    STR_ARG(text_of(x, "@id")));
		}
	}
}

static void
say_cyclonedx(struct buf *b, const struct json_node *root)
{
	const struct json_node *v = first(root, "vulnerabilities"), *x, *y;

	for (; v != NULL; v = v->next) {
		const struct json_node *why = get(v, "analysis");

		say(b, b->n > 0 ? "; " : "", text_of(why, "state"));
		say(b, " ", text_of(why, "justification"));
		if (get(why, "detail") != NULL)
			buf_printf(b, " impact");
		for (x = first(why, "response"); x != NULL; x = x->next)
			say(b, " ", x->text);
		buf_printf(b, ":");
		for (x = first(v, "affects"); x != NULL; x = x->next) {
			say(b, " ", text_of(x, "ref"));
			for (y = first(x, "versions"); y != NULL;
			     y = y->next) {
				say(b, " ", text_of(y, "version"));
				say(b, " ", text_of(y, "range"));
				say(b, "=", text_of(y, "status"));
			}
		}
	}
}

static void
expect(struct making *m, const char *name, struct str text,
    void (*say_all)(struct buf *b, const struct json_node *root),
    const char *want)
{
	struct buf b;

	buf_init(&b, LIMIT_PAGE_BYTES);
	say_all(&b, parsed(m, text));
	ck_assert_msg(str_eq_z(buf_str(&b), want), "%s:\n%.*s\nnot\n%s", name,
	    STR_ARG(buf_str(&b)), want);
	buf_fini(&b);
}

/* ---- tests ---------------------------------------------- */

START_TEST(openvex)
{
	const struct row *r = &ROWS[_i];
	struct making m;

	making_entries(&m, r->entries);
	openvex_plan(&m.plan, m.view, &m.c);
	ck_assert_uint_eq(m.plan.n, 1);
	expect(&m, r->name, rendered(&m, openvex_render), say_openvex,
	    r->openvex);
	model_fixture_close(&m.f);
}
END_TEST

/* Each reference is a component's, once. */
static void
count_refs(const struct json_node *components, struct str ref, size_t *n)
{
	const struct json_node *c = components != NULL ? components->first :
							 NULL;

	for (; c != NULL; c = c->next) {
		*n += str_eq(text_of(c, "bom-ref"), ref);
		count_refs(get(c, "components"), ref, n);
	}
}

START_TEST(cyclonedx)
{
	const struct row *r = &ROWS[_i];
	const struct json_node *root, *v, *x;
	struct making m;
	struct str text;

	making_entries(&m, r->entries);
	cyclonedx_plan(&m.plan, m.view, &m.c);
	ck_assert_uint_eq(m.plan.n, 1);
	text = rendered(&m, cyclonedx_render);
	expect(&m, r->name, text, say_cyclonedx, r->cyclonedx);
	root = parsed(&m, text);
	for (v = first(root, "vulnerabilities"); v != NULL; v = v->next) {
		for (x = first(v, "affects"); x != NULL; x = x->next) {
			size_t n = str_eq_z(text_of(x, "ref"), LINK);

			count_refs(get(root, "components"), text_of(x, "ref"),
			    &n);
			ck_assert_msg(n == 1, "%s: %.*s in %zu components",
			    r->name, STR_ARG(text_of(x, "ref")), n);
		}
	}
	model_fixture_close(&m.f);
}
END_TEST

/* Valid, and nothing that its version should not have. */
static void
see_csaf(struct making *m, const struct row *r, render_fn *render)
{
	struct csaf_result out = csaf_run_text(m->f.a, rendered(m, render));

	for (size_t i = 0; i < out.n_findings; i++) {
		const struct csaf_finding *f = &out.findings[i];

		ck_assert_msg(f->class != CSAF_SCHEMA &&
			f->class != CSAF_MANDATORY &&
			!str_eq_z(str_z(f->test->id), "6.2.1"),
		    "%s: %s %.*s", r->name, f->test->id, STR_ARG(f->message));
	}
}

START_TEST(csaf_vex)
{
	const struct row *r = &ROWS[_i];
	struct making m;

	making_entries(&m, r->entries);
	csaf_vex_plan(&m.plan, m.view, &m.c);
	ck_assert_uint_eq(m.plan.n, 1);
	ck_assert(str_ends(m.plan.pages[0].page.path,
	    S("/ex-1-vex-cve-1900-0001.json")));
	see_csaf(&m, r, csaf_vex_render);
	model_fixture_close(&m.f);
}
END_TEST

START_TEST(csaf21_vex)
{
	const struct row *r = &ROWS[_i];
	struct making m;
	struct public_view v;

	making_entries(&m, r->entries);
	v = *m.view;
	v.license = S("CC-BY-4.0");
	m.view = &v;
	csaf21_vex_plan(&m.plan, m.view, &m.c);
	ck_assert_uint_eq(m.plan.n, 0);
	v.has_csaf21 = true;
	csaf21_vex_plan(&m.plan, m.view, &m.c);
	ck_assert_uint_eq(m.plan.n, 1);
	ck_assert(str_eq(m.plan.pages[0].page.path,
	    S(".well-known/csaf/v2.1/clear/2026/"
	      "ex-1-vex-cve-1900-0001.json")));
	see_csaf(&m, r, csaf21_vex_render);
	model_fixture_close(&m.f);
}
END_TEST

/* What the document of that version has as its references. */
static void
see_references(struct making *m, render_fn *render, const char *self,
    const char *advisory)
{
	const struct json_node *root = parsed(m, rendered(m, render));
	const char *const wanted[] = { self,
		"https://example.com/ja/advisories/EX-1.html",
		"https://example.com/en/advisories/EX-1.html", advisory };
	const struct json_node *r = first(get(root, "document"), "references");

	for (size_t i = 0; i < ARRAY_LEN(wanted); i++, r = r->next) {
		ck_assert_ptr_nonnull(r);
		ck_assert_msg(str_eq_z(text_of(r, "url"), wanted[i]),
		    "%.*s, not %s", STR_ARG(text_of(r, "url")), wanted[i]);
	}
}

/* They name their own address, the advisory's pages and its document. */
START_TEST(csaf_references)
{
	struct making m;
	struct public_view v;

	making_entries(&m, ROWS[0].entries);
	v = *m.view;
	v.has_csaf21 = true;
	v.base_url = S("https://example.com/");
	m.view = &v;
	csaf_vex_plan(&m.plan, m.view, &m.c);
#define AT "https://example.com/.well-known/csaf/"
	see_references(&m, csaf_vex_render,
	    AT "white/2026/ex-1-vex-cve-1900-0001.json",
	    AT "white/2026/ex-1.json");
	m.plan.n = 0;
	csaf21_vex_plan(&m.plan, m.view, &m.c);
	see_references(&m, csaf21_vex_render,
	    AT "v2.1/clear/2026/ex-1-vex-cve-1900-0001.json",
	    AT "v2.1/clear/2026/ex-1.json");
#undef AT
	model_fixture_close(&m.f);
}
END_TEST

/* What went out is copied, each version its own. */
START_TEST(csaf_released)
{
	struct public_released_file kept[] = {
		{ S("ex-1-vex-cve-1900-0001.json"), S("of 2.0") },
		{ S("v2.1-ex-1-vex-cve-1900-0001.json"), S("of 2.1") },
	};
	struct public_advisory adv;
	struct public_view v;
	struct making m;

	making_entries(&m, ROWS[0].entries);
	v = *m.view;
	adv = v.advisories[0];
	adv.released = kept;
	adv.n_released = ARRAY_LEN(kept);
	v.advisories = &adv;
	v.has_csaf21 = true;
	m.view = &v;
	csaf_vex_plan(&m.plan, m.view, &m.c);
	ck_assert(str_eq_z(rendered(&m, csaf_vex_render), "of 2.0"));
	m.plan.n = 0;
	csaf21_vex_plan(&m.plan, m.view, &m.c);
	ck_assert(str_eq_z(rendered(&m, csaf21_vex_render), "of 2.1"));
	model_fixture_close(&m.f);
}
END_TEST

#define FLAW	"vulnerabilities: [{products: [{product: box, " NOT	\
		", justification: component_not_present}]}]\n"
#define FROM(x)	"tlp: CLEAR\norigin: import\nimported: {publisher: "	\
		"{category: vendor, name: x, namespace: \"" x "\"}, "	\
		"id: X-1, category: csaf_base, status: final}\n"

/* What has documents: how many of OpenVEX, of CSAF 2.0 and of 2.1. */
static const struct {
	const char *front;
	size_t openvex;
	size_t csaf;
	size_t csaf21;
} HAVE[] = {
	{ FLAW, 1, 1, 1 },
	{ FLAW "category: csaf_vex\n", 1, 0, 0 },
	{ FROM("https://other.example.com") FLAW, 0, 0, 0 },
	{ FROM("https://example.com") FLAW, 1, 1, 0 },
	{ "vulnerabilities: [{cve: CVE-1900-0001}]\n", 0, 0, 0 },
	{ "vulnerabilities: [{products: [{product: box, status: "
	  "recommended}]}]\n",
	    0, 0, 0 },
	{ "vulnerabilities: [{products: [{product: box, status: "
	  "first_fixed}]}]\n",
	    1, 0, 0 },
	{ "statements: [{cves: [CVE-1900-0001, CVE-1900-0002], products: "
	  "[box, fw], justification: component_not_present}]\n",
	    2, 2, 2 },
};

START_TEST(have)
{
	struct making m;
	struct public_view v;

	making_open(&m, HAVE[_i].front, FIRST);
	v = *m.view;
	v.has_csaf21 = true;
	openvex_plan(&m.plan, m.view, &m.c);
	ck_assert_msg(m.plan.n == HAVE[_i].openvex, "%s: %zu", HAVE[_i].front,
	    m.plan.n);
	csaf_vex_plan(&m.plan, m.view, &m.c);
	ck_assert_msg(m.plan.n == HAVE[_i].openvex + HAVE[_i].csaf, "%s: %zu",
	    HAVE[_i].front, m.plan.n);
	m.plan.n = 0;
	csaf21_vex_plan(&m.plan, &v, &m.c);
	ck_assert_msg(m.plan.n == HAVE[_i].csaf21, "%s: %zu", HAVE[_i].front,
	    m.plan.n);
	model_fixture_close(&m.f);
}
END_TEST

START_TEST(nameless)
{
	struct making m;
	const struct json_node *root;

	making_open(&m, FLAW, FIRST);
	openvex_plan(&m.plan, m.view, &m.c);
	ck_assert(str_eq_z(m.plan.pages[0].page.path,
	    "vex/openvex/ex-1-1.openvex.json"));
	root = parsed(&m, rendered(&m, openvex_render));
	root = get(first(root, "statements"), "vulnerability");
	ck_assert(str_eq_z(text_of(root, "name"), "EX-1"));
	ck_assert_ptr_null(get(root, "@id"));
	model_fixture_close(&m.f);
}
END_TEST

START_TEST(withdrawn)
{
	struct making m;
	const struct json_node *root;

	making_open(&m, FLAW,
	    FIRST "- {version: 2.0.0, at: 2026-11-02T09:00Z, withdrawn: yes, "
		  "summary: {ja: 誤り, en: wrong}}\n");
	openvex_plan(&m.plan, m.view, &m.c);
	root = parsed(&m, rendered(&m, openvex_render));
	ck_assert(str_eq_z(text_of(root, "version"), "2"));
	ck_assert(str_starts(text_of(root, "timestamp"), S("2026-11-01")));
	ck_assert(str_starts(text_of(root, "last_updated"), S("2026-11-02")));
	root = first(root, "statements");
	ck_assert(str_starts(text_of(root, "timestamp"), S("2026-11-02")));
	ck_assert_uint_ne(str_find(text_of(root, "status_notes"), S("誤り"),
			      0),
	    SIZE_MAX);
	/* What was said is taken back. */
	ck_assert(str_eq_z(text_of(root, "status"), "under_investigation"));
	ck_assert_ptr_null(get(root, "justification"));
	m.plan.n = 0;
	cyclonedx_plan(&m.plan, m.view, &m.c);
	root = first(parsed(&m, rendered(&m, cyclonedx_render)),
	    "vulnerabilities");
	ck_assert(str_starts(text_of(root, "rejected"), S("2026-11-02")));
	m.plan.n = 0;
	csaf_vex_plan(&m.plan, m.view, &m.c);
	root = get(parsed(&m, rendered(&m, csaf21_vex_render)), "document");
	ck_assert(str_eq_z(text_of(root, "category"), "csaf_withdrawn"));
	model_fixture_close(&m.f);
}
END_TEST

START_TEST(superseded)
{
	struct making m;
	const struct json_node *root;

	making_open(&m, FLAW,
	    FIRST
	    "- {version: 2.0.0, at: 2026-11-02T09:00Z, superseded_by: "
	    "\"https://example.com/new\", summary: {ja: 新, en: new}}\n");
	openvex_plan(&m.plan, m.view, &m.c);
	root = first(parsed(&m, rendered(&m, openvex_render)), "statements");
	ck_assert(str_eq_z(text_of(root, "status"), "not_affected"));
	ck_assert(str_ends(text_of(root, "status_notes"),
	    S("https://example.com/new")));
	m.plan.n = 0;
	cyclonedx_plan(&m.plan, m.view, &m.c);
	root = first(parsed(&m, rendered(&m, cyclonedx_render)),
	    "vulnerabilities");
	ck_assert_ptr_null(get(root, "rejected"));
	model_fixture_close(&m.f);
}
END_TEST

/* RFC 9562: version and variant, the rest of the digest; another by name. */
START_TEST(uuid)
{
	struct arena *a = arena_open();
	struct str one = vex_uuid(a, S("www.example.com"));

	ck_assert_uint_eq(one.n, 36);
	ck_assert(one.p[14] == '8' && strchr("89ab", one.p[19]) != NULL);
	ck_assert(str_eq(one, vex_uuid(a, S("www.example.com"))));
	ck_assert(!str_eq(one, vex_uuid(a, S("www.example.org"))));
	arena_close(a);
}
END_TEST

START_TEST(digests)
{
	struct arena *a = arena_open();
	struct public_hash v[] = {
		{ S("SHA256"),
		    S("7D1A54127B222502F5B79B5FB0803061152A44F92B37E23C6527BA"
		      "F665D4DA9A"),
		    S("a") },
		{ S("sha1"), S("short"), S("a") },
		{ S("rot13"), S("7d1a"), S("a") },
	};
	struct vex_digest *out;

	ck_assert_uint_eq(vex_digests(a, v, ARRAY_LEN(v), &out), 1);
	ck_assert_str_eq(out[0].openvex, "sha-256");
	ck_assert_str_eq(out[0].cyclonedx, "SHA-256");
	ck_assert(str_starts(out[0].value, S("7d1a54")));
	/* Two files are not one product. */
	v[2].filename = S("b");
	ck_assert_uint_eq(vex_digests(a, v, ARRAY_LEN(v), &out), 0);
	arena_close(a);
}
END_TEST

Suite *
suite_export_vex(void)
{
	Suite *s = suite_create("export_vex");
	TCase *c = tcase_create("vex");

	tcase_add_loop_test(c, openvex, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_loop_test(c, cyclonedx, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_loop_test(c, csaf_vex, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_loop_test(c, csaf21_vex, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_test(c, csaf_references);
	tcase_add_test(c, csaf_released);
	tcase_add_loop_test(c, have, 0, (int)ARRAY_LEN(HAVE));
	tcase_add_test(c, nameless);
	tcase_add_test(c, withdrawn);
	tcase_add_test(c, superseded);
	tcase_add_test(c, uuid);
	tcase_add_test(c, digests);
	suite_add_tcase(s, c);
	return s;
}
