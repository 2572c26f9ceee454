#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "version/vers.h"

static struct arena *a;

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

static struct vers
parse(const char *text)
{
	const char *why = "";
	size_t off, len;
	struct vers v;

	ck_assert_msg(vers_parse(a, str_z(text), &v, &why, &off, &len),
	    "%s: %s", text, why);
	return v;
}

/* ---- form ------------------------------------------------------------ */

static const struct {
	const char *text;
	const char *canonical;
} forms[] = {
	{ "vers:npm/>=1.0.0|<2.0.0", "vers:npm/>=1.0.0|<2.0.0" },
	{ "vers:npm/<2.0.0|>=1.0.0", "vers:npm/>=1.0.0|<2.0.0" },
	{ " VERS:NPM/ >= 1.0.0 | < 2.0.0\n", "vers:npm/>=1.0.0|<2.0.0" },
	{ "vers:semver/=1.2.3", "vers:semver/1.2.3" },
	{ "vers:semver/1.2.3|1.2.3", "vers:semver/1.2.3" },
	{ "vers:semver/1.10.0|1.9.0", "vers:semver/1.9.0|1.10.0" },
	{ "vers:semver/1.0.0|1.0.0-rc.1|1.0.0-rc.1.1|1.0.0-beta.11|"
	  "1.0.0-beta.2|1.0.0-beta|1.0.0-alpha.beta|1.0.0-alpha.1|"
	  "1.0.0-alpha",
	    "vers:semver/1.0.0-alpha|1.0.0-alpha.1|"
	    "1.0.0-alpha.beta|1.0.0-beta|1.0.0-beta.2|1.0.0-beta.11|"
	    "1.0.0-rc.1|1.0.0-rc.1.1|1.0.0" },
	{ "vers:semver/*", "vers:semver/*" },
	{ "vers:all/*", "vers:all/*" },
	{ "vers:none/*", "vers:none/*" },
	{ "vers:generic/a%3db", "vers:generic/a%3Db" },
	{ "vers:generic/a%62", "vers:generic/ab" },
	{ "vers:generic/1%252F0", "vers:generic/1%252F0" },
	{ "vers:generic/%E3%81%82", "vers:generic/%E3%81%82" },
	{ "vers:deb/1:2.0~rc1+dfsg-1", "vers:deb/1:2.0~rc1+dfsg-1" },
	/* Redundant constraints: vers specification, simplification. */
	{ "vers:semver/>1.0.0|>2.0.0", "vers:semver/>1.0.0" },
	{ "vers:semver/<1.0.0|<2.0.0", "vers:semver/<2.0.0" },
	{ "vers:semver/>1.0.0|1.5.0|<2.0.0", "vers:semver/>1.0.0|<2.0.0" },
	{ "vers:semver/0.5.0|<1.0.0", "vers:semver/<1.0.0" },
	{ "vers:semver/>1.0.0|!=1.5.0|<2.0.0",
	    "vers:semver/>1.0.0|!=1.5.0|<2.0.0" },
	/* What made the order generic is dropped: the scheme's counts again. */
	{ "vers:intdot/<1.0|<x|>2", "vers:intdot/<1.0|>2" },
	{ "vers:pypi/1.0|1.0rc1|1.0.post1", "vers:pypi/1.0rc1|1.0|1.0.post1" },
	{ "vers:deb/>=1.0|<1.0~rc1|!=0.9", "vers:deb/!=0.9|<1.0~rc1|>=1.0" },
	{ "vers:datetime/2024-01-01t00:00:00z",
	    "vers:datetime/2024-01-01T00:00:00Z" },
	{ "vers:datetime/2024-01-01T00%3A00%3A00Z",
	    "vers:datetime/2024-01-01T00:00:00Z" },
};

START_TEST(canonical_forms)
{
	struct vers v = parse(forms[_i].text);
	struct str s = vers_canonical(a, &v), again;

	ck_assert_msg(str_eq_z(s, forms[_i].canonical), "%s: %.*s",
	    forms[_i].text, STR_ARG(s));
	v = parse(str_to_z(a, s));
	again = vers_canonical(a, &v);
	ck_assert(str_eq(s, again));
}
END_TEST

static const struct {
	const char *text;
	size_t off, len;
	const char *why;
} faults[] = {
	{ "", 0, 0, "range that does not begin with vers:" },
	{ ">=1.0", 0, 5, "range that does not begin with vers:" },
	{ "vers:npm", 0, 8, "range without '/' after its type" },
	{ "vers:/1", 5, 0, "type is missing" },
	{ "vers:n_m/1", 6, 1,
	    "character that a type may not have (letters, "
	    "digits, '.', '-')" },
	{ "vers:1x/1", 5, 1,
	    "character that a type may not have (letters, "
	    "digits, '.', '-')" },
	{ "vers:npm/", 9, 0, "empty constraint between '|'" },
	{ "vers:npm/|1", 9, 0, "empty constraint between '|'" },
	{ "vers:npm/1|", 11, 0, "empty constraint between '|'" },
	{ "vers:npm/1||2", 11, 0, "empty constraint between '|'" },
	{ "vers:npm/>=", 9, 2, "comparator without a version" },
	{ "vers:npm/1%2G0", 10, 3,
	    "'%' that no two hexadecimal digits follow" },
	{ "vers:npm/1%2", 10, 2, "'%' that no two hexadecimal digits follow" },
	{ "vers:npm/1|%ff", 11, 3, "version that decodes to no UTF-8 text" },
	{ "vers:npm/1%00", 9, 4, "version that decodes to no UTF-8 text" },
	{ "vers:npm/>=1>2", 12, 1,
	    "comparator within a version, where it is "
	    "percent-encoded" },
	{ "vers:npm/1|*", 11, 1,
	    "comparator within a version, where it is "
	    "percent-encoded" },
	{ "vers:npm/1 0", 10, 1, "blank within a version" },
	{ "vers:npm/1\xe3\x81\x82", 10, 1,
	    "character that is not printable ASCII" },
	{ "vers:npm/>=1.0.0|<1.0.0", 17, 6,
	    "version that stands in another constraint, too" },
	{ "vers:all/1", 9, 1, "constraint other than '*'" },
	{ "vers:none/1", 10, 1, "constraint other than '*'" },
	{ "vers:datetime/>2024", 15, 4,
	    "version that is no RFC 3339 instant" },
};

START_TEST(refusals)
{
	const char *why = "";
	size_t off = 0, len = 0;
	struct vers v;

	ck_assert_msg(!vers_parse(a, str_z(faults[_i].text), &v, &why, &off,
			  &len),
	    "%s was accepted", faults[_i].text);
	ck_assert_msg(strcmp(why, faults[_i].why) == 0, "%s: %s",
	    faults[_i].text, why);
	ck_assert_msg(off == faults[_i].off && len == faults[_i].len,
	    "%s: at %zu, %zu", faults[_i].text, off, len);
}
END_TEST

/* A long list ends, sorted, and beyond the limit it is refused. */
START_TEST(many_constraints)
{
	size_t size = 16 + 8 * (LIMIT_VERS_CONSTRAINTS + 1);
	char *text = malloc(size);
	const char *why = "";
	size_t n, off, len;
	struct vers v;

	ck_assert(text != NULL);
	for (unsigned extra = 0; extra < 2; extra++) {
		n = (size_t)snprintf(text, size, "vers:intdot/0");
		for (unsigned i = LIMIT_VERS_CONSTRAINTS - 1 + extra; i > 0;
		     i--)
			n += (size_t)snprintf(text + n, size - n, "|%u", i);
		if (extra == 1) {
			ck_assert(!vers_parse(a, (struct str){ text, n }, &v,
			    &why, &off, &len));
			break;
		}
		ck_assert(vers_parse(a, (struct str){ text, n }, &v, &why,
		    &off, &len));
		ck_assert_uint_eq(v.n, LIMIT_VERS_CONSTRAINTS);
		ck_assert(str_eq_z(v.constraints[10].version, "10"));
	}
	free(text);
}
END_TEST

/* ---- meaning --------------------------------------------------------- */

static const struct {
	const char *range;
	const char *in;		/* between blanks */
	const char *out;
	const char *stretches;
} meanings[] = {
	{ "vers:semver/>=1.0.0|<2.0.0", "1.0.0 1.9.9 2.0.0-rc.1",
	    "0.9.0 2.0.0 1.0.0-rc.1", "[1.0.0,2.0.0)" },
	{ "vers:semver/<=1.0.0|3.0.0", "0.1.0 1.0.0 3.0.0",
	    "1.0.1 2.0.0 4.0.0", "(,1.0.0] [3.0.0,3.0.0]" },
	{ "vers:semver/1.0.0|>2.0.0", "1.0.0 2.0.1", "0.9.0 1.0.1 2.0.0",
	    "[1.0.0,1.0.0] (2.0.0,)" },
	{ "vers:semver/>=1.0.0|!=1.5.0|<2.0.0", "1.4.9 1.5.1",
	    "1.5.0 0.1.0 2.0.0", "[1.0.0,1.5.0) (1.5.0,2.0.0)" },
	{ "vers:semver/!=1.0.0", "0.9.0 1.0.1", "1.0.0", "(,1.0.0) (1.0.0,)" },
	{ "vers:semver/!=1.0.0|<2.0.0", "0.9.0 1.5.0", "1.0.0 2.0.0",
	    "(,1.0.0) (1.0.0,2.0.0)" },
	{ "vers:semver/!=1.0.0|2.0.0", "2.0.0", "0.5.0 1.0.0 3.0.0",
	    "[2.0.0,2.0.0]" },
	{ "vers:semver/<1.0.0|>=2.0.0|<3.0.0|>4.0.0",
	    "0.1.0 2.0.0 2.9.9 4.0.1", "1.0.0 1.5.0 3.0.0 4.0.0",
	    "(,1.0.0) [2.0.0,3.0.0) (4.0.0,)" },
	{ "vers:semver/*", "0.0.1 9.9.9", "", "(,)" },
	{ "vers:all/*", "1 x", "", "(,)" },
	{ "vers:none/*", "", "1 x", "" },
	/* Two texts that an unknown order takes for equal. */
	{ "vers:nosuch/<1-0|>=1.0", "0.9 1.0 1-0 1.1", "", "(,1-0) [1.0,)" },
	{ "vers:nosuch/!=1-0|>=1.0", "1.0 1-0", "0.9", "[1.0,)" },
	/* One version that is no SemVer makes the order generic for all. */
	{ "vers:semver/>=1.0|<1.0.0-5", "1.0.0 1.0", "1.0.0-5 1.0.0-6",
	    "[1.0,1.0.0-5)" },
	{ "vers:generic/<4.0", "3.9 4.0-rc1 3", "4 4.0 4.0.0 4.0.1",
	    "(,4.0)" },
};

static void
check_words(const struct vers *v, const char *words, bool want,
    const char *range)
{
	struct str rest = str_z(words), word;
	bool more = rest.n > 0;

	while (more) {
		more = str_cut(rest, ' ', &word, &rest);
		ck_assert_msg(vers_contains(v, word) == want, "%s: %.*s",
		    range, STR_ARG(word));
	}
}

START_TEST(what_lies_within)
{
	struct vers v = parse(meanings[_i].range);

	check_words(&v, meanings[_i].in, true, meanings[_i].range);
	check_words(&v, meanings[_i].out, false, meanings[_i].range);
}
END_TEST

START_TEST(stretches)
{
	struct vers v = parse(meanings[_i].range);
	struct vers_interval *to;
	size_t n = vers_intervals(a, &v, &to);
	struct str text = S("");

	for (size_t i = 0; i < n; i++) {
		text = str_fmt(a, "%.*s%s%c%.*s,%.*s%c", STR_ARG(text),
		    i == 0 ? "" : " ", to[i].low_included ? '[' : '(',
		    STR_ARG(to[i].low), STR_ARG(to[i].high),
		    to[i].high_included ? ']' : ')');
	}
	ck_assert_msg(str_eq_z(text, meanings[_i].stretches), "%s: %.*s",
	    meanings[_i].range, STR_ARG(text));
}
END_TEST

/* What nobody can order is known only where the range names it. */
START_TEST(unknown_schemes)
{
	static const struct {
		const char *range, *version;
		enum vers_answer want;
	} asked[] = {
		{ "vers:nosuch/<1", "0.5", VERS_UNKNOWN },
		{ "vers:nosuch/<1", "1.0", VERS_UNKNOWN },
		{ "vers:nosuch/<1", "1", VERS_UNKNOWN },
		{ "vers:nosuch/1|2", "1", VERS_IN },
		{ "vers:nosuch/1|2", "3", VERS_UNKNOWN },
		{ "vers:nosuch/<=3", "3", VERS_IN },
		{ "vers:nosuch/!=1", "1", VERS_OUT },
		{ "vers:nosuch/*", "1", VERS_IN },
		{ "vers:all/*", "1", VERS_IN },
		{ "vers:none/*", "1", VERS_OUT },
		{ "vers:generic/<1", "0.5", VERS_IN },
	};

	for (size_t i = 0; i < ARRAY_LEN(asked); i++) {
		struct vers v = parse(asked[i].range);

		ck_assert_msg(vers_holds(&v, str_z(asked[i].version)) ==
			asked[i].want,
		    "%s %s", asked[i].range, asked[i].version);
	}
}
END_TEST

/* ---- order ----------------------------------------------------------- */

static const struct {
	const char *scheme;
	const char *x;
	const char *y;
	int cmp;
	bool is_known;
} orders[] = {
	/* SemVer 2.0.0 section 11. */
	{ "semver", "1.0.0", "2.0.0", -1, true },
	{ "semver", "2.0.0", "2.1.0", -1, true },
	{ "semver", "2.1.0", "2.1.1", -1, true },
	{ "semver", "1.0.0-alpha", "1.0.0", -1, true },
	{ "semver", "1.0.0-alpha.1", "1.0.0-alpha.beta", -1, true },
	{ "semver", "1.0.0-alpha", "1.0.0-alpha.1", -1, true },
	{ "semver", "1.0.0-2", "1.0.0-11", -1, true },
	{ "semver", "1.0.0-A", "1.0.0-a", -1, true },
	{ "semver", "1.0.0+a", "1.0.0+b", 0, true },
	{ "semver", "1.0.0-a+x", "1.0.0-a", 0, true },
	{ "semver", "99999999999999999999.0.0", "100000000000000000000.0.0",
	    -1, true },
	{ "semver", "1.0", "1.0.0", 0, false },
	{ "semver", "01.0.0", "1.0.0", 0, false },
	{ "semver", "1.0.0-01", "1.0.0-1", 0, false },
	{ "semver", "v1.0.0", "1.0.0", 0, false },
	{ "golang", "v1.0.0", "v1.0.1", -1, true },
	{ "npm", "1.0.0", "1.0.0-0", 1, true },
	{ "generic", "1.0.0-beta", "1.0.0-rc1", -1, true },
	{ "generic", "1.0", "1.0.0.1", -1, true },
	{ "generic", "1.0", "1.0.0", 0, true },
	{ "generic", "8.2p1", "8.3p1", -1, true },
	{ "generic", "8.2", "8.2p1", -1, true },
	{ "generic", "1.0.2a", "1.0.2b", -1, true },
	{ "generic", "1.0.2", "1.0.2a", -1, true },
	{ "generic", "1.0b2", "1.0", -1, true },
	{ "generic", "1.0a", "1.0.1", -1, true },
	{ "generic", "15.1(4)M", "15.1(4)m", 0, true },
	{ "generic", "V2.1", "2.1", 0, true },
	{ "generic", "5.8 build 299", "5.8 build 1575", -1, true },
	{ "generic", "22H2", "21H2", 1, true },
	{ "generic", "", "", 0, true },
	{ "generic", "---", "...", 0, true },
	{ "intdot", "10.234.5.12", "10.234.05.12", 0, true },
	{ "intdot", "1.10", "1.9", 1, true },
	{ "intdot", "1.2-rc1", "1.2", 0, true },
	{ "lexicographic", "10", "9", -1, true },
	{ "datetime", "2024-01-01T00:00:00.1Z", "2024-01-01T00:00:00Z", 1,
	    true },
	{ "datetime", "2024-01-01T00:00:00.10Z", "2024-01-01T00:00:00.1Z", 0,
	    true },
	{ "datetime", "2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z", -1,
	    true },
	{ "datetime", "2016-12-31T23:59:59.9Z", "2016-12-31T23:59:60Z", -1,
	    true },
	{ "datetime", "yesterday", "2024-01-01T00:00:00Z", -1, false },
	{ "deb", "1.0-1", "1.0-2", -1, true },
	{ "nosuch", "1.9", "1.10", -1, false },
};

START_TEST(order)
{
	struct str scheme = str_z(orders[_i].scheme);
	struct str x = str_z(orders[_i].x), y = str_z(orders[_i].y);
	int cmp = 9, back = 9;
	bool is_known = vers_compare(scheme, x, y, &cmp);

	ck_assert_msg(cmp == orders[_i].cmp, "%s %s %s: %d", orders[_i].scheme,
	    orders[_i].x, orders[_i].y, cmp);
	ck_assert_msg(is_known == orders[_i].is_known, "%s %s %s",
	    orders[_i].scheme, orders[_i].x, orders[_i].y);
	(void)vers_compare(scheme, y, x, &back);
	ck_assert_int_eq(back, -cmp);
}
END_TEST

Suite *
suite_version_vers(void)
{
	Suite *s = suite_create("version_vers");
	TCase *t = tcase_create("vers");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, canonical_forms, 0, (int)ARRAY_LEN(forms));
	tcase_add_loop_test(t, refusals, 0, (int)ARRAY_LEN(faults));
	tcase_add_test(t, many_constraints);
	tcase_add_loop_test(t, what_lies_within, 0, (int)ARRAY_LEN(meanings));
	tcase_add_loop_test(t, stretches, 0, (int)ARRAY_LEN(meanings));
	tcase_add_test(t, unknown_schemes);
	tcase_add_loop_test(t, order, 0, (int)ARRAY_LEN(orders));
	suite_add_tcase(s, t);
	return s;
}
