#include "test.h"

#include <string.h>

#include <utf8proc.h>

#include "base/arena.h"
#include "base/utf8.h"

#define GOOD	SIZE_MAX

/* Unicode 15, table 3-7, and the bytes that it leaves out. */
static const struct {
	struct str s;
	size_t fault;
} faults[] = {
	{ STR_INIT(""), GOOD },
	{ STR_INIT("plain"), GOOD },
	{ STR_INIT("a\0b"), 1 },
	{ STR_INIT("\x7f\x01"), GOOD },
	{ STR_INIT("\xc2\x80"), GOOD },
	{ STR_INIT("\xdf\xbf"), GOOD },
	{ STR_INIT("\xe0\xa0\x80"), GOOD },
	{ STR_INIT("\xed\x9f\xbf"), GOOD },
	{ STR_INIT("\xee\x80\x80"), GOOD },
	{ STR_INIT("\xef\xbf\xbf"), GOOD },
	{ STR_INIT("\xf0\x90\x80\x80"), GOOD },
	{ STR_INIT("\xf4\x8f\xbf\xbf"), GOOD },
	{ STR_INIT("\x80"), 0 },
	{ STR_INIT("\xbf"), 0 },
	{ STR_INIT("a\xff"), 1 },
	{ STR_INIT("\xfe\xbf\xbf"), 0 },
	{ STR_INIT("\xc0\x80"), 0 },		/* overlong */
	{ STR_INIT("\xc1\xbf"), 0 },
	{ STR_INIT("\xe0\x9f\xbf"), 0 },
	{ STR_INIT("\xf0\x8f\xbf\xbf"), 0 },
	{ STR_INIT("\xed\xa0\x80"), 0 },	/* surrogates */
	{ STR_INIT("\xed\xbf\xbf"), 0 },
	{ STR_INIT("\xf4\x90\x80\x80"), 0 },	/* above U+10FFFF */
	{ STR_INIT("\xf5\x80\x80\x80"), 0 },
	{ STR_INIT("\xf8\x88\x80\x80\x80"), 0 },
	{ STR_INIT("ab\xc2"), 2 },		/* cut short */
	{ STR_INIT("ab\xe3\x81"), 2 },
	{ STR_INIT("ab\xf0\x9f\x98"), 2 },
	{ STR_INIT("\xc2\x41"), 0 },
	{ STR_INIT("\xe3\x81\x41"), 0 },
	{ STR_INIT("\xe3\x41\x81"), 0 },
	{ STR_INIT("\xf0\x9f\x41\x80"), 0 },
	{ STR_INIT("\xf0\x9f\x98\xc0"), 0 },
	{ STR_INIT("\xe3\x81\x82\xe3\x81"), 3 },
};

START_TEST(fault)
{
	char text[256];
	struct str s = faults[_i].s;

	ck_assert_msg(utf8_fault(s) == faults[_i].fault, "row %d: %zu", _i,
	    utf8_fault(s));
	/* The same at every place relative to the words that are read. */
	for (size_t before = 0; before < 80; before++) {
		memset(text, 'x', sizeof(text));
		if (s.n > 0)
			memcpy(text + before, s.p, s.n);

		size_t want = faults[_i].fault;

		if (want != GOOD)
			want += before;
		ck_assert_msg(utf8_fault((struct str){ text, before + s.n }) ==
			want,
		    "row %d after %zu", _i, before);
		/* A character cut short at the end runs into 'x' here. */
		ck_assert_msg(utf8_fault((struct str){ text, 200 }) == want,
		    "row %d within %zu", _i, before);
	}
}
END_TEST

static bool
is_scalar(uint32_t c)
{
	return c < 0xd800 || (c > 0xdfff && c <= 0x10ffff);
}

START_TEST(every_character)
{
	for (uint32_t c = 1; c <= 0x10ffff; c++) {
		char text[4];
		size_t i = 0;

		if (!is_scalar(c))
			continue;

		struct str s = { text, utf8_encode(c, text) };

		if (utf8_fault(s) != GOOD || utf8_next(s, &i) != c ||
		    i != s.n || utf8_count(s) != 1)
			ck_abort_msg("U+%04X", c);
	}
}
END_TEST

START_TEST(next_stays_inside)
{
	/* Against the contract, but the end is the end. */
	for (size_t row = 0; row < ARRAY_LEN(faults); row++) {
		struct str s = faults[row].s;
		size_t n = 0;

		for (size_t i = 0; i < s.n; n++) {
			(void)utf8_next(s, &i);
			ck_assert_msg(i <= s.n, "row %zu", row);
		}
		ck_assert_uint_le(n, s.n);
	}
}
END_TEST

static const struct {
	const char *s;
	size_t count;
	size_t width;
} widths[] = {
	{ "", 0, 0 }, { "abc", 3, 3 },
	{ "\xe5\x8d\x8a\xe9\x90\x98", 2, 4 },		/* kanji */
	{ "\xef\xbd\xb1\xef\xbe\x9e", 2, 2 },		/* half-width kana */
	{ "\xef\xbc\xa1", 1, 2 },			/* full-width A */
	{ "e\xcc\x81", 2, 1 },				/* combining accent */
	{ "\xc3\xa9", 1, 1 },				/* accented letter */
	{ "\xf0\x9f\x94\x94", 1, 2 },			/* bell */
	{ "\t\x01", 2, 0 },				/* controls */
	{ "\xe2\x80\x8b", 1, 0 },			/* no width */
};

START_TEST(count_and_width)
{
	struct str s = str_z(widths[_i].s);

	ck_assert_msg(utf8_count(s) == widths[_i].count, "row %d: %zu", _i,
	    utf8_count(s));
	ck_assert_msg(utf8_width(s) == widths[_i].width, "row %d: %zu", _i,
	    utf8_width(s));
}
END_TEST

static const struct {
	const char *s;
	const char *nfc;
	const char *fold;
} forms[] = {
	{ "", "", "" },
	{ "Abc-1", "Abc-1", "abc-1" },
	{ "e\xcc\x81", "\xc3\xa9", "\xc3\xa9" },
	{ "E\xcc\x81", "\xc3\x89", "\xc3\xa9" },
	/* ka and its voicing mark become ga */
	{ "\xe3\x81\x8b\xe3\x82\x99", "\xe3\x81\x8c", "\xe3\x81\x8c" },
	{ "\xe2\x84\xab", "\xc3\x85", "\xc3\xa5" },	/* Angstrom sign */
	/* half-width ka and voicing mark; full-width letters and digits */
	{ "\xef\xbd\xb6\xef\xbe\x9e", "\xef\xbd\xb6\xef\xbe\x9e",
	    "\xe3\x82\xac" },
	{ "\xef\xbc\xa1\xef\xbc\x91", "\xef\xbc\xa1\xef\xbc\x91", "a1" },
	{ "Stra\xc3\x9f"
	  "e",
	    "Stra\xc3\x9f"
	    "e",
	    "strasse" },
	{ "\xe2\x91\xa0", "\xe2\x91\xa0", "1" },	/* circled one */
	{ "\xe3\x8d\xbf", "\xe3\x8d\xbf",		/* one-square K.K. */
	    "\xe6\xa0\xaa\xe5\xbc\x8f\xe4\xbc\x9a\xe7\xa4\xbe" },
	/* marks in the wrong order */
	{ "a\xcc\x81\xcc\xa3", "\xe1\xba\xa1\xcc\x81",
	    "\xe1\xba\xa1\xcc\x81" },
	{ "\xf0\xaf\xa0\x80", "\xe4\xb8\xbd", "\xe4\xb8\xbd" },
	{ "a\xe2\x80\x8b"
	  "b",
	    "a\xe2\x80\x8b"
	    "b",
	    "ab" },
};

START_TEST(normal_forms)
{
	struct arena *a = arena_open();
	struct str s = str_z(forms[_i].s);
	struct str nfc = utf8_nfc(a, s);
	struct str fold = utf8_fold(a, s);

	ck_assert_msg(str_eq_z(nfc, forms[_i].nfc), "row %d: nfc '%.*s'", _i,
	    STR_ARG(nfc));
	ck_assert_msg(str_eq_z(fold, forms[_i].fold), "row %d: fold '%.*s'",
	    _i, STR_ARG(fold));
	/* Already normal: the same bytes, not a copy. */
	ck_assert_ptr_eq(utf8_nfc(a, nfc).p, nfc.p);
	ck_assert(str_eq(utf8_fold(a, fold), fold));
	arena_close(a);
}
END_TEST

/* utf8proc's answer, without the shortcut for common characters. */
static struct str
slow_nfc(struct arena *a, struct str s)
{
	int32_t codes[64];
	ssize_t n = utf8proc_decompose((const unsigned char *)s.p,
	    (ssize_t)s.n, codes, 63, UTF8PROC_STABLE | UTF8PROC_COMPOSE);

	ck_assert_int_ge(n, 0);
	n = utf8proc_reencode(codes, n, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	ck_assert_int_ge(n, 0);
	return str_dup(a, (struct str){ (const char *)codes, (size_t)n });
}

START_TEST(nfc_of_every_character)
{
	struct arena *a = arena_open();

	for (uint32_t c = 1; c <= 0x10ffff; c++) {
		char text[12] = "";
		struct scratch tmp = scratch_begin(a);
		size_t n = 1;

		if (!is_scalar(c)) {
			scratch_end(tmp);
			continue;
		}
		/* After a letter that takes marks, and before one. */
		text[0] = 'a';
		n += utf8_encode(c, text + 1);
		n += utf8_encode(0x301, text + n);

		struct str s = { text, n };
		struct str nfc = utf8_nfc(a, s);

		if (!str_eq(nfc, slow_nfc(a, s)))
			ck_abort_msg("U+%04X with a mark", c);
		s.n -= 2;
		nfc = utf8_nfc(a, s);
		if (!str_eq(nfc, slow_nfc(a, s)))
			ck_abort_msg("U+%04X", c);
		scratch_end(tmp);
	}
	arena_close(a);
}
END_TEST

START_TEST(hostile)
{
	static const uint32_t bad[] = { 0, 1, 8, 0xb, 0xd, 0x1b, 0x1f, 0x7f,
		0x80, 0x85, 0x9f, 0x202a, 0x202e, 0x2066, 0x2069 };
	static const uint32_t good[] = { '\t', '\n', ' ', '~', 0xa0, 0xad,
		0x200d, 0x2029, 0x202f, 0x2065, 0x206a, 0x3042, 0x10ffff };

	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		ck_assert_msg(utf8_is_hostile(bad[i]), "U+%04X", bad[i]);
	for (size_t i = 0; i < ARRAY_LEN(good); i++)
		ck_assert_msg(!utf8_is_hostile(good[i]), "U+%04X", good[i]);
}
END_TEST

Suite *
suite_base_utf8(void)
{
	Suite *s = suite_create("base_utf8");
	TCase *tc = tcase_create("utf8");

	tcase_add_loop_test(tc, fault, 0, (int)ARRAY_LEN(faults));
	tcase_add_test(tc, every_character);
	tcase_add_test(tc, next_stays_inside);
	tcase_add_loop_test(tc, count_and_width, 0, (int)ARRAY_LEN(widths));
	tcase_add_loop_test(tc, normal_forms, 0, (int)ARRAY_LEN(forms));
	tcase_add_test(tc, nfc_of_every_character);
	tcase_add_test(tc, hostile);
	suite_add_tcase(s, tc);
	return s;
}
