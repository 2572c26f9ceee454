/*
 * text/json_write: layouts, escapes, vanishing, the order of CSAF, misuse;
 * what it writes is read again as equal.
 */
#include "text/json_write.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/num.h"
#include "json_walk.h"
#include "test.h"
#include "text/json_read.h"

static struct arena *a;
static struct buf out;

static void
setup(void)
{
	a = arena_open();
	buf_init(&out, 64 << 20);
}

static void
teardown(void)
{
	buf_fini(&out);
	arena_close(a);
}

static void
check_out(const char *want)
{
	ck_assert_msg(str_eq_z(buf_str(&out), want), "got %.*s",
	    STR_ARG(buf_str(&out)));
}

/* One document with every kind of value. */
static void
write_all(unsigned flags)
{
	struct json_writer *w = json_write_open(a, &out, flags);

	json_object(w);
	json_pair_z(w, "zero", "0");
	json_name(w, "list");
	json_array(w);
	json_int(w, INT64_MIN);
	json_int(w, INT64_MAX);
	json_tenths(w, 93);
	json_tenths(w, 100);
	json_tenths(w, -7);
	json_tenths(w, 0);
	json_tenths(w, INT64_MIN);
	json_bool(w, true);
	json_bool(w, false);
	json_null(w);
	json_object(w);
	json_end(w);
	json_array(w);
	json_end(w);
	json_end(w);
	json_pair_opt(w, "gone", S(""));
	json_pair_opt(w, "kept", S("k"));
	json_pair_int(w, "n", 7);
	json_name_str(w, S("cut") /* not terminated by us */);
	json_str(w, str_sub(S("abcdef"), 1, 3));
	json_end(w);
	ck_assert(json_write_close(w));
}

START_TEST(test_compact)
{
	write_all(JSON_WRITE_COMPACT);
	check_out("{\"zero\":\"0\",\"list\":[-9223372036854775808,"
		  "9223372036854775807,9.3,10.0,-0.7,0.0,"
		  "-922337203685477580.8,true,false,null,{},[]],"
		  "\"kept\":\"k\",\"n\":7,\"cut\":\"bcd\"}");
}
END_TEST

START_TEST(test_pretty)
{
	struct json_writer *w = json_write_open(a, &out, JSON_WRITE_PRETTY);

	json_object(w);
	json_pair_z(w, "b", "x");
	json_name(w, "a");
	json_array(w);
	json_int(w, 1);
	json_object(w);
	json_pair_int(w, "c", 2);
	json_end(w);
	json_array(w);
	json_end(w);
	json_end(w);
	json_name(w, "e");
	json_object(w);
	json_end(w);
	json_end(w);
	ck_assert(json_write_close(w));
	check_out("{\n  \"b\": \"x\",\n  \"a\": [\n    1,\n    {\n"
		  "      \"c\": 2\n    },\n    []\n  ],\n  \"e\": {}\n}\n");
}
END_TEST

static const struct {
	struct str in;
	const char *want;
} escapes[] = {
	{ STR_INIT(""), "\"\"" },
	{ STR_INIT("plain / <b>&'"), "\"plain / <b>&'\"" },
	{ STR_INIT("\""), "\"\\\"\"" },
	{ STR_INIT("\\"), "\"\\\\\"" },
	{ STR_INIT("a\"b\\c"), "\"a\\\"b\\\\c\"" },
	{ STR_INIT("\b\f\n\r\t"), "\"\\b\\f\\n\\r\\t\"" },
	{ STR_INIT("\x01\x1f\x0b"), "\"\\u0001\\u001f\\u000b\"" },
	{ STR_INIT("\0"), "\"\\u0000\"" },
	{ STR_INIT("\x7f"), "\"\x7f\"" },
	{ STR_INIT("\xe2\x80\xa8x\xe2\x80\xa9"), "\"\\u2028x\\u2029\"" },
	{ STR_INIT("\xe2\x80\xa7\xe2\x80\xaa\xe2\x81\xa8"),
	    "\"\xe2\x80\xa7\xe2\x80\xaa\xe2\x81\xa8\"" },
	{ STR_INIT("\xe5\x8d\x8a\xe9\x90\x98\xf0\x9f\x94\x94"),
	    "\"\xe5\x8d\x8a\xe9\x90\x98\xf0\x9f\x94\x94\"" },
};

START_TEST(test_escape)
{
	struct json_writer *w = json_write_open(a, &out, 0);

	json_str(w, escapes[_i].in);
	ck_assert(json_write_close(w));
	check_out(escapes[_i].want);
	buf_clear(&out);
	w = json_write_open(a, &out, 0);
	json_object(w);
	json_name_str(w, escapes[_i].in);
	json_null(w);
	json_end(w);
	ck_assert(json_write_close(w));
	check_out(str_to_z(a, str_fmt(a, "{%s:null}", escapes[_i].want)));
}
END_TEST

/* Optional containers in each other, between members that stay. */
static void
write_opt(struct json_writer *w, bool fill)
{
	json_object(w);
	json_name(w, "gone1");
	json_opt_object(w);
	json_name(w, "inner");
	json_opt_array(w);
	json_opt_object(w);
	json_end(w);
	json_opt_array(w);
	json_end(w);
	json_end(w);
	json_pair_opt(w, "none", S(""));
	json_end(w);
	json_pair_int(w, "kept", 1);
	json_name(w, "deep");
	json_opt_object(w);
	json_name(w, "deeper");
	json_opt_array(w);
	if (fill)
		json_int(w, 2);
	json_end(w);
	json_end(w);
	json_name(w, "empty");
	json_object(w);
	json_name(w, "gone");
	json_opt_array(w);
	json_end(w);
	json_end(w);
	json_name(w, "a");
	json_array(w);
	json_opt_object(w);
	json_end(w);
	json_int(w, 3);
	json_opt_array(w);
	json_end(w);
	json_int(w, 4);
	json_end(w);
	json_name(w, "gone2");
	json_opt_array(w);
	json_end(w);
	json_end(w);
	ck_assert(json_write_close(w));
}

static const struct {
	unsigned flags;
	bool fill;
	const char *want;
} vanishing[] = {
	{ 0, false, "{\"kept\":1,\"empty\":{},\"a\":[3,4]}" },
	{ 0, true,
	    "{\"kept\":1,\"deep\":{\"deeper\":[2]},\"empty\":{},"
	    "\"a\":[3,4]}" },
	{ JSON_WRITE_SORT, false, "{\"a\":[3,4],\"empty\":{},\"kept\":1}" },
	{ JSON_WRITE_SORT, true,
	    "{\"a\":[3,4],\"deep\":{\"deeper\":[2]},"
	    "\"empty\":{},\"kept\":1}" },
	{ JSON_WRITE_SORT | JSON_WRITE_PRETTY, true,
	    "{\n  \"a\": [\n    3,\n    4\n  ],\n  \"deep\": {\n"
	    "    \"deeper\": [\n      2\n    ]\n  },\n  \"empty\": {},\n"
	    "  \"kept\": 1\n}\n" },
};

START_TEST(test_vanish)
{
	write_opt(json_write_open(a, &out, vanishing[_i].flags),
	    vanishing[_i].fill);
	check_out(vanishing[_i].want);
}
END_TEST

/* A document cannot vanish, and an array that ends empty is one. */
START_TEST(test_vanish_root)
{
	struct json_writer *w = json_write_open(a, &out, 0);

	json_opt_object(w);
	json_name(w, "x");
	json_opt_array(w);
	json_end(w);
	json_end(w);
	ck_assert(json_write_close(w));
	check_out("{}");
}
END_TEST

START_TEST(test_sort)
{
	static const char *const names[] = { "b", "B", "a_", "aB", "ab", "a",
		"A", "", "Z", "_", "\xe3\x81\x82", "aba", "0" };
	struct json_writer *w = json_write_open(a, &out, JSON_WRITE_SORT);

	json_object(w);
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		json_name(w, names[i]);
		if (i % 3 == 0) {
			json_object(w);
			json_pair_int(w, "y", 1);
			json_pair_int(w, "x", 2);
			json_end(w);
		} else {
			json_int(w, (int64_t)i);
		}
	}
	json_end(w);
	ck_assert(json_write_close(w));
	check_out("{\"\":7,\"0\":{\"x\":2,\"y\":1},"
		  "\"_\":{\"x\":2,\"y\":1},\"A\":{\"x\":2,\"y\":1},\"a\":5,"
		  "\"a_\":2,\"aB\":{\"x\":2,\"y\":1},\"ab\":4,\"aba\":11,"
		  "\"B\":1,\"b\":{\"x\":2,\"y\":1},\"Z\":8,"
		  "\"\xe3\x81\x82\":10}");
}
END_TEST

/* A writer starts where the buf is, and a full one says so. */
START_TEST(test_limit)
{
	static const unsigned flags[] = { 0, JSON_WRITE_PRETTY,
		JSON_WRITE_SORT, JSON_WRITE_PRETTY | JSON_WRITE_SORT };
	struct buf small;

	for (size_t max = 0; max < 90; max++) {
		struct json_writer *w;

		buf_init(&small, max);
		w = json_write_open(a, &small, flags[_i]);
		json_object(w);
		json_pair_z(w, "b", "0123456789");
		json_name(w, "opt");
		json_opt_array(w);
		json_end(w);
		json_pair_z(w, "a", "0123456789");
		json_end(w);
		ck_assert_int_eq(json_write_close(w), !small.failed);
		ck_assert_uint_le(small.n, max);
		buf_fini(&small);
	}
	buf_put(&out, S("x"));
	write_all(flags[_i]);
	ck_assert(str_starts(buf_str(&out), S("x{")));
}
END_TEST

/* Bytes of a character between quotes. */
static size_t
written_length(int c)
{
	if (c == '"' || c == '\\' || (c >= '\b' && c <= '\r' && c != '\v'))
		return 2;
	return c < ' ' ? 6 : 1;
}

/* Text is looked at eight bytes at a time: each byte in each place of them. */
START_TEST(test_escape_places)
{
	for (size_t at = 0; at < 20; at++) {
		struct json_writer *w = json_write_open(a, &out, 0);
		char text[20];
		size_t n = written_length(_i);
		struct str got, xs = S("xxxxxxxxxxxxxxxxxxxx\"");

		memset(text, 'x', sizeof(text));
		text[at] = (char)_i;
		json_str(w, (struct str){ text, sizeof(text) });
		got = buf_str(&out);
		ck_assert_msg(got.n == sizeof(text) + n + 1 &&
			str_eq(str_sub(got, 1, at), str_sub(xs, 0, at)) &&
			str_eq(str_from(got, 1 + at + n),
			    str_from(xs, at + 1)),
		    "byte %d at %zu: %.*s", _i, at, STR_ARG(got));
		buf_clear(&out);
	}
}
END_TEST

START_TEST(test_lines)
{
	struct json_writer *w = json_write_open(a, &out, JSON_WRITE_LINES);

	json_object(w);
	json_pair_int(w, "a", 1);
	json_end(w);
	json_int(w, 2);
	check_out("{\"a\":1}\n2\n");
	buf_clear(&out);
	json_array(w);
	json_end(w);
	json_z(w, "x\ny");
	ck_assert(json_write_close(w));
	check_out("[]\n\"x\\ny\"\n");
	buf_clear(&out);
	ck_assert(
	    json_write_close(json_write_open(a, &out, JSON_WRITE_LINES)));
	check_out("");
}
END_TEST

/* ---- misuse aborts ---- */

static void
misuse(int which, struct json_writer *w)
{
	json_object(w);
	switch (which) {
	case 0:
		json_int(w, 1);
		break;
	case 1:
		json_name(w, "a");
		json_name(w, "b");
		break;
	case 2:
		json_name(w, "a");
		json_end(w);
		break;
	case 3:
		json_end(w);
		json_end(w);
		break;
	case 4:
		json_end(w);
		json_null(w);
		break;
	case 5:
		(void)json_write_close(w);
		break;
	case 6:
		json_name(w, "a");
		json_array(w);
		json_name(w, "b");
		break;
	case 7:
		json_pair_int(w, "a", 1);
		json_pair_int(w, "b", 1);
		json_pair_int(w, "a", 1);
		json_end(w);
		break;
	case 8:
		for (;;) {
			json_name(w, "a");
			json_object(w);
		}
	case 9:
		json_end(w);
		json_name(w, "a");
		break;
	default:
		break;
	}
}

START_TEST(test_misuse)
{
	misuse(_i, json_write_open(a, &out, JSON_WRITE_SORT));
}
END_TEST

START_TEST(test_misuse_nothing)
{
	(void)json_write_close(json_write_open(a, &out, 0));
}
END_TEST

/* ---- what is written is read again ---- */

/* Numbers that the writer has no call for go out as text. */
static void
put_number(struct json_writer *w, struct str s)
{
	bool minus = str_starts(s, S("-"));
	struct str digits = str_from(s, minus), whole, tenth;
	int64_t n, t;

	if (num_parse(digits, 0, INT64_MAX, &n) && (n > 0 || !minus))
		json_int(w, minus ? -n : n);
	else if (str_cut(digits, '.', &whole, &tenth) &&
	    num_parse(whole, 0, 1 << 20, &n) && num_parse(tenth, 0, 9, &t) &&
	    (n > 0 || t > 0 || !minus))
		json_tenths(w, minus ? -(n * 10 + t) : n * 10 + t);
	else
		json_str(w, s);
}

static void
put_node(struct json_writer *w, const struct json_node *n)
{
	switch (n->kind) {
	case JSON_IS_NULL:
		json_null(w);
		return;
	case JSON_IS_FALSE:
	case JSON_IS_TRUE:
		json_bool(w, n->kind == JSON_IS_TRUE);
		return;
	case JSON_IS_NUMBER:
		put_number(w, n->text);
		return;
	case JSON_IS_STRING:
		json_str(w, n->text);
		return;
	case JSON_IS_ARRAY:
	case JSON_IS_OBJECT:
		break;
	}
	if (n->kind == JSON_IS_OBJECT)
		json_object(w);
	else
		json_array(w);
	for (const struct json_node *m = n->first; m != NULL; m = m->next) {
		if (n->kind == JSON_IS_OBJECT)
			json_name_str(w, m->name);
		put_node(w, m);
	}
	json_end(w);
}

static const struct json_node *
read_back(struct str text)
{
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	uint32_t file = source_add(ss, S("x.json"));

	source_set_text(ss, file, text);
	return json_tree(a, ss, file, d);
}

static const struct json_node *
find_member(const struct json_node *n, struct str name)
{
	const struct json_node *m = n->first;

	while (m != NULL && !str_eq(m->name, name))
		m = m->next;
	return m;
}

/* Equal but for the order of members and numbers that became text. */
static bool
same(const struct json_node *x, const struct json_node *y)
{
	const struct json_node *m = x->first, *o = y->first;

	if (x->n != y->n || !str_eq(x->text, y->text))
		return false;
	if (x->kind != y->kind &&
	    (x->kind != JSON_IS_NUMBER || y->kind != JSON_IS_STRING))
		return false;
	for (; m != NULL; m = m->next, o = o != NULL ? o->next : NULL) {
		const struct json_node *other = x->kind == JSON_IS_OBJECT ?
		    find_member(y, m->name) :
		    o;

		if (other == NULL || !same(m, other))
			return false;
	}
	return true;
}

static bool
is_sorted(const struct json_node *n)
{
	const struct json_node *m;

	for (m = n->first; m != NULL; m = m->next) {
		if (n->kind == JSON_IS_OBJECT && m->next != NULL) {
			int c = str_cmp(str_lower(a, m->name),
			    str_lower(a, m->next->name));

			if (c > 0 ||
			    (c == 0 && str_cmp(m->name, m->next->name) >= 0))
				return false;
		}
		if (!is_sorted(m))
			return false;
	}
	return true;
}

static unsigned files;

static void
round_trip(const char *path, struct str text)
{
	const struct json_node *x = read_back(text), *y;
	cJSON *c;

	ck_assert_msg(x != NULL, "%s", path);
	for (unsigned flags = 0; flags < 4; flags++) {
		struct json_writer *w;

		buf_clear(&out);
		w = json_write_open(a, &out, flags);
		put_node(w, x);
		ck_assert(json_write_close(w));
		y = read_back(buf_str(&out));
		ck_assert_msg(y != NULL && same(x, y), "%s %u", path, flags);
		ck_assert_msg((flags & JSON_WRITE_SORT) == 0 || is_sorted(y),
		    "%s %u", path, flags);
		c = cJSON_ParseWithLength(out.p, out.n);
		ck_assert_msg(c != NULL, "%s %u", path, flags);
		cJSON_Delete(c);
	}
	files++;
}

START_TEST(test_round_trip)
{
	round_trip("here",
	    S("{\"b\":[1,-2,3.5,-0.5,0,-0,1e5,\"\\u2028\\n\"],"
	      "\"B\":{\"y\":null,\"x\":true,\"X\":false},"
	      "\"\\u3042\":\"\\ud83d\\udd14\",\"\":\"\"}"));
}
END_TEST

START_TEST(test_round_trip_files)
{
	if (test_data_dir() == NULL) {
		test_skip("round_trip_files", "HANSHO_DATA is not set");
		return;
	}
	files = 0;
	json_walk(a, test_data_dir(), "csaf", round_trip);
	json_walk(a, test_data_dir(), "csaf-suite", round_trip);
	ck_assert_uint_gt(files, 100);
}
END_TEST

Suite *
suite_text_json_write(void)
{
	Suite *s = suite_create("text/json_write");
	TCase *t = tcase_create("layout");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, test_compact);
	tcase_add_test(t, test_pretty);
	tcase_add_loop_test(t, test_escape, 0, ARRAY_LEN(escapes));
	tcase_add_loop_test(t, test_escape_places, 0, 0x80);
	tcase_add_test(t, test_lines);
	tcase_add_loop_test(t, test_vanish, 0, ARRAY_LEN(vanishing));
	tcase_add_test(t, test_vanish_root);
	tcase_add_test(t, test_sort);
	tcase_add_loop_test(t, test_limit, 0, 4);
	suite_add_tcase(s, t);
	t = tcase_create("misuse");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test_raise_signal(t, test_misuse, SIGABRT, 0, 10);
	tcase_add_test_raise_signal(t, test_misuse_nothing, SIGABRT);
	suite_add_tcase(s, t);
	t = tcase_create("round trip");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, test_round_trip);
	tcase_add_test(t, test_round_trip_files);
	suite_add_tcase(s, t);
	return s;
}
