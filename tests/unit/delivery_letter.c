/*
 * Letters: who is told, of which edition's view, what is told again, what waits
 * and what goes along; that nothing is told twice.
 */
#include "delivery/letter.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/map.h"
#include "delivery/letter_say.h"
#include "delivery/letter_text.h"
#include "model/matched.h"
#include "model_text.h"
#include "text/catalog.h"
#include "wall/wall.h"

Suite *suite_delivery_letter(void);

/* 2026-11-22T09:00+09:00 */
#define NOW_S	INT64_C(1795305600)
#define DAY_S	INT64_C(86400)

static const struct model_file files[] = {
	{ "content/companies/beta.yaml",
	    "name: {en: Beta}\nkind: group\n"
	    "contacts: [{person: mori}]\n" },
	{ "content/companies/unit.yaml",
	    "name: {en: Unit}\nkind: unit\nparent: beta\n" },
	{ "content/people/acme.yaml",
	    "people:\n- {id: sato, name: {en: Sato}, email: s@example.com}\n"
	    "- {id: tanaka, name: {en: Tanaka}, languages: [fr, en]}\n"
	    "- {id: list-x, name: {en: Odd}}\n" },
	{ "content/people/unit.yaml",
	    "people:\n- {id: mori, name: {en: Mori}}\n" },
	{ "content/audiences.yaml",
	    "audiences:\n"
	    "- {id: public, name: {en: P}, ceiling: CLEAR, view: public, "
	    "recipients: [news@example.com]}\n"
	    "- {id: desk, name: {en: D}, ceiling: AMBER+STRICT, view: desk, "
	    "recipients: [desk@example.com]}\n"
	    "- {id: red, name: {en: R}, ceiling: RED, view: desk, "
	    "recipients: [red@example.com]}\n"
	    "- {id: company-beta, name: {en: B}, ceiling: AMBER+STRICT, "
	    "view: portal, company: beta}\n"
	    "- {id: strict, name: {en: S}, ceiling: AMBER+STRICT, "
	    "view: portal}\n"
	    "- {id: lawyers, name: {en: L}, ceiling: AMBER, view: portal}\n"
	    "- {id: portal, name: {en: Portal}, ceiling: AMBER, "
	    "view: portal, staff: yes}\n"
	    "- {id: company-maker, name: {en: M}, ceiling: AMBER, "
	    "view: portal, company: maker, "
	    "recipients: [in@maker.example.com]}\n" },
	{ "content/companies/maker.yaml",
	    "name: {en: Maker}\nkind: vendor\n"
	    "contacts: [{person: out}]\n" },
	{ "content/people/maker.yaml",
	    "people:\n"
	    "- {id: out, name: {en: Out}, email: out@maker.example.com}\n"
	    "- {id: in, name: {en: In}, email: in@maker.example.com}\n" },
	{ "content/subscriptions.yaml",
	    "subscriptions:\n"
	    "- {id: duty, address: desk@example.com, all: yes}\n"
	    "- {id: press, address: news@example.com, all: yes}\n"
	    "- {person: tanaka, own: no, keywords: [ＯｐｅｎＳＳＬ], "
	    "every: weekly, severity: high}\n"
	    "- {company: beta, least: look}\n"
	    "- {person: out, all: yes}\n"
	    "- {company: maker, all: yes}\n" },
	{ "products/acme/box/product.yaml",
	    "name: {en: Box}\nkind: hardware\nowner: sato\n"
	    "qa_contact: list-x\n"
	    "versions:\n- {version: \"1.0\"}\n- {version: \"2.0\"}\n" },
	{ "products/beta/lamp/product.yaml",
	    "name: {en: Lamp}\nkind: hardware\n" },
	{ "products/maker/part/product.yaml",
	    "name: {en: Part}\nkind: hardware\nowner: out\n"
	    "qa_contact: in\n" },
	{ "products/systems/acme/line.yaml",
	    "name: {en: Line}\nowner: mori\ncompany: beta\n"
	    "uses: [{says: Apache 2.4}]\n" },
	{ "content/alerts/2026/A-1.md",
	    "---\ntitle: {en: Look}\nlevel: act\nat: 2026-09-01T09:30Z\n"
	    "products: [box]\nrevisions:\n"
	    "- {number: 1, at: 2026-09-01T09:30Z, summary: {en: x}}\n"
	    "- {number: 2, at: 2026-11-23T09:30Z, summary: {en: y}}\n---\n" },
	{ "content/alerts/2026/A-2.md",
	    "---\ntitle: {en: Later}\nlevel: act\nat: 2026-12-24T09:30Z\n"
	    "products: [box]\n---\n" },
};

static struct str aliases[] = { STR_INIT("GHSA-old") };
static struct known known[2];
static struct feed_state feed;
static struct found_match match;
static struct finding found[4];
static struct matched matched;
static struct model_fixture f;
static struct letter_run run;
static struct letter_view view;
static struct subscriber *subscribers;
static size_t n_subscribers;
static struct delivery ledger[256];
static size_t n_ledger;
static struct letter letter;

static const struct product_entry *
product(const char *id)
{
	return (const struct product_entry *)(const void *)model_find(f.m,
	    SPACE_PRODUCT, str_z(id));
}

static void
setup(void)
{
	model_fixture_open(&f);
	model_fixture_load(&f, files, ARRAY_LEN(files));
	model_expect(&f, "files", &(struct model_fault){ 0 });
	known[0] = (struct known){ .id = S("CVE-1900-0001"),
		.aliases = aliases,
		.n_aliases = 1,
		.title_en = S("openssl leaks"),
		.severity = SEVERITY_HIGH,
		.score_x10 = 75,
		.epss = -1,
		.modified = { INT64_MIN, 0 } };
	known[1] = (struct known){ .id = S("CVE-1900-0002"),
		.severity = SEVERITY_LOW,
		.score_x10 = 20,
		.epss = -1,
		.modified = { INT64_MIN, 0 } };
	match = (struct found_match){ .component = S("x 1"),
		.rule = "purl",
		.confidence = 90 };
	for (size_t i = 0; i < ARRAY_LEN(found); i++)
		found[i] = (struct finding){ .known = &known[0],
			.product = product("box"),
			.matches = &match,
			.n_matches = 1,
			.confidence = 90,
			.priority.rank = 2 };
	found[0].version = &product("box")->product->versions.v[0];
	found[1].version = &product("box")->product->versions.v[1];
	found[2].known = &known[1];
	found[2].product = product("lamp");
	found[3].known = &known[1];
	found[3].product = NULL;
	found[3].system = &f.m->systems[0];
	feed = (struct feed_state){ .state = "fresh" };
	matched = (struct matched){ .v = found,
		.n = ARRAY_LEN(found),
		.feeds = &feed,
		.n_feeds = 1 };
	f.m->matched = &matched;
	n_subscribers = subscriber_list(f.a, f.m, &subscribers);
	n_ledger = 0;
	run = (struct letter_run){ .perm = f.a,
		.now = { NOW_S, 32400 },
		.host = S("example.com") };
}

static void
teardown(void)
{
	model_fixture_close(&f);
}

static const struct subscriber *
subscriber(const char *id)
{
	for (size_t i = 0; i < n_subscribers; i++) {
		if (str_eq_z(subscribers[i].id, id))
			return &subscribers[i];
	}
	return NULL;
}

static const struct letter *
make(const char *id)
{
	const struct letter_view *views[] = { &view };

	view = (struct letter_view){ .m = f.m, .ceiling = TLP_AMBER };
	letter_view_open(f.a, &view);
	run.ledger = delivery_of(f.a, ledger, n_ledger);
	letter_make(&run, subscriber(id), views, 1, &letter);
	return &letter;
}

/* What was told goes to the ledger, as `hansho digest` writes it. */
static void
keep(void)
{
	for (size_t i = 0; i < letter.n; i++) {
		for (size_t j = 0; j < letter.v[i].n_lines; j++) {
			ck_assert_uint_lt(n_ledger, ARRAY_LEN(ledger));
			ledger[n_ledger++] = letter.v[i].lines[j];
		}
	}
	run.now.s += DAY_S;
}

static const char *
why(size_t i)
{
	return i < letter.n ? told_why_name(letter.v[i].why) : "none";
}

/* ---- who ----------------------------------------------------------------- */

struct who_row {
	const char *id;
	const char *editions[2];
	const char *lang;
};

static const struct who_row WHO[] = {
	{ "sato", { "portal", NULL }, "ja" },
	{ "tanaka", { "portal", NULL }, "en" },
	{ "mori", { "company-beta", "portal" }, "ja" },
	{ "company-beta", { "company-beta", "portal" }, "ja" },
	{ "edition-desk", { "desk", NULL }, "ja" },
	{ "list-duty", { "desk", NULL }, "ja" },
	/* Readers of the public edition are no inside readers. */
	{ "list-press", { NULL, NULL }, "ja" },
	/* Nothing for named persons alone is sent about. */
	{ "edition-red", { NULL, NULL }, "ja" },
	/* Of an outside maker, and named by its edition; others are not. */
	{ "in", { "company-maker", NULL }, "ja" },
	{ "edition-company-maker", { "company-maker", NULL }, "ja" },
	/* A person whose id looks like a list's. */
	{ "person-list-x", { "portal", NULL }, "ja" },
};

START_TEST(test_who)
{
	const struct who_row *r = &WHO[_i];
	const struct subscriber *s = subscriber(r->id);
	const struct audience *v[SUBSCRIBER_EDITIONS];
	size_t n;

	ck_assert_msg(s != NULL, "%s", r->id);
	ck_assert_uint_eq(n_subscribers, ARRAY_LEN(WHO));
	ck_assert_msg(str_eq_z(s->lang, r->lang), "%s", r->id);
	n = subscriber_editions(s, v);
	for (size_t i = 0; i < 2; i++) {
		ck_assert_msg((i < n) == (r->editions[i] != NULL), "%s",
		    r->id);
		ck_assert_msg(i >= n || str_eq_z(v[i]->id.s, r->editions[i]),
		    "%s: %.*s", r->id, STR_ARG(v[i < n ? i : 0]->id.s));
	}
}
END_TEST

struct wants_row {
	const char *id;
	bool wants[4];		/* of found */
	bool alert;
};

static const struct wants_row WANTS[] = {
	{ "sato", { true, true, false, false }, true },
	{ "person-list-x", { true, true, false, false }, true },
	{ "mori", { false, false, false, true }, false },
	/* Not its own, but by a word, in any width. */
	{ "tanaka", { true, true, false, false }, false },
	/* What nobody answers for. */
	{ "company-beta", { false, false, true, false }, false },
	{ "edition-desk", { false, false, false, false }, true },
	{ "list-duty", { true, true, true, true }, true },
};

START_TEST(test_wants)
{
	const struct wants_row *r = &WANTS[_i];
	const struct subscriber *s = subscriber(r->id);

	for (size_t i = 0; i < ARRAY_LEN(found); i++)
		ck_assert_msg(subscriber_wants(f.a, s, &found[i]) ==
			r->wants[i],
		    "%s: %zu", r->id, i);
	ck_assert_msg(subscriber_wants_alert(s, f.m->alerts[0].record) ==
		r->alert,
	    "%s: alert", r->id);
}
END_TEST

START_TEST(test_least)
{
	const struct subscriber *low = subscriber("company-beta");
	const struct subscriber *usual = subscriber("mori");

	found[2].state = found[3].state = FINDING_LOOK;
	found[2].confidence = found[3].confidence = 30;
	ck_assert(subscriber_wants(f.a, low, &found[2]));
	ck_assert(!subscriber_wants(f.a, usual, &found[3]));
	/* Of little consequence, for one who wants what is high. */
	known[0].severity = SEVERITY_MEDIUM;
	ck_assert(!subscriber_wants(f.a, subscriber("tanaka"), &found[0]));
	known[0].severity = severity_unset;
	ck_assert(subscriber_wants(f.a, subscriber("tanaka"), &found[0]));
}
END_TEST

/* ---- once ---------------------------------------------------------------- */

START_TEST(test_once)
{
	struct str id;

	make("sato");
	/* The alert first; two versions are one item and two lines. */
	ck_assert_uint_eq(letter.n_news, 2);
	ck_assert_ptr_nonnull(letter.v[0].alert);
	ck_assert_uint_eq(letter.v[1].n, 2);
	ck_assert_uint_eq(letter.v[1].n_lines, 2);
	ck_assert(str_eq_z(letter.v[1].lines[0].of, "box@1.0"));
	ck_assert(str_eq_z(letter.v[1].lines[0].told, "open p2"));
	ck_assert(str_eq_z(letter.v[0].lines[0].told, "r1"));
	ck_assert_int_eq((int)letter.label, (int)TLP_AMBER);
	id = letter.id;
	make("sato");
	ck_assert(str_eq(letter.id, id));
	keep();
	make("sato");
	ck_assert_uint_eq(letter.n, 0);
	/* Another subscriber was told nothing yet. */
	make("person-list-x");
	ck_assert_uint_eq(letter.n_news, 2);
	ck_assert(!str_eq(letter.id, id));
}
END_TEST

/* Told under an id that is an alias now. */
START_TEST(test_alias)
{
	make("sato");
	keep();
	for (size_t i = 0; i < n_ledger; i++) {
		if (str_eq(ledger[i].item, known[0].id))
			ledger[i].item = aliases[0];
	}
	make("sato");
	ck_assert_uint_eq(letter.n, 0);
}
END_TEST

/* ---- again --------------------------------------------------------------- */

static void
told_first(const char *id)
{
	/* The alert's second revision comes on the third day. */
	for (int day = 0; day < 3; day++) {
		make(id);
		keep();
	}
	make(id);
	ck_assert_uint_eq(letter.n, 0);
}

START_TEST(test_again)
{
	told_first("sato");
	known[0].is_kev = true;
	make("sato");
	ck_assert_str_eq(why(0), "kev");
	keep();
	found[0].priority.rank = 1;
	make("sato");
	ck_assert_uint_eq(letter.n_news, 1);
	ck_assert_str_eq(why(0), "priority");
	ck_assert_uint_eq(letter.v[0].n_lines, 1);
	keep();
	/* Less urgent is no news. */
	found[0].priority.rank = PRIORITY_NONE;
	make("sato");
	ck_assert_uint_eq(letter.n, 0);
	found[0].state = FINDING_LAPSED;
	make("sato");
	ck_assert_str_eq(why(0), "again");
}
END_TEST

START_TEST(test_certain)
{
	found[0].state = found[1].state = FINDING_QUESTION;
	told_first("sato");
	found[0].state = FINDING_OPEN;
	make("sato");
	ck_assert_str_eq(why(0), "certain");
	keep();
	/* That it is a question again is no news. */
	found[0].state = FINDING_QUESTION;
	make("sato");
	ck_assert_uint_eq(letter.n, 0);
}
END_TEST

START_TEST(test_revised)
{
	make("sato");
	keep();
	run.now.s = NOW_S + DAY_S;
	make("sato");
	ck_assert_uint_eq(letter.n, 0);
	run.now.s += DAY_S;
	make("sato");
	ck_assert_str_eq(why(0), "revised");
	ck_assert(str_eq_z(letter.v[0].lines[0].told, "r2"));
}
END_TEST

/* ---- gone ---------------------------------------------------------------- */

START_TEST(test_gone)
{
	told_first("sato");
	found[0].state = FINDING_NOT_AFFECTED;
	make("sato");
	/* Alone it makes no letter. */
	ck_assert_uint_eq(letter.n_news, 0);
	known[0].is_kev = true;
	make("sato");
	ck_assert_uint_eq(letter.n_news, 1);
	ck_assert_uint_eq(letter.n, 2);
	ck_assert_str_eq(why(1), "gone");
	ck_assert_str_eq(letter.v[1].gone, "not_affected");
	keep();
	/* Told as gone, once; back again, it is news. */
	found[1].priority.rank = 0;
	make("sato");
	ck_assert_uint_eq(letter.n, 1);
	keep();
	found[0].state = FINDING_OPEN;
	make("sato");
	ck_assert_str_eq(why(0), "again");
}
END_TEST

/* What is not found is gone only when all feeds were there to be asked. */
START_TEST(test_absent)
{
	static const char *const states[] = { "fresh", "stale", "missing" };

	told_first("sato");
	found[0].known = &known[1];
	feed.state = states[_i];
	make("sato");
	ck_assert_uint_eq(letter.n_news, 1);
	ck_assert_uint_eq(letter.n, _i == 0 ? 2 : 1);
	if (_i == 0)
		ck_assert_str_eq(letter.v[1].gone, "absent");
}
END_TEST

/* ---- waiting ------------------------------------------------------------- */

START_TEST(test_weekly)
{
	make("tanaka");
	ck_assert(!letter.waits);
	keep();
	found[3].known = &known[0];
	make("tanaka");
	ck_assert_uint_eq(letter.n_news, 1);
	ck_assert(letter.waits);
	/* What is attacked does not wait. */
	known[0].is_kev = true;
	make("tanaka");
	ck_assert(!letter.waits);
	known[0].is_kev = false;
	run.now.s += 6 * DAY_S;
	make("tanaka");
	ck_assert(!letter.waits);
}
END_TEST

/* ---- whose view ---------------------------------------------------------- */

/* Of what the first view has the second does not speak, of all else it does. */
START_TEST(test_views)
{
	const struct letter_view *views[2];
	struct letter_view first = { .ceiling = TLP_AMBER_STRICT };
	struct wall w = { .model = f.m,
		.now = run.now,
		.pool = f.pool,
		.perm = f.a,
		.d = f.d };
	struct finding decided = found[3];
	struct matched own = { .v = &decided, .n = 1 };
	struct model *m = NULL;

	for (size_t i = 0; i < f.m->n_audiences; i++) {
		if (str_eq_z(f.m->audiences[i].e.id, "company-beta"))
			m = wall_inside(&w, f.m->audiences[i].audience);
	}
	ck_assert_ptr_nonnull(m);
	decided.state = FINDING_NOT_AFFECTED;
	m->matched = &own;
	first.m = m;
	letter_view_open(f.a, &first);
	view = (struct letter_view){ .m = f.m, .ceiling = TLP_AMBER };
	letter_view_open(f.a, &view);
	views[0] = &first;
	views[1] = &view;
	letter_make(&run, subscriber("mori"), views, 2, &letter);
	ck_assert_uint_eq(letter.n, 0);
	/* Open there, it comes from there, with its label. */
	decided.state = FINDING_OPEN;
	letter_make(&run, subscriber("mori"), views, 2, &letter);
	ck_assert_uint_eq(letter.n, 1);
	ck_assert_ptr_eq(letter.v[0].view, &first);
	ck_assert_int_eq((int)letter.v[0].lines[0].label,
	    (int)TLP_AMBER_STRICT);
	ck_assert_int_eq((int)letter.label, (int)TLP_AMBER_STRICT);
	/* It shows the system, and has nothing found: the portal has. */
	own.n = 0;
	letter_view_open(f.a, &first);
	letter_make(&run, subscriber("mori"), views, 2, &letter);
	ck_assert_uint_eq(letter.n, 1);
	ck_assert_ptr_eq(letter.v[0].view, &view);
	keep();
	run.ledger = delivery_of(f.a, ledger, n_ledger);
	letter_make(&run, subscriber("mori"), views, 2, &letter);
	ck_assert_uint_eq(letter.n, 0);
}
END_TEST

/* An edition has the lines of messages that its readers could have got. */
START_TEST(test_ledger_view)
{
	static const struct delivery lines[] = {
		{ .subscriber = STR_INIT("sato"),
		    .edition = STR_INIT("portal"),
		    .label = TLP_AMBER,
		    .item = STR_INIT("CVE-1"),
		    .of = STR_INIT("box@1.0") },
		{ .subscriber = STR_INIT("sato"),
		    .edition = STR_INIT("desk"),
		    .label = TLP_AMBER_STRICT,
		    .item = STR_INIT("CVE-2"),
		    .of = STR_INIT("box@1.0") },
		{ .subscriber = STR_INIT("mori"),
		    .edition = STR_INIT("portal"),
		    .label = TLP_AMBER,
		    .item = STR_INIT("CVE-3"),
		    .of = STR_INIT("line") },
		{ .subscriber = STR_INIT("mori"),
		    .edition = STR_INIT("portal"),
		    .label = TLP_AMBER,
		    .item = STR_INIT("CVE-4"),
		    .of = STR_INIT("gone-system") },
		{ .subscriber = STR_INIT("mori"),
		    .edition = STR_INIT("portal"),
		    .label = TLP_AMBER,
		    .item = STR_INIT("A-9"),
		    .of = STR_INIT("") },
		/* Of its own; of another that says why it is gone. */
		{ .subscriber = STR_INIT("mori"),
		    .edition = STR_INIT("company-beta"),
		    .label = TLP_AMBER_STRICT,
		    .item = STR_INIT("CVE-5"),
		    .of = STR_INIT("line") },
		{ .subscriber = STR_INIT("mori"),
		    .edition = STR_INIT("strict"),
		    .label = TLP_AMBER,
		    .item = STR_INIT("CVE-6"),
		    .of = STR_INIT("line") },
	};
	static const char *const want[][2] = { { "portal", "CVE-1 CVE-3 " },
		{ "desk", "CVE-1 CVE-2 CVE-3 CVE-5 CVE-6 " },
		{ "company-beta", "CVE-5 " } };
	struct wall w = { .model = f.m,
		.now = run.now,
		.pool = f.pool,
		.perm = f.a,
		.d = f.d };

	f.m->deliveries = delivery_of(f.a, lines, ARRAY_LEN(lines));
	for (size_t i = 0; i < f.m->n_audiences; i++) {
		struct str all = S("");
		struct model *m;

		if (!str_eq_z(f.m->audiences[i].e.id, want[_i][0]))
			continue;
		m = wall_inside(&w, f.m->audiences[i].audience);
		for (size_t j = 0; j < m->deliveries->n; j++)
			all = str_fmt(f.a, "%.*s%.*s ", STR_ARG(all),
			    STR_ARG(m->deliveries->v[j].item));
		ck_assert_msg(str_eq_z(all, want[_i][1]), "%s: %.*s",
		    want[_i][0], STR_ARG(all));
	}
}
END_TEST

/* More than a letter holds: none is lost, none is told twice. */
START_TEST(test_room)
{
	enum { ALL = LIMIT_DELIVERY_ITEMS + 3 };
	static struct known many[ALL];
	static struct finding all[ALL];

	for (size_t i = 0; i < ALL; i++) {
		many[i] = known[1];
		many[i].id = str_fmt(f.a, "CVE-1900-%zu", 1000 + i);
		all[i] = found[3];
		all[i].known = &many[i];
	}
	matched.v = all;
	matched.n = ALL;
	make("mori");
	ck_assert_uint_eq(letter.n, LIMIT_DELIVERY_ITEMS);
	ck_assert_uint_eq(letter.n_news, LIMIT_DELIVERY_ITEMS);
	ck_assert_uint_eq(letter.n_waiting, 3);
	keep();
	make("mori");
	ck_assert_uint_eq(letter.n, 3);
	ck_assert_uint_eq(letter.n_waiting, 0);
	ck_assert(str_eq_z(letter.v[0].id, "CVE-1900-1200"));
}
END_TEST

/* More things with one vulnerability than a section holds: the same. */
START_TEST(test_things)
{
	enum { ALL = 2 * LIMIT_DELIVERY_THINGS + 3 };
	static struct system_entry systems[ALL];
	static struct finding all[ALL];
	struct str id;

	for (size_t i = 0; i < ALL; i++) {
		systems[i] = f.m->systems[0];
		systems[i].e.id = str_fmt(f.a, "line-%zu", 100 + i);
		all[i] = found[3];
		all[i].system = &systems[i];
	}
	matched.v = all;
	matched.n = ALL;
	make("mori");
	id = letter.id;
	ck_assert_uint_eq(letter.n, LIMIT_DELIVERY_THINGS);
	ck_assert_uint_eq(letter.n_news, LIMIT_DELIVERY_THINGS);
	ck_assert_uint_eq(letter.n_waiting, 0);
	ck_assert_uint_eq(letter.v[0].n_waiting, LIMIT_DELIVERY_THINGS + 3);
	keep();
	make("mori");
	ck_assert_uint_eq(letter.n, LIMIT_DELIVERY_THINGS);
	ck_assert_uint_eq(letter.v[0].n_waiting, 3);
	ck_assert(!str_eq(letter.id, id));
	keep();
	make("mori");
	ck_assert_uint_eq(letter.n, 3);
	ck_assert_uint_eq(letter.v[0].n_waiting, 0);
	ck_assert(str_eq_z(letter.v[0].lines[0].of, "line-140"));
	keep();
	ck_assert_uint_eq(make("mori")->n_news, 0);
}
END_TEST

/* What a text has no room for is no part of the letter; what is gone is. */
START_TEST(test_keep)
{
	static struct known many[3];
	static struct finding all[3];
	struct str id;

	ledger[n_ledger++] = (struct delivery){ .at = { NOW_S - DAY_S, 0 },
		.subscriber = S("mori"),
		.item = S("CVE-1900-0777"),
		.of = S("line"),
		.told = S("open") };
	for (size_t i = 0; i < ARRAY_LEN(all); i++) {
		many[i] = known[1];
		many[i].id = str_fmt(f.a, "CVE-1900-%zu", 1000 + i);
		all[i] = found[3];
		all[i].known = &many[i];
	}
	matched.v = all;
	matched.n = ARRAY_LEN(all);
	make("mori");
	ck_assert_uint_eq(letter.n, 4);
	id = letter.id;
	letter_keep(&run, &letter, 3);
	ck_assert_uint_eq(letter.n, 4);
	ck_assert(str_eq(letter.id, id));
	letter_keep(&run, &letter, 1);
	ck_assert_uint_eq(letter.n, 2);
	ck_assert_uint_eq(letter.n_news, 1);
	ck_assert_uint_eq(letter.n_waiting, 2);
	ck_assert_str_eq(why(1), "gone");
	ck_assert(!str_eq(letter.id, id));
	ck_assert(str_eq(letter.v[1].lines[0].message, letter.id));
	keep();
	make("mori");
	ck_assert_uint_eq(letter.n, 2);
	ck_assert(str_eq_z(letter.v[0].id, "CVE-1900-1001"));
}
END_TEST

static struct str
place(struct arena *a, struct str id)
{
	return str_cat(a, S("vulnerabilities/"), id);
}

/* A text ends before it is too long, and says how much of the letter it has. */
START_TEST(test_size)
{
	enum {
		FLAWS = LIMIT_DELIVERY_ITEMS,
		THINGS = LIMIT_DELIVERY_THINGS,
		PARTS = 8
	};
	static struct system_entry systems[THINGS];
	static struct known many[FLAWS];
	static struct finding all[FLAWS * THINGS];
	static struct found_match matches[PARTS];
	struct str words = S("");
	struct letter_say say = { f.a, catalog_open(f.a, NULL), S("en"),
		place };
	struct buf out;
	size_t n, n_all;

	for (size_t i = 0; i < LIMIT_DELIVERY_WORDS; i++)
		words = str_cat(f.a, words, S("長"));
	for (size_t i = 0; i < PARTS; i++) {
		matches[i] = match;
		matches[i].component = str_fmt(f.a, "part %zu", i);
		matches[i].fixed = words;
	}
	for (size_t i = 0; i < ARRAY_LEN(all); i++) {
		struct known *of = &many[i / THINGS];

		*of = known[1];
		of->id = str_fmt(f.a, "CVE-1900-%zu", 1000 + i / THINGS);
		systems[i % THINGS] = f.m->systems[0];
		systems[i % THINGS].e.id = str_fmt(f.a, "s-%zu",
		    100 + i % THINGS);
		all[i] = found[3];
		all[i].known = of;
		all[i].system = &systems[i % THINGS];
		all[i].priority.priority = words;
		all[i].matches = matches;
		all[i].n_matches = PARTS;
	}
	matched.v = all;
	matched.n = ARRAY_LEN(all);
	make("mori");
	n_all = letter.n;
	ck_assert_uint_eq(n_all, ARRAY_LEN(all));
	buf_init(&out, LIMIT_DELIVERY_MESSAGE);
	n = letter_text_put(&say, &letter, &out);
	ck_assert(buf_ok(&out));
	ck_assert_msg(out.n > LIMIT_DELIVERY_MESSAGE / 2, "%zu bytes", out.n);
	ck_assert(n > 0 && n < n_all && n % THINGS == 0);
	ck_assert(
	    str_find(buf_str(&out), S("delivery.waiting"), 0) != SIZE_MAX);
	letter_keep(&run, &letter, n);
	ck_assert_uint_eq(letter.n, n);
	ck_assert_uint_eq(letter.n_waiting, (n_all - n) / THINGS);
	buf_fini(&out);
}
END_TEST

/* What is dated later is the desk's alone until then. */
START_TEST(test_to_come)
{
	struct wall w = { .model = f.m,
		.now = run.now,
		.pool = f.pool,
		.perm = f.a,
		.d = f.d };

	for (size_t i = 0; i < f.m->n_audiences; i++) {
		const struct audience *a = f.m->audiences[i].audience;
		bool is_desk = a->view.v == (int)VIEW_DESK;
		const struct alert *x;
		struct model *m;

		if (a->view.v == (int)VIEW_PUBLIC || a->company.id.n > 0)
			continue;
		m = wall_inside(&w, a);
		ck_assert_uint_eq(m->n_alerts, is_desk ? 2 : 1);
		x = m->alerts[0].record;
		ck_assert_uint_eq(x->revisions.n, is_desk ? 2 : 1);
	}
}
END_TEST

Suite *
suite_delivery_letter(void)
{
	Suite *s = suite_create("delivery_letter");
	TCase *t = tcase_create("letter");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, test_who, 0, ARRAY_LEN(WHO));
	tcase_add_loop_test(t, test_wants, 0, ARRAY_LEN(WANTS));
	tcase_add_test(t, test_room);
	tcase_add_test(t, test_things);
	tcase_add_test(t, test_keep);
	tcase_add_test(t, test_size);
	tcase_add_test(t, test_to_come);
	tcase_add_test(t, test_least);
	tcase_add_test(t, test_once);
	tcase_add_test(t, test_alias);
	tcase_add_test(t, test_again);
	tcase_add_test(t, test_certain);
	tcase_add_test(t, test_revised);
	tcase_add_test(t, test_gone);
	tcase_add_loop_test(t, test_absent, 0, 3);
	tcase_add_test(t, test_weekly);
	tcase_add_test(t, test_views);
	tcase_add_loop_test(t, test_ledger_view, 0, 3);
	suite_add_tcase(s, t);
	return s;
}
