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
#include "examples.h"
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
	bool is_held;		/* against the list of what differs */
};

/* "Japanese names" of "JVN product dictionary (Japanese names)", or "KEV". */
static struct str
kind_of(const struct json_node *line)
{
	struct str s = json_get_str(line, "source"), head, rest;
	bool is_named = json_get(line, "kind") != NULL;

	if (is_named)
		return json_get_str(line, "kind");
	if (str_cut(s, '(', &head, &rest))
		(void)str_cut(rest, ')', &head, &rest);
	else
		(void)str_cut(s, ' ', &head, &rest);
	return head;
}

static const char *const scopes[] = {
	[COMPONENT_EXACT] = "exact",
	[COMPONENT_SERIES] = "series",
	[COMPONENT_ANY] = "any",
};

/* Whether a candidate's version is what the line says of it, if anything. */
static bool
has_version(struct arena *a, const struct json_node *line,
    const struct resolve_candidate *c)
{
	struct str got = c->version;

	if (json_get(line, "scope") == NULL)
		return true;
	if (c->update.n > 0)
		got = str_fmt(a, "%.*s %.*s", STR_ARG(got),
		    STR_ARG(c->update));
	return str_eq(got, json_get_str(line, "version")) &&
	    str_eq_z(json_get_str(line, "scope"), scopes[c->scope]);
}

/* The first candidate counts; one that no source has is no answer. */
static void
hold(struct arena *a, const struct json_node *line, const struct resolved *r,
    size_t n)
{
	bool has = n > 0 && r[0].n > 0;
	bool is_right = has &&
	    is_expected(a, json_get(line, "expect_any"), &r[0].v[0]) &&
	    has_version(a, line, &r[0].v[0]);

	examples_put(kind_of(line), json_get_str(line, "id"),
	    is_right                                ? EXAMPLE_FOUND :
		has && r[0].verdict != RESOLVE_NONE ? EXAMPLE_OTHER :
						      EXAMPLE_MISSED);
}

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
	if (m->is_held)
		hold(a, line, r, n);
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
	struct resolved *r;
	size_t n = resolve_line(a, ctx, json_get_str(line, "text"), &r);
	bool is_taken = false, has_all = true;

	if (json_get(line, "expect_any") != NULL)
		return;
	for (size_t i = 0; i < n; i++)
		is_taken = is_taken || r[i].verdict == RESOLVE_ONE;
	if (list == NULL) {
		examples_ask(kind_of(line), json_get_str(line, "id"), false,
		    is_taken);
		return;
	}
	for (const struct json_node *e = list->first; e != NULL; e = e->next) {
		bool found = false;

		for (size_t i = 0; i < n; i++)
			found = found ||
			    (r[i].n > 0 &&
				str_eq(bare(a, e->text),
				    name_of(a, &r[i].v[0])));
		has_all = has_all && found;
	}
	examples_ask(kind_of(line), json_get_str(line, "id"), true, has_all);
}

static void
count_line(struct arena *a, const struct json_node *line, void *ctx)
{
	size_t *n = ctx;

	(void)a;
	(void)line;
	(*n)++;
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
    struct str path, bool is_held)
{
	struct arena *a = arena_open();
	struct measuring m = { .x = x,
		.is_shown = getenv("RESOLVE_SHOW") != NULL,
		.is_held = is_held };
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

/* With all names; the file's examples are held against the list. */
static struct tally
run_held(struct dictionary *x, struct io_dir *dir, const char *name)
{
	struct arena *a = arena_open();
	struct str path = str_fmt(a, "matching/%s.jsonl", name);
	struct tally t;
	size_t n = 0;

	ck_assert(examples_open(name));
	t = run("all names", x, dir, path, true);
	each_line(a, dir, path, check_other, x);
	each_line(a, dir, path, count_line, &n);
	examples_close(n);
	arena_close(a);
	return t;
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
	t = run("mirrors", x, dir, S("matching/keyword-to-cpe.jsonl"), false);
	ck_assert_uint_lt(permille(t.wrong, t.taken), 10);
	t = run("mirrors", x, dir, S("matching/tech-keywords.jsonl"), false);
	ck_assert_uint_eq(t.wrong, 0);
	t = run_held(all, dir, "keyword-to-cpe");
	ck_assert_uint_ge(permille(t.five, t.lines), 960);
	ck_assert_uint_lt(permille(t.wrong, t.taken), 10);
	t = run_held(all, dir, "tech-keywords");
	ck_assert_uint_eq(t.wrong, 0);
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
