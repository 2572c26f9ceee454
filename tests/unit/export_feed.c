/* Feeds and files of products, made of a small view by hand. */
#include "test.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "export/plan.h"
#include "export/public/feed.h"
#include "export/public/product_status.h"
#include "export/public/subscription.h"
#include "pipeline/theme.h"
#include "text/json_read.h"

#define N_ADVISORIES	3

struct fixture {
	struct arena *a;
	struct diags *d;
	struct public_view v;
	struct export_context c;
	struct plan plan;
};

static struct public_revision revisions[N_ADVISORIES][2] = {
	{ { .version = STR_INIT("1.0.0"), .at = { 1000, 0 } },
	    { .version = STR_INIT("1.0.1"),
		.at = { 9000, 0 },
		.summary = { { STR_INIT("誤記訂正"), STR_INIT("Typo") } } } },
	{ { .version = STR_INIT("1.0.0"), .at = { 2000, 0 } },
	    { .version = STR_INIT("1.1.0"),
		.at = { 3000, 0 },
		.summary = { { STR_INIT("修正版"), STR_INIT("Fix <b>") } } } },
	{ { .version = STR_INIT("1.0.0"), .at = { 2500, 0 } } },
};

static struct public_leaf leaves[] = {
	{ .product_id = STR_INIT("gate@1.0"),
	    .name = STR_INIT("Example Gate 1.0"),
	    .version = STR_INIT("1.0"),
	    .inventory = STR_INIT("gate") },
	{ .product_id = STR_INIT("gate@1.1"),
	    .name = STR_INIT("Example Gate 1.1"),
	    .version = STR_INIT("1.1"),
	    .inventory = STR_INIT("gate") },
	{ .product_id = STR_INIT("link"),
	    .name = STR_INIT("Example Link"),
	    .inventory = STR_INIT("link") },
};

static struct public_version versions[] = {
	{ .version = STR_INIT("1.0") },
	{ .version = STR_INIT("1.1") },
	{ .version = STR_INIT("1.2") },
};

static size_t first[] = { 0 }, second[] = { 1 }, third[] = { 2 };

static void
fixture_open(struct fixture *f)
{
	static struct public_score score = { .score = {
						 .severity = CVSS_HIGH } };
	struct public_advisory *all;
	struct public_product *products;
	struct public_vulnerability *flaw;
	struct public_flag *flag;

	*f = (struct fixture){ .a = arena_open() };
	f->d = diags_open(f->a);
	all = arena_array(f->a, struct public_advisory, N_ADVISORIES);
	for (size_t i = 0; i < N_ADVISORIES; i++) {
		all[i].id = str_fmt(f->a, "EX-%zu", i + 1);
		all[i].file = str_fmt(f->a, "ex-%zu", i + 1);
		all[i].title.in[PUBLIC_EN] = S("Title");
		all[i].status = S("final");
		all[i].revisions = revisions[i];
		all[i].n_revisions = i < 2 ? 2 : 1;
		all[i].leaves = leaves;
	}
	all[0].n_leaves = 2;
	all[0].worst = &score;
	all[1].n_leaves = 3;
	flaw = arena_new(f->a, struct public_vulnerability);
	flag = arena_new(f->a, struct public_flag);
	flaw->cve = S("CVE-1900-0001");
	flaw->status[PUBLIC_KNOWN_AFFECTED] = (struct public_leaves){ first,
		1 };
	flaw->status[PUBLIC_FIRST_FIXED] = (struct public_leaves){ second, 1 };
	flaw->status[PUBLIC_KNOWN_NOT_AFFECTED] = (struct public_leaves){
		third, 1
	};
	*flag = (struct public_flag){ .label = S("component_not_present"),
		.leaves = { third, 1 } };
	flaw->flags = flag;
	flaw->n_flags = 1;
	all[1].vulnerabilities = flaw;
	all[1].n_vulnerabilities = 1;
	products = arena_array(f->a, struct public_product, 2);
	products[0] = (struct public_product){ .id = S("gate"),
		.name = S("Gate"),
		.versions = versions,
		.n_versions = ARRAY_LEN(versions) };
	products[1] = (struct public_product){ .id = S("link"),
		.name = S("Link & Co"),
		.versions = versions,
		.n_versions = 1 };
	f->v = (struct public_view){ .base_url = S("https://example.com/"),
		.publisher = { .name = S("Example PSIRT"),
		    .namespace = S("https://example.com") },
		.advisories = all,
		.n_advisories = N_ADVISORIES,
		.products = products,
		.n_products = 2 };
	f->c.words = theme_words(f->a, NULL, sources_open(f->a), f->d);
	f->plan.perm = f->a;
}

/* The document with this address; empty when it is not planned. */
static struct str
render(struct fixture *f, const char *path)
{
	struct buf b;
	struct str out = S("");

	buf_init(&b, 100000);
	for (size_t i = 0; i < f->plan.n; i++) {
		const struct page *p = &f->plan.pages[i].page;

		if (!str_eq_z(p->path, path))
			continue;
		if (str_starts(p->path, S("status/")))
			ck_assert(product_status_render(p, &f->v, &f->c, f->a,
			    &b, f->d));
		else
			ck_assert(
			    feed_render(p, &f->v, &f->c, f->a, &b, f->d));
		out = str_dup(f->a, buf_str(&b));
	}
	buf_fini(&b);
	return out;
}

static const struct {
	const char *path;
	const char *has[4];
	const char *lacks[3];
} rows[] = {
	/* A patch does not ring: EX-1 is the oldest. */
	{ "en/feeds/all.atom",
	    { "<updated>1970-01-01T00:50:00Z</updated>",
		"<id>https://example.com/en/advisories/EX-1.html</id>",
		"1.1.0: Fix &lt;b&gt;", "xml:lang=\"en\"" },
	    { "1970-01-01T02:30:00Z", "<b>" } },
	{ "ja/feeds/all.json",
	    { "\"language\": \"ja\"",
		"\"date_modified\": \"1970-01-01T00:16:40Z\"",
		"https://example.com/.well-known/csaf/white/1970/ex-1.json" },
	    { NULL } },
	{ "en/feeds/severity-high.atom", { "EX-1" }, { "EX-2", "EX-3" } },
	/* Nothing of that severity yet: the address is there all the same. */
	{ "en/feeds/severity-critical.atom",
	    { "<updated>1970-01-01T00:00:00Z</updated>",
		"Critical and above" },
	    { "EX-" } },
	{ "en/feeds/product-gate.atom", { "EX-1", "EX-2" }, { "EX-3" } },
	{ "en/feeds/product-link.atom",
	    { "EX-2", "security advisories: Link &amp; Co" },
	    { "EX-1", "EX-3" } },
	{ "status/products.json",
	    { "\"url\": \"https://example.com/status/products/gate.json\"" },
	    { NULL } },
	{ "status/products/gate.json",
	    { "\"status\": \"known_affected\"", "\"status\": \"fixed\"",
		"\"status\": \"first_fixed\"" },
	    { "component_not_present", "known_not_affected" } },
	{ "status/products/link.json",
	    { "\"justification\": \"component_not_present\"" },
	    { "known_affected" } },
};

START_TEST(documents_say_what_they_should)
{
	struct fixture f;
	struct str text;

	fixture_open(&f);
	feed_plan(&f.plan, &f.v, &f.c);
	product_status_plan(&f.plan, &f.v, &f.c);
	text = render(&f, rows[_i].path);
	ck_assert_msg(text.n > 0, "%s is not planned", rows[_i].path);
	for (size_t i = 0; i < 4 && rows[_i].has[i] != NULL; i++)
		ck_assert_msg(str_find(text, str_z(rows[_i].has[i]), 0) !=
			SIZE_MAX,
		    "%s lacks %s:\n%.*s", rows[_i].path, rows[_i].has[i],
		    STR_ARG(text));
	for (size_t i = 0; i < 3 && rows[_i].lacks[i] != NULL; i++)
		ck_assert_msg(str_find(text, str_z(rows[_i].lacks[i]), 0) ==
			SIZE_MAX,
		    "%s has %s:\n%.*s", rows[_i].path, rows[_i].lacks[i],
		    STR_ARG(text));
	ck_assert_uint_eq(diags_len(f.d), 0);
	arena_close(f.a);
}
END_TEST

START_TEST(what_is_over_says_so)
{
	struct public_successor by = { .id = S("EX-9") };
	struct fixture f;
	struct str text;

	fixture_open(&f);
	product_status_plan(&f.plan, &f.v, &f.c);
	f.v.advisories[1].successor = &by;
	text = render(&f, "status/products/gate.json");
	ck_assert_uint_ne(str_find(text, S("\"superseded_by\": \"EX-9\""), 0),
	    SIZE_MAX);
	ck_assert_uint_ne(str_find(text, S("known_affected"), 0), SIZE_MAX);
	f.v.advisories[1].successor = NULL;
	f.v.advisories[1].is_withdrawn = true;
	text = render(&f, "status/products/gate.json");
	ck_assert_uint_ne(str_find(text, S("\"withdrawn\": true"), 0),
	    SIZE_MAX);
	ck_assert_uint_ne(str_find(text, S("CVE-1900-0001"), 0), SIZE_MAX);
	ck_assert_uint_eq(str_find(text, S("known_affected"), 0), SIZE_MAX);
	ck_assert_uint_eq(str_find(text, S("fixed"), 0), SIZE_MAX);
	arena_close(f.a);
}
END_TEST

START_TEST(feeds_are_bounded)
{
	struct fixture f;
	struct public_advisory *many;
	struct str text;
	size_t n = 0;

	fixture_open(&f);
	many = arena_array(f.a, struct public_advisory,
	    SUBSCRIPTION_ENTRIES + 5);
	for (size_t i = 0; i < SUBSCRIPTION_ENTRIES + 5; i++)
		many[i] = f.v.advisories[2];
	f.v.advisories = many;
	f.v.n_advisories = SUBSCRIPTION_ENTRIES + 5;
	feed_plan(&f.plan, &f.v, &f.c);
	text = render(&f, "en/feeds/all.atom");
	for (size_t at = 0;
	     (at = str_find(text, S("<entry>"), at)) != SIZE_MAX; at++)
		n++;
	ck_assert_uint_eq(n, SUBSCRIPTION_ENTRIES);
	arena_close(f.a);
}
END_TEST

Suite *
suite_export_feed(void)
{
	Suite *s = suite_create("export_feed");
	TCase *tc = tcase_create("documents");

	tcase_add_loop_test(tc, documents_say_what_they_should, 0,
	    (int)ARRAY_LEN(rows));
	tcase_add_test(tc, what_is_over_says_so);
	tcase_add_test(tc, feeds_are_bounded);
	suite_add_tcase(s, tc);
	return s;
}
