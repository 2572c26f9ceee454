#include "test.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

static const struct str null_str = { NULL, 0 };

static int
sign(int n)
{
	return (n > 0) - (n < 0);
}

START_TEST(equality)
{
	ck_assert(str_eq(S("abc"), S("abc")));
	ck_assert(!str_eq(S("abc"), S("abd")));
	ck_assert(!str_eq(S("abc"), S("ab")));
	ck_assert(!str_eq(S("a\0b"), S("a\0c")));
	ck_assert(str_eq(null_str, S("")));
	ck_assert(str_eq_z(null_str, ""));
	ck_assert(str_eq_z(S("x"), "x"));
	ck_assert(!str_eq_z(S("x\0"), "x"));
	ck_assert(str_eq(str_z(NULL), S("")));
	ck_assert(str_eq_nocase(S("Content-Type"), S("cONTENT-tYPE")));
	/* '[' and '{' differ by the bit that case differs by. */
	ck_assert(!str_eq_nocase(S("["), S("{")));
	ck_assert(!str_eq_nocase(S("@"), S("`")));
	ck_assert(!str_eq_nocase(S("\xc3\x84"), S("\xc3\xa4")));
	ck_assert(!str_eq_nocase(S("a"), S("ab")));
}
END_TEST

START_TEST(order)
{
	static const struct str sorted[] = { STR_INIT(""), STR_INIT("\0"),
		STR_INIT("\0a"), STR_INIT("A"), STR_INIT("a"), STR_INIT("a\0"),
		STR_INIT("aa"), STR_INIT("b"), STR_INIT("\x7f"),
		STR_INIT("\x80"), STR_INIT("\xe3\x81\x82"), STR_INIT("\xff") };
	struct str shuffled[ARRAY_LEN(sorted)];

	for (size_t i = 0; i < ARRAY_LEN(sorted); i++) {
		for (size_t j = 0; j < ARRAY_LEN(sorted); j++) {
			int want = (i > j) - (i < j);

			ck_assert_msg(sign(str_cmp(sorted[i], sorted[j])) ==
				want,
			    "%zu and %zu", i, j);
		}
		shuffled[i] = sorted[i * 5 % ARRAY_LEN(sorted)];
	}
	qsort(shuffled, ARRAY_LEN(shuffled), sizeof(shuffled[0]),
	    str_cmp_qsort);
	for (size_t i = 0; i < ARRAY_LEN(sorted); i++)
		ck_assert(str_eq(shuffled[i], sorted[i]));
}
END_TEST

START_TEST(starts_and_ends)
{
	static const struct {
		struct str s;
		struct str part;
		bool starts;
		bool ends;
	} rows[] = {
		{ STR_INIT("abc"), STR_INIT(""), true, true },
		{ STR_INIT(""), STR_INIT(""), true, true },
		{ STR_INIT(""), STR_INIT("a"), false, false },
		{ STR_INIT("abc"), STR_INIT("ab"), true, false },
		{ STR_INIT("abc"), STR_INIT("bc"), false, true },
		{ STR_INIT("abc"), STR_INIT("abc"), true, true },
		{ STR_INIT("abc"), STR_INIT("abcd"), false, false },
		{ STR_INIT("aba"), STR_INIT("a"), true, true },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		ck_assert_msg(str_starts(rows[i].s, rows[i].part) ==
			rows[i].starts,
		    "row %zu", i);
		ck_assert_msg(str_ends(rows[i].s, rows[i].part) ==
			rows[i].ends,
		    "row %zu", i);
	}
	ck_assert(str_starts(null_str, null_str));
	ck_assert(str_ends(null_str, null_str));
}
END_TEST

static const struct {
	struct str s;
	struct str needle;
	size_t from;
	size_t want;
} finds[] = {
	{ STR_INIT("abcabc"), STR_INIT("abc"), 0, 0 },
	{ STR_INIT("abcabc"), STR_INIT("abc"), 1, 3 },
	{ STR_INIT("abcabc"), STR_INIT("abc"), 4, SIZE_MAX },
	{ STR_INIT("aaab"), STR_INIT("aab"), 0, 1 },
	{ STR_INIT("abab"), STR_INIT("abac"), 0, SIZE_MAX },
	{ STR_INIT("ab"), STR_INIT("abc"), 0, SIZE_MAX },
	{ STR_INIT("abc"), STR_INIT("c"), 2, 2 },
	{ STR_INIT("abc"), STR_INIT("c"), 3, SIZE_MAX },
	{ STR_INIT("abc"), STR_INIT(""), 3, 3 },
	{ STR_INIT("abc"), STR_INIT(""), 4, SIZE_MAX },
	{ STR_INIT("abc"), STR_INIT("a"), SIZE_MAX, SIZE_MAX },
	{ STR_INIT(""), STR_INIT(""), 0, 0 },
	{ STR_INIT(""), STR_INIT("a"), 0, SIZE_MAX },
	{ STR_INIT("a\0b\0c"), STR_INIT("\0c"), 0, 3 },
	{ STR_INIT("\xff\xfe"), STR_INIT("\xfe"), 0, 1 },
};

START_TEST(find)
{
	size_t got = str_find(finds[_i].s, finds[_i].needle, finds[_i].from);

	ck_assert_msg(got == finds[_i].want, "row %d: %zu", _i, got);
	if (finds[_i].needle.n == 1) {
		got = str_find_byte(finds[_i].s, finds[_i].needle.p[0],
		    finds[_i].from);
		ck_assert_msg(got == finds[_i].want, "row %d: byte %zu", _i,
		    got);
	}
	ck_assert_uint_eq(str_find_byte(null_str, 'x', 0), SIZE_MAX);
	ck_assert_uint_eq(str_find(null_str, S("x"), 0), SIZE_MAX);
}
END_TEST

START_TEST(sub)
{
	ck_assert(str_eq_z(str_sub(S("abcdef"), 1, 3), "bcd"));
	ck_assert(str_eq_z(str_sub(S("abcdef"), 4, 3), "ef"));
	ck_assert(str_eq_z(str_sub(S("abcdef"), 6, 1), ""));
	ck_assert(str_eq_z(str_sub(S("abcdef"), 7, 1), ""));
	ck_assert(str_eq_z(str_sub(S("abcdef"), 1, SIZE_MAX), "bcdef"));
	ck_assert(str_eq_z(str_from(S("abcdef"), 5), "f"));
	ck_assert(str_eq_z(str_from(S("abcdef"), SIZE_MAX), ""));
	ck_assert_uint_eq(str_sub(null_str, 3, 4).n, 0);
}
END_TEST

START_TEST(trim)
{
	ck_assert(str_eq_z(str_trim(S(" \t\r\na b\n \t")), "a b"));
	ck_assert(str_eq_z(str_trim(S("ab")), "ab"));
	ck_assert(str_eq_z(str_trim(S(" \n ")), ""));
	ck_assert(str_eq_z(str_trim(null_str), ""));
	/* An ideographic space is text. */
	ck_assert_uint_eq(str_trim(S("\xe3\x80\x80")).n, 3);
}
END_TEST

START_TEST(cut)
{
	static const struct {
		struct str s;
		bool found;
		const char *head;
		const char *rest;
	} rows[] = {
		{ STR_INIT("a=b=c"), true, "a", "b=c" },
		{ STR_INIT("=b"), true, "", "b" },
		{ STR_INIT("a="), true, "a", "" },
		{ STR_INIT("="), true, "", "" },
		{ STR_INIT("abc"), false, "abc", "" },
		{ STR_INIT(""), false, "", "" },
	};
	struct str head, rest;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		bool found = str_cut(rows[i].s, '=', &head, &rest);

		ck_assert_msg(found == rows[i].found &&
			str_eq_z(head, rows[i].head) &&
			str_eq_z(rest, rows[i].rest),
		    "row %zu", i);
	}
	/* The usual loop ends and may cut the variable it reads. */
	rest = S("x,y,,z");
	for (int n = 1; n <= 4; n++)
		ck_assert(str_cut(rest, ',', &head, &rest) == (n < 4));
	ck_assert(!str_cut(null_str, ',', &head, &rest));
}
END_TEST

static bool
is_low(char c)
{
	return c >= 'a' && c <= 'z';
}

START_TEST(runs)
{
	static const struct {
		struct str s;
		size_t n;
		bool all;
	} rows[] = {
		{ STR_INIT(""), 0, false },
		{ { NULL, 0 }, 0, false },
		{ STR_INIT("a"), 1, true },
		{ STR_INIT("A"), 0, false },
		{ STR_INIT("abC"), 2, false },
		{ STR_INIT("Abc"), 0, false },
		{ STR_INIT("abc\0"), 3, false },
		{ STR_INIT("abc"), 3, true },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		ck_assert_msg(str_run(rows[i].s, is_low) == rows[i].n,
		    "row %zu", i);
		ck_assert_msg(str_is_all(rows[i].s, is_low) == rows[i].all,
		    "row %zu", i);
	}
}
END_TEST

START_TEST(word_of)
{
	const struct str words = S("mit Apache-2.0 0bsd");

	ck_assert(str_is_word_of(words, S("MIT")));
	ck_assert(str_is_word_of(words, S("apache-2.0")));
	ck_assert(str_is_word_of(words, S("0BSD")));
	ck_assert(!str_is_word_of(words, S("apache")));
	ck_assert(!str_is_word_of(words, S("2.0")));
	ck_assert(!str_is_word_of(words, S("mit Apache-2.0")));
	ck_assert(!str_is_word_of(words, S("")));
	ck_assert(!str_is_word_of(S("a"), S("b")));
}
END_TEST

START_TEST(base_name)
{
	static const struct {
		struct str s;
		const char *name;
	} rows[] = {
		{ STR_INIT("a/b/c.json"), "c.json" },
		{ STR_INIT("c.json"), "c.json" },
		{ STR_INIT("/c"), "c" },
		{ STR_INIT("a//"), "" },
		{ STR_INIT(""), "" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		ck_assert_msg(str_eq_z(str_base_name(rows[i].s), rows[i].name),
		    "row %zu", i);
}
END_TEST

START_TEST(copies)
{
	struct arena *a = arena_open();
	char text[] = "AbC\xc3\x84Z";
	struct str s = str_z(text);
	struct str dup = str_dup(a, s);
	struct str low = str_lower(a, s);
	struct str cat = str_cat(a, s, S("+1"));
	const char *z = str_to_z(a, s);

	memset(text, 'x', sizeof(text) - 1);
	ck_assert(str_eq_z(dup, "AbC\xc3\x84Z"));
	ck_assert(str_eq_z(low, "abc\xc3\x84z"));
	ck_assert(str_eq_z(cat, "AbC\xc3\x84Z+1"));
	ck_assert_str_eq(z, "AbC\xc3\x84Z");
	ck_assert(str_eq_z(str_cat(a, null_str, null_str), ""));
	ck_assert(str_eq_z(str_cat(a, null_str, S("r")), "r"));
	ck_assert(str_eq_z(str_cat(a, S("l"), null_str), "l"));
	ck_assert(str_eq_z(str_dup(a, null_str), ""));
	ck_assert(str_eq_z(str_lower(a, null_str), ""));
	ck_assert_str_eq(str_to_z(a, null_str), "");
	ck_assert(str_eq_z(str_unix(a, S("\r\na\rb\r\r\nc\n\r")),
	    "\na\rb\r\nc\n\r"));
	ck_assert(str_eq_z(str_unix(a, null_str), ""));
	arena_close(a);
}
END_TEST

START_TEST(to_z_with_nul_aborts)
{
	(void)str_to_z(arena_open(), S("etc\0.md"));
}
END_TEST

START_TEST(fmt)
{
	struct arena *a = arena_open();

	ck_assert(str_eq_z(str_fmt(a, "%s", ""), ""));
	ck_assert(
	    str_eq_z(str_fmt(a, "%d-%.*s", 7, STR_ARG(S("xy"))), "7-xy"));
	ck_assert(str_eq_z(str_fmt(a, "[%.*s]", STR_ARG(null_str)), "[]"));
	/* Around the size that is formatted without a second pass. */
	for (int n = 500; n < 530; n++) {
		struct str s = str_fmt(a, "%0*d|%s", n, 5, "end");

		ck_assert_uint_eq(s.n, (size_t)n + 4);
		ck_assert(str_ends(s, S("05|end")));
	}
	arena_close(a);
}
END_TEST

START_TEST(hash_is_fixed)
{
	/* Equal everywhere, so these values never change. */
	ck_assert_uint_eq(str_hash(S("")), str_hash(null_str));
	ck_assert_uint_eq(str_hash(S("")), 0);
	ck_assert_uint_eq(str_hash(S("CVE-2026-0001")),
	    UINT64_C(0xf7cfc724143a0ff9));
}
END_TEST

START_TEST(hash_spreads)
{
	/* 4096 similar keys in 4096 places: no place gets many. */
	static unsigned places[4096];
	struct arena *a = arena_open();
	unsigned most = 0;

	for (unsigned i = 0; i < ARRAY_LEN(places); i++) {
		struct str s = str_fmt(a, "cases/2026/PS-2026-%04u", i);
		unsigned *n = &places[str_hash(s) % ARRAY_LEN(places)];

		if (++*n > most)
			most = *n;
	}
	ck_assert_uint_le(most, 9);
	/* Zero bytes and lengths count. */
	ck_assert(str_hash(S("\0")) != str_hash(S("")));
	ck_assert(str_hash(S("a\0")) != str_hash(S("a")));
	ck_assert(
	    str_hash(S("\0\0\0\0\0\0\0\0")) != str_hash(S("\0\0\0\0\0\0\0")));
	arena_close(a);
}
END_TEST

START_TEST(nearest)
{
	static const struct str words[] = { STR_INIT("status"),
		STR_INIT("state"), STR_INIT("start"), STR_INIT("summary"),
		STR_INIT("cvss"), STR_INIT("id"), STR_INIT("edge-gateway") };
	static const struct {
		struct str s;
		const char *want;
	} rows[] = {
		{ STR_INIT("status"), "status" },
		{ STR_INIT("Status"), "status" },
		{ STR_INIT("statsu"), "status" },	/* swapped */
		{ STR_INIT("sttus"), "status" },	/* left out */
		{ STR_INIT("statuss"), "status" },	/* too many */
		{ STR_INIT("stetus"), "status" },	/* replaced */
		{ STR_INIT("sumary"), "summary" },
		{ STR_INIT("cvs"), "cvss" },
		{ STR_INIT("edge-gw"), "" },
		{ STR_INIT("edgegatewy"), "edge-gateway" },
		{ STR_INIT("di"), "" },		/* everything is near to it */
		{ STR_INIT(""), "" },
		{ STR_INIT("zzzzzz"), "" },
		{ STR_INIT("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
			   "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
		    "" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct str got = str_nearest(rows[i].s, words,
		    ARRAY_LEN(words));

		ck_assert_msg(str_eq_z(got, rows[i].want), "row %zu: '%.*s'",
		    i, STR_ARG(got));
	}
	ck_assert_uint_eq(str_nearest(S("x"), NULL, 0).n, 0);
}
END_TEST

START_TEST(nearest_of_longest_words)
{
	char x[65], y[65];
	struct str word = { x, 64 };

	memset(x, 'x', sizeof(x));
	memset(y, 'x', sizeof(y));
	y[63] = 'y';
	ck_assert_uint_eq(str_nearest((struct str){ y, 64 }, &word, 1).n, 64);
	ck_assert_uint_eq(str_nearest((struct str){ y, 65 }, &word, 1).n, 0);
	word.n = 65;
	ck_assert_uint_eq(str_nearest((struct str){ y, 64 }, &word, 1).n, 0);
}
END_TEST

Suite *
suite_base_str(void)
{
	Suite *s = suite_create("base_str");
	TCase *tc = tcase_create("str");

	tcase_add_test(tc, equality);
	tcase_add_test(tc, order);
	tcase_add_test(tc, starts_and_ends);
	tcase_add_loop_test(tc, find, 0, (int)ARRAY_LEN(finds));
	tcase_add_test(tc, sub);
	tcase_add_test(tc, trim);
	tcase_add_test(tc, cut);
	tcase_add_test(tc, runs);
	tcase_add_test(tc, word_of);
	tcase_add_test(tc, base_name);
	tcase_add_test(tc, copies);
	tcase_add_test_raise_signal(tc, to_z_with_nul_aborts, SIGABRT);
	tcase_add_test(tc, fmt);
	tcase_add_test(tc, hash_is_fixed);
	tcase_add_test(tc, hash_spreads);
	tcase_add_test(tc, nearest);
	tcase_add_test(tc, nearest_of_longest_words);
	suite_add_tcase(s, tc);
	return s;
}
