/*
 * text/json_cut: where a value ends, against a reader of single bytes, however
 * the text comes in pieces.
 */
#include "text/json_cut.h"

#include <string.h>

#include "test.h"

/* The end of the value at s, by the book; 0: it does not end. */
static size_t
naive(struct str s)
{
	uint64_t depth = 0;
	bool in_string = false;

	for (size_t i = 0; i < s.n; i++) {
		if (in_string && s.p[i] == '\\')
			i++;
		else if (s.p[i] == '"')
			in_string = !in_string;
		else if (!in_string && (s.p[i] == '{' || s.p[i] == '['))
			depth++;
		else if (!in_string && (s.p[i] == '}' || s.p[i] == ']') &&
		    --depth == 0)
			return i + 1;
	}
	return 0;
}

/* The same in pieces of a length. */
static size_t
in_pieces(struct str s, size_t piece)
{
	struct json_cut c = { 0 };
	size_t n = 0;

	for (size_t at = 0; at < s.n; at += piece) {
		if (json_cut(&c, str_sub(s, at, piece), &n))
			return at + n;
		ck_assert_uint_eq(n, str_sub(s, at, piece).n);
	}
	return 0;
}

static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * UINT32_C(1664525) + UINT32_C(1013904223);
	return *seed >> 16;
}

START_TEST(random_texts)
{
	static const char letters[] = "{}[]\"\"\\\\ab :,{[";
	uint32_t seed = 1;
	char text[300];

	for (int round = 0; round < 2000; round++) {
		size_t n = 1 + next_random(&seed) % sizeof(text);
		bool in_string = false;

		text[0] = '{';
		for (size_t i = 1; i < n; i++) {
			text[i] = letters[next_random(&seed) % 15];
			/* Outside of strings there are no backslashes. */
			if (text[i] == '"' && text[i - 1] != '\\')
				in_string = !in_string;
			else if (text[i] == '\\' && !in_string)
				text[i] = ' ';
			else if (text[i] == '\\' && i + 1 < n) {
				text[++i] = "\\\"n"[next_random(&seed) % 3];
				if (i + 1 < n)
					text[++i] = 'x';
			}
		}
		for (size_t piece = 1; piece <= n; piece += 1 + piece / 3) {
			struct str s = { text, n };

			ck_assert_msg(in_pieces(s, piece) == naive(s),
			    "pieces of %zu: %.*s", piece, (int)n, text);
		}
	}
}
END_TEST

/* Deeper than a block counts at once, and as far as it goes. */
START_TEST(deep)
{
	static char text[200000];

	memset(text, '[', 100000);
	memset(text + 100000, ']', 100000);
	for (size_t n = 199990; n <= sizeof(text); n++)
		ck_assert_uint_eq(in_pieces((struct str){ text, n }, 4096),
		    n == sizeof(text) ? n : 0);
}
END_TEST

Suite *
suite_text_json_cut(void)
{
	Suite *s = suite_create("text_json_cut");
	TCase *t = tcase_create("cut");

	tcase_add_test(t, random_texts);
	tcase_add_test(t, deep);
	suite_add_tcase(s, t);
	return s;
}
