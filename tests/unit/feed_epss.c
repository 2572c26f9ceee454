/*
 * feed/epss: numbers without floating point, the headers of all years, rows
 * that are left out, hostile files, and the sample data.
 */
#include "feed/epss.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/span.h"
#include "test.h"

static struct arena *a;
static struct diags *d;
static struct epss epss;

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
	uint32_t file = source_add(ss, S(".hansho/feeds/epss.csv"));

	d = diags_open(a);
	source_set_text(ss, file, text);
	epss_read(a, ss, file, d, &epss);
	for (size_t i = 0; i < diags_len(d); i++) {
		const struct diag *g = diags_at(d, i);

		ck_assert_uint_eq(g->at.file, file);
		ck_assert_uint_le(g->at.off + g->at.len, text.n);
		ck_assert_uint_gt(g->help.n, 0);
		ck_assert_int_eq(g->class, DIAG_ALERT);
	}
}

static const struct number_row {
	const char *text;
	int n;		/* -1: refused */
} NUMBERS[] = {
	{ "0.94321", 94321 },
	{ "0.00043", 43 },
	{ "0", 0 },
	{ "1", 100000 },
	{ "1.0", 100000 },
	{ "0.0", 0 },
	{ "0.2667", 26670 },
	{ "9.7e-05", 10 },
	{ "9.4e-05", 9 },
	{ "4.9E-06", 0 },
	{ "5e-06", 1 },
	{ "1e+0", 100000 },
	{ "1e0", 100000 },
	{ "10e-1", 100000 },
	{ "1e-99", 0 },
	{ "0e99", 0 },
	{ "0.9981063485700858", 99811 },
	{ "0.999999", 100000 },
	{ "0.000004999999999999", 0 },
	{ "0.00000500000000000000", 1 },
	{ "1.000001", 100000 },
	{ "1.00001", -1 },
	{ "2", -1 },
	{ "1e1", -1 },
	{ "1e99", -1 },
	{ "99999999999999999999", -1 },
	{ "0.0000000000000000000000001", -1 },
	{ "", -1 },
	{ ".5", -1 },
	{ "1.", -1 },
	{ "-0.5", -1 },
	{ "+0.5", -1 },
	{ "0.5.1", -1 },
	{ "0,5", -1 },
	{ "97%", -1 },
	{ " 0.5", -1 },
	{ "1e", -1 },
	{ "1e-", -1 },
	{ "1e-100", -1 },
	{ "e-05", -1 },
	{ "nan", -1 },
	{ "0x1", -1 },
};

START_TEST(numbers)
{
	const struct number_row *w = &NUMBERS[_i];

	load(str_fmt(a, "cve,epss\nCVE-2026-0001,%s\n", w->text));
	ck_assert_msg(epss.n == (w->n < 0 ? 0u : 1u), "%s", w->text);
	ck_assert_msg((diags_len(d) == 1) == (w->n < 0), "%s", w->text);
	if (w->n >= 0)
		ck_assert_msg(epss.v[0].probability == w->n, "%s: %d", w->text,
		    (int)epss.v[0].probability);
}
END_TEST

#define COMMENT	"#model_version:v2026.06.15,score_date:2026-09-29T12:00:22Z\n"
#define COLUMNS	"cve,epss,percentile\n"

static const struct row {
	const char *text;
	size_t n;		/* rows kept */
	const char *rule;	/* of the one report; NULL: none */
	const char *message;	/* a part of it */
} ROWS[] = {
	{ COMMENT COLUMNS, 0, NULL, NULL },
	{ COMMENT COLUMNS "CVE-2026-0001,0.1,0.2", 1, NULL, NULL },
	{ COMMENT COLUMNS "CVE-2026-0001,0.1,0.2\r\n\r\n", 1, NULL, NULL },
	{ COLUMNS "CVE-2026-0002,0.1,0.2\nCVE-2026-0001,0.1,0.2\n", 2, NULL,
	    NULL },
	{ "cve,epss\nCVE-2026-0002,0.1\n", 1, NULL, NULL },
	{ "", 0, "epss-header", "columns are not named" },
	{ COMMENT, 0, "epss-header", "columns are not named" },
	{ "<html><title>503</title>\n", 0, "epss-header", "no EPSS file" },
	{ "CVE-2026-0001,0.1,0.2\n", 0, "epss-header", "no EPSS file" },
	{ "cve,percentile,epss\n", 0, "epss-header", "no EPSS file" },
	{ "#model_version:v1\n" COLUMNS "CVE-2026-0001,0.1,0.2\n", 1,
	    "epss-header", "does not say the day" },
	{ "#score_date:2026-13-01\n" COLUMNS, 0, "epss-header",
	    "does not say the day" },
	{ "\x1f\x8b\x08\xff\xfe", 0, "epss-header", "it is not text" },
	{ COLUMNS "CVE-2026-1,0.1,0.2\nCVE-2026-0001,0.1,0.2\n", 1, "epss-row",
	    "begin with a CVE id" },
	{ COLUMNS "CVE-2026-0001\n", 0, "epss-row", "its epss" },
	{ COLUMNS "CVE-2026-0001,0.1\n", 0, "epss-row", "its percentile" },
	{ COLUMNS "CVE-2026-0001,0.1,\n", 0, "epss-row", "its percentile" },
	{ COLUMNS "CVE-2026-0001,0.1,1.5\n", 0, "epss-row", "its percentile" },
	{ COLUMNS "CVE-2026-0001,0.1,0.2,0.3\n", 0, "epss-row",
	    "more columns" },
	{ "cve,epss\nCVE-2026-0001,0.1,0.2\n", 0, "epss-row", "more columns" },
	{ COLUMNS "CVE-2026-0001,0.1,0.2\nCVE-2026-0002,0.1,0.2\n"
		  "CVE-2026-0001,0.9,0.9\n",
	    2, "epss-row", "which counts" },
	{ COLUMNS "CVE-2026-0001,0.1,0.2\nCVE-2026-0001,0.9,0.9\n", 1,
	    "epss-row", "which counts" },
};

START_TEST(rows)
{
	const struct row *w = &ROWS[_i];

	load(str_z(w->text));
	ck_assert_msg(epss.n == w->n, "row %d: %zu rows", _i, epss.n);
	ck_assert_msg(diags_len(d) == (w->rule != NULL ? 1u : 0u),
	    "row %d: %zu reports", _i, diags_len(d));
	for (size_t i = 1; i < epss.n; i++)
		ck_assert_int_lt(str_cmp(epss.v[i - 1].cve, epss.v[i].cve), 0);
	if (w->rule == NULL)
		return;
	ck_assert_msg(str_eq_z(diags_at(d, 0)->rule, w->rule) &&
		str_find(diags_at(d, 0)->message, str_z(w->message), 0) !=
		    SIZE_MAX,
	    "row %d: %.*s", _i, STR_ARG(diags_at(d, 0)->message));
}
END_TEST

START_TEST(values)
{
	const struct epss_entry *e;

	load(S(COMMENT COLUMNS "CVE-2026-0002,0.97,0.99999\n"
			       "CVE-2026-0001,0.00043,0.1\n"
			       "CVE-2026-0002,0.5,0.5\n"));
	ck_assert(str_eq(epss.model, S("v2026.06.15")));
	ck_assert_int_eq(epss.day.n, 20725);
	e = epss_find(&epss, S("CVE-2026-0002"));
	ck_assert_ptr_nonnull(e);
	/* The row that stands first. */
	ck_assert_int_eq(e->probability, 97000);
	ck_assert_int_eq(e->percentile, 99999);
	ck_assert_ptr_null(epss_find(&epss, S("CVE-2026-0003")));
	ck_assert_ptr_null(epss_find(NULL, S("CVE-2026-0002")));
	load(S("cve,epss\nCVE-2026-0001,0.5\n"));
	ck_assert_int_eq(epss.v[0].percentile, EPSS_UNKNOWN);
	ck_assert_int_eq(epss.day.n, 0);
}
END_TEST

/* A line of megabytes, and a day's file turned round. */
START_TEST(hostile)
{
	struct buf b;

	buf_init(&b, 64u << 20);
	buf_put(&b, S(COLUMNS "CVE-2026-"));
	for (size_t i = 0; i < 400000; i++)
		buf_put(&b, S("0123456789"));
	load(buf_str(&b));
	ck_assert_uint_eq(diags_len(d), 1);
	buf_clear(&b);
	buf_put(&b, S(COLUMNS));
	for (unsigned i = 350000; i-- > 0;)
		buf_put(&b, str_fmt(a, "CVE-2026-%06u,0.00043,0.1\n", i));
	load(buf_str(&b));
	ck_assert_uint_eq(epss.n, 350000);
	ck_assert_ptr_nonnull(epss_find(&epss, S("CVE-2026-000000")));
	ck_assert_ptr_nonnull(epss_find(&epss, S("CVE-2026-349999")));
	buf_fini(&b);
}
END_TEST

static const struct sample_row {
	const char *path;
	size_t n;
	int day;
	const char *cve;
	int probability;
} SAMPLES[] = {
	{ "feeds/epss/epss_scores-2021-08-31.sample.csv", 3012, 18870,
	    "CVE-2017-0001", 4847 },
	{ "feeds/epss/epss_scores-2026-09-29.head.csv", 7, 20725,
	    "CVE-1999-0123", 300 },
};

START_TEST(samples)
{
	const struct sample_row *w = &SAMPLES[_i];
	const struct epss_entry *e;
	struct io_dir *dir;
	struct str text;

	if (test_data_dir() == NULL) {
		test_skip("feed_epss samples", "HANSHO_DATA is not set");
		return;
	}
	ck_assert_int_eq(io_dir_open(test_data_dir(), &dir), 0);
	ck_assert_int_eq(io_read(dir, str_z(w->path), LIMIT_FEED_FILE_BYTES, a,
			     &text),
	    0);
	io_dir_close(dir);
	load(text);
	ck_assert_uint_eq(diags_len(d), 0);
	ck_assert_uint_eq(epss.n, w->n);
	ck_assert_int_eq(epss.day.n, w->day);
	e = epss_find(&epss, str_z(w->cve));
	ck_assert_ptr_nonnull(e);
	ck_assert_int_eq(e->probability, w->probability);
}
END_TEST

Suite *suite_feed_epss(void);

Suite *
suite_feed_epss(void)
{
	Suite *s = suite_create("feed_epss");
	TCase *tc = tcase_create("epss");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, numbers, 0, (int)ARRAY_LEN(NUMBERS));
	tcase_add_loop_test(tc, rows, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_test(tc, values);
	tcase_add_test(tc, hostile);
	tcase_add_loop_test(tc, samples, 0, (int)ARRAY_LEN(SAMPLES));
	suite_add_tcase(s, tc);
	return s;
}
