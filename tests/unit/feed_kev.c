/*
 * feed/kev: what counts, what is left out and said, hostile catalogues, and
 * the sample data.
 */
#include "feed/kev.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/span.h"
#include "feed/cve.h"
#include "test.h"

static struct arena *a;
static struct diags *d;
static struct kev kev;

static void
setup(void)
{
	a = arena_open();
}

static void
teardown(void)
{
	arena_close(a);
}

static void
load(struct str text)
{
	struct sources *ss = sources_open(a);
	uint32_t file = source_add(ss, S(".hansho/feeds/kev.json"));

	d = diags_open(a);
	source_set_text(ss, file, text);
	kev_read(a, ss, file, d, &kev);
	for (size_t i = 0; i < diags_len(d); i++) {
		const struct diag *g = diags_at(d, i);

		ck_assert_uint_eq(g->at.file, file);
		ck_assert_uint_le(g->at.off + g->at.len, text.n);
		ck_assert_uint_gt(g->help.n, 0);
		ck_assert_int_eq(g->class, DIAG_ALERT);
	}
}

static const struct id_row {
	const char *text;
	bool is_id;
} IDS[] = {
	{ "CVE-2026-1234", true },
	{ "CVE-1999-0001", true },
	{ "CVE-2026-1234567890123456789", true },
	{ "CVE-2026-12345678901234567890", false },
	{ "CVE-2026-123", false },
	{ "CVE-2026-", false },
	{ "CVE-2026", false },
	{ "cve-2026-1234", false },
	{ "CVE-20X6-1234", false },
	{ "CVE-2026_1234", false },
	{ "CVE-2026-12e4", false },
	{ "", false },
};

START_TEST(id)
{
	ck_assert_msg(cve_is_id(str_z(IDS[_i].text)) == IDS[_i].is_id, "%s",
	    IDS[_i].text);
}
END_TEST

#define WHOLE(list)							\
	"{\"title\": \"KEV\", \"catalogVersion\": \"2026.09.01\","	\
	" \"dateReleased\": \"2026-09-01T17:04:19.9796Z\","		\
	" \"vulnerabilities\": [" list "]}"
#define ENTRY(cve, rest)						\
	"{\"cveID\": \"" cve "\", \"vendorProject\": \"x\"" rest "}"
#define UNKNOWN	", \"cwes\": [\"CWE-1\", {\"a\": []}], \"new\": null"
#define ADDED	", \"dateAdded\": \"2026-08-31\""

static const struct row {
	const char *text;
	const char *ids;	/* kept, in order */
	const char *rule;	/* of the one report; NULL: none */
	const char *message;	/* a part of it */
} ROWS[] = {
	{ WHOLE(""), "", NULL, NULL },
	{ WHOLE(ENTRY("CVE-2026-1000", ADDED)), "CVE-2026-1000", NULL, NULL },
	/* Sorted by bytes; members that nobody knows are passed over. */
	{ WHOLE(
	      ENTRY("CVE-2026-9000", ADDED UNKNOWN) "," ENTRY("CVE-2026-10000",
		  ADDED) "," ENTRY("CVE-2019-0001", ADDED)),
	    "CVE-2019-0001 CVE-2026-10000 CVE-2026-9000", NULL, NULL },
	{ WHOLE(ENTRY("CVE-2026-1000", "")), "", "kev-entry",
	    "CVE-2026-1000 is left out: it has no dateAdded" },
	{ WHOLE(ENTRY("2026-1000", ADDED) "," ENTRY("CVE-2026-1001", ADDED)),
	    "CVE-2026-1001", "kev-entry", "entry 1 is left out: its cveID" },
	{ WHOLE("{\"dateAdded\": \"2026-08-31\"}"), "", "kev-entry",
	    "its cveID is no CVE id" },
	{ WHOLE("{\"cveID\": [\"CVE-2026-1000\"]}"), "", "kev-entry",
	    "its cveID is no CVE id" },
	{ WHOLE(ENTRY("CVE-2026-1000", ", \"dateAdded\": \"17/01/25\"")), "",
	    "kev-entry", "its dateAdded is no day" },
	{ WHOLE(ENTRY("CVE-2026-1000", ", \"dateAdded\": \"2026-02-30\"")), "",
	    "kev-entry", "its dateAdded is no day" },
	{ WHOLE(ENTRY("CVE-2026-1000", ", \"dateAdded\": 20260831")), "",
	    "kev-entry", "its dateAdded is no day" },
	{ WHOLE(ENTRY("CVE-2026-1000",
	      ADDED
	      ", \"dueDate\": {\"a\": 1}") "," ENTRY("CVE-2026-1001", ADDED)),
	    "CVE-2026-1001", "kev-entry", "its dueDate is no day" },
	{ WHOLE("1, " ENTRY("CVE-2026-1001", ADDED)), "CVE-2026-1001",
	    "kev-entry", "entry 1 is left out: it is no object" },
	{ WHOLE("[[{\"cveID\": 1}]], " ENTRY("CVE-2026-1001", ADDED)),
	    "CVE-2026-1001", "kev-entry", "it is no object" },
	{ WHOLE(
	      ENTRY("CVE-2026-1000", ADDED) "," ENTRY("CVE-2026-1000", ADDED)),
	    "CVE-2026-1000", "kev-entry", "CVE-2026-1000 is listed twice" },

	/* What is no catalogue, or not all of one. */
	{ "", "", "kev-json", "0 entries" },
	{ "[]", "", "kev-json", "it holds no object" },
	{ "\"kev\"", "", "kev-json", "it holds no object" },
	{ "{}", "", "kev-json", "no list 'vulnerabilities'" },
	{ "{\"vulnerabilities\": {\"a\": 1}}", "", "kev-json", "no list" },
	{ "{\"vulnerabilities\": [", "", "kev-json", "0 entries" },
	{ "{\"vulnerabilities\": [" ENTRY("CVE-2026-1000", ADDED) ", {",
	    "CVE-2026-1000", "kev-json", "1 entries before it count" },
	{ "{\"vulnerabilities\": [" ENTRY("CVE-2026-1000", ADDED) "]} x",
	    "CVE-2026-1000", "kev-json", "1 entries before it count" },
	{ WHOLE(ENTRY("CVE-2026-1000", ADDED) "," ENTRY("CVE-2026-1001",
	      ADDED ADDED)),
	    "CVE-2026-1000", "kev-json", "1 entries before it count" },
	{ "{\"count\": 3, \"vulnerabilities\": [" ENTRY("CVE-2026-1000",
	      ADDED) "]}",
	    "CVE-2026-1000", "kev-json", "it has 3 entries, it has 1" },
	{ "{\"count\": 1, \"vulnerabilities\": [" ENTRY("CVE-2026-1000",
	      ADDED) "]}",
	    "CVE-2026-1000", NULL, NULL },
	{ "{\"count\": {}, \"vulnerabilities\": []}", "", "kev-json",
	    "does not say how many" },
	{ "{\"count\": 99999999999999999999, \"vulnerabilities\": []}", "",
	    "kev-json", "does not say how many" },
	{ "<html>", "", "kev-json", "0 entries" },
	{ "{\"vulnerabilities\": [{\"cveID\": \"CVE-2026-\xff\"}]}", "",
	    "kev-json", "0 entries" },
};

START_TEST(rows)
{
	const struct row *w = &ROWS[_i];
	struct str ids = S("");

	load(str_z(w->text));
	for (size_t i = 0; i < kev.n; i++)
		ids = str_fmt(a, "%.*s%s%.*s", STR_ARG(ids), i > 0 ? " " : "",
		    STR_ARG(kev.v[i].cve));
	ck_assert_msg(str_eq_z(ids, w->ids), "row %d: %.*s", _i, STR_ARG(ids));
	ck_assert_msg(diags_len(d) == (w->rule != NULL ? 1u : 0u),
	    "row %d: %zu reports", _i, diags_len(d));
	if (w->rule == NULL)
		return;
	ck_assert_msg(str_eq_z(diags_at(d, 0)->rule, w->rule) &&
		str_find(diags_at(d, 0)->message, str_z(w->message), 0) !=
		    SIZE_MAX,
	    "row %d: %.*s", _i, STR_ARG(diags_at(d, 0)->message));
}
END_TEST

#define RANSOM(word)	", \"knownRansomwareCampaignUse\": \"" word "\""
#define FIRST								\
	ENTRY("CVE-2026-1000",						\
	    ADDED ", \"dueDate\": \"2026-09-21\"" RANSOM("Known"))
#define SECOND	ENTRY("CVE-2026-\\u0031001", ADDED RANSOM("Unknown"))
#define TWO	FIRST "," SECOND

START_TEST(values)
{
	const struct kev_entry *e;

	load(S(WHOLE(TWO)));
	ck_assert(str_eq(kev.version, S("2026.09.01")));
	ck_assert_int_eq(kev.released.s, INT64_C(1788282259));
	e = kev_find(&kev, S("CVE-2026-1000"));
	ck_assert_ptr_nonnull(e);
	ck_assert_int_eq(e->added.n, 20696);
	ck_assert_int_eq(e->due.n, 20717);
	ck_assert(e->ransomware);
	e = kev_find(&kev, S("CVE-2026-1001"));
	ck_assert_ptr_nonnull(e);
	ck_assert_int_eq(e->due.n, 0);
	ck_assert(!e->ransomware);
	ck_assert_ptr_null(kev_find(&kev, S("CVE-2026-1002")));
	ck_assert_ptr_null(kev_find(&kev, S("")));
	ck_assert_ptr_null(kev_find(NULL, S("CVE-2026-1000")));
}
END_TEST

/* Of an id listed twice the entry that stands first counts. */
START_TEST(first)
{
	load(S(WHOLE(ENTRY("CVE-2026-1000", ADDED) "," ENTRY("CVE-2026-1000",
	    ", \"dateAdded\": \"2020-01-01\""))));
	ck_assert_uint_eq(kev.n, 1);
	ck_assert_int_eq(kev.v[0].added.n, 20696);
}
END_TEST

static void
repeat(struct buf *b, const char *part, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_put(b, str_z(part));
}

/* Depth, length and number of a hostile catalogue. */
START_TEST(hostile)
{
	struct buf b;

	buf_init(&b, 64u << 20);
	buf_put(&b, S("{\"vulnerabilities\": [{\"x\": "));
	repeat(&b, "[", 100000);
	load(buf_str(&b));
	ck_assert_uint_eq(diags_len(d), 1);
	buf_clear(&b);
	buf_put(&b, S("{\"catalogVersion\": \""));
	repeat(&b, "0123456789", 1000000);
	buf_put(&b, S("\", \"vulnerabilities\": [{\"cveID\": \""));
	repeat(&b, "CVE-2026-1", 1000000);
	buf_put(&b, S("\"}]}"));
	load(buf_str(&b));
	ck_assert_uint_eq(diags_len(d), 1);
	ck_assert_uint_eq(kev.version.n, 0);
	ck_assert_uint_lt(diags_at(d, 0)->message.n, 200);
	buf_clear(&b);
	buf_put(&b, S("{\"vulnerabilities\": [1"));
	repeat(&b, ",1", LIMIT_KEV_ENTRIES);
	buf_put(&b, S("]}"));
	load(buf_str(&b));
	ck_assert_uint_eq(kev.n, 0);
	ck_assert_uint_gt(diags_len(d) + diags_dropped(d), LIMIT_KEV_ENTRIES);
	buf_fini(&b);
}
END_TEST

/* CISA's catalogue cut to its first 60 entries says so by its count. */
START_TEST(sample)
{
	struct io_dir *dir;
	struct str text;

	if (test_data_dir() == NULL) {
		test_skip("feed_kev sample", "HANSHO_DATA is not set");
		return;
	}
	ck_assert_int_eq(io_dir_open(test_data_dir(), &dir), 0);
	ck_assert_int_eq(io_read(dir,
			     S("feeds/kev/"
			       "known_exploited_vulnerabilities.first60.json"),
			     LIMIT_FEED_FILE_BYTES, a, &text),
	    0);
	io_dir_close(dir);
	load(text);
	ck_assert_uint_eq(kev.n, 60);
	ck_assert_uint_eq(diags_len(d), 1);
	ck_assert(str_find(diags_at(d, 0)->message, S("it has 1404"), 0) !=
	    SIZE_MAX);
	ck_assert_ptr_nonnull(kev_find(&kev, S("CVE-2025-48384")));
	for (size_t i = 1; i < kev.n; i++)
		ck_assert_int_lt(str_cmp(kev.v[i - 1].cve, kev.v[i].cve), 0);
}
END_TEST

Suite *suite_feed_kev(void);

Suite *
suite_feed_kev(void)
{
	Suite *s = suite_create("feed_kev");
	TCase *tc = tcase_create("kev");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, id, 0, (int)ARRAY_LEN(IDS));
	tcase_add_loop_test(tc, rows, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_test(tc, values);
	tcase_add_test(tc, first);
	tcase_add_test(tc, hostile);
	tcase_add_test(tc, sample);
	suite_add_tcase(s, tc);
	return s;
}
