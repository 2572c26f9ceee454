/*
 * What one version of a YAML tree has and the next has not: rows are told apart
 * by what names them, changed ones are not gone, and no text of people stands
 * in a name.
 */
#include <check.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/span.h"
#include "review/review_tree.h"
#include "test.h"
#include "text/yaml.h"

Suite *suite_review_tree(void);

/* "-NAME" for what is gone, "NAME: A > B" for what differs, ", " between. */
static const struct {
	const char *row;
	const char *before;
	const char *after;
	const char *want;
} rows[] = {
	{ "same", "a: 1\nb: [x, y]\n", "b: [y, x]\na: 1\n", "" },
	{ "added", "a: 1\n", "a: 1\nb: 2\n", "" },
	{ "member", "a: 1\nb: 2\n", "a: 1\n", "-b" },
	{ "empty is none", "a: 1\nb:\nc: []\n", "a: 1\n", "" },
	{ "emptied", "a: 1\n", "a:\n", "-a" },
	{ "value", "due: 2026-12-01\n", "due: 2026-12-02\n",
	    "due: 2026-12-01 > 2026-12-02" },
	{ "nested", "a: {b: {c: 1, d: 2}}\n", "a: {b: {c: 1}}\n", "-a.b.d" },
	{ "scalar item", "team: [sato, mori]\n", "team: [mori]\n",
	    "-team[sato]" },
	{ "twice", "l: [x, x]\n", "l: [x]\n", "-l[x]" },
	{ "by id", "p: [{id: x, n: 1}, {id: y, n: 1}]\n",
	    "p: [{id: y, n: 1}]\n", "-p[x]" },
	{ "changed by id", "p: [{id: x, n: 1, m: 2}]\n",
	    "p: [{id: x, n: 3, m: 2}]\n", "p[x].n: 1 > 3" },
	{ "all of it changed", "p: [{id: x, n: 1}]\n", "p: [{id: x, n: 2}]\n",
	    "p[x].n: 1 > 2" },
	{ "fact",
	    "facts:\n  - {at: 2026-09-01, event: received}\n"
	    "  - {at: 2026-09-02, event: verified}\n",
	    "facts:\n  - {at: 2026-09-02, event: verified}\n",
	    "-facts[received 2026-09-01]" },
	{ "corrected date",
	    "facts: [{at: 2026-09-01, event: received, by: x}]\n",
	    "facts: [{at: 2026-09-03, event: received, by: x}]\n",
	    "facts[received 2026-09-01].at: 2026-09-01 > 2026-09-03" },
	{ "deep row",
	    "v: [{cve: CVE-1, products: [{product: a}, {product: "
	    "b}]}]\n",
	    "v: [{cve: CVE-1, products: [{product: b}]}]\n",
	    "-v[CVE-1].products[a]" },
	{ "no name", "w: [{reason: the secret plan, n: 1}]\n", "w: []\n",
	    "-w" },
	{ "a list becomes text", "a: [x]\n", "a: x\n", "-a" },
	{ "text becomes a list", "a: x\n", "a: [x]\n", "" },
	{ "all", "a: [{id: x}]\nb: 1\n", "c: 1\n", "-a, -b" },
};

static const struct yaml_node *
parse(struct arena *a, struct sources *ss, struct diags *d, const char *text)
{
	uint32_t file = source_add(ss, S("x.yaml"));
	struct str s = str_z(text);

	source_set_text(ss, file, s);
	return yaml_parse(a, ss, (struct span){ file, 0, (uint32_t)s.n }, d);
}

static struct str
said(struct arena *a, const struct review_tree_changes *c)
{
	struct str all = S("");

	for (size_t i = 0; i < c->n; i++) {
		const struct review_tree_change *x = &c->v[i];
		struct str one = x->is_gone ?
		    str_cat(a, S("-"), x->name) :
		    str_fmt(a, "%.*s: %.*s > %.*s", STR_ARG(x->name),
			STR_ARG(x->before), STR_ARG(x->after));

		all = i == 0 ? one : str_cat(a, str_cat(a, all, S(", ")), one);
	}
	return all;
}

START_TEST(test_table)
{
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	struct review_tree_changes changes;
	struct str got;

	review_tree_compare(a, parse(a, ss, d, rows[_i].before),
	    parse(a, ss, d, rows[_i].after), &changes);
	ck_assert_uint_eq(diags_len(d), 0);
	got = said(a, &changes);
	ck_assert_msg(str_eq_z(got, rows[_i].want), "%s: '%.*s'", rows[_i].row,
	    STR_ARG(got));
	arena_close(a);
}
END_TEST

/* The place is that of the row, with its key. */
START_TEST(test_place)
{
	static const char text[] = "a: 1\nb:\n  - {id: x}\n  - {id: y}\n";
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	const struct yaml_node *before = parse(a, ss, d, text);
	struct review_tree_changes c;

	review_tree_compare(a, before, parse(a, ss, d, "b: [{id: x}]\n"), &c);
	ck_assert_uint_eq(c.n, 2);
	ck_assert(str_eq(source_text(ss, c.v[0].at), S("a: 1")));
	ck_assert(str_eq(source_text(ss, c.v[1].at), S("{id: y}")));
	review_tree_compare(a, NULL, before, &c);
	ck_assert_uint_eq(c.n, 0);
	review_tree_compare(a, before, NULL, &c);
	ck_assert_uint_eq(c.n, 1);
	arena_close(a);
}
END_TEST

/* Long lists without names are compared in good time, and each item that is
 * gone is told of. */
START_TEST(test_long)
{
	struct arena *a = arena_open();
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);
	struct review_tree_changes c;
	struct buf x, y;

	buf_init(&x, LIMIT_YAML_BYTES);
	buf_init(&y, LIMIT_YAML_BYTES);
	for (int i = 0; i < 5000; i++) {
		buf_printf(&x, "- {n: %d, m: %d}\n", i, i);
		buf_printf(&y, "- {n: %d, m: %d}\n", i + 5000, i + 5000);
	}
	buf_putc(&x, '\0');
	buf_putc(&y, '\0');
	review_tree_compare(a, parse(a, ss, d, x.p), parse(a, ss, d, y.p), &c);
	ck_assert_uint_eq(c.n, 5000);
	buf_fini(&x);
	buf_fini(&y);
	arena_close(a);
}
END_TEST

Suite *
suite_review_tree(void)
{
	Suite *s = suite_create("review_tree");
	TCase *t = tcase_create("tree");

	tcase_add_loop_test(t, test_table, 0, (int)ARRAY_LEN(rows));
	tcase_add_test(t, test_place);
	tcase_add_test(t, test_long);
	suite_add_tcase(s, t);
	return s;
}
