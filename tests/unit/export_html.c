/*
 * Public pages from a view made by hand: every page renders, every link leads
 * to a planned page or an id, and no text of people becomes markup.
 */
#include "test.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/embed.h"
#include "base/limits.h"
#include "base/span.h"
#include "export/plan.h"
#include "export/public/advisory_text.h"
#include "export/public/html.h"
#include "export/public/html_list.h"
#include "export/public/html_rows.h"
#include "export/public/place.h"
#include "export/public/security_txt.h"
#include "text/catalog.h"
#include "text/template.h"
#include "text/yaml.h"
#include "wall/public_view.h"

#define HOSTILE		"<script>alert('x')</script>\"&"
#define WORDS(j, e)	{ { STR_INIT(j), STR_INIT(e) } }

struct site {
	struct arena *a;
	struct sources *ss;
	struct diags *d;
	struct export_context c;
	struct plan plan;	/* what is rendered here */
	struct plan all;	/* of all exporters */
	struct public_view view;
};

/* ---- the view --------------------------------------------------------- */

static struct instant
at(const char *z)
{
	struct instant t;

	ck_assert(instant_parse(str_z(z), &t, NULL));
	return t;
}

static struct when
on(const char *z)
{
	struct when w;

	ck_assert(when_parse(str_z(z), &w, NULL));
	return w;
}

static struct public_score
score(const char *vector)
{
	struct public_score s = { .vector = str_z(vector) };
	struct cvss_fault fault;

	ck_assert_msg(cvss_parse(s.vector, &s.cvss, &fault), "%s", vector);
	s.score = cvss_score(&s.cvss);
	return s;
}

static struct public_text
text(struct arena *a, const char *z)
{
	return (struct public_text){ html_from_text(a, str_z(z)), str_z(z) };
}

static struct public_row rows_one[] = {
	{ .product = WORDS("ExaGate 500", "ExaGate 500"),
	    .description = WORDS("産業用ゲートウェイ", "Industrial gateway"),
	    .affected = WORDS("4.0.0 以上 4.8.2 未満",
		"4.0.0 or later, before 4.8.2"),
	    .fixed = STR_INIT("4.8.2"),
	    .state = STR_INIT("fixed"),
	    .url = STR_INIT("https://example.com/fw") },
	{ .product = WORDS(HOSTILE, HOSTILE),
	    .description = WORDS(HOSTILE, HOSTILE),
	    .affected = WORDS(HOSTILE, HOSTILE),
	    .fixed = STR_INIT(HOSTILE),
	    .state = STR_INIT("fixing"),
	    .date_is_future = true,
	    .url = STR_INIT("javascript:alert(1)"),
	    .remedy = WORDS(HOSTILE, HOSTILE) },
	{ .product = WORDS("ExaGate 50", "ExaGate 50"),
	    .affected = WORDS("すべての版", "All versions"),
	    .state = STR_INIT("wontfix"),
	    .remedy = WORDS("後継機に置き換えてください。", "Replace it.") },
	{ .product = WORDS("ExaLink 20", "ExaLink 20"),
	    .state = STR_INIT("notaffected"),
	    .justification = STR_INIT("vulnerable_code_not_present"),
	    .impact = WORDS("該当する管理画面を備えていません。",
		"It has no such console.") },
};

static struct public_row rows_two[] = {
	{ .product = WORDS("ExaGate 500", "ExaGate 500"),
	    .description = WORDS("産業用ゲートウェイ", "Industrial gateway"),
	    .affected = WORDS("4.0.0 以上 4.8.2 未満",
		"4.0.0 or later, before 4.8.2"),
	    .fixed = STR_INIT("4.8.2"),
	    .state = STR_INIT("fixed"),
	    .url = STR_INIT("https://example.com/fw") },
	{ .product = WORDS("ExaGate 10", "ExaGate 10"),
	    .state = STR_INIT("investigating") },
};

static struct str finders[] = { STR_INIT("試験 花子"), STR_INIT(HOSTILE) };

static struct public_thanks thanks[] = {
	{ .names = finders,
	    .n_names = 2,
	    .organization = STR_INIT("例示大学"),
	    .summary = STR_INIT(HOSTILE) },
	{ .organization = STR_INIT("Example CERT") },
};

static struct public_link links[] = {
	{ STR_INIT("https://example.com/jvn"), STR_INIT("JVN#00000000"), false,
	    true },
	{ STR_INIT("javascript:alert(2)"), STR_INIT(HOSTILE), false, true },
	{ STR_INIT("https://example.com/self"), STR_INIT("self"), true, true },
};

static void
make_vulnerabilities(struct site *s, struct public_advisory *adv)
{
	struct arena *a = s->a;
	struct public_vulnerability *v = arena_array(a,
	    struct public_vulnerability, 2);
	struct public_score *scores = arena_array(a, struct public_score, 3);

	scores[0] = score("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/"
			  "SC:N/SI:N/SA:N/E:P");
	scores[1] = score("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H");
	scores[2] = score("AV:N/AC:L/Au:N/C:C/I:C/A:C");
	v[0].cve = S("CVE-1900-0117");
	v[0].title = (struct public_words)WORDS("認証の回避",
	    "Authentication bypass");
	v[0].cwe = S("CWE-287");
	v[0].cwe_name = S("Improper Authentication");
	v[0].scores = scores;
	v[0].n_scores = 3;
	v[0].rows = rows_one;
	v[0].n_rows = ARRAY_LEN(rows_one);
	v[0].thanks = thanks;
	v[0].n_thanks = ARRAY_LEN(thanks);
	v[0].references = links;
	v[0].n_references = ARRAY_LEN(links);
	v[1].rows = rows_two;
	v[1].n_rows = ARRAY_LEN(rows_two);
	for (int i = 0; i < PUBLIC_LANGS; i++) {
		v[0].sections[i] = arena_new(a, struct public_section);
		v[0].sections[i]->text = text(a, HOSTILE);
		v[0].n_sections[i] = 1;
	}
	adv->vulnerabilities = v;
	adv->n_vulnerabilities = 2;
	adv->worst = &scores[0];
}

static void
make_sections(struct site *s, struct public_advisory *adv)
{
	static const char *const keys[] = { "summary", "impact", "action",
		"check_version", "workaround", "detection", "details" };
	struct public_section *ja = arena_array(s->a, struct public_section,
	    ARRAY_LEN(keys) + 1);

	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		ja[i].key = str_z(keys[i]);
		ja[i].text = text(s->a, HOSTILE);
	}
	ja[ARRAY_LEN(keys)].title = S(HOSTILE);
	ja[ARRAY_LEN(keys)].category = S("general");
	ja[ARRAY_LEN(keys)].text = text(s->a, "その他の注記。");
	adv->sections[PUBLIC_JA] = ja;
	adv->n_sections[PUBLIC_JA] = ARRAY_LEN(keys) + 1;
	/* English: a summary only, the rest is shown in Japanese. */
	adv->sections[PUBLIC_EN] = arena_new(s->a, struct public_section);
	adv->sections[PUBLIC_EN]->key = S("summary");
	adv->sections[PUBLIC_EN]->text = text(s->a, "A short summary.");
	adv->n_sections[PUBLIC_EN] = 1;
}

static void
make_full(struct site *s, struct public_advisory *adv)
{
	struct public_revision *r = arena_array(s->a, struct public_revision,
	    2);
	struct public_event *e = arena_array(s->a, struct public_event, 2);

	adv->id = S("EXSA-2026-0042");
	adv->file = S("exsa-2026-0042");
	adv->title = (struct public_words)
	    WORDS("ExaGate の Web 管理画面における認証回避の脆弱性", HOSTILE);
	adv->status = S("final");
	r[0].version = S("1");
	r[0].at = at("2026-11-04T10:00:00+09:00");
	r[0].summary = (struct public_words)WORDS("公開。", "Published.");
	r[1].version = S("2");
	r[1].at = at("2026-11-20T14:00:00+09:00");
	r[1].summary = (struct public_words)
	    WORDS("+ ExaGate 500 の修正版を公開\n" HOSTILE,
		"+ Fix for ExaGate 500");
	adv->revisions = r;
	adv->n_revisions = 2;
	e[0].at = on("2026-07-14");
	e[0].text = (struct public_words)WORDS("報告を受領", "Received");
	e[1].at = on("2026-11-04T10:00:00+09:00");
	e[1].text = (struct public_words)WORDS("初版を公開", HOSTILE);
	adv->events = e;
	adv->n_events = 2;
	adv->exploitation = S("public_poc");
	adv->rows_affected = 4;
	adv->rows_fixed = 1;
	rows_one[0].date = on("2026-11-04");
	rows_two[0].date = on("2026-11-04");
	rows_one[1].date = on("2026-12-11");
	rows_one[2].support_ended = on("2023-03-31");
	make_sections(s, adv);
	make_vulnerabilities(s, adv);
}

/* Nothing but what every advisory has; an import with an awkward id. */
static void
make_bare(struct public_advisory *adv)
{
	adv->id = S("../x:2026/1");
	adv->file = S("x_2026_1");
	adv->is_import = true;
	adv->is_withdrawn = true;
	adv->publisher.name = S(HOSTILE);
	adv->publisher.namespace = S("https://example.org");
	adv->title = (struct public_words)WORDS("", "Only in English");
}

static void
make_view(struct site *s)
{
	static struct public_page pages[2];
	static struct public_page policy;
	static struct public_membership member = {
		.name = WORDS("例示協会", "Example Association")
	};
	struct public_view *v = &s->view;

	v->now = at("2026-11-22T09:00:00+09:00");
	v->expires = at("2027-06-30T00:00:00+09:00");
	v->name = (struct public_words)WORDS("例示電機", "Example Electric");
	v->legal_name = (struct public_words)WORDS("例示電機株式会社",
	    "Example Electric Corporation");
	v->disclaimer = (struct public_words)WORDS("架空の会社です。",
	    "This company is fictional.");
	v->base_url = S("https://psirt.example.com/");
	v->publisher.name = S("Example Electric PSIRT");
	v->email = S("psirt@example.com");
	v->telephone = S("+81-3-0000-0000");
	v->key_file = S("-----BEGIN PGP PUBLIC KEY BLOCK-----\n");
	v->fingerprint = S("0123456789ABCDEF0123456789ABCDEF01234567");
	v->advisories = arena_array(s->a, struct public_advisory, 2);
	v->n_advisories = 2;
	make_full(s, &v->advisories[0]);
	make_bare(&v->advisories[1]);
	pages[0] = (struct public_page){ .id = STR_INIT("report"),
		.has = { true, false } };
	pages[0].text[PUBLIC_JA] = text(s->a, HOSTILE);
	pages[1] = (struct public_page){ .id = STR_INIT("accessibility"),
		.title = WORDS("アクセシビリティ", "Accessibility"),
		.has = { true, false } };
	pages[1].text[PUBLIC_JA] = text(s->a, "方針。");
	v->pages = pages;
	v->n_pages = 2;
	policy = (struct public_page){ .id = STR_INIT("disclosure"),
		.title = WORDS("開示方針", "Disclosure policy"),
		.summary = WORDS("約束。", HOSTILE),
		.has = { true, true } };
	policy.updated = on("2026-04-01");
	policy.text[PUBLIC_JA] = text(s->a, "方針。");
	policy.text[PUBLIC_EN] = text(s->a, "Policy.");
	v->policies = &policy;
	v->n_policies = 1;
	member.since = on("2020-04-01");
	v->memberships = &member;
	v->n_memberships = 1;
}

/* ---- the site --------------------------------------------------------- */

static const char *
first_message(const struct site *s)
{
	if (diags_len(s->d) == 0)
		return "";
	return str_to_z(s->a, diags_at(s->d, 0)->message);
}

static void
load_file(struct site *s, const struct embedded *e, struct templates *ts,
    struct catalog *words)
{
	uint32_t file = source_add(s->ss, e->path);
	struct span all = { .file = file, .len = (uint32_t)e->content.n };
	bool is_html = str_ends(e->path, S(".html"));
	struct str name;

	source_set_text(s->ss, file, e->content);
	if (str_starts(e->path, S("i18n/"))) {
		ck_assert_msg(catalog_add(words,
				  yaml_parse(s->a, s->ss, all, s->d), s->d),
		    "%s: %s", str_to_z(s->a, e->path), first_message(s));
	} else if (is_html || str_ends(e->path, S(".txt"))) {
		name = str_sub(e->path, 0, e->path.n - (is_html ? 5 : 4));
		ck_assert_msg(templates_add(ts, name, file, is_html, s->d),
		    "%s: %s", str_to_z(s->a, e->path), first_message(s));
	}
}

static struct site
site_open(void)
{
	struct arena *a = arena_open();
	struct site s = { .a = a,
		.ss = sources_open(a),
		.d = diags_open(a),
		.plan = { .perm = a },
		.all = { .perm = a } };
	struct templates *ts = templates_open(a, s.ss);
	struct catalog *words = catalog_open(a, NULL);
	const struct embedded *e;

	for (size_t i = 0; (e = embedded_at(i)) != NULL; i++)
		load_file(&s, e, ts, words);
	ck_assert_msg(templates_link(ts, s.d), "%s", first_message(&s));
	s.c.templates = ts;
	s.c.words = words;
	return s;
}

static bool
site_render(struct site *s, const struct page *page, struct buf *out)
{
	static bool (*const renders[])(const struct page *,
	    const struct public_view *, const struct export_context *,
	    struct arena *, struct buf *, struct diags *) = { html_render,
		advisory_text_render, security_txt_render };
	size_t which = 0;

	if (str_ends(page->path, S(".txt")))
		which = str_eq_z(page->path, PLACE_SECURITY_TXT) ? 2 : 1;
	return renders[which](page, &s->view, &s->c, s->a, out, s->d);
}

static void
site_plan(struct site *s)
{
	html_plan(&s->plan, &s->view, &s->c);
	advisory_text_plan(&s->plan, &s->view, &s->c);
	security_txt_plan(&s->plan, &s->view, &s->c);
	plan_sort(&s->plan);
	for (size_t i = 0; export_public_at(i) != NULL; i++)
		export_public_at(i)->plan(&s->all, &s->view, &s->c);
	plan_sort(&s->all);
}

/* ---- tests ------------------------------------------------------------ */

/* Where a relative link of a page leads, without its fragment. */
static struct str
resolve(struct arena *a, struct str page, struct str href)
{
	struct str folder = page, rest;

	(void)str_cut(href, '#', &href, &rest);
	while (folder.n > 0 && folder.p[folder.n - 1] != '/')
		folder.n--;
	while (str_starts(href, S("./")) || str_starts(href, S("../"))) {
		bool up = href.p[1] == '.';

		href = str_from(href, up ? 3 : 2);
		if (!up)
			continue;
		ck_assert_msg(folder.n > 0, "a link above the root");
		folder.n--;
		while (folder.n > 0 && folder.p[folder.n - 1] != '/')
			folder.n--;
	}
	return str_cat(a, folder, href);
}

static void
check_link(struct site *s, const struct page *page, struct str html,
    struct str href)
{
	struct str to;

	if (str_starts(href, S("https:")) || str_starts(href, S("mailto:")))
		return;
	if (str_starts(href, S("#"))) {
		to = str_fmt(s->a, "id=\"%.*s\"", STR_ARG(str_from(href, 1)));
		ck_assert_msg(href.n == 1 || str_find(html, to, 0) != SIZE_MAX,
		    "%s: no %s", str_to_z(s->a, page->path),
		    str_to_z(s->a, to));
		return;
	}
	to = resolve(s->a, page->path, href);
	if (embedded_find(to) != NULL)
		return; /* an asset */
	ck_assert_msg(plan_find(&s->all, to) != SIZE_MAX, "%s -> %s",
	    str_to_z(s->a, page->path), str_to_z(s->a, to));
}

static void
check_links(struct site *s, const struct page *page, struct str html,
    struct str attribute)
{
	size_t from = 0;

	while ((from = str_find(html, attribute, from)) != SIZE_MAX) {
		size_t end;

		from += attribute.n;
		end = str_find_byte(html, '"', from);
		ck_assert(end != SIZE_MAX);
		check_link(s, page, html, str_sub(html, from, end - from));
	}
}

START_TEST(every_page_renders_and_every_link_leads_somewhere)
{
	struct site s = site_open();

	make_view(&s);
	site_plan(&s);
	for (size_t i = 0; i < s.plan.n; i++) {
		const struct page *page = &s.plan.pages[i].page;
		struct buf out;

		buf_init(&out, LIMIT_PAGE_BYTES);
		ck_assert_msg(site_render(&s, page, &out), "%s: %s",
		    str_to_z(s.a, page->path), first_message(&s));
		ck_assert_msg(out.n > 0, "%s", str_to_z(s.a, page->path));
		if (str_ends(page->path, S(".html"))) {
			check_links(&s, page, buf_str(&out), S("href=\""));
			check_links(&s, page, buf_str(&out), S("src=\""));
		}
		buf_fini(&out);
	}
	ck_assert_uint_eq(diags_len(s.d), 0);
	arena_close(s.a);
}
END_TEST

START_TEST(no_text_of_people_becomes_markup)
{
	static const char *const forbidden[] = { "<script>",
		"javascript:", " style=", " onclick=", "{{" };
	struct site s = site_open();
	size_t n = 0;

	make_view(&s);
	site_plan(&s);
	for (size_t i = 0; i < s.plan.n; i++) {
		const struct page *page = &s.plan.pages[i].page;
		struct buf out;

		if (!str_ends(page->path, S(".html")))
			continue;
		n++;
		buf_init(&out, LIMIT_PAGE_BYTES);
		ck_assert(site_render(&s, page, &out));
		for (size_t j = 0; j < ARRAY_LEN(forbidden); j++)
			ck_assert_msg(str_find(buf_str(&out),
					  str_z(forbidden[j]), 0) == SIZE_MAX,
			    "%s: %s", str_to_z(s.a, page->path), forbidden[j]);
		ck_assert(str_find(buf_str(&out), S("default-src 'none'"),
			      0) != SIZE_MAX);
		buf_fini(&out);
	}
	ck_assert_uint_gt(n, 15);
	arena_close(s.a);
}
END_TEST

/* What a page must and must not say. */
static const struct says {
	const char *path;
	const char *yes;
	const char *no;
} says[] = {
	{ "ja/advisories/EXSA-2026-0042.html", "重要 8.9",
	    "回避策はありません" },
	{ "ja/advisories/EXSA-2026-0042.html", "（v3.1 では 9.8）", NULL },
	{ "ja/advisories/EXSA-2026-0042.html", "第2版で変わったこと", NULL },
	{ "ja/advisories/EXSA-2026-0042.html", "4製品中 1製品で提供", NULL },
	{ "ja/advisories/EXSA-2026-0042.html", "ネットワーク経由・認証不要",
	    NULL },
	{ "ja/advisories/EXSA-2026-0042.html", "<small>113日</small>", NULL },
	{ "en/advisories/EXSA-2026-0042.html", "not translated",
	    "No product has been confirmed" },
	{ "en/advisories/EXSA-2026-0042.html", "Revision 2", NULL },
	{ "en/advisories/EXSA-2026-0042.html",
	    "The vulnerable code is not present", NULL },
	{ "ja/advisories/_._x_2026_1.html", "取り下げました", "初版を公開" },
	{ "ja/advisories/_._x_2026_1.html", "回避策はありません", NULL },
	{ "ja/index.html", "ExaGate 500、", "まだありません" },
	{ "en/thanks.html", "Example CERT", "Only in English" },
	{ "ja/policy.html", "開示方針", "まだありません" },
	{ "en/pages/accessibility.html", "not translated yet", NULL },
	{ "index.html", "English", NULL },
	{ "ja/advisories/EXSA-2026-0042.txt", "CVE-1900-0117", "&lt;" },
	{ ".well-known/security.txt", "Expires: 2027-06-29T15:00:00Z\n",
	    NULL },
	{ ".well-known/security.txt",
	    "Canonical: https://psirt.example.com/.well-known/security.txt\n",
	    NULL },
};

START_TEST(pages_say_what_the_view_says)
{
	const struct says *row = &says[_i];
	struct site s = site_open();
	struct buf out;
	size_t i;

	make_view(&s);
	site_plan(&s);
	i = plan_find(&s.plan, str_z(row->path));
	ck_assert_msg(i != SIZE_MAX, "%s", row->path);
	buf_init(&out, LIMIT_PAGE_BYTES);
	ck_assert(site_render(&s, &s.plan.pages[i].page, &out));
	ck_assert_msg(str_find(buf_str(&out), str_z(row->yes), 0) != SIZE_MAX,
	    "%s does not say '%s'", row->path, row->yes);
	ck_assert_msg(row->no == NULL ||
		str_find(buf_str(&out), str_z(row->no), 0) == SIZE_MAX,
	    "%s says '%s'", row->path, row->no != NULL ? row->no : "");
	buf_fini(&out);
	arena_close(s.a);
}
END_TEST

START_TEST(an_empty_view_makes_pages_too)
{
	struct site s = site_open();

	s.view.now = at("2026-11-22T09:00:00+09:00");
	html_plan(&s.plan, &s.view, &s.c);
	security_txt_plan(&s.plan, &s.view, &s.c);
	plan_sort(&s.plan);
	ck_assert_uint_eq(plan_find(&s.plan, S(PLACE_SECURITY_TXT)), SIZE_MAX);
	for (size_t i = 0; i < s.plan.n; i++) {
		struct buf out;

		buf_init(&out, LIMIT_PAGE_BYTES);
		ck_assert_msg(site_render(&s, &s.plan.pages[i].page, &out),
		    "%s: %s", str_to_z(s.a, s.plan.pages[i].page.path),
		    first_message(&s));
		buf_fini(&out);
	}
	arena_close(s.a);
}
END_TEST

START_TEST(equal_rows_are_one)
{
	struct site s = site_open();
	struct html_row *rows;
	size_t n;

	make_view(&s);
	rows = html_rows(s.a, &s.view.advisories[0], &n);
	ck_assert_uint_eq(n, 5);
	ck_assert_uint_eq(rows[0].scope.n, 0);
	ck_assert(str_eq_z(rows[1].scope, "CVE-1900-0117"));
	ck_assert(str_eq_z(rows[4].scope, "#2"));
	rows = html_rows(s.a, &s.view.advisories[1], &n);
	ck_assert_uint_eq(n, 0);
	arena_close(s.a);
}
END_TEST

START_TEST(long_lists_are_split)
{
	struct site s = site_open();
	size_t n = HTML_LIST_ROWS + 1;

	s.view.now = at("2026-11-22T09:00:00+09:00");
	s.view.advisories = arena_array(s.a, struct public_advisory, n);
	s.view.n_advisories = n;
	for (size_t i = 0; i < n; i++)
		s.view.advisories[i].id = str_fmt(s.a, "EXSA-%zu", i);
	html_plan(&s.plan, &s.view, &s.c);
	plan_sort(&s.plan);
	ck_assert_uint_ne(plan_find(&s.plan, S("en/advisories/page-2.html")),
	    SIZE_MAX);
	ck_assert_uint_eq(plan_find(&s.plan, S("en/advisories/page-3.html")),
	    SIZE_MAX);
	arena_close(s.a);
}
END_TEST

Suite *
suite_export_html(void)
{
	Suite *suite = suite_create("export_html");
	TCase *tc = tcase_create("pages");

	tcase_add_test(tc, every_page_renders_and_every_link_leads_somewhere);
	tcase_add_test(tc, no_text_of_people_becomes_markup);
	tcase_add_loop_test(tc, pages_say_what_the_view_says, 0,
	    ARRAY_LEN(says));
	tcase_add_test(tc, an_empty_view_makes_pages_too);
	tcase_add_test(tc, equal_rows_are_one);
	tcase_add_test(tc, long_lists_are_split);
	suite_add_tcase(suite, tc);
	return suite;
}
