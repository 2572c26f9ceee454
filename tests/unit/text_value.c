#include "test.h"

#include "base/arena.h"
#include "text/value.h"
#include "text/value_impl.h"

START_TEST(object_gives_back_what_was_set)
{
	struct arena *a = arena_open();
	struct value *v = value_object(a);
	struct value *list = value_set_list(v, "list");
	struct value *inner = value_set_object(v, "inner");

	value_set_z(v, "z", "text");
	value_set_text(v, "text", S("more"));
	value_set_int(v, "int", -7);
	value_set_bool(v, "yes", true);
	value_set_html(v, "html", (struct html){ S("<b>") });
	value_set(v, "nothing", NULL);
	value_set_z(value_push_object(list), "x", "1");
	value_push(list, value_text(a, S("2")));

	ck_assert(str_eq_z(value_get(v, S("z"))->as.text, "text"));
	ck_assert(str_eq_z(value_get(v, S("text"))->as.text, "more"));
	ck_assert_int_eq(value_get(v, S("int"))->as.number, -7);
	ck_assert_ptr_eq(value_get(v, S("yes")), value_bool(true));
	ck_assert(str_eq_z(value_get(v, S("html"))->as.text, "<b>"));
	ck_assert_ptr_eq(value_get(v, S("inner")), inner);
	ck_assert_ptr_nonnull(value_get(v, S("nothing")));
	ck_assert_ptr_null(value_get(v, S("absent")));
	ck_assert_ptr_null(value_get(v, S("")));
	ck_assert_ptr_null(value_get(list, S("z")));
	ck_assert_ptr_null(value_get(NULL, S("z")));
	ck_assert_uint_eq(value_len(list), 2);
	ck_assert_uint_eq(value_len(v), 0);
	ck_assert_uint_eq(value_len(NULL), 0);
	ck_assert(str_eq_z(value_at(list, 1)->as.text, "2"));
	arena_close(a);
}
END_TEST

/* Keys of the same length, first, middle and last byte. */
START_TEST(keys_that_look_alike_are_apart)
{
	struct arena *a = arena_open();
	struct value *v = value_object(a);

	value_set_int(v, "abcde", 1);
	value_set_int(v, "axcye", 2);
	ck_assert_int_eq(value_get(v, S("abcde"))->as.number, 1);
	ck_assert_int_eq(value_get(v, S("axcye"))->as.number, 2);
	ck_assert_ptr_null(value_get(v, S("azcze")));
	arena_close(a);
}
END_TEST

START_TEST(many_keys)
{
	struct arena *a = arena_open();
	struct value *v = value_object(a);

	for (int i = 0; i < 1000; i++) {
		struct str key = str_fmt(a, "key%d", i);

		value_set_int(v, str_to_z(a, key), i);
	}
	for (int i = 0; i < 1000; i++) {
		const struct value *n = value_get(v, str_fmt(a, "key%d", i));

		ck_assert_int_eq(n->as.number, i);
	}
	arena_close(a);
}
END_TEST

START_TEST(truth)
{
	struct arena *a = arena_open();
	struct value *empty = value_list(a), *full = value_list(a);
	struct value *object = value_object(a);

	value_push(full, value_bool(false));
	value_set(object, "nothing", NULL);
	const struct {
		const struct value *v;
		bool want;
	} rows[] = {
		{ NULL, false },
		{ value_get(object, S("nothing")), false },
		{ value_text(a, S("")), false },
		{ value_text(a, S("false")), true },
		{ value_html(a, (struct html){ S("") }), false },
		{ value_html(a, (struct html){ S("<hr>") }), true },
		{ value_int(a, 0), false },
		{ value_int(a, -1), true },
		{ value_bool(false), false },
		{ value_bool(true), true },
		{ empty, false },
		{ full, true },
		{ value_object(a), true },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		ck_assert_msg(value_is_true(rows[i].v) == rows[i].want,
		    "row %zu", i);
	arena_close(a);
}
END_TEST

Suite *
suite_text_value(void)
{
	Suite *s = suite_create("text_value");
	TCase *tc = tcase_create("value");

	tcase_add_test(tc, object_gives_back_what_was_set);
	tcase_add_test(tc, keys_that_look_alike_are_apart);
	tcase_add_test(tc, many_keys);
	tcase_add_test(tc, truth);
	suite_add_tcase(s, tc);
	return s;
}
