/*
 * resolve: the sample lines, and how many of them are found.  Names are those
 * of our own table and of the mirrors; "all names" knows the CPE names that the
 * samples expect too, as NVD's dictionary would, among all others: names, not
 * what lines mean.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "resolve/dictionary_impl.h"
#include "resolve/resolve.h"
#include "resolve/resolve_cpe.h"
#include "test.h"
#include "text/json_read.h"

#define IN_FIVE	5

struct tally {
	size_t lines, first, five, taken, wrong;
};

typedef void each_fn(struct arena *a, const struct json_node *line, void *ctx);

static void
each_line(struct arena *a, struct io_dir *dir, struct str path, each_fn *fn,
    void *ctx)
{
	struct str text, line;

	ck_assert_int_eq(io_read(dir, path, LIMIT_JSON_BYTES, a, &text), 0);
	while (text.n > 0) {
		struct arena *tmp = arena_open();
		struct sources *ss = sources_open(tmp);
		struct diags *d = diags_open(tmp);
		uint32_t file = source_add(ss, path);
		const struct json_node *node;

		(void)str_cut(text, '\n', &line, &text);
		source_set_text(ss, file, line);
		node = json_tree(tmp, ss, file, d);
		if (node != NULL)
			fn(tmp, node, ctx);
		arena_close(tmp);
	}
}

/* "a:apache:http_server", without backslashes. */
static struct str
bare(struct arena *a, struct str s)
{
	char *p = arena_bytes(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '\\')
			p[n++] = s.p[i];
	}
	return (struct str){ p, n };
}

/* A candidate's name in that form. */
static struct str
name_of(struct arena *a, const struct resolve_candidate *c)
{
	struct str v[4];
	char part;

	if (!dictionary_cpe(a, c->cpe, &part, v))
		return S("");
	return str_fmt(a, "%c:%.*s:%.*s", part, STR_ARG(v[0]), STR_ARG(v[1]));
}

static bool
is_expected(struct arena *a, const struct json_node *list,
    const struct resolve_candidate *c)
{
	struct str name = name_of(a, c);

	for (const struct json_node *i = list != NULL ? list->first : NULL;
	     i != NULL; i = i->next) {
		if (str_eq(bare(a, i->text), name))
			return true;
	}
	return false;
}

struct measuring {
	struct dictionary *x;
	struct tally t;
	bool is_shown;
};

static void
measure(struct arena *a, const struct json_node *line, void *ctx)
{
	struct measuring *m = ctx;
	const struct json_node *any = json_get(line, "expect_any");
	struct resolved *r;
	size_t n, at = SIZE_MAX;
	bool is_taken;

	if (any == NULL)
		return;
	n = resolve_line(a, m->x, json_get_str(line, "text"), &r);
	m->t.lines++;
	for (size_t i = 0; n > 0 && i < r[0].n && at == SIZE_MAX; i++) {
		if (is_expected(a, any, &r[0].v[i]))
			at = i;
	}
	is_taken = n > 0 && r[0].verdict == RESOLVE_ONE;
	m->t.first += at == 0;
	m->t.five += at < IN_FIVE;
	m->t.taken += is_taken;
	m->t.wrong += is_taken && at != 0;
	if (m->is_shown && at != 0)
		printf("  %s%.*s: %.*s, not %.*s\n",
		    is_taken         ? "TAKEN " :
			at < IN_FIVE ? "later " :
				       "",
		    STR_ARG(json_get_str(line, "text")),
		    n > 0 && r[0].n > 0 ? (int)r[0].v[0].is.n : 4,
		    n > 0 && r[0].n > 0 ? r[0].v[0].is.p : "none",
		    STR_ARG(any->first->text));
}

static void
learn(struct arena *a, const struct json_node *line, void *ctx)
{
	const struct json_node *any = json_get(line, "expect_any");
	struct dictionary *x = ctx;

	for (const struct json_node *i = any != NULL ? any->first : NULL;
	     i != NULL; i = i->next) {
		/* As NVD binds it, whatever the sample left unquoted. */
		struct str s = bare(a, i->text), rest;
		struct resolve_cpe c = { .part = s.p[0] };

		(void)str_cut(str_from(s, 2), ':', &c.maker, &rest);
		c.product = rest;
		(void)dictionary_product(x, resolve_cpe_formatted(a, &c),
		    RESOLVE_CPE, false);
	}
}

/* Lists have all their products; some words never mean one alone. */
static void
check_other(struct arena *a, const struct json_node *line, void *ctx)
{
	const struct json_node *list = json_get(line, "expect_all");
	struct str text = json_get_str(line, "text");
	struct resolved *r;
	size_t n = resolve_line(a, ctx, text, &r);

	for (size_t i = 0; i < n; i++)
		ck_assert_msg(!str_eq_z(json_get_str(line, "kind"),
				  "negative") ||
			r[i].verdict != RESOLVE_ONE,
		    "%.*s means one", STR_ARG(text));
	for (const struct json_node *e = list != NULL ? list->first : NULL;
	     e != NULL; e = e->next) {
		bool found = false;

		for (size_t i = 0; i < n; i++)
			found = found ||
			    (r[i].n > 0 &&
				str_eq(bare(a, e->text),
				    name_of(a, &r[i].v[0])));
		ck_assert_msg(found, "%.*s: no %.*s", STR_ARG(text),
		    STR_ARG(e->text));
	}
}

static struct dictionary *
open_names(struct arena *a, struct io_dir *dir, bool all)
{
	struct diags *d = diags_open(a);
	struct io_dir *mirror;
	struct dictionary *x;

	ck_assert_int_eq(io_dir_open_at(dir, S("feeds"), &mirror), 0);
	x = dictionary_open(a, NULL, mirror, NULL, d);
	io_dir_close(mirror);
	if (all) {
		each_line(a, dir, S("matching/keyword-to-cpe.jsonl"), learn,
		    x);
		each_line(a, dir, S("matching/tech-keywords.jsonl"), learn, x);
	}
	return x;
}

static unsigned
permille(size_t some, size_t all)
{
	return all > 0 ? (unsigned)((some * 1000 + all / 2) / all) : 0;
}

static struct tally
run(const char *title, struct dictionary *x, struct io_dir *dir,
    struct str path)
{
	struct arena *a = arena_open();
	struct measuring m = { .x = x,
		.is_shown = getenv("RESOLVE_SHOW") != NULL };
	unsigned first, five, taken, wrong;

	each_line(a, dir, path, measure, &m);
	first = permille(m.t.first, m.t.lines);
	five = permille(m.t.five, m.t.lines);
	taken = permille(m.t.taken, m.t.lines);
	wrong = permille(m.t.wrong, m.t.taken);
	printf(
	    "resolve: %-32.*s %-10s %4zu lines: %u.%u %% first, %u.%u %% in "
	    "five; %u.%u %% taken without asking, %u.%u %% of those wrong\n",
	    STR_ARG(str_base_name(path)), title, m.t.lines, first / 10,
	    first % 10, five / 10, five % 10, taken / 10, taken % 10,
	    wrong / 10, wrong % 10);
	arena_close(a);
	return m.t;
}

START_TEST(sample_lines)
{
	struct arena *a = arena_open();
	struct dictionary *x, *all;
	struct io_dir *dir;
	struct tally t;

	if (test_data_dir() == NULL) {
		test_skip("resolve_sample", "HANSHO_DATA is not set");
		arena_close(a);
		return;
	}
	ck_assert_int_eq(io_dir_open(test_data_dir(), &dir), 0);
	x = open_names(a, dir, false);
	ck_assert_uint_gt(dictionary_len(x, RESOLVE_JVN), 5000);
	ck_assert_uint_gt(dictionary_len(x, RESOLVE_ENDOFLIFE), 400);
	all = open_names(a, dir, true);
	t = run("mirrors", x, dir, S("matching/keyword-to-cpe.jsonl"));
	ck_assert_uint_lt(permille(t.wrong, t.taken), 10);
	t = run("mirrors", x, dir, S("matching/tech-keywords.jsonl"));
	ck_assert_uint_eq(t.wrong, 0);
	t = run("all names", all, dir, S("matching/keyword-to-cpe.jsonl"));
	ck_assert_uint_ge(permille(t.first, t.lines), 920);
	ck_assert_uint_ge(permille(t.five, t.lines), 960);
	ck_assert_uint_lt(permille(t.wrong, t.taken), 10);
	t = run("all names", all, dir, S("matching/tech-keywords.jsonl"));
	ck_assert_uint_eq(t.first, t.lines);
	each_line(a, dir, S("matching/tech-keywords.jsonl"), check_other, all);
	io_dir_close(dir);
	arena_close(a);
}
END_TEST

Suite *suite_resolve_sample(void);

Suite *
suite_resolve_sample(void)
{
	Suite *s = suite_create("resolve_sample");
	TCase *tc = tcase_create("sample");

	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, sample_lines);
	suite_add_tcase(s, tc);
	return s;
}
