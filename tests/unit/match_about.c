/*
 * Which vulnerabilities a record is on, and which records only point at some.
 */
#include "base/arena.h"
#include "feed/record.h"
#include "match/match_about.h"
#include "test.h"

Suite *suite_match_about(void);

#define CVES9								\
	"CVE-2026-0001 CVE-2026-0002 CVE-2026-0003 CVE-2026-0004 "	\
	"CVE-2026-0005 CVE-2026-0006 CVE-2026-0007 CVE-2026-0008 "	\
	"CVE-2026-0009"

static const struct {
	const char *id, *aliases, *upstream, *related;
	const char *version;	/* of its one product; NULL: it has none */
	const char *on;
	bool is_notice;
} ROWS[] = {
	{ "CVE-2026-0001", "GHSA-1 CVE-2026-0001", "", "", "1.0",
	    "CVE-2026-0001", false },
	{ "DSA-1", "", "CVE-2026-0002 CVE-2026-0001", "CVE-2026-0003", NULL,
	    "CVE-2026-0002 CVE-2026-0001", false },
	{ "MYJVN-ALT-1", "", "", "CVE-2026-0001 JVNDB-1", "", "CVE-2026-0001",
	    true },
	{ "JPCERT-AT-1", "", "", "CVE-2026-0001 CVE-2026-0002", NULL,
	    "CVE-2026-0001 CVE-2026-0002", true },
	{ "MYJVN-ALT-2", "", "", "JVNDB-1", "", "", false },
	/* Who has versions speaks for itself. */
	{ "GHSA-2", "", "", "CVE-2026-0001", "1.0", "", false },
	{ "JPCERT-WR-1", "", "", CVES9, NULL, "", false },
};

static size_t
words(struct arena *a, const char *z, struct str **out)
{
	struct str rest = str_z(z), word;
	size_t n = 0;

	*out = arena_array(a, struct str, 16);
	while (rest.n > 0) {
		(void)str_cut(rest, ' ', &word, &rest);
		(*out)[n++] = word;
	}
	return n;
}

START_TEST(about)
{
	struct arena *a = arena_open();
	struct feed_affects e = { .by = FEED_BY_CPE, .is_all = true };
	struct feed_record r = { .id = str_z(ROWS[_i].id), .affects = &e };
	struct str version = S(""), *got, *want;
	size_t n, n_want;

	r.n_aliases = words(a, ROWS[_i].aliases, &r.aliases);
	r.n_upstream = words(a, ROWS[_i].upstream, &r.upstream);
	r.n_related = words(a, ROWS[_i].related, &r.related);
	if (ROWS[_i].version != NULL) {
		r.n_affects = 1;
		version = str_z(ROWS[_i].version);
		e.versions = &version;
		e.n_versions = version.n > 0;
	}
	n = match_about(a, &r, &got);
	n_want = words(a, ROWS[_i].on, &want);
	ck_assert_msg(n == n_want, "row %d: %zu", _i, n);
	for (size_t i = 0; i < n; i++)
		ck_assert_msg(str_eq(got[i], want[i]), "row %d: %.*s", _i,
		    STR_ARG(got[i]));
	ck_assert_msg(match_about_is_notice(&r) == ROWS[_i].is_notice,
	    "row %d: a notice?", _i);
	arena_close(a);
}
END_TEST

Suite *
suite_match_about(void)
{
	Suite *s = suite_create("match_about");
	TCase *t = tcase_create("records");

	tcase_add_loop_test(t, about, 0, sizeof(ROWS) / sizeof(ROWS[0]));
	suite_add_tcase(s, t);
	return s;
}
