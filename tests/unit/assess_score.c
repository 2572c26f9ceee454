/*
 * assess/: scores side by side, gaps between sources, what the case as a whole
 * has, and what the feeds say.
 */
#include "assess_text.h"

static struct assess_fixture x;

static void
setup(void)
{
	assess_open(&x);
}

static void
teardown(void)
{
	assess_close(&x);
}

static void
load(const char *flaws)
{
	struct model_file file = { CASE_PATH,
		str_to_z(x.f.a,
		    str_fmt(x.f.a, "%svulnerabilities:\n%s---\nx\n", CASE_HEAD,
			flaws)) };

	assess_load(&x, flaws, &file, 1);
}

#define V31(cia)	"\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/" cia "\""
#define V30(cia)	"\"CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/" cia "\""
#define V20(cia)	"\"AV:N/AC:L/Au:N/" cia "\""
#define V40		"\"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:N/" \
			"SC:N/SI:N/SA:N\""
#define S98		V31("C:H/I:H/A:H")	/* 9.8 */
#define S91		V31("C:H/I:H/A:N")	/* 9.1 */
#define S75		V31("C:H/I:N/A:N")	/* 7.5 */
#define S53		V31("C:L/I:N/A:N")	/* 5.3 */
#define BY(name, vector)	"{source: " name ", vector: " vector "}"

/* In order: source (ours: -), version, overall; then the gaps. */
static const struct row {
	const char *flaw;
	const char *scores;
	const char *gaps;
} ROWS[] = {
	{ "cvss: []", "", "" },
	{ "cvss: [" S98 "]", "-3.1:98", "" },
	/* Ours by version, then others by name. */
	{ "cvss: [" S98 ", " V40
	  "], scores: [" BY("nvd", S98) ", " BY("cert", V40) "]",
	    "-4.0:93 -3.1:98 cert4.0:93 nvd3.1:98", "" },
	/* Less than 1.0, within a severity. */
	{ "cvss: [" V31(
	      "C:H/I:H/A:H") "], scores: [" BY("nvd", V31("C:H/I:H/A:N")) "]",
	    "-3.1:98 nvd3.1:91", "" },
	{ "cvss: [" S91 "], scores: [" BY("nvd", S75) "]", "-3.1:91 nvd3.1:75",
	    "0-1:16 crosses" },
	{ "cvss: [" S91
	  "], scores: [" BY("nvd", S75) "], "
					"score_note: {ja: 訳, en: Why}",
	    "-3.1:91 nvd3.1:75", "0-1:16 crosses explained" },
	/* Others among each other. */
	{ "scores: [" BY("b", S98) ", " BY("a", S53) "]", "a3.1:53 b3.1:98",
	    "0-1:45 crosses" },
	/* Not across versions, not one source with itself, not ours. */
	{ "cvss: [" S98 "], scores: [" BY("nvd", V30("C:L/I:N/A:N")) "]",
	    "-3.1:98 nvd3.0:53", "" },
	{ "scores: [" BY("nvd", S98) ", " BY("nvd", S53) "]",
	    "nvd3.1:98 nvd3.1:53", "" },
	{ "cvss: [" S98 "], scores: [{vector: " S53 "}]", "-3.1:98 -3.1:53",
	    "" },
	/* A score for one product is no word on the flaw. */
	{ "cvss: [" S98
	  "], scores: [{source: nvd, products: [box], vector: " S53 "}]",
	    "-3.1:98 nvd3.1:53", "" },
	{ "cvss: [" V20(
	      "C:P/I:P/A:P") "], scores: [" BY("nvd", V20("C:C/I:P/A:P")) "]",
	    "-2.0:75 nvd2.0:90", "0-1:15" },
	/* Base scores are compared, overall ones shown. */
	{ "cvss: [" V31(
	      "C:H/I:H/A:H/E:U/RL:O/RC:U") "], scores: [" BY("nvd", S98) "]",
	    "-3.1:78 nvd3.1:98", "" },
};

START_TEST(rows)
{
	const struct row *w = &ROWS[_i];
	struct str scores = S(""), gaps = S("");
	const struct flaw_state *f;

	load(str_to_z(x.f.a, str_fmt(x.f.a, "  - {%s}\n", w->flaw)));
	f = &x.s.flaws[0];
	for (size_t i = 0; i < f->n_scores; i++) {
		const struct score_state *s = &f->scores[i];
		bool is_ours = s->from == NULL || s->from->source.s.n == 0;

		scores = str_fmt(x.f.a, "%.*s%s%.*s%s:%d", STR_ARG(scores),
		    i > 0 ? " " : "",
		    STR_ARG(is_ours ? S("-") : s->from->source.s),
		    cvss_version_name(s->cvss.version), s->score.overall_x10);
		ck_assert(s->proof.line > 0 && s->canonical.n > 0);
		ck_assert(str_eq_z(s->proof.path, CASE_PATH));
	}
	for (size_t i = 0; i < f->n_gaps; i++)
		gaps = str_fmt(x.f.a, "%.*s%s%zu-%zu:%d%s%s", STR_ARG(gaps),
		    i > 0 ? " " : "", f->gaps[i].a, f->gaps[i].b,
		    f->gaps[i].by_x10, f->gaps[i].crosses ? " crosses" : "",
		    f->gaps[i].explained ? " explained" : "");
	ck_assert_msg(str_eq_z(scores, w->scores), "row %d: %.*s", _i,
	    STR_ARG(scores));
	ck_assert_msg(str_eq_z(gaps, w->gaps), "row %d: %.*s", _i,
	    STR_ARG(gaps));
}
END_TEST

/* A vector that does not parse is a rule's business. */
START_TEST(unreadable)
{
	struct vulnerability v = { 0 };
	struct text vectors[] = { { S("CVSS:3.1/AV:X"), { 0 } },
		{ S("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"), { 0 } } };
	struct case_file c = { 0 };
	struct case_entry e;

	load("  - {cwe: CWE-79}\n");
	e = *x.s.c;
	v.cvss.v = vectors;
	v.cvss.n = 2;
	c.vulnerabilities.v = &v;
	c.vulnerabilities.n = 1;
	e.c = &c;
	x.s = (struct case_state){ .c = &e };
	assess_case(&x.a, policy_of(x.f.a, x.f.m, NULL), x.f.a, &x.s);
	ck_assert_uint_eq(x.s.flaws[0].n_scores, 1);
	ck_assert_int_eq(x.s.flaws[0].scores[0].score.base_x10, 98);
}
END_TEST

/* What the case has: severity, score in tenths; 0: missing. */
static const struct whole_row {
	const char *flaws;
	enum severity severity;
	int score;		/* -1: missing */
} WHOLES[] = {
	{ "  - {cwe: CWE-79}\n", severity_unset, -1 },
	{ "  - {cvss: [" S53 "]}\n", SEVERITY_MEDIUM, 53 },
	{ "  - {cvss: [" V31("C:N/I:N/A:N") "]}\n", SEVERITY_NONE, 0 },
	/* The newest version that we gave, though an older one is higher. */
	{ "  - {cvss: [" S98 ", " V40 "]}\n", SEVERITY_CRITICAL, 93 },
	/* Ours, though others are higher. */
	{ "  - {cvss: [" S53 "], scores: [" BY("nvd", S98) "]}\n",
	    SEVERITY_MEDIUM, 53 },
	/* Ours for one product counts over the case. */
	{ "  - {cvss: [" S53 "], scores: [{products: [box], vector: " S98
	  "}]}\n",
	    SEVERITY_CRITICAL, 98 },
	/* Others where we have none. */
	{ "  - {scores: [" BY("nvd", S75) ", " BY("a", S53) "]}\n",
	    SEVERITY_HIGH, 75 },
	/* The highest of flaws. */
	{ "  - {cvss: [" S53 "]}\n  - {cvss: [" S91 "]}\n"
	  "  - {cvss: [" S75 "]}\n",
	    SEVERITY_CRITICAL, 91 },
};

START_TEST(whole)
{
	const struct whole_row *w = &WHOLES[_i];
	const struct assessment *a = &x.s.assessment;

	load(w->flaws);
	ck_assert_msg(a->severity.v == (int)w->severity, "row %d: %d", _i,
	    a->severity.v);
	ck_assert_msg(span_is_set(a->score.at) == (w->score >= 0) &&
		(w->score < 0 || a->score.n == w->score),
	    "row %d: %lld", _i, (long long)a->score.n);
	ck_assert(span_is_set(a->severity.at) == (w->score >= 0));
}
END_TEST

/* ---- feeds ------------------------------------------------------------ */

static struct kev_entry listed[] = {
	{ .cve = STR_INIT("CVE-1900-0001"),
	    .added = { 20000 },
	    .due = { 20021 } },
};
static struct epss_entry rated[] = {
	{ STR_INIT("CVE-1900-0001"), 43, 12000 },
	{ STR_INIT("CVE-1900-0002"), 97000, 99900 },
};

#define ONE	"  - {cve: CVE-1900-0001}\n"
#define TWO	"  - {cve: CVE-1900-0002}\n"
#define THREE	"  - {cve: CVE-1900-0003}\n"
#define NONE	"  - {cwe: CWE-79}\n"

static const struct feed_row {
	const char *flaws;
	bool has_mirror;
	int kev;	/* of the case: 1, 0, -1: nobody knows */
	int epss;	/* of the case; -1: missing */
	int first;	/* EPSS of the first flaw */
} FEEDS[] = {
	{ ONE, true, 1, 43, 43 },
	{ TWO, true, 0, 97000, 97000 },
	{ THREE, true, 0, -1, -1 },
	{ NONE, true, 0, -1, -1 },
	{ ONE TWO, true, 1, 97000, 43 },
	{ THREE ONE, true, 1, 43, -1 },
	{ ONE, false, -1, -1, -1 },
};

static void
open_feeds(void)
{
	x.kev = (struct kev){ .v = listed, .n = ARRAY_LEN(listed) };
	x.epss = (struct epss){ .v = rated,
		.n = ARRAY_LEN(rated),
		.day = { 20500 } };
	x.a.kev = &x.kev;
	x.a.epss = &x.epss;
}

START_TEST(feeds)
{
	const struct feed_row *w = &FEEDS[_i];
	const struct assessment *a = &x.s.assessment;
	const struct flaw_state *f;

	if (w->has_mirror)
		open_feeds();
	load(w->flaws);
	f = &x.s.flaws[0];
	ck_assert_msg(span_is_set(a->kev.at) == (w->kev >= 0), "row %d", _i);
	ck_assert_msg(a->kev.b == (w->kev == 1), "row %d", _i);
	ck_assert_msg(span_is_set(a->epss.at) == (w->epss >= 0), "row %d", _i);
	ck_assert_msg(w->epss < 0 || a->epss.n == w->epss, "row %d", _i);
	ck_assert_msg(f->epss == w->first, "row %d: %lld", _i,
	    (long long)f->epss);
	ck_assert_int_eq(f->epss_day.n, w->first >= 0 ? 20500 : 0);
	if (f->kev)
		ck_assert_int_eq(f->kev_added.n, 20000);
}
END_TEST

/* The fact says so without a mirror, from its instant on. */
START_TEST(fact)
{
	struct occurrence o = { .event = EVENT_KEV_LISTED,
		.start = ASSESS_NOW };

	load(THREE);
	x.s.occurrences = &o;
	x.s.n_occurrences = 1;
	assess_run(&x, "fact");
	ck_assert(x.s.flaws[0].kev && x.s.assessment.kev.b);
	ck_assert(span_is_set(x.s.assessment.kev.at));
	ck_assert_int_eq(x.s.flaws[0].kev_added.n, 0);
	o.start.s++;
	assess_close(&x);
	assess_open(&x);
	load(THREE);
	x.s.occurrences = &o;
	x.s.n_occurrences = 1;
	assess_run(&x, "fact to come");
	ck_assert(!x.s.flaws[0].kev && !span_is_set(x.s.assessment.kev.at));
}
END_TEST

/* ---- what is still unknown -------------------------------------------- */

static const struct unknown_row {
	const char *flaws;
	int uncovered, undated;
} UNKNOWNS[] = {
	{ "  - {cwe: CWE-79}\n", 0, 0 },
	{ "  - {products: [{product: box, status: known_affected}]}\n", 0, 0 },
	{ "  - {products: [{product: box, versions: "
	  "[{version: 1.0.0, status: known_affected}]}]}\n",
	    2, 0 },
	{ "  - {products: [{product: box, versions: "
	  "[{range: \"vers:semver/>=1.0.0|<3.0.0\", "
	  "status: known_affected}]}]}\n",
	    0, 0 },
	{ "  - {products: [{product: box, versions: "
	  "[{version: 1.1.0, status: first_fixed}]}]}\n",
	    1, 0 },
	{ "  - {products: [{product: box, versions: "
	  "[{version: 1.0.0, status: under_investigation}]}]}\n",
	    2, 1 },
	{ "  - {products: [{product: box, status: under_investigation, "
	  "target: 2026-12-01}]}\n",
	    0, 0 },
	{ "  - {products: [{product: box, status: under_investigation}]}\n"
	  "  - {products: [{product: box, status: under_investigation}]}\n",
	    0, 2 },
};

START_TEST(unknown)
{
	const struct unknown_row *w = &UNKNOWNS[_i];
	const struct assessment *a = &x.s.assessment;
	struct model_file files[] = {
		{ CASE_PATH,
		    str_to_z(x.f.a,
			str_fmt(x.f.a, "%svulnerabilities:\n%s---\nx\n",
			    CASE_HEAD, w->flaws)) },
		{ "products/acme/box/product.yaml",
		    PRODUCT("scheme: semver\nversions:\n"
			    "  - {version: 0.9.0, life: ended}\n"
			    "  - {version: 1.0.0, life: security_only}\n"
			    "  - {version: 1.1.0}\n"
			    "  - {version: 2.0.0, life: supported}\n"
			    "  - {version: 3.0.0, life: planned}\n") },
	};

	assess_load(&x, w->flaws, files, ARRAY_LEN(files));
	ck_assert_msg(a->uncovered.n == w->uncovered, "row %d: %lld", _i,
	    (long long)a->uncovered.n);
	ck_assert_msg(a->undated.n == w->undated, "row %d: %lld", _i,
	    (long long)a->undated.n);
	/* None is not the same as missing. */
	ck_assert(span_is_set(a->uncovered.at) && span_is_set(a->undated.at));
}
END_TEST

Suite *suite_assess_score(void);

Suite *
suite_assess_score(void)
{
	Suite *s = suite_create("assess_score");
	TCase *tc = tcase_create("score");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, rows, 0, (int)ARRAY_LEN(ROWS));
	tcase_add_test(tc, unreadable);
	tcase_add_loop_test(tc, whole, 0, (int)ARRAY_LEN(WHOLES));
	tcase_add_loop_test(tc, feeds, 0, (int)ARRAY_LEN(FEEDS));
	tcase_add_test(tc, fact);
	tcase_add_loop_test(tc, unknown, 0, (int)ARRAY_LEN(UNKNOWNS));
	suite_add_tcase(s, tc);
	return s;
}
