/*
 * The desk's dashboard, deadlines and calendar files, from a small repository
 * with clocks in every state.
 */
#include "export/internal/clock_row.h"
#include "export/internal/clock_view.h"
#include "export/plan.h"
#include "base/buf.h"
#include "base/limits.h"
#include "model_text.h"
#include "pipeline/derive.h"
#include "pipeline/theme.h"

Suite *suite_export_desk(void);

/* What a calendar must never tell: the title of a case, a product's name. */
#define TITLE	"qsecrettitle"
#define PRODUCT	"qsecretproduct"

static const struct model_file files[] = {
	{ "cases/2026/PS-2026-0001/case.md",
	    "---\nid: PS-2026-0001\ntitle: {ja: " TITLE ", en: " TITLE "}\n"
	    "tlp: AMBER\nowner: sato\ncompany: acme\n"
	    "embargo: {until: 2026-12-01T10:00+09:00, agreed: [jpcert]}\n"
	    "facts:\n"
	    "  - {at: 2026-11-20, event: received}\n"
	    "  - {at: 2026-11-21T20:00+09:00, event: aware, by: sato}\n"
	    "  - {at: 2026-11-21T21:00+09:00, event: waiting, by: jpcert, "
	    "note: \"a; b, c\"}\n"
	    "vulnerabilities:\n"
	    "- cvss: [\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"]\n"
	    "  products:\n"
	    "  - {product: box, status: known_affected, target: 2026-11-24}\n"
	    "disclosure: {dates: [{asked: 2026-11-10, by: jpcert}]}\n"
	    "---\n" },
	{ "cases/2026/PS-2026-0002/case.md",
	    "---\nid: PS-2026-0002\ntitle: {en: " TITLE "}\ntlp: AMBER\n"
	    "owner: tanaka\ncompany: acme\n"
	    "facts:\n"
	    "  - {at: 2026-11-01, event: received}\n"
	    "  - {at: 2026-11-15, event: acknowledged}\n"
	    "---\n" },
	{ "cases/2026/PS-2026-0003/case.md",
	    "---\nid: PS-2026-0003\ntitle: {en: " TITLE "}\ntlp: AMBER\n"
	    "owner: tanaka\n"
	    "facts:\n"
	    "  - {at: 2026-11-10, event: received}\n"
	    "---\n" },
	{ "content/calendars/jp.yaml",
	    "name: {en: Japan}\nfrom: 2026-01-01\nto: 2026-12-31\n"
	    "weekend: [sat, sun]\nholidays:\n"
	    "- {date: 2026-11-23, name: {en: Thanks}}\n"
	    "- {date: 2026-11-25, name: {en: Gone}, withdrawn: 2026-01-02}\n"
	    "- {date: 2026-11-26, name: {en: Unknown}, "
	    "announced: 2026-11-24}\n" },
	{ "content/deadlines/law.yaml",
	    "name: {en: \"The law, abroad\"}\nrows:\n"
	    "- {id: D-01, name: {en: Early warning}, start: [aware], "
	    "length: 24, unit: hours, stop: [report_submitted], "
	    "weight: law, warn_at: [12h, 1d, 4h], source: \"Article 14; 2\", "
	    "confidence: V, confirmed: yes}\n" },
	{ "content/deadlines/own.yaml",
	    "name: {en: Our own}\nrows:\n"
	    "- {id: D-80, name: {en: Receipt}, start: [received], "
	    "length: 5, unit: calendar_days, stop: [acknowledged], "
	    "warn_at: [2d], confidence: V, confirmed: yes}\n"
	    "- {id: D-82, name: {en: Text}, start: [text_ready], "
	    "length: 5, unit: calendar_days, stop: [cleared], "
	    "confidence: V, confirmed: yes}\n"
	    "- {id: D-87, name: {en: Target}, per: product, "
	    "start: [target_set], until: yes, stop: [fix_ready], "
	    "confidence: V, confirmed: yes}\n"
	    "- {id: D-99, name: {en: Never}, none_because: {en: \"Nobody "
	    "asks\"}, confidence: V, confirmed: yes}\n" },
	{ "content/requests/RQ-1.yaml",
	    "company: acme\ncase_id: PS-2026-0001\nto: tanaka\nby: sato\n"
	    "question: {en: Why}\nat: 2026-11-18\ndue: 2026-11-30\n" },
	{ "content/stages.yaml",
	    "stages:\n"
	    "- {id: received, number: 0, name: {en: Received}, requires: "
	    "[{id: fact, text: {en: When}, when: {field: case.facts.event, "
	    "op: eq, value: received}}]}\n"
	    "- {id: acknowledged, number: 1, name: {en: Acknowledged}, "
	    "requires: [{id: fact, text: {en: When}, when: {field: "
	    "case.facts.event, op: eq, value: acknowledged}}]}\n"
	    "- {id: closed, number: 2, name: {en: Closed}, requires: "
	    "[{id: fact, text: {en: When}, when: {field: case.facts.event, "
	    "op: eq, value: closed}}]}\n" },
	{ "products/acme/box/product.yaml",
	    "name: {en: " PRODUCT "}\nkind: hardware\ncompany: acme\n" },
};

static struct model_fixture f;
static struct theme theme;
static struct export_context context;
static struct plan plan;

static struct instant
now(void)
{
	struct instant t;

	ck_assert(instant_parse(S("2026-11-22T09:00+09:00"), &t, NULL));
	return t;
}

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

static void
plan_pages(void)
{
	const struct export_inside *x;

	plan = (struct plan){ .perm = f.a };
	for (size_t i = 0; (x = export_inside_at(i)) != NULL; i++) {
		plan.exporter = i;
		if ((x->views & EXPORT_DESK) != 0)
			x->plan(&plan, f.m, &context);
	}
	plan_sort(&plan);
}

/* Load, derive and plan the desk's pages. */
static void
site(const struct model_file *over, size_t n)
{
	struct derive d = { .places = f.ss,
		.now = now(),
		.pool = f.pool,
		.perm = f.a,
		.with_cases = true };

	model_fixture_load(&f, over, n);
	ck_assert_uint_eq(f.m->n_unreadable, 0);
	derive_run(&d, f.m);
	context = (struct export_context){
		.templates = theme.templates,
		.words = theme.words,
		.now = now(),
		.version = S("0"),
		.edition = S("desk"),
		.ceiling = S("AMBER"),
		.views = EXPORT_DESK,
	};
	plan_pages();
}

static struct str
render(const char *path)
{
	size_t i = plan_find(&plan, str_z(path));
	const struct plan_page *p;
	struct buf b;
	struct str text;
	bool ok;

	ck_assert_msg(i != SIZE_MAX, "no page %s", path);
	p = &plan.pages[i];
	buf_init(&b, LIMIT_PAGE_BYTES);
	ok = export_inside_at(p->exporter)
		 ->render(&p->page, f.m, &context, f.a, &b, f.d);
	ck_assert_msg(ok && buf_ok(&b), "%s fails", path);
	text = str_dup(f.a, buf_str(&b));
	buf_fini(&b);
	return text;
}

static bool
has(struct str text, const char *words)
{
	return str_find(text, str_z(words), 0) != SIZE_MAX;
}

static const struct {
	const char *path;
	const char *words;
	bool is_there;
} SAYINGS[] = {
	/* The dashboard. */
	{ "en/index.html", "Overdue: 1. Due within 48 hours: 1. ", true },
	{ "en/index.html", "href=\"cases/PS-2026-0001.html\"", true },
	{ "en/index.html", "href=\"deadlines/law.html#D-01\"", true },
	{ "en/index.html", "<b>Law</b>", true },
	{ "en/index.html", ">Leads</span>", true },
	{ "en/index.html", "<span class=\"hol\">Thanks</span>", true },
	{ "en/index.html", "<span class=\"hol\">Gone</span>", false },
	{ "en/index.html", "<span class=\"hol\">Unknown</span>", false },
	{ "en/index.html", "<b>date asked for</b>", true },
	{ "en/index.html", "a; b, c", true },
	{ "en/index.html", "href=\"requests/RQ-1.html\"", true },
	{ "en/index.html", "href=\"./calendars/all.ics\"", true },
	{ "en/index.html", "2026-12-01 10:00", true },
	{ "ja/index.html", "期限を過ぎた時計が 1件", true },
	{ "en/index.html", "href=\"cases/stage-received.html\"", true },
	{ "en/index.html", "href=\"cases/stage-closed.html\"", false },
	{ "en/cases/stage-received.html", "PS-2026-0003", true },
	{ "en/cases/stage-received.html", "PS-2026-0002", false },
	{ "en/cases/stage-acknowledged.html", "PS-2026-0002", true },
	/* Deadlines: an end at midnight belongs to the day that ends. */
	{ "en/clocks.html", "2026-11-25 24:00", true },
	{ "en/clocks.html", "2026-11-26 00:00", false },
	{ "en/clocks.html", "id=\"open\"", true },
	{ "en/clocks.html", "id=\"missed\"", true },
	{ "en/clocks.html", "id=\"waiting\"", true },
	{ "en/clocks.html", "Applies to 3", true },
	{ "en/clocks.html", "Nobody asks", true },
	{ "en/clocks.html", "href=\"clocks/regime-law.html\"", true },
	{ "en/clocks.html", "href=\"clocks/company-acme.html\"", true },
	{ "en/clocks.html", "href=\"clocks/person-sato.html\"", true },
	{ "en/clocks/regime-law.html", "PS-2026-0001", true },
	{ "en/clocks/regime-law.html", "own.html#D-80", false },
	{ "en/clocks/person-tanaka.html", "PS-2026-0003", true },
	{ "en/clocks/person-tanaka.html", "PS-2026-0001", false },
	{ "en/clocks/person-tanaka.html",
	    "href=\"../calendars/person-tanaka.ics\"", true },
	{ "en/deadlines/law.html", " id=\"D-01\"", true },
	/* Calendar files. */
	{ "en/calendars/all.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", true },
	{ "en/calendars/all.ics",
	    "\r\nSUMMARY:PS-2026-0001 D-01 Early warning\r\n", true },
	{ "en/calendars/all.ics",
	    "\r\nUID:6b50b7f95c267652621ef24689cf67df@example.com\r\n"
	    "DTSTAMP:20261122T000000Z\r\n"
	    "DTSTART:20261122T103000Z\r\nDTEND:20261122T110000Z\r\n",
	    true },
	{ "en/calendars/all.ics",
	    "\r\nDTSTART;VALUE=DATE:20261125\r\n"
	    "DTEND;VALUE=DATE:20261126\r\n",
	    true },
	{ "en/calendars/all.ics", "CATEGORIES:Law,The law\\, abroad\r\n",
	    true },
	{ "en/calendars/all.ics", "\r\nTRIGGER;RELATED=END:-PT12H\r\n", true },
	{ "en/calendars/all.ics", "\r\nTRIGGER;RELATED=END:-P1D\r\n", true },
	{ "en/calendars/all.ics",
	    "\r\nTRIGGER;VALUE=DATE-TIME:20261123T150000Z\r\n", true },
	{ "en/calendars/all.ics", "TLP:AMBER", true },
	{ "en/calendars/all.ics", TITLE, false },
	{ "en/calendars/all.ics", PRODUCT, false },
	{ "ja/calendars/all.ics", TITLE, false },
	{ "en/calendars/all.ics", "PS-2026-0002", false },
	{ "en/calendars/person-sato.ics", "D-01", true },
	{ "en/calendars/person-sato.ics", "PS-2026-0003", false },
	{ "en/calendars/company-acme.ics", "PS-2026-0001", true },
	/* A whole case of nobody's company. */
	{ "en/calendars/company-acme.ics", "PS-2026-0003", false },
};

START_TEST(test_saying)
{
	struct str text;

	site(files, ARRAY_LEN(files));
	text = render(SAYINGS[_i].path);
	ck_assert_msg(has(text, SAYINGS[_i].words) == SAYINGS[_i].is_there,
	    "%s: %s", SAYINGS[_i].path, SAYINGS[_i].words);
}
END_TEST

/* A calendar without an event has a component all the same. */
START_TEST(test_nothing)
{
	struct str text;

	site(NULL, 0);
	text = render("en/calendars/person-sato.ics");
	ck_assert(has(text, "BEGIN:VTIMEZONE\r\n"));
	ck_assert(!has(text, "BEGIN:VEVENT"));
	ck_assert(str_ends(text, S("END:VCALENDAR\r\n")));
	text = render("en/index.html");
	ck_assert(has(text, "Nothing is overdue"));
}
END_TEST

/* Before anything is computed, pages are there and empty. */
START_TEST(test_underived)
{
	site(files, ARRAY_LEN(files));
	f.m->derived = NULL;
	plan_pages();
	ck_assert(has(render("ja/clocks.html"), "動いている時計はありません"));
	(void)render("ja/calendars/all.ics");
}
END_TEST

static size_t
count(struct str text, const char *words)
{
	size_t n = 0;

	for (size_t at = 0;
	     (at = str_find(text, str_z(words), at)) != SIZE_MAX; at++)
		n++;
	return n;
}

/* A calendar file stays small enough for calendar programs. */
START_TEST(test_many)
{
	struct derived *d;
	struct str text;
	size_t n = LIMIT_ICAL_EVENTS + (size_t)_i;

	site(files, ARRAY_LEN(files));
	d = arena_new(f.a, struct derived);
	*d = *f.m->derived;
	ck_assert(clock_is_open(&d->clocks.v[0]));
	d->clocks.v = arena_array(f.a, struct clock, n);
	for (d->clocks.n = 0; d->clocks.n < n; d->clocks.n++)
		d->clocks.v[d->clocks.n] = f.m->derived->clocks.v[0];
	f.m->derived = d;
	plan_pages();
	text = render("en/calendars/all.ics");
	ck_assert_uint_eq(count(text, "BEGIN:VEVENT\r\n"), LIMIT_ICAL_EVENTS);
	ck_assert(has(text, "Only the 1000") == (_i > 0));
	/* The page goes on in pieces. */
	text = render("en/clocks-2.html");
	ck_assert_uint_eq(count(text, "href=\"cases/PS-2026-0003.html\""),
	    500);
}
END_TEST

static const struct clock_view *
view_find(const struct clock_views *all, const char *stem)
{
	for (size_t i = 0; i < all->n; i++) {
		if (str_eq_z(all->v[i].stem, stem))
			return &all->v[i];
	}
	ck_abort_msg("no view %s", stem);
	return NULL;
}

/* Clocks of each part in a view. */
static const struct {
	const char *stem;
	size_t n[CLOCK_PARTS];
} VIEWS[] = {
	{ "clocks",
	    { [CLOCK_PART_OPEN] = 4,
		[CLOCK_PART_MISSED] = 1,
		[CLOCK_PART_WAITING] = 7,
		[CLOCK_PART_NONE] = 1 } },
	{ "clocks/regime-law",
	    { [CLOCK_PART_OPEN] = 1, [CLOCK_PART_WAITING] = 2 } },
	{ "clocks/company-acme",
	    { [CLOCK_PART_OPEN] = 3,
		[CLOCK_PART_MISSED] = 1,
		[CLOCK_PART_WAITING] = 4 } },
	{ "clocks/person-tanaka",
	    { [CLOCK_PART_OPEN] = 1,
		[CLOCK_PART_MISSED] = 1,
		[CLOCK_PART_WAITING] = 6 } },
};

START_TEST(test_view)
{
	const struct clock_view *v;

	site(files, ARRAY_LEN(files));
	v = view_find(clock_view_make(f.a, f.m, now()), VIEWS[_i].stem);
	for (int i = 0; i < CLOCK_PARTS; i++)
		ck_assert_msg(v->from[i + 1] - v->from[i] == VIEWS[_i].n[i],
		    "%s: part %d has %zu, not %zu", VIEWS[_i].stem, i,
		    v->from[i + 1] - v->from[i], VIEWS[_i].n[i]);
	ck_assert_uint_eq(v->from[CLOCK_PARTS], v->n);
}
END_TEST

#define HOUR_S	INT64_C(3600)

static const struct {
	enum clock_state state;
	int64_t left_s;
	enum clock_span span;
} SPANS[] = {
	{ CLOCK_STATE_OVERDUE, -1, CLOCK_SPAN_LATE },
	{ CLOCK_STATE_OVERDUE, -9000 * HOUR_S, CLOCK_SPAN_LATE },
	{ CLOCK_STATE_WARNED, 0, CLOCK_SPAN_SOON },
	{ CLOCK_STATE_RUNNING, 48 * HOUR_S, CLOCK_SPAN_SOON },
	{ CLOCK_STATE_RUNNING, 48 * HOUR_S + 1, CLOCK_SPAN_WEEK },
	{ CLOCK_STATE_RUNNING, 168 * HOUR_S, CLOCK_SPAN_WEEK },
	{ CLOCK_STATE_PAUSED, 1, CLOCK_SPAN_LATER },
	{ CLOCK_STATE_RUNNING, 168 * HOUR_S + 1, CLOCK_SPAN_LATER },
};

START_TEST(test_span)
{
	const struct deadline plain = { 0 };
	const struct deadline least = { .minimum = { true, { 0 } } };
	struct clock c = { .rule = &plain,
		.state = SPANS[_i].state,
		.has_due = true,
		.due = { now().s + SPANS[_i].left_s, 0 } };

	ck_assert_int_eq(clock_span_of(&c, now()), SPANS[_i].span);
	c.has_due = false;
	c.state = CLOCK_STATE_UNKNOWN;
	ck_assert_int_eq(clock_span_of(&c, now()), CLOCK_SPAN_UNKNOWN);
	c.state = CLOCK_STATE_RUNNING;
	ck_assert_int_eq(clock_span_of(&c, now()), CLOCK_SPAN_LATER);
	c.has_due = true;
	c.due.s = now().s;
	c.rule = &least;
	ck_assert_int_eq(clock_span_of(&c, now()), CLOCK_SPAN_LATER);
}
END_TEST

Suite *
suite_export_desk(void)
{
	Suite *s = suite_create("export/desk");
	TCase *t = tcase_create("desk");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, test_saying, 0, (int)ARRAY_LEN(SAYINGS));
	tcase_add_test(t, test_nothing);
	tcase_add_test(t, test_underived);
	tcase_add_loop_test(t, test_many, 0, 2);
	tcase_add_loop_test(t, test_view, 0, (int)ARRAY_LEN(VIEWS));
	tcase_add_loop_test(t, test_span, 0, (int)ARRAY_LEN(SPANS));
	suite_add_tcase(s, t);
	return s;
}
