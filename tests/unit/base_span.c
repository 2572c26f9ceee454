#include "test.h"

#include <signal.h>

#include "base/arena.h"
#include "base/span.h"

/* Lines end in LF or CR LF; the second line is Japanese. */
#define TEXT	"first\n\xe4\xb8\x80\xe8\xa1\x8c x\r\n\nlast"

static const struct {
	uint32_t off;
	uint32_t line;
	uint32_t column;
	const char *text;
	uint32_t line_off;
} rows[] = {
	{ 0, 1, 1, "first", 0 },
	{ 4, 1, 5, "first", 0 },
	{ 5, 1, 6, "first", 0 },	/* the line's end */
	{ 6, 2, 1, "\xe4\xb8\x80\xe8\xa1\x8c x", 6 },
	{ 9, 2, 2, "\xe4\xb8\x80\xe8\xa1\x8c x", 6 },
	{ 13, 2, 4, "\xe4\xb8\x80\xe8\xa1\x8c x", 6 },
	{ 14, 2, 5, "\xe4\xb8\x80\xe8\xa1\x8c x", 6 },
	{ 16, 3, 1, "", 16 },
	{ 17, 4, 1, "last", 17 },
	{ 20, 4, 4, "last", 17 },
	{ 21, 4, 5, "last", 17 },	/* the file's end */
	{ 22, 4, 5, "last", 17 },	/* beyond it */
	{ UINT32_MAX, 4, 5, "last", 17 },
};

START_TEST(position)
{
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	uint32_t id = source_add(ss, S("x.md"));

	source_set_text(ss, id, S(TEXT));

	struct pos p = source_pos(ss,
	    (struct span){ .file = id, .off = rows[_i].off });

	ck_assert_msg(p.line == rows[_i].line && p.column == rows[_i].column &&
		p.line_off == rows[_i].line_off &&
		str_eq_z(p.text, rows[_i].text),
	    "row %d: %u:%u '%.*s' from %u", _i, p.line, p.column,
	    STR_ARG(p.text), p.line_off);
	ck_assert_uint_eq(source_line(ss,
			      (struct span){ .file = id,
				  .off = rows[_i].off }),
	    rows[_i].line);
	arena_close(a);
}
END_TEST

START_TEST(position_without_text)
{
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	uint32_t id = source_add(ss, S("x.md"));
	struct pos p = source_pos(ss, (struct span){ .file = id, .off = 9 });

	ck_assert_uint_eq(p.line, 1);
	ck_assert_uint_eq(p.column, 1);
	ck_assert_uint_eq(p.text.n, 0);
	ck_assert_uint_eq(source_line(ss,
			      (struct span){ .file = id, .off = 9 }),
	    1);
	p = source_pos(ss, (struct span){ 0 });
	ck_assert_uint_eq(p.text.n, 0);
	arena_close(a);
}
END_TEST

START_TEST(ids_and_pointers)
{
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	char path[] = "a/0";
	const struct source *first;

	ck_assert_uint_eq(source_add(ss, str_z(path)), 1);
	path[2] = 'X';
	first = source_get(ss, 1);
	for (uint32_t i = 2; i <= 5000; i++)
		ck_assert_uint_eq(source_add(ss, S("p")), i);
	/* The path was copied and records do not move. */
	ck_assert_ptr_eq(source_get(ss, 1), first);
	ck_assert(str_eq_z(first->path, "a/0"));
	ck_assert_uint_eq(sources_len(ss), 5000);
	ck_assert_uint_eq(source_get(ss, 0)->path.n, 0);
	ck_assert_uint_eq(source_get(ss, 0)->text.n, 0);
	arena_close(a);
}
END_TEST

START_TEST(unknown_id_aborts)
{
	struct arena *a = arena_open();

	(void)source_get(sources_open(a), 1);
}
END_TEST

START_TEST(text_of_span)
{
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	uint32_t id = source_add(ss, S("x"));

	source_set_text(ss, id, S("abcdef"));
	ck_assert(str_eq_z(source_text(ss, (struct span){ id, 2, 3 }), "cde"));
	ck_assert(str_eq_z(source_text(ss, (struct span){ id, 6, 0 }), ""));
	ck_assert(str_eq_z(source_text(ss, (struct span){ 0 }), ""));
	arena_close(a);
}
END_TEST

START_TEST(text_outside_aborts)
{
	static const struct span bad[] = { { 1, 7, 0 }, { 1, 0, 7 },
		{ 1, 6, 1 }, { 1, UINT32_MAX, UINT32_MAX }, { 0, 0, 1 } };
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);

	source_set_text(ss, source_add(ss, S("x")), S("abcdef"));
	(void)source_text(ss, bad[_i]);
}
END_TEST

START_TEST(join_and_sub)
{
	struct span a = { 3, 10, 5 };
	struct span b = { 3, 20, 4 };
	struct span j = span_join(a, b);
	static const struct {
		size_t off;
		size_t len;
		struct span want;
	} subs[] = {
		{ 0, 5, { 3, 10, 5 } },
		{ 1, 2, { 3, 11, 2 } },
		{ 1, 100, { 3, 11, 4 } },
		{ 5, 1, { 3, 15, 0 } },
		{ 100, 1, { 3, 15, 0 } },
		{ SIZE_MAX, SIZE_MAX, { 3, 15, 0 } },
	};

	ck_assert_int_eq(span_cmp(j, (struct span){ 3, 10, 14 }), 0);
	ck_assert_int_eq(span_cmp(span_join(a, a), a), 0);
	for (size_t i = 0; i < ARRAY_LEN(subs); i++) {
		struct span s = span_sub(a, subs[i].off, subs[i].len);

		ck_assert_msg(span_cmp(s, subs[i].want) == 0, "row %zu", i);
	}
	ck_assert(span_is_set(a));
	ck_assert(!span_is_set((struct span){ 0 }));
}
END_TEST

START_TEST(join_of_two_files_aborts)
{
	(void)span_join((struct span){ 1, 0, 1 }, (struct span){ 2, 5, 1 });
}
END_TEST

START_TEST(order)
{
	static const struct span sorted[] = { { 0, 0, 0 }, { 1, 0, 0 },
		{ 1, 0, 9 }, { 1, 7, 1 }, { 1, UINT32_MAX, 0 }, { 2, 0, 0 },
		{ UINT32_MAX, 0, 0 } };

	for (size_t i = 0; i < ARRAY_LEN(sorted); i++) {
		for (size_t j = 0; j < ARRAY_LEN(sorted); j++) {
			int c = span_cmp(sorted[i], sorted[j]);

			ck_assert_msg((c > 0) - (c < 0) == (i > j) - (i < j),
			    "%zu and %zu", i, j);
		}
	}
}
END_TEST

Suite *
suite_base_span(void)
{
	Suite *s = suite_create("base_span");
	TCase *tc = tcase_create("span");

	tcase_add_loop_test(tc, position, 0, (int)ARRAY_LEN(rows));
	tcase_add_test(tc, position_without_text);
	tcase_add_test(tc, ids_and_pointers);
	tcase_add_test_raise_signal(tc, unknown_id_aborts, SIGABRT);
	tcase_add_test(tc, text_of_span);
	tcase_add_loop_test_raise_signal(tc, text_outside_aborts, SIGABRT, 0,
	    5);
	tcase_add_test(tc, join_and_sub);
	tcase_add_test_raise_signal(tc, join_of_two_files_aborts, SIGABRT);
	tcase_add_test(tc, order);
	suite_add_tcase(s, tc);
	return s;
}
