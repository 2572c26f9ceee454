/*
 * text/yaml: trees with byte spans, and everything that strict YAML refuses
 * with the place where it stands.
 */
#include "text/yaml.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "test.h"

static struct arena *a;
static struct sources *ss;
static struct diags *d;

static void
setup(void)
{
	a = arena_open();
	ss = sources_open(a);
	d = diags_open(a);
}

static void
teardown(void)
{
	arena_close(a);
}

static struct yaml_node *
parse_str(struct str s)
{
	uint32_t file = source_add(ss, S("a.yaml"));

	source_set_text(ss, file, s);
	return yaml_parse(a, ss, (struct span){ file, 0, (uint32_t)s.n }, d);
}

static struct yaml_node *
parse(const char *z)
{
	return parse_str(str_z(z));
}

/* Mistakes: the first diagnostic's rule, text that it points at, its line. */
static const struct bad {
	const char *name;
	const char *text;
	const char *rule;
	const char *at;		/* the bytes of the span */
	uint32_t line;
	uint32_t column;
} BAD[] = {
	{ "second colon", "a: 1\nt: 日本: foo: bar\n", "yaml-syntax", ":", 2,
	    6 },
	{ "indentation", "a: 1\n b: 2\n", "yaml-syntax", ":", 2, 3 },
	{ "less indentation", "a:\n  - b\n c: d\n", "yaml-syntax", "c", 3, 2 },
	{ "open quote", "半: \"abc\nb: c\n", "yaml-syntax", "\"", 1, 4 },
	{ "open quote before a document", "a: 'x\n---\n", "yaml-syntax", "'",
	    1, 4 },
	{ "open list", "a: [1, 2\nb: c\n", "yaml-syntax", ":", 2, 2 },
	{ "open map at the end", "a: {b: c, d\n\n", "yaml-syntax", "", 1, 12 },
	{ "at sign", "半鐘: @foo\n", "yaml-syntax", "@", 1, 5 },
	{ "backtick", "a: `foo`\n", "yaml-syntax", "`", 1, 4 },
	{ "percent", "a: %foo\n", "yaml-syntax", "%", 1, 4 },
	{ "key without a blank", "key:value\n", NULL, "", 0, 0 },
	{ "key alone", "a: b\nkeyvalue\nb: c\n", "yaml-syntax", "k", 2, 1 },
	{ "text after a quote", "a: \"x\" y\n", "yaml-syntax", "y", 1, 8 },
	{ "text after a bar", "a: | text\n", "yaml-syntax", "t", 1, 6 },
	{ "unknown escape", "a: \"C:\\dir\"\n", "yaml-syntax", "\\d", 1, 7 },
	{ "short escape", "日: \"\\u12\"\n", "yaml-syntax", "\\u", 1, 5 },
	{ "surrogate", "a: \"\\ud800\"\n", "yaml-syntax", "\\u", 1, 5 },
	{ "item behind a key", "a: - b\n", "yaml-syntax", "-", 1, 4 },
	{ "closing bracket", "a: ]\n", "yaml-syntax", "]", 1, 4 },
	{ "item after a key", "a: b\n- c\n", "yaml-syntax", "-", 2, 1 },
	{ "key after items", "- a\nb: c\n", "yaml-syntax", "b", 2, 1 },
	{ "tab first", "a: 1\n\tb: 2\n", "yaml-syntax", "\t", 2, 1 },
	{ "tab after blanks", "a:\n  \tb: 2\n", "yaml-syntax", "\t", 2, 3 },
	{ "tab behind a key", "日:\tb\n", "yaml-syntax", "\t", 1, 3 },
	{ "tab behind a dash", "-\tb\n", "yaml-syntax", "\t", 1, 2 },
	{ "tab in block text", "a: |\n\tb\n", "yaml-syntax", "\t", 2, 1 },
	{ "duplicate", "a: 1\n日本: 2\n日本: 3\n", "yaml-duplicate-key",
	    "日本", 3, 1 },
	{ "duplicate in quotes", "a: 1\n\"a\": 2\n", "yaml-duplicate-key",
	    "\"a\"", 2, 1 },
	{ "duplicate in flow", "x: {k: 1, k: 2}\n", "yaml-duplicate-key", "k",
	    1, 11 },
	{ "anchor", "a: &x1 b\n", "yaml-anchor", "&x1", 1, 4 },
	{ "anchor on a map", "半: &m\n  b: c\n", "yaml-anchor", "&m", 1, 4 },
	{ "anchor on a list", "a: &l [b]\n", "yaml-anchor", "&l", 1, 4 },
	{ "anchor without a name", "a: & b\n", "yaml-anchor", "&", 1, 4 },
	{ "alias", "a: b\nc: *x\n", "yaml-alias", "*x", 2, 4 },
	{ "alias as a key", "*x : b\n", "yaml-alias", "*x", 1, 1 },
	{ "bold text", "a: **b** c\n", "yaml-alias", "*", 1, 4 },
	{ "tag", "a: !!str b\n", "yaml-tag", "!!str", 1, 4 },
	{ "own tag", "a: !x [b]\n", "yaml-tag", "!x", 1, 4 },
	{ "bare tag", "a: ! b\n", "yaml-tag", "!", 1, 4 },
	{ "tag of a handle", "a: !e!f g\n", "yaml-tag", "!", 1, 4 },
	{ "exclamation", "a: !<x\n", "yaml-tag", "!", 1, 4 },
	{ "second document", "a: b\n---\nc: d\n", "yaml-documents", "---", 2,
	    1 },
	{ "YAML directive", "%YAML 1.1\n---\na: b\n", "yaml-documents",
	    "%YAML", 1, 1 },
	{ "TAG directive", "%TAG ! tag:x,1:\n---\na: b\n", "yaml-documents",
	    "%TAG", 1, 1 },
	{ "other directive", "%FOO\n---\na: b\n", "yaml-documents", "%", 1,
	    1 },
	{ "list as a key", "[a]: b\n", "yaml-key", "[a]", 1, 1 },
	{ "map as a key", "{a: b}: c\n", "yaml-key", "{a: b}", 1, 1 },
	{ "block text as a key", "? |\n  x\n: b\n", "yaml-key", "|\n  x", 1,
	    3 },
	{ "null as a key", "~: b\n", "yaml-key", "~", 1, 1 },
	{ "null word as a key", "null: b\n", "yaml-key", "null", 1, 1 },
	{ "no key", ": b\n", "yaml-syntax", ":", 1, 1 },
	{ "no key", "a: 1\n?\n: b\n", "yaml-key", "", 2, 2 },
	{ "merge key", "日: 1\n<<: {a: b}\n", "yaml-key", "<<", 2, 1 },
	{ "control character", "a: 日\x01\n", "yaml-encoding", "\x01", 1, 5 },
	{ "delete", "a: \x7f\n", "yaml-encoding", "\x7f", 1, 4 },
	{ "override", "a: b\xe2\x80\xae\n", "yaml-encoding", "\xe2\x80\xae", 1,
	    5 },
	{ "line separator", "a: b\xe2\x80\xa8\n", "yaml-encoding",
	    "\xe2\x80\xa8", 1, 5 },
	{ "byte-order mark",
	    "\xef\xbb\xbf"
	    "a: b\n",
	    "yaml-encoding", "\xef\xbb\xbf", 1, 1 },
	{ "mark within",
	    "a: \xef\xbb\xbf"
	    "b\n",
	    "yaml-encoding", "\xef\xbb\xbf", 1, 4 },
	{ "noncharacter", "a: \xef\xb7\x90\n", "yaml-encoding", "\xef\xb7\x90",
	    1, 4 },
	{ "bad byte", "a: \xff\n", "yaml-encoding", "\xff", 1, 4 },
	{ "surrogate bytes", "a: \xed\xa0\x80\n", "yaml-encoding", "\xed", 1,
	    4 },
	{ "Shift_JIS", "a: \x93\xfa\x96{\n", "yaml-encoding", "\x93", 1, 4 },
	{ "lone return", "a: b\rc: d\n", "yaml-encoding", "\r", 1, 5 },
	{ "escaped NUL", "a: \"日\\0\"\n", "yaml-encoding", "\\0", 1, 6 },
	{ "escaped override", "日: \"x\\u202e\"\n", "yaml-encoding", "\\u202e",
	    1, 6 },
	{ "escaped bell", "a: \"\\\\\\a\"\n", "yaml-encoding", "\\a", 1, 7 },
	{ "escaped hex", "a: \"\\x1B\"\n", "yaml-encoding", "\\x1B", 1, 5 },
	{ "comment in flow", "a: [b #c\n", "yaml-syntax", "", 1, 9 },
};

START_TEST(bad_text_is_refused_at_its_place)
{
	const struct bad *row = &BAD[_i];
	struct yaml_node *root = parse(row->text);

	if (row->rule == NULL) {
		ck_assert_msg(root != NULL && diags_len(d) == 0, "%s",
		    row->name);
		return;
	}
	ck_assert_msg(diags_len(d) > 0, "%s: no diagnostic", row->name);
	const struct diag *g = diags_at(d, 0);
	struct str at = source_text(ss, g->at);
	struct pos pos = source_pos(ss, g->at);

	ck_assert_msg(str_eq_z(g->rule, row->rule), "%s: rule %.*s", row->name,
	    STR_ARG(g->rule));
	ck_assert_msg(str_eq_z(at, row->at), "%s: points at '%.*s'", row->name,
	    STR_ARG(at));
	ck_assert_msg(pos.line == row->line && pos.column == row->column,
	    "%s: at %u:%u", row->name, pos.line, pos.column);
	ck_assert_msg(g->help.n > 0, "%s: no help", row->name);
	ck_assert_msg(diags_len(d) == 1, "%s: %zu diagnostics", row->name,
	    diags_len(d));
}
END_TEST

START_TEST(nul_is_refused)
{
	ck_assert_ptr_null(parse_str(S("a: b\0c")));
	ck_assert(str_eq_z(diags_at(d, 0)->rule, "yaml-encoding"));
	ck_assert_uint_eq(diags_at(d, 0)->at.off, 4);
}
END_TEST

START_TEST(utf16_is_refused)
{
	ck_assert_ptr_null(parse_str(S("\xff\xfe"
				       "a\0:\0")));
	ck_assert(str_eq_z(diags_at(d, 0)->rule, "yaml-encoding"));
}
END_TEST

/* Nodes by path: their span's bytes, value, and whether it is verbatim. */
static const struct good {
	const char *name;
	const char *text;
	const char *path;	/* keys and indexes, '/' between */
	enum yaml_kind kind;
	const char *at;
	const char *value;
	bool is_plain;
	bool is_verbatim;
} GOOD[] = {
	{ "plain", "日本語: 半鐘 # c\n", "日本語", YAML_SCALAR, "半鐘", "半鐘",
	    true, true },
	{ "crlf", "a: b\r\n日: 語\r\nc: d\r\n", "c", YAML_SCALAR, "d", "d",
	    true, true },
	{ "single", "日: 'it'\r\n", "日", YAML_SCALAR, "'it'", "it", false,
	    true },
	{ "single escaped", "日: 'it''s'\n", "日", YAML_SCALAR, "'it''s'",
	    "it's", false, false },
	{ "double", "日: \"語\"\n", "日", YAML_SCALAR, "\"語\"", "語", false,
	    true },
	{ "double escaped", "日: \"\\u8a9e\\n\"\n", "日", YAML_SCALAR,
	    "\"\\u8a9e\\n\"", "語\n", false, false },
	{ "escaped return", "a: \"\\r\"\n", "a", YAML_SCALAR, "\"\\r\"", "\r",
	    false, false },
	{ "empty quotes", "a: \"\"\n", "a", YAML_SCALAR, "\"\"", "", false,
	    true },
	{ "nothing", "日: \nb: c\n", "日", YAML_NULL, "", "", false, false },
	{ "tilde", "a: ~\n", "a", YAML_NULL, "~", "", false, false },
	{ "null", "a: null\n", "a", YAML_NULL, "null", "", false, false },
	{ "quoted null", "a: 'null'\n", "a", YAML_SCALAR, "'null'", "null",
	    false, true },
	{ "yes is text", "a: yes\n", "a", YAML_SCALAR, "yes", "yes", true,
	    true },
	{ "version is text", "a: 1.10\n", "a", YAML_SCALAR, "1.10", "1.10",
	    true, true },
	{ "colon within", "a: 09:30+09:00\n", "a", YAML_SCALAR, "09:30+09:00",
	    "09:30+09:00", true, true },
	{ "folded plain", "日: b\n  語\nc: d\n", "日", YAML_SCALAR, "b\n  語",
	    "b 語", true, false },
	{ "literal", "a: |\r\n  日\r\n  本\r\n\r\n\r\nb: c\r\n", "a",
	    YAML_SCALAR, "|\r\n  日\r\n  本", "日\n本\n", false, false },
	{ "literal, then more", "a: |\r\n  日\r\n\r\nb: 語\r\n", "b",
	    YAML_SCALAR, "語", "語", true, true },
	{ "folded", "a: >-\n  日\n  本\n\nb: c\n", "a", YAML_SCALAR,
	    ">-\n  日\n  本", "日 本", false, false },
	{ "block list", "日:\n  - x\n  - 語\n\nb: c\n", "日", YAML_SEQ,
	    "- x\n  - 語", "", false, false },
	{ "block item", "日:\n  - x\n  - 語\nb: c\n", "日/1", YAML_SCALAR,
	    "語", "語", true, true },
	{ "flat list", "a:\n- x\n- y\nb: c\n", "a", YAML_SEQ, "- x\n- y", "",
	    false, false },
	{ "flow list", "日: [ x, {y: z} ] # c\n", "日", YAML_SEQ,
	    "[ x, {y: z} ]", "", false, false },
	{ "flow map in list", "日: [ x, {y: 語} ]\n", "日/1/y", YAML_SCALAR,
	    "語", "語", true, true },
	{ "map in list", "日:\n  - a: 1\n    b: 2\n  - c\n", "日/0", YAML_MAP,
	    "a: 1\n    b: 2", "", false, false },
	{ "map", "日:\n  a: 1\n  b:\n\nc: 2\n", "日", YAML_MAP,
	    "a: 1\n  b:", "", false, false },
	{ "tab within text", "a: \"x\ty\"\n", "a", YAML_SCALAR, "\"x\ty\"",
	    "x\ty", false, true },
	{ "tab in a comment", "a: b #\tc\n", "a", YAML_SCALAR, "b", "b", true,
	    true },
	{ "tab at the line's end", "a: b\t\n", "a", YAML_SCALAR, "b", "b",
	    true, true },
	{ "one document", "---\na: b\n...\n", "a", YAML_SCALAR, "b", "b", true,
	    true },
	{ "quoted key", "\"a b\": c\n", "a b", YAML_SCALAR, "c", "c", true,
	    true },
};

static const struct yaml_node *
find(const struct yaml_node *n, const char *path)
{
	struct str rest = str_z(path);
	struct str part;

	while (n != NULL && rest.n > 0) {
		(void)str_cut(rest, '/', &part, &rest);
		if (n->kind == YAML_MAP)
			n = yaml_get(n, str_to_z(a, part));
		else
			n = n->items[part.p[0] - '0'];
	}
	return n;
}

START_TEST(spans_are_bytes)
{
	const struct good *row = &GOOD[_i];
	const struct yaml_node *n = find(parse(row->text), row->path);

	ck_assert_msg(n != NULL && diags_len(d) == 0, "%s: no node",
	    row->name);
	struct str at = source_text(ss, n->at);
	ck_assert_msg(n->kind == row->kind, "%s: %s", row->name,
	    yaml_kind_name(n->kind));
	ck_assert_msg(str_eq_z(at, row->at), "%s: span '%.*s'", row->name,
	    STR_ARG(at));
	if (n->kind != YAML_SCALAR)
		return;
	ck_assert_msg(str_eq_z(n->text, row->value), "%s: value '%.*s'",
	    row->name, STR_ARG(n->text));
	ck_assert_msg(n->is_plain == row->is_plain, "%s: plain", row->name);
	ck_assert_msg(n->is_verbatim == row->is_verbatim, "%s: verbatim",
	    row->name);
}
END_TEST

START_TEST(part_of_a_scalar)
{
	struct yaml_node *root = parse("a: '日本語'\nb: \"\\u65e5x\"\n");
	const struct yaml_node *v = yaml_get(root, "a");

	ck_assert(str_eq_z(source_text(ss, yaml_span(v, 3, 3)), "本"));
	ck_assert(str_eq_z(source_text(ss, yaml_span(v, 6, 99)), "語"));
	ck_assert_uint_eq(yaml_span(v, 99, 1).len, 0);
	v = yaml_get(root, "b");
	ck_assert(
	    str_eq_z(source_text(ss, yaml_span(v, 0, 3)), "\"\\u65e5x\""));
}
END_TEST

START_TEST(region_in_a_file)
{
	struct str s = S("---\n日: 本\n---\nbody: [\n");
	uint32_t file = source_add(ss, S("a.md"));

	source_set_text(ss, file, s);
	struct yaml_node *root = yaml_parse(a, ss, (struct span){ file, 4, 9 },
	    d);
	ck_assert_uint_eq(diags_len(d), 0);
	const struct yaml_node *v = yaml_get(root, "日");
	ck_assert_uint_eq(v->at.off, 9);
	ck_assert(str_eq_z(source_text(ss, v->at), "本"));
}
END_TEST

START_TEST(empty_is_nothing)
{
	ck_assert_int_eq(parse("")->kind, YAML_NULL);
	ck_assert_int_eq(parse("# only\n\n")->kind, YAML_NULL);
	ck_assert_int_eq(parse("---\n")->kind, YAML_NULL);
	ck_assert_uint_eq(diags_len(d), 0);
	ck_assert_ptr_null(yaml_get(NULL, "a"));
	ck_assert_ptr_null(yaml_get(parse("[a]"), "a"));
}
END_TEST

START_TEST(refused_things_leave_the_rest)
{
	struct yaml_node *root = parse("a: 1\na: 2\n[x]: y\nb: *q\nc: 3\n");

	ck_assert_ptr_nonnull(root);
	ck_assert_uint_eq(diags_len(d), 3);
	ck_assert_uint_eq(root->n, 3);
	ck_assert(str_eq_z(yaml_get(root, "a")->text, "1"));
	ck_assert_int_eq(yaml_get(root, "b")->kind, YAML_NULL);
	ck_assert(str_eq_z(yaml_get(root, "c")->text, "3"));
	diags_sort(d);
	ck_assert(str_eq_z(diags_at(d, 0)->rule, "yaml-duplicate-key"));
	ck_assert_uint_eq(diags_at(d, 0)->at.off, 5);
	ck_assert_uint_eq(diags_at(d, 0)->notes->at.off, 0);
}
END_TEST

START_TEST(many_keys_with_one_twice)
{
	struct buf out;

	buf_init(&out, SIZE_MAX);
	for (int i = 0; i < 20000; i++)
		buf_printf(&out, "鍵%d: v\n", i);
	buf_put(&out, S("鍵777: w\n"));
	struct yaml_node *root = parse_str(buf_str(&out));
	ck_assert_ptr_nonnull(root);
	ck_assert_uint_eq(root->n, 20000);
	ck_assert_uint_eq(diags_len(d), 1);
	ck_assert_uint_eq(source_pos(ss, diags_at(d, 0)->at).line, 20001);
	ck_assert_uint_eq(source_pos(ss, diags_at(d, 0)->notes->at).line, 778);
	buf_fini(&out);
}
END_TEST

static struct str
repeat(const char *unit, size_t n, const char *tail)
{
	struct str u = str_z(unit), t = str_z(tail);
	char *p = arena_bytes(a, u.n * n + t.n);

	for (size_t i = 0; i < n; i++)
		memcpy(p + i * u.n, u.p, u.n);
	memcpy(p + n * u.n, t.p, t.n);
	return (struct str){ p, u.n * n + t.n };
}

/* Hostile text: refused by this rule, in no time. */
static const struct hostile {
	const char *unit;
	size_t n;
	const char *rule;
} HOSTILE[] = {
	{ "[", 100000, "yaml-depth" },
	{ "{a: ", 100000, "yaml-depth" },
	{ "- ", 100000, "yaml-depth" },
	{ "? ", 100000, "yaml-depth" },
	{ "[", 33, "yaml-depth" },
	{ "a: {b: [", 40, "yaml-depth" },
	{ "x", LIMIT_YAML_BYTES + 1, "yaml-size" },
	{ "- \n", LIMIT_YAML_NODES + 1, "yaml-size" },
	{ "&a ", 1000, "yaml-anchor" },
	{ "\"\\", 10000, "yaml-syntax" },
	{ "!", 10000, "yaml-tag" },
	{ "%", 10000, "yaml-documents" },
	{ "'", 9999, "yaml-syntax" },
	{ "a\n", 100000, NULL },
	{ "#", 1000000, NULL },
};

START_TEST(hostile_text_is_bounded)
{
	const struct hostile *row = &HOSTILE[_i];
	struct yaml_node *root = parse_str(repeat(row->unit, row->n, ""));

	if (row->rule == NULL) {
		ck_assert_msg(root != NULL, "%s", row->unit);
		return;
	}
	ck_assert_msg(diags_len(d) > 0, "%s", row->unit);
	ck_assert_msg(str_eq_z(diags_at(d, 0)->rule, row->rule),
	    "%s: rule %.*s", row->unit, STR_ARG(diags_at(d, 0)->rule));
}
END_TEST

START_TEST(depth_up_to_the_limit)
{
	struct str s = repeat("[", LIMIT_YAML_DEPTH,
	    "]]]]]]]]]]]]]]]]]]]]"
	    "]]]]]]]]]]]]");

	_Static_assert(LIMIT_YAML_DEPTH == 32, "as many ] as [");
	ck_assert_ptr_nonnull(parse_str(s));
	ck_assert_uint_eq(diags_len(d), 0);
}
END_TEST

START_TEST(kinds_have_names)
{
	ck_assert_str_eq(yaml_kind_name(YAML_NULL), "nothing");
	ck_assert_str_eq(yaml_kind_name(YAML_SCALAR), "text");
	ck_assert_str_eq(yaml_kind_name(YAML_SEQ), "a list");
	ck_assert_str_eq(yaml_kind_name(YAML_MAP), "a map");
}
END_TEST

Suite *
suite_text_yaml(void)
{
	Suite *s = suite_create("text_yaml");
	TCase *c = tcase_create("yaml");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 20);
	tcase_add_loop_test(c, bad_text_is_refused_at_its_place, 0,
	    (int)ARRAY_LEN(BAD));
	tcase_add_loop_test(c, spans_are_bytes, 0, (int)ARRAY_LEN(GOOD));
	tcase_add_loop_test(c, hostile_text_is_bounded, 0,
	    (int)ARRAY_LEN(HOSTILE));
	tcase_add_test(c, nul_is_refused);
	tcase_add_test(c, utf16_is_refused);
	tcase_add_test(c, part_of_a_scalar);
	tcase_add_test(c, region_in_a_file);
	tcase_add_test(c, empty_is_nothing);
	tcase_add_test(c, refused_things_leave_the_rest);
	tcase_add_test(c, many_keys_with_one_twice);
	tcase_add_test(c, depth_up_to_the_limit);
	tcase_add_test(c, kinds_have_names);
	suite_add_tcase(s, c);
	return s;
}
