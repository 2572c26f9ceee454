/*
 * text/json_read and text/json_tree: grammar, places, duplicate names at all
 * sizes, the fast paths' borders, and cJSON as an oracle.
 */
#include "text/json_read.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "json_walk.h"
#include "test.h"

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

/* All events as text: brackets, names and values with blanks between. */
static struct str
trace(struct str text, struct str *fault, struct span *at)
{
	static const char *const words[] = {
		[JSON_OBJECT_BEGIN] = "{",
		[JSON_OBJECT_END] = "}",
		[JSON_ARRAY_BEGIN] = "[",
		[JSON_ARRAY_END] = "]",
		[JSON_NAME] = "N:",
		[JSON_STRING] = "S:",
		[JSON_NUMBER] = "#",
		[JSON_TRUE] = "+",
		[JSON_FALSE] = "-",
		[JSON_NULL] = "0",
		[JSON_END] = ".",
		[JSON_FAULT] = "!",
	};
	struct json_reader *r = json_open(a, text, (struct span){ 1, 0, 0 });
	struct str out = S(""), value;
	enum json_event ev;

	do {
		ev = json_next(r, &value, at);
		out = str_cat(a, out, str_z(words[ev]));
		if (ev == JSON_NAME || ev == JSON_STRING || ev == JSON_NUMBER)
			out = str_cat(a, str_cat(a, out, value), S(" "));
		ck_assert_uint_le(at->off + at->len, text.n);
	} while (ev != JSON_END && ev != JSON_FAULT);
	*fault = str_z(json_fault(r));
	ck_assert_int_eq(json_next(r, &value, at), ev);
	return out;
}

static const struct {
	const char *text;
	const char *events;
} good[] = {
	{ "null", "0." },
	{ " \t\r\n true \n", "+." },
	{ "false", "-." },
	{ "0", "#0 ." },
	{ "-0", "#-0 ." },
	{ "12345678901234567890123456789",
	    "#12345678901234567890123456789 ." },
	{ "-1.50e+07", "#-1.50e+07 ." },
	{ "0E0", "#0E0 ." },
	{ "\"\"", "S: ." },
	{ "[]", "[]." },
	{ "{}", "{}." },
	{ "[[],{}]", "[[]{}]." },
	{ "{\"a\":[1,\"x\",null]}", "{N:a [#1 S:x 0]}." },
	{ "{ \"a\" : { \"a\" : 1 } , \"b\" : 2 }", "{N:a {N:a #1 }N:b #2 }." },
	{ "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "S:\"\\/\b\f\n\r\t ." },
	{ "\"\\u0041\\u00e9\\u3042\\uD83D\\uDD14\"",
	    "S:A\xc3\xa9\xe3\x81\x82\xf0\x9f\x94\x94 ." },
	{ "\"\\u0001\\uffff\"", "S:\x01\xef\xbf\xbf ." },
	{ "\"\xe5\x8d\x8a\xe9\x90\x98 \xf0\x9f\x94\x94 \x7f\"",
	    "S:\xe5\x8d\x8a\xe9\x90\x98 \xf0\x9f\x94\x94 \x7f ." },
	{ "{\"\":1,\"\\u0061\":2}", "{N: #1 N:a #2 }." },
	{ "{\"a\":1,\"A\":2,\"aa\":3}", "{N:a #1 N:A #2 N:aa #3 }." },
};

START_TEST(test_good)
{
	struct str fault;
	struct span at;
	struct str got = trace(str_z(good[_i].text), &fault, &at);

	ck_assert_msg(str_eq_z(got, good[_i].events), "row %d: %.*s (%s)", _i,
	    STR_ARG(got), fault.p);
}
END_TEST

static const struct {
	const char *text;
	const char *words;	/* begin of the fault's words */
	uint32_t off, len;
} bad[] = {
	{ "", "the text is empty", 0, 0 },
	{ "  \n", "the text is empty", 3, 0 },
	{ "\xef\xbb\xbf[]", "the text begins with a byte-order", 0, 3 },
	{ "[", "the text ends", 1, 0 },
	{ "[1", "the text ends", 2, 0 },
	{ "[1,", "the text ends", 3, 0 },
	{ "{", "the text ends", 1, 0 },
	{ "{\"a\"", "the text ends", 4, 0 },
	{ "{\"a\":", "the text ends", 5, 0 },
	{ "{\"a\":1", "the text ends", 6, 0 },
	{ "{\"a\":1,", "the text ends", 7, 0 },
	{ "]", "a value was expected", 0, 1 },
	{ "[1 2]", "a comma or ] was expected", 3, 1 },
	{ "[1}", "a comma or ] was expected", 2, 1 },
	{ "{\"a\":1]", "a comma or } was expected", 6, 1 },
	{ "{\"a\":1 \"b\":2}", "a comma or } was expected", 7, 1 },
	{ "[1,]", "a comma with nothing after it", 2, 1 },
	{ "{\"a\":1,}", "a comma with nothing after it", 6, 1 },
	{ "[,1]", "a value or ] was expected", 1, 1 },
	{ "[1,,2]", "a value was expected", 3, 1 },
	{ "{a:1}", "a name in double quotes or }", 1, 1 },
	{ "{'a':1}", "a name in double quotes or }", 1, 1 },
	{ "{\"a\":1,b:2}", "a name in double quotes was", 7, 1 },
	{ "{1:2}", "a name in double quotes or }", 1, 1 },
	{ "{\"a\" 1}", "a colon", 5, 1 },
	{ "{\"a\"}", "a colon", 4, 1 },
	{ "{\"a\":}", "a value was expected", 5, 1 },
	{ "1 2", "text follows", 2, 1 },
	{ "[] []", "text follows", 3, 1 },
	{ "{}\xe3\x81\x82", "text follows", 2, 3 },
	{ "{} // x", "text follows", 3, 1 },
	{ "[/* x */]", "a value or ]", 1, 1 },
	{ "nul", "this word", 0, 3 },
	{ "True", "this word", 0, 4 },
	{ "nullx", "this word", 0, 5 },
	{ "[NaN]", "this word", 1, 3 },
	{ "Infinity", "this word", 0, 8 },
	{ "-Infinity", "a digit was", 1, 1 },
	{ "+1", "a value was", 0, 1 },
	{ ".5", "a value was", 0, 1 },
	{ "-", "a digit was", 1, 0 },
	{ "1.", "a digit was", 2, 0 },
	{ "1.e3", "a digit was", 2, 1 },
	{ "1e", "a digit was", 2, 0 },
	{ "1e+", "a digit was", 3, 0 },
	{ "01", "a number that begins", 0, 2 },
	{ "-007", "a number that begins", 1, 3 },
	{ "0x1F", "text follows", 1, 1 },
	{ "1_000", "text follows", 1, 1 },
	{ "\"abc", "a string without", 0, 4 },
	{ "[\"abc]", "a string without", 1, 5 },
	{ "\"a\nb\"", "a control character", 2, 1 },
	{ "\"a\tb\"", "a control character", 2, 1 },
	{ "\"\\", "an unknown escape", 1, 1 },
	{ "\"\\\"", "a string without", 0, 3 },
	{ "\"\\x41\"", "an unknown escape", 1, 2 },
	{ "\"\\\xe3\x81\x82\"", "an unknown escape", 1, 1 },
	{ "\"\\U0041\"", "an unknown escape", 1, 2 },
	{ "\"\\u12\"", "\\u needs", 1, 2 },
	{ "\"\\u12g4\"", "\\u needs", 1, 2 },
	{ "\"\\u 123\"", "\\u needs", 1, 2 },
	{ "\"\\u-123\"", "\\u needs", 1, 2 },
	{ "\"\\u0000\"", "\\u0000", 1, 6 },
	{ "\"\\ud800\"", "half a surrogate", 1, 6 },
	{ "\"\\udc00\"", "half a surrogate", 1, 6 },
	{ "\"\\ud800\\ud800\"", "half a surrogate", 1, 6 },
	{ "\"\\ud800\\n12345\"", "half a surrogate", 1, 6 },
	{ "\"\\ud800xxxxxx\"", "half a surrogate", 1, 6 },
	{ "\"\\udbff\\ue000\"", "half a surrogate", 1, 6 },
	{ "\"\x80\"", "bytes that are not", 1, 1 },
	{ "\"\xc0\xaf\"", "bytes that are not", 1, 1 },
	{ "\"\xc1\xbf\"", "bytes that are not", 1, 1 },
	{ "\"\xe0\x9f\xbf\"", "bytes that are not", 1, 1 },
	{ "\"\xed\xa0\x80\"", "bytes that are not", 1, 1 },
	{ "\"\xf0\x8f\xbf\xbf\"", "bytes that are not", 1, 1 },
	{ "\"\xf4\x90\x80\x80\"", "bytes that are not", 1, 1 },
	{ "\"\xf5\x80\x80\x80\"", "bytes that are not", 1, 1 },
	{ "\"\xff\"", "bytes that are not", 1, 1 },
	{ "\"\xe3\x81\"", "bytes that are not", 1, 1 },
	{ "\"\xe3\x81", "bytes that are not", 1, 1 },
	{ "\"ok \xe3\x81\x82\xe3\x81\xe3\x81\x82\"", "bytes that are", 7, 1 },
	{ "{\"a\":1,\"a\":2}", "this name stands twice", 7, 3 },
	{ "{\"a\":1,\"\\u0061\":2}", "this name stands twice", 7, 8 },
	{ "{\"\":1,\"\":2}", "this name stands twice", 6, 2 },
	{ "[{\"a\":{\"b\":1},\"b\":2,\"a\":3}]", "this name stands", 20, 3 },
	{ "\x01", "a value was expected", 0, 1 },
};

START_TEST(test_bad)
{
	struct str fault;
	struct span at;
	struct str got = trace(str_z(bad[_i].text), &fault, &at);

	ck_assert_msg(str_ends(got, S("!")), "row %d: %s accepted", _i,
	    bad[_i].text);
	ck_assert_msg(str_starts(fault, str_z(bad[_i].words)), "row %d: %s",
	    _i, fault.p);
	ck_assert_msg(at.off == bad[_i].off && at.len == bad[_i].len,
	    "row %d: at %u, %u", _i, at.off, at.len);
}
END_TEST

START_TEST(test_nul)
{
	struct str fault;
	struct span at;

	trace((struct str){ "\"a\0b\"", 5 }, &fault, &at);
	ck_assert(str_starts(fault, S("a control character")));
	trace((struct str){ "1\0", 2 }, &fault, &at);
	ck_assert(str_starts(fault, S("text follows")));
	trace((struct str){ "\"\\\0\"", 4 }, &fault, &at);
	ck_assert(str_starts(fault, S("an unknown escape")));
}
END_TEST

/* Every cut of a document is a fault, and the whole is none. */
START_TEST(test_cut)
{
	struct str doc = S(" {\"a\\n\":[-1.5e3,true,\"\xe3\x81\x82\\ud83d"
			   "\\udd14\"],\"b\":{}}");
	struct str fault;
	struct span at;

	for (size_t n = 0; n < doc.n; n++) {
		/* A copy of its own size lets the sanitizer see the end. */
		struct str part = { malloc(n + (n == 0)), n };

		memcpy((void *)(uintptr_t)part.p, doc.p, n);
		ck_assert(str_ends(trace(part, &fault, &at), S("!")));
		free((void *)(uintptr_t)part.p);
	}
	ck_assert(str_ends(trace(doc, &fault, &at), S(".")));
}
END_TEST

START_TEST(test_depth)
{
	char text[2 * LIMIT_JSON_DEPTH + 2];
	struct str fault;
	struct span at;

	memset(text, '[', LIMIT_JSON_DEPTH + 1);
	memset(text + LIMIT_JSON_DEPTH + 1, ']', LIMIT_JSON_DEPTH + 1);
	trace((struct str){ text, sizeof(text) }, &fault, &at);
	ck_assert(str_starts(fault, S("nested too deep")));
	ck_assert_uint_eq(at.off, LIMIT_JSON_DEPTH);
	ck_assert(str_ends(trace((struct str){ text + 1, sizeof(text) - 2 },
			       &fault, &at),
	    S(".")));
}
END_TEST

/* The words of the help name the limit; keep them true. */
_Static_assert(LIMIT_JSON_DEPTH == 128, "text/json_faults.def says 128");

/* A byte that matters is found wherever it stands in a block. */
START_TEST(test_borders)
{
	static const char *const bytes[] = { "\"", "\\", "\x1f", "\x80", "\n",
		"\xe3\x81\x82", "\\n" };
	struct str fault;
	struct span at;

	for (size_t at_byte = 0; at_byte < 70; at_byte++) {
		struct buf b;
		struct str got;
		size_t want = at_byte + 1;

		buf_init(&b, 1000);
		buf_putc(&b, '"');
		buf_fill(&b, 'a', at_byte);
		buf_put(&b, str_z(bytes[_i]));
		buf_fill(&b, 'z', 40);
		buf_putc(&b, '"');
		got = trace(buf_str(&b), &fault, &at);
		if (_i >= 5) {
			ck_assert_msg(str_ends(got, S(".")), "%zu", at_byte);
		} else {
			ck_assert_msg(str_ends(got, S("!")), "%zu", at_byte);
			/* A string's end leaves the rest as trailing text. */
			ck_assert_uint_eq(at.off, want + (_i == 0));
		}
		buf_fini(&b);
	}
}
END_TEST

/* Long runs of blanks, every length, before and after tokens. */
START_TEST(test_blanks)
{
	static const char *const ends[] = { "\n", "\t", "\r\n", "" };
	struct str fault;
	struct span at;
	struct buf b;

	buf_init(&b, 10000);
	for (size_t n = 0; n < 40; n++) {
		buf_clear(&b);
		buf_putc(&b, '[');
		for (int lines = 0; lines < 3; lines++) {
			buf_fill(&b, ' ', n);
			buf_put(&b, str_z(ends[_i]));
		}
		buf_fill(&b, ' ', n);
		buf_put(&b, S("1"));
		buf_fill(&b, ' ', n);
		buf_putc(&b, ']');
		ck_assert(str_eq_z(trace(buf_str(&b), &fault, &at), "[#1 ]."));
		buf_putc(&b, '\x0b');
		ck_assert(str_ends(trace(buf_str(&b), &fault, &at), S("!")));
	}
	buf_fini(&b);
}
END_TEST

/* An object of n names, nested once in each other; name dup stands twice. */
static void
put_names(struct buf *b, unsigned n, unsigned dup)
{
	buf_putc(b, '{');
	for (unsigned i = 0; i < n; i++)
		buf_printf(b, "%s\"name-%u-of-this\":{\"name-0-of-this\":%u}",
		    i > 0 ? "," : "", i, i);
	if (dup < n)
		buf_printf(b, ",\"name-%u-of-this\":0", dup);
	buf_putc(b, '}');
}

START_TEST(test_twice)
{
	static const unsigned sizes[] = { 1, 2, 15, 16, 17, 18, 31, 32, 33, 64,
		100, 1000 };
	struct json_reader *r;
	struct buf b;

	buf_init(&b, 10 << 20);
	for (size_t s = 0; s < ARRAY_LEN(sizes); s++) {
		unsigned n = sizes[s];

		for (unsigned dup = 0; dup <= n; dup += 1 + n / 40) {
			buf_clear(&b);
			/* A table used before must not leak names. */
			buf_putc(&b, '[');
			put_names(&b, 40, 40);
			buf_putc(&b, ',');
			put_names(&b, n, n);
			buf_putc(&b, ',');
			put_names(&b, n, dup);
			buf_putc(&b, ']');
			r = json_open(a, buf_str(&b),
			    (struct span){ 1, 0, 0 });
			ck_assert_msg(json_skip(r) == (dup == n),
			    "%u of %u: %s", dup, n, json_fault(r));
			ck_assert(dup == n ||
			    str_starts(str_z(json_fault(r)),
				S("this name stands")));
		}
	}
	buf_fini(&b);
}
END_TEST

/* A million names in one object are read, once each, in good time. */
START_TEST(test_many_names)
{
	struct json_reader *r;
	struct str text;
	struct span at;
	struct buf b;

	buf_init(&b, 64 << 20);
	buf_putc(&b, '{');
	for (unsigned i = 0; i < 1000000; i++)
		buf_printf(&b, "%s\"k%u\":1", i > 0 ? "," : "", i);
	buf_putc(&b, '}');
	r = json_open(a, buf_str(&b), (struct span){ 1, 0, 0 });
	ck_assert(json_skip(r));
	ck_assert_int_eq(json_next(r, &text, &at), JSON_END);
	buf_fini(&b);
}
END_TEST

/* Names made to share one place of the table are refused, not compared. */
START_TEST(test_names_alike)
{
	struct json_reader *r;
	unsigned found = 0;
	struct buf b;

	buf_init(&b, 1 << 20);
	buf_putc(&b, '{');
	for (unsigned i = 0; found < 2 * LIMIT_JSON_PROBES; i++) {
		struct arena_mark mark = arena_mark(a);
		struct str name = str_fmt(a, "n%u", i);
		uint64_t key = str_hash(name);

		/* As text/json_names.c folds it, for all tables met here. */
		if (((key ^ key >> 32) & 2047) == 0)
			buf_printf(&b, "%s\"%.*s\":0", found++ > 0 ? "," : "",
			    STR_ARG(name));
		arena_reset(a, mark);
	}
	buf_putc(&b, '}');
	r = json_open(a, buf_str(&b), (struct span){ 1, 0, 0 });
	ck_assert(!json_skip(r));
	ck_assert(str_starts(str_z(json_fault(r)), S("too many names")));
	buf_fini(&b);
}
END_TEST

START_TEST(test_pass_over)
{
	struct str doc = S("{\"a\":[1,{\"x\":\"\\n\"},[]],\"b\":2,\"c\":3}");
	struct json_reader *r = json_open(a, doc, (struct span){ 1, 0, 0 });
	struct str text;
	struct span at;

	ck_assert_int_eq(json_next(r, &text, &at), JSON_OBJECT_BEGIN);
	ck_assert_int_eq(json_next(r, &text, &at), JSON_NAME);
	ck_assert(json_skip(r));	/* the value of a */
	ck_assert(json_skip(r));	/* the member b */
	ck_assert_int_eq(json_next(r, &text, &at), JSON_NAME);
	ck_assert(str_eq_z(text, "c"));
	ck_assert_int_eq(json_next(r, &text, &at), JSON_NUMBER);
	ck_assert(!json_skip(r));	/* nothing is left to skip */
	ck_assert_int_eq(json_next(r, &text, &at), JSON_OBJECT_END);
	ck_assert(!json_skip(r));
	ck_assert_int_eq(json_next(r, &text, &at), JSON_END);

	r = json_open(a, S("[]"), (struct span){ 1, 0, 0 });
	ck_assert_int_eq(json_next(r, &text, &at), JSON_ARRAY_BEGIN);
	ck_assert(!json_skip(r));
	ck_assert_int_eq(json_next(r, &text, &at), JSON_ARRAY_END);

	r = json_open(a, S("[{\"a\":\"\xff\"}]"), (struct span){ 1, 0, 0 });
	ck_assert(!json_skip(r));
	ck_assert(str_starts(str_z(json_fault(r)), S("bytes that are not")));
	ck_assert(json_fault_help(r)[0] != '\0');
}
END_TEST

START_TEST(test_places)
{
	struct json_reader *r = json_open(a, S(" { \"n\" : \"v\\n\" }"),
	    (struct span){ 7, 100, 0 });
	static const struct {
		enum json_event ev;
		uint32_t off, len;
	} want[] = {
		{ JSON_OBJECT_BEGIN, 101, 1 },
		{ JSON_NAME, 103, 3 },
		{ JSON_STRING, 109, 5 },
		{ JSON_OBJECT_END, 115, 1 },
		{ JSON_END, 116, 0 },
	};
	struct str text;
	struct span at;

	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		ck_assert_int_eq(json_next(r, &text, &at), want[i].ev);
		ck_assert_uint_eq(at.file, 7);
		ck_assert_uint_eq(at.off, want[i].off);
		ck_assert_uint_eq(at.len, want[i].len);
	}
	r = json_open(a, S("[]"), (struct span){ 1, UINT32_MAX - 1, 0 });
	ck_assert_int_eq(json_next(r, &text, &at), JSON_FAULT);
}
END_TEST

/* Decoded text goes where it is told, plain text nowhere. */
START_TEST(test_decode_into)
{
	struct str doc = S("[\"plain\",\"esc\\naped\"]");
	struct json_reader *r = json_open(a, doc, (struct span){ 1, 0, 0 });
	struct arena *own = arena_open();
	struct str text;
	struct span at;
	size_t used = arena_used(a);

	json_decode_into(r, own);
	json_next(r, &text, &at);
	json_next(r, &text, &at);
	ck_assert_ptr_eq(text.p, doc.p + 2);
	ck_assert_uint_eq(arena_used(own), 0);
	json_next(r, &text, &at);
	ck_assert(str_eq_z(text, "esc\naped"));
	ck_assert_uint_gt(arena_used(own), 0);
	ck_assert_uint_eq(arena_used(a), used);
	arena_close(own);
}
END_TEST

static struct json_node *
tree_of(struct str text, struct sources **ss, struct diags **d)
{
	uint32_t file;

	*ss = sources_open(a);
	*d = diags_open(a);
	file = source_add(*ss, S("a.json"));
	source_set_text(*ss, file, text);
	return json_tree(a, *ss, file, *d);
}

START_TEST(test_tree)
{
	struct sources *ss;
	struct diags *d;
	const struct json_node *n, *m;

	n = tree_of(S(" {\"a\": \"x\\u0079\", \"b\": [1, {\"c\":null}]}"), &ss,
	    &d);
	ck_assert_ptr_nonnull(n);
	ck_assert_uint_eq(diags_len(d), 0);
	ck_assert_int_eq(n->kind, JSON_IS_OBJECT);
	ck_assert_uint_eq(n->n, 2);
	ck_assert(str_starts(source_text(ss, n->at), S("{")) &&
	    str_ends(source_text(ss, n->at), S("]}")));
	ck_assert(str_eq_z(json_get_str(n, "a"), "xy"));
	ck_assert_uint_eq(json_get_str(n, "b").n, 0);
	ck_assert_uint_eq(json_get_str(n, "z").n, 0);
	m = json_get(n, "b");
	ck_assert_uint_eq(m->n, 2);
	ck_assert(str_eq_z(source_text(ss, m->name_at), "\"b\""));
	ck_assert(str_eq_z(source_text(ss, m->at), "[1, {\"c\":null}]"));
	ck_assert(str_eq_z(m->first->text, "1"));
	ck_assert_int_eq(json_get(m->first->next, "c")->kind, JSON_IS_NULL);
	ck_assert_ptr_null(json_get(m, "c"));
	ck_assert_ptr_null(json_get(NULL, "c"));
}
END_TEST

START_TEST(test_tree_fault)
{
	struct sources *ss;
	struct diags *d;
	const struct diag *g;

	ck_assert_ptr_null(tree_of(S("{\"a\":1,\n \"a\":2}"), &ss, &d));
	ck_assert_uint_eq(diags_len(d), 1);
	g = diags_at(d, 0);
	ck_assert(str_eq_z(g->rule, "json-syntax"));
	ck_assert(str_eq_z(g->message,
	    "this name stands twice in its object: \"a\""));
	ck_assert(str_eq_z(source_text(ss, g->at), "\"a\""));
	ck_assert_uint_eq(g->at.off, 9);
	ck_assert_uint_gt(g->help.n, 0);
	ck_assert_ptr_nonnull(g->notes);
	ck_assert_uint_eq(g->notes->at.off, 1);

	/* Bytes that would harm a terminal are not quoted. */
	ck_assert_ptr_null(tree_of(S("[\xe2\x80\xae]"), &ss, &d));
	ck_assert(
	    str_eq_z(diags_at(d, 0)->message, "a value or ] was expected"));
}
END_TEST

/* Too long a text is not even looked at. */
START_TEST(test_tree_limit)
{
	struct sources *ss;
	struct diags *d;

	ck_assert_ptr_null(
	    tree_of((struct str){ "[]", (size_t)LIMIT_JSON_BYTES + 1 }, &ss,
		&d));
	ck_assert_uint_eq(diags_len(d), 1);
}
END_TEST

/* ---- cJSON says the same ------------------------------------------------- */

static bool
same_number(struct str text, double v)
{
	return strtod(str_to_z(a, text), NULL) == v;
}

/* Whether our tree and cJSON's are equal. */
static bool
same(const struct json_node *n, const cJSON *c)
{
	const cJSON *child = c->child;

	switch (n->kind) {
	case JSON_IS_NULL:
		return cJSON_IsNull(c);
	case JSON_IS_FALSE:
		return cJSON_IsFalse(c);
	case JSON_IS_TRUE:
		return cJSON_IsTrue(c);
	case JSON_IS_NUMBER:
		return cJSON_IsNumber(c) &&
		    same_number(n->text, c->valuedouble);
	case JSON_IS_STRING:
		return cJSON_IsString(c) && str_eq_z(n->text, c->valuestring);
	case JSON_IS_ARRAY:
	case JSON_IS_OBJECT:
		break;
	}
	if (n->kind == JSON_IS_OBJECT ? !cJSON_IsObject(c) : !cJSON_IsArray(c))
		return false;
	for (n = n->first; n != NULL; n = n->next, child = child->next)
		if (child == NULL || !same(n, child) ||
		    (child->string != NULL &&
			!str_eq_z(n->name, child->string)))
			return false;
	return child == NULL;
}

/* What we accept, cJSON accepts and reads alike.  Returns our verdict. */
static bool
agrees(const char *what, struct str text)
{
	struct sources *ss;
	struct diags *d;
	const struct json_node *n = tree_of(text, &ss, &d);
	cJSON *c = cJSON_ParseWithLength(text.p, text.n);

	ck_assert_msg((n == NULL) == (diags_len(d) > 0), "%s", what);
	if (n != NULL)
		ck_assert_msg(c != NULL && same(n, c), "%s", what);
	cJSON_Delete(c);
	return n != NULL;
}

static uint32_t seed;

static unsigned
roll(unsigned n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

static void
put_random_string(struct buf *b)
{
	static const char *const bits[] = { "a", "Zz", " ", "\\n", "\\\"",
		"\\u0041", "\\u3042", "\\uD83D\\uDD14", "\xc3\xa9",
		"\xe5\x8d\x8a", "\xf0\x9f\x94\x94", "0123456789abcdef", "\\\\",
		"\\/", "\x7f" };

	buf_putc(b, '"');
	for (unsigned i = roll(8); i > 0; i--)
		buf_put(b, str_z(bits[roll(ARRAY_LEN(bits))]));
	buf_putc(b, '"');
}

static void
put_random_blank(struct buf *b)
{
	buf_fill(b, " \n\t\r"[roll(4)], roll(8) == 0 ? roll(20) : 0);
}

static void
put_random(struct buf *b, unsigned depth)
{
	static const char *const words[] = { "true", "false", "null", "0",
		"-1", "12.50", "1e3", "-0.125E-2", "4294967296" };
	unsigned kind = roll(depth > 0 ? 4 : 2);
	bool is_object = kind == 3;

	put_random_blank(b);
	if (kind == 0) {
		buf_put(b, str_z(words[roll(ARRAY_LEN(words))]));
	} else if (kind == 1) {
		put_random_string(b);
	} else {
		buf_putc(b, is_object ? '{' : '[');
		for (unsigned i = 0, n = roll(6); i < n; i++) {
			if (i > 0)
				buf_putc(b, ',');
			if (is_object) {
				/* Alike on purpose, one in 64. */
				buf_printf(b, "\"m%u\"", i * 8 + roll(9));
				put_random_blank(b);
				buf_putc(b, ':');
			}
			put_random(b, depth - 1);
		}
		buf_putc(b, is_object ? '}' : ']');
	}
	put_random_blank(b);
}

START_TEST(test_oracle)
{
	unsigned accepted = 0, broken = 0;
	struct buf b;

	seed = (uint32_t)_i + 1;
	buf_init(&b, 1 << 20);
	for (int i = 0; i < 400; i++) {
		struct arena_mark mark = arena_mark(a);

		buf_clear(&b);
		put_random(&b, 5);
		accepted += agrees("generated", buf_str(&b));
		/* Break a byte: what is still accepted must agree again. */
		b.p[roll((unsigned)b.n)] = "\"\\{}[],:0eE.x \x80"[roll(15)];
		broken += !agrees("broken", buf_str(&b));
		arena_reset(a, mark);
	}
	ck_assert_uint_gt(accepted, 350);
	ck_assert_uint_gt(broken, 100);
	buf_fini(&b);
}
END_TEST

static unsigned files, refused;

static void
compare_file(const char *path, struct str text)
{
	bool ok = agrees(path, text);

	files++;
	refused += !ok;
}

START_TEST(test_oracle_files)
{
	if (test_data_dir() == NULL) {
		test_skip("oracle_files", "HANSHO_DATA is not set");
		return;
	}
	files = refused = 0;
	json_walk(a, test_data_dir(), "csaf", compare_file);
	json_walk(a, test_data_dir(), "csaf-suite", compare_file);
	ck_assert_uint_gt(files, 100);
	ck_assert_msg(refused == 0, "%u of %u files refused", refused, files);
}
END_TEST

Suite *
suite_text_json_read(void)
{
	Suite *s = suite_create("text/json_read");
	TCase *t = tcase_create("reader");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, test_good, 0, ARRAY_LEN(good));
	tcase_add_loop_test(t, test_bad, 0, ARRAY_LEN(bad));
	tcase_add_test(t, test_nul);
	tcase_add_test(t, test_cut);
	tcase_add_test(t, test_depth);
	tcase_add_loop_test(t, test_borders, 0, 7);
	tcase_add_loop_test(t, test_blanks, 0, 4);
	tcase_add_test(t, test_twice);
	tcase_add_test(t, test_many_names);
	tcase_add_test(t, test_names_alike);
	tcase_add_test(t, test_pass_over);
	tcase_add_test(t, test_places);
	tcase_add_test(t, test_decode_into);
	suite_add_tcase(s, t);
	t = tcase_create("tree");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, test_tree);
	tcase_add_test(t, test_tree_fault);
	tcase_add_test(t, test_tree_limit);
	suite_add_tcase(s, t);
	t = tcase_create("oracle");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, test_oracle, 0, 8);
	tcase_add_test(t, test_oracle_files);
	suite_add_tcase(s, t);
	return s;
}
