/*
 * The case page and the pages of questions in editions for which something was
 * computed: what they say, and that others say nothing of it.
 */
#include "export/internal/request_row.h"
#include "export/plan.h"
#include "base/buf.h"
#include "base/limits.h"
#include "model_text.h"
#include "pipeline/derive.h"
#include "pipeline/theme.h"
#include "rule/rule.h"
#include "text/catalog.h"
#include "wall/wall.h"

Suite *suite_export_case(void);

#define CASE	"cases/2026/PS-2026-0001/case.md"

static const struct model_file files[] = {
	{ "content/stages.yaml",
	    "stages:\n"
	    "- id: received\n  number: 0\n  name: {en: Received}\n"
	    "  requires:\n"
	    "  - {id: fact, text: {en: The receipt}, supplies: [intake], "
	    "when: {field: case.facts.event, op: eq, value: received}}\n"
	    "- id: fixed\n  number: 1\n  name: {en: Fix ready}\n"
	    "  event: fix_ready\n  requires:\n"
	    "  - {id: owner, text: {en: An owner of it}, "
	    "supplies: [coordinator], when: {field: case.owner, "
	    "op: exists}}\n"
	    "  - {id: deputy, text: {en: A deputy of it}, "
	    "supplies: [coordinator], when: {field: case.deputy, "
	    "op: exists}}\n"
	    "- id: closed\n  number: 2\n  name: {en: Closed}\n  requires:\n"
	    "  - {id: end, text: {en: The end of it}, when: "
	    "{field: case.facts.event, op: eq, value: closed}}\n" },
	{ "content/people/acme.yaml",
	    "people:\n- {id: sato, name: {en: Sato}, roles: [coordinator], "
	    "email: sato@example.com}\n"
	    "- {id: tanaka, name: {en: Tanaka}}\n" },
	{ "content/calendars/jp.yaml",
	    "name: {en: Japan}\nfrom: 2026-01-01\nto: 2026-12-31\n"
	    "weekend: [sat, sun]\nholidays: [{date: 2026-11-23}]\n" },
	{ "content/companies/acme.yaml",
	    "name: {en: Acme}\nkind: head\ncalendar: jp\n"
	    "policy: {answer_days: 3}\n" },
	/* Left out, in time on a Friday before a Monday off. */
	{ "content/requests/RQ-1.yaml",
	    "company: acme\nproduct: box\nto: tanaka\nby: sato\n"
	    "question: {en: First}\nat: 2026-11-19\n" },
	{ "content/requests/RQ-2.yaml",
	    "company: acme\nto: tanaka\nby: sato\nquestion: {en: Second}\n"
	    "at: 2026-11-10\ndue: 2026-11-12\n" },
	{ "content/requests/RQ-3.yaml",
	    "company: acme\nto: tanaka\nby: sato\nquestion: {en: Third}\n"
	    "at: 2026-11-10\ndue: 2026-11-12\nanswered: 2026-11-13\n"
	    "answered_by: tanaka\nstatus: fixed\nanswer: {en: Done so}\n" },
	{ "content/requests/RQ-4.yaml",
	    "company: acme\nto: tanaka\nby: sato\nquestion: {en: Fourth}\n"
	    "at: 2026-11-10\ndue: 2026-11-12\nanswered: 2026-11-12\n" },
};

#define FILES	ARRAY_LEN(files)

static struct model_fixture f;
static struct theme theme;

static void
setup(void)
{
	model_fixture_open(&f);
	ck_assert(theme_load(f.a, NULL, sources_open(f.a), f.d, NULL, &theme));
}

static void
teardown(void)
{
	model_fixture_close(&f);
}

static struct instant
now(void)
{
	struct instant t;

	ck_assert(instant_parse(S("2026-11-22T09:00+09:00"), &t, NULL));
	return t;
}

static void
load(const char *text)
{
	struct model_file all[FILES + 1];

	for (size_t i = 0; i < FILES; i++)
		all[i] = files[i];
	all[FILES] = (struct model_file){ CASE, text };
	model_fixture_load(&f, all, FILES + 1);
	ck_assert_msg(f.m->n_unreadable == 0, "%s", model_said(&f, 0));
}

static struct model *
view_make(enum tlp ceiling, bool with_cases)
{
	const struct audience audience = { .ceiling = { .v = (int)ceiling } };
	const struct wall w = { .model = f.m, .perm = f.a, .d = f.d };
	struct model *view = wall_inside(&w, &audience);
	const struct derive d = { .places = f.m->sources,
		.now = now(),
		.pool = f.pool,
		.perm = f.a,
		.with_cases = with_cases };

	derive_run(&d, view);
	return view;
}

/* A page of an edition. */
static struct str
page_of(const struct model *view, unsigned views, const char *path)
{
	const struct export_context c = {
		.templates = theme.templates,
		.words = theme.words,
		.now = now(),
		.version = S("0"),
		.edition = S("desk"),
		.ceiling = S("AMBER+STRICT"),
		.views = views,
	};
	struct plan plan = { .perm = f.a };
	const struct export_inside *x;
	struct buf out;
	struct str html;
	size_t at;

	for (size_t i = 0; (x = export_inside_at(i)) != NULL; i++) {
		plan.exporter = i;
		if ((x->views & views) != 0)
			x->plan(&plan, view, &c);
	}
	plan_sort(&plan);
	at = plan_find(&plan, str_z(path));
	ck_assert_msg(at != SIZE_MAX, "no page %s", path);
	buf_init(&out, LIMIT_PAGE_BYTES);
	x = export_inside_at(plan.pages[at].exporter);
	ck_assert_msg(x->render(&plan.pages[at].page, view, &c, f.a, &out,
			  f.d),
	    "%s: %s", path,
	    diags_len(f.d) > 0 ? model_said(&f, diags_len(f.d) - 1) : "?");
	html = str_dup(f.a, buf_str(&out));
	buf_fini(&out);
	return html;
}

static size_t
count(struct str html, const char *words)
{
	size_t n = 0, at = 0;

	while ((at = str_find(html, str_z(words), at)) != SIZE_MAX) {
		n++;
		at++;
	}
	return n;
}

/* What the page of a case has, by how often. */
static const struct {
	const char *name;
	const char *text;	/* of the case */
	struct {
		const char *words;
		size_t n;
	} has[9];	/* the last one empty */
} CASES[] = {
	{ "what is missing, who has it, where it belongs",
	    "---\nid: PS-2026-0001\ntitle: {en: A key}\nowner: sato\n"
	    "facts:\n- {at: 2026-09-01T09:30+09:00, event: received}\n"
	    "---\n",
	    { { "class=\"tr-here\"", 1 }, { "class=\"tr-next\"", 1 },
		{ "class=\"tr-ahead\"", 1 }, { "class=\"tr-done\"", 0 },
		{ "mailto:sato@example.com", 1 }, { "A deputy of it", 1 },
		{ "<td><code>" CASE ":", 1 }, { "notice-late", 0 } } },
	{ "a stage that was lost",
	    "---\nid: PS-2026-0001\ntitle: {en: A key}\nowner: sato\n"
	    "facts:\n- {at: 2026-09-01T09:30+09:00, event: received}\n"
	    "- {at: 2026-09-02, event: fix_ready}\n---\n",
	    { { "notice-late", 1 }, { "Fell back", 1 },
		{ "class=\"tr-next\"", 1 } } },
	{ "at the end",
	    "---\nid: PS-2026-0001\ntitle: {en: A key}\nowner: sato\n"
	    "deputy: tanaka\nfacts:\n"
	    "- {at: 2026-09-01T09:30+09:00, event: received}\n"
	    "- {at: 2026-09-02, event: fix_ready}\n"
	    "- {at: 2026-09-03, event: closed}\n---\n",
	    { { "class=\"tr-done\"", 2 }, { "class=\"tr-here\"", 1 },
		{ "All stages are behind it", 1 }, { "id=\"missing\"", 0 } } },
	{ "left on the way",
	    "---\nid: PS-2026-0001\ntitle: {en: A key}\nowner: sato\n"
	    "facts:\n- {at: 2026-09-01T09:30+09:00, event: received}\n"
	    "exit: {how: withdrawn, at: 2026-09-02, reason: no longer so, "
	    "approver: sato}\n---\n",
	    { { "class=\"tr-off\"", 2 }, { "class=\"tr-next\"", 0 },
		{ "id=\"missing\"", 0 }, { "no longer so", 1 },
		{ "Publication is the rule", 0 } } },
	{ "nothing decided against publication",
	    "---\nid: PS-2026-0001\ntitle: {en: A key}\n---\n",
	    { { "Publication is the rule", 1 }, { "class=\"tr-here\"", 0 } } },
	{ "decided against it, without a reason",
	    "---\nid: PS-2026-0001\ntitle: {en: A key}\n"
	    "disclosure: {decision: not_published, review: 2027-01-15}\n"
	    "---\n",
	    { { "Publication is the rule", 0 }, { "No reason is given", 1 },
		{ "2027-01-15", 2 } } },
};

START_TEST(test_case)
{
	struct str html;

	load(CASES[_i].text);
	html = page_of(view_make(TLP_AMBER_STRICT, true), EXPORT_DESK,
	    "en/cases/PS-2026-0001.html");
	for (size_t i = 0; CASES[_i].has[i].words != NULL; i++) {
		const char *words = CASES[_i].has[i].words;

		ck_assert_msg(count(html, words) == CASES[_i].has[i].n,
		    "%s: %zu of %s", CASES[_i].name, count(html, words),
		    words);
	}
}
END_TEST

/* Where nothing was computed of cases, the page does not speak of it. */
START_TEST(test_without)
{
	struct str html;

	load(CASES[0].text);
	html = page_of(view_make(TLP_AMBER_STRICT, false), EXPORT_PORTAL,
	    "en/cases/PS-2026-0001.html");
	ck_assert_uint_eq(count(html, "class=\"track\""), 0);
	ck_assert_uint_eq(count(html, "id=\"clocks\""), 0);
	ck_assert_uint_eq(count(html, "id=\"axes\""), 0);
	/* The control. */
	html = page_of(view_make(TLP_AMBER_STRICT, true), EXPORT_PORTAL,
	    "en/cases/PS-2026-0001.html");
	ck_assert_uint_eq(count(html, "class=\"track\""), 1);
	ck_assert_uint_eq(count(html, "id=\"clocks\""), 1);
	ck_assert_uint_eq(count(html, "id=\"axes\""), 1);
}
END_TEST

/* Late first, then by the end; answered ones behind, newest first. */
START_TEST(test_rows)
{
	static const struct {
		const char *id;
		enum request_due by;
		bool is_open;
		bool is_late;
		int64_t days_left;	/* -1: none */
	} want[] = {
		{ "RQ-2", REQUEST_DUE_WRITTEN, true, true, -1 },
		/* 19 November and three: 20, 24 (23 is off), 25. */
		{ "RQ-1", REQUEST_DUE_POLICY, true, false, 2 },
		{ "RQ-3", REQUEST_DUE_WRITTEN, false, true, -1 },
		{ "RQ-4", REQUEST_DUE_WRITTEN, false, false, -1 },
	};
	struct request_rows rows;

	load(CASES[0].text);
	rows = request_rows_make(f.a, view_make(TLP_AMBER_STRICT, true),
	    now());
	ck_assert_uint_eq(rows.n, ARRAY_LEN(want));
	ck_assert_uint_eq(rows.n_open, 2);
	ck_assert_uint_eq(rows.n_late, 1);
	for (size_t i = 0; i < rows.n; i++) {
		const struct request_row *r = &rows.v[i];

		ck_assert_msg(str_eq_z(r->doc->path.id, want[i].id),
		    "row %zu: %.*s", i, STR_ARG(r->doc->path.id));
		ck_assert_int_eq(r->by, want[i].by);
		ck_assert_int_eq(r->is_open, want[i].is_open);
		ck_assert_int_eq(r->is_late, want[i].is_late);
		ck_assert_int_eq(r->has_days ? r->days_left : -1,
		    want[i].days_left);
	}
}
END_TEST

/* What a question's page says, in both languages. */
static const struct {
	const char *path;
	const char *words;
	size_t n;
} PAGES[] = {
	{ "en/requests/RQ-1.html", "content/requests/RQ-1.yaml", 2 },
	{ "en/requests/RQ-1.html", "answered_by: tanaka", 1 },
	{ "en/requests/RQ-1.html", "2 business days left", 1 },
	{ "en/requests/RQ-1.html", "Policy: 3 business days", 1 },
	{ "ja/requests/RQ-1.html", "あと2営業日", 1 },
	{ "en/requests/RQ-2.html", "class=\"late\"", 1 },
	{ "en/requests/RQ-3.html", "Done so", 1 },
	{ "en/requests/RQ-3.html", "answered_by:", 0 },
	{ "en/requests/RQ-3.html", "after the end", 1 },
	{ "en/requests/RQ-4.html", "after the end", 0 },
	{ "en/requests/index.html", "RQ-2.html", 1 },
	{ "en/requests/index.html", "RQ-3.html", 0 },
	{ "en/requests/answered.html", "RQ-3.html", 1 },
};

START_TEST(test_page)
{
	struct str html;

	load(CASES[0].text);
	html = page_of(view_make(TLP_AMBER_STRICT, true), EXPORT_PORTAL,
	    PAGES[_i].path);
	ck_assert_msg(count(html, PAGES[_i].words) == PAGES[_i].n,
	    "%s: %zu of %s", PAGES[_i].path, count(html, PAGES[_i].words),
	    PAGES[_i].words);
}
END_TEST

Suite *
suite_export_case(void)
{
	Suite *s = suite_create("export_case");
	TCase *c = tcase_create("pages");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_loop_test(c, test_case, 0, (int)ARRAY_LEN(CASES));
	tcase_add_test(c, test_without);
	tcase_add_test(c, test_rows);
	tcase_add_loop_test(c, test_page, 0, (int)ARRAY_LEN(PAGES));
	suite_add_tcase(s, c);
	return s;
}
