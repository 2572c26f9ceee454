/*
 * Worked examples of clock rules: tests/deadline/REGIME.txt.
 *
 * Format.  `== NAME` begins an example.  It has a line `now: INSTANT`, files,
 * and the clocks that must come out:
 *
 *	--- path	the lines that follow, to the next such line, are the
 *			file's content
 *	> RULE [WHOSE] STATE [due TIME] [start TIME] [warned TIME]
 *
 * WHOSE stands in brackets and may be left out: the record, party, product or
 * key of the clock, several with "/" between.  STATE is a word of enum
 * clock_state in lower case, or `absent`: there is no such clock.  TIME is an
 * instant, or a date as a start or an end.  The files of base.repo, and this
 * repository's own rules and calendars, are there unless an example brings
 * another file of that path.  Lines with '#' outside files are remarks.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/map.h"
#include "base/pool.h"
#include "base/span.h"
#include "feed/kev.h"
#include "model/derived.h"
#include "model/model.h"
#include "pipeline/derive.h"
#include "test.h"

#define FOLDER	"tests/deadline"
#define KEV	".hansho/feeds/kev.json"
#define LINES	64

/* One example on its way. */
struct example {
	struct arena *a;
	struct str table;
	struct str name;
	struct instant now;
	struct map *files;	/* path -> struct str * */
	struct map *own;	/* the files that the example brings */
	struct str lines[LINES];
	size_t n_lines;
	struct model *m;
};

/* What a line asks for. */
struct wanted {
	struct str rule;
	struct str whose;
	struct str state;
	struct when due, start, warned;
};

static struct str
read_text(struct arena *a, const char *folder, struct str path)
{
	struct io_dir *dir;
	struct str text;

	ck_assert_int_eq(io_dir_open(folder, &dir), 0);
	if (io_read(dir, path, 1u << 20, a, &text) != 0)
		ck_abort_msg("%s/%.*s cannot be read", folder, STR_ARG(path));
	io_dir_close(dir);
	return text;
}

static bool
is_mark(struct str line)
{
	return str_starts(line, S("--- "));
}

static void
put_files(struct example *x, struct str text, bool is_own)
{
	while (text.n > 0) {
		struct str all, line, path;
		struct str *body = arena_new(x->a, struct str);
		size_t n = 0;

		(void)str_cut(text, '\n', &line, &text);
		if (!is_mark(line)) {
			ck_assert_msg(line.n == 0 || line.p[0] == '#',
			    "%.*s: what is this: %.*s", STR_ARG(x->name),
			    STR_ARG(line));
			continue;
		}
		path = str_trim(str_from(line, 4));
		all = text;
		while (text.n > 0 && !is_mark(text)) {
			(void)str_cut(text, '\n', &line, &text);
			n = all.n - text.n;
		}
		*body = str_sub(all, 0, n);
		map_put(x->files, path, body);
		if (is_own)
			map_put(x->own, path, body);
	}
}

static bool
is_yaml(struct str name)
{
	return str_ends(name, S(".yaml"));
}

/* The rules and calendars of this repository. */
static void
put_content(struct example *x, const char *folder)
{
	struct io_entry *entries;
	struct io_dir *dir;
	size_t n;

	ck_assert_int_eq(io_dir_open(folder, &dir), 0);
	ck_assert_int_eq(io_list(dir, S(""), x->a, &entries, &n), 0);
	io_dir_close(dir);
	for (size_t i = 0; i < n; i++) {
		struct str *text = arena_new(x->a, struct str);
		struct str path = str_fmt(x->a, "%s/%.*s", folder,
		    STR_ARG(entries[i].name));

		if (!is_yaml(entries[i].name) ||
		    map_get(x->files, path) != NULL)
			continue;
		*text = read_text(x->a, folder, entries[i].name);
		map_put(x->files, path, text);
	}
}

/* The lines of an example before its files. */
static struct str
read_head(struct example *x, struct str text)
{
	bool has_now = false;

	while (text.n > 0 && !is_mark(text)) {
		struct str line;

		(void)str_cut(text, '\n', &line, &text);
		if (str_starts(line, S("> "))) {
			ck_assert_uint_lt(x->n_lines, LINES);
			x->lines[x->n_lines++] = str_trim(str_from(line, 2));
		} else if (str_starts(line, S("now: "))) {
			has_now = instant_parse(str_trim(str_from(line, 5)),
			    &x->now, NULL);
		} else if (line.n > 0 && line.p[0] != '#') {
			ck_abort_msg("%.*s: %.*s: what is this: %.*s",
			    STR_ARG(x->table), STR_ARG(x->name),
			    STR_ARG(line));
		}
	}
	if (!has_now || x->n_lines == 0)
		ck_abort_msg("%.*s: %.*s: no line 'now: INSTANT', or no clock",
		    STR_ARG(x->table), STR_ARG(x->name));
	return text;
}

static struct when
time_of(const struct example *x, struct str line, struct str *rest)
{
	struct when w = { 0 };
	struct str word;
	const char *why = "";

	(void)str_cut(*rest, ' ', &word, rest);
	if (!when_parse(word, &w, &why))
		ck_abort_msg("%.*s: %.*s: %.*s: %s", STR_ARG(x->table),
		    STR_ARG(x->name), STR_ARG(line), why);
	return w;
}

static struct wanted
line_parse(const struct example *x, struct str line)
{
	struct wanted w = { 0 };
	struct str rest;

	(void)str_cut(line, ' ', &w.rule, &rest);
	if (str_starts(rest, S("["))) {
		(void)str_cut(str_from(rest, 1), ']', &w.whose, &rest);
		rest = str_trim(rest);
	}
	(void)str_cut(rest, ' ', &w.state, &rest);
	while (rest.n > 0) {
		struct str word;

		(void)str_cut(rest, ' ', &word, &rest);
		if (str_eq_z(word, "due"))
			w.due = time_of(x, line, &rest);
		else if (str_eq_z(word, "start"))
			w.start = time_of(x, line, &rest);
		else if (str_eq_z(word, "warned"))
			w.warned = time_of(x, line, &rest);
		else
			ck_abort_msg("%.*s: %.*s: what is '%.*s' in %.*s",
			    STR_ARG(x->table), STR_ARG(x->name), STR_ARG(word),
			    STR_ARG(line));
	}
	return w;
}

static bool
is_named(const struct clock *c, struct str name)
{
	return str_eq(c->owner.id, name) || str_eq(c->key, name) ||
	    (c->party != NULL && str_eq(c->party->e.id, name)) ||
	    (c->product != NULL && str_eq(c->product->e.id, name));
}

static bool
is_whose(const struct clock *c, struct str whose)
{
	bool more = whose.n > 0;

	if (is_named(c, whose))
		return true;
	while (more) {
		struct str part;

		more = str_cut(whose, '/', &part, &whose);
		if (!is_named(c, part))
			return false;
	}
	return true;
}

static bool
is_due(const struct example *x, struct when want, const struct clock *c)
{
	return want.kind == WHEN_UNSET ||
	    (c->has_due && when_stop(want, x->m->zone).s == c->due.s);
}

static bool
is_started(const struct example *x, struct when want, const struct clock *c)
{
	return want.kind == WHEN_UNSET ||
	    (c->start != NULL &&
		when_start(want, x->m->zone).s == c->start->start.s);
}

static bool
is_wanted(const struct example *x, const struct wanted *w,
    const struct clock *c)
{
	return str_eq_z(w->state,
		   enum_name(&enum_clock_state, (int)c->state)) &&
	    is_due(x, w->due, c) && is_started(x, w->start, c) &&
	    (w->warned.kind == WHEN_UNSET ||
		when_stop(w->warned, x->m->zone).s == c->warned.s);
}

static struct str
clock_text(struct arena *a, const struct clock *c)
{
	return str_fmt(a, "  %.*s [%.*s%s%.*s%s%.*s] %s due %.*s start %.*s",
	    STR_ARG(c->rule->id.s), STR_ARG(c->owner.id),
	    c->key.n > 0 ? "/" : "", STR_ARG(c->key),
	    c->party != NULL ? "/" : "",
	    STR_ARG(c->party != NULL ? c->party->e.id : S("")),
	    enum_name(&enum_clock_state, (int)c->state),
	    STR_ARG(c->has_due ? instant_format(a, c->due) : S("-")),
	    STR_ARG(c->start != NULL ? instant_format(a, c->start->start) :
				       S("-")));
}

static void
expect_line(const struct example *x, struct str line)
{
	struct wanted w = line_parse(x, line);
	const struct clock_list *l = &x->m->derived->clocks;
	bool is_absent = str_eq_z(w.state, "absent");
	struct str have = S("");
	bool found = is_absent;

	for (size_t i = 0; i < l->n; i++) {
		const struct clock *c = &l->v[i];

		if (!str_eq(c->rule->id.s, w.rule))
			continue;
		have = str_fmt(x->a, "%.*s\n%.*s", STR_ARG(have),
		    STR_ARG(clock_text(x->a, c)));
		if (w.whose.n > 0 && !is_whose(c, w.whose))
			continue;
		if (is_absent)
			found = false;
		else
			found |= is_wanted(x, &w, c);
	}
	if (!found)
		ck_abort_msg("%.*s: %.*s:\n> %.*s\nthere is:%.*s",
		    STR_ARG(x->table), STR_ARG(x->name), STR_ARG(line),
		    STR_ARG(have.n > 0 ? have : S(" none")));
}

static int
path_cmp(const void *a, const void *b)
{
	return str_cmp(((const struct map_entry *)a)->key,
	    ((const struct map_entry *)b)->key);
}

/* All files but the feed, which is read when the model is there. */
static struct sources *
sources_of(const struct example *x)
{
	struct sources *ss = sources_open(x->a);
	size_t n = map_len(x->files);
	struct map_entry *files = arena_array(x->a, struct map_entry, n);

	for (size_t i = 0; i < n; i++)
		files[i] = *map_at(x->files, i);
	qsort(files, n, sizeof(*files), path_cmp);
	for (size_t i = 0; i < n; i++) {
		const struct str *text = files[i].value;

		if (!str_eq_z(files[i].key, KEV))
			source_set_text(ss, source_add(ss, files[i].key),
			    *text);
	}
	return ss;
}

/* An example that cannot be read shows nothing. */
static void
expect_readable(const struct example *x, const struct sources *ss,
    const struct diags *d)
{
	for (size_t i = 0; i < diags_len(d); i++) {
		const struct diag *g = diags_at(d, i);
		struct str path = source_get(ss, g->at.file)->path;

		if (g->class == DIAG_ERROR && map_get(x->own, path) != NULL)
			ck_abort_msg("%.*s: %.*s: %.*s:%u: %.*s; %.*s",
			    STR_ARG(x->table), STR_ARG(x->name), STR_ARG(path),
			    source_pos(ss, g->at).line, STR_ARG(g->message),
			    STR_ARG(g->help));
	}
}

static struct mirror_lists
feeds_of(const struct example *x, struct sources *ss, struct diags *d)
{
	const struct str *text = map_get(x->files, S(KEV));
	struct mirror_lists feeds = { 0 };

	if (text != NULL) {
		struct kev *k = arena_new(x->a, struct kev);
		uint32_t file = source_add(ss, S(KEV));

		source_set_text(ss, file, *text);
		kev_read(x->a, ss, file, d, k);
		feeds.kev = k;
	}
	return feeds;
}

static void
run_example(struct example *x)
{
	struct pool *pool = pool_open(1);
	struct sources *ss = sources_of(x);
	struct diags *d = diags_open(x->a);
	struct derive derive = {
		.places = ss,
		.now = x->now,
		.pool = pool,
		.perm = x->a,
		.with_cases = true,
	};

	x->m = model_from_sources(x->a, ss, pool, d);
	derive.feeds = feeds_of(x, ss, d);
	expect_readable(x, ss, d);
	derive_run(&derive, x->m);
	for (size_t i = 0; i < x->n_lines; i++)
		expect_line(x, x->lines[i]);
	pool_close(pool);
}

/* Cut the next example off *text, without its "== ". */
static bool
next_example(struct str *text, struct str *example)
{
	size_t at = str_starts(*text, S("== ")) ?
	    0 :
	    str_find(*text, S("\n== "), 0);
	size_t end;

	if (at == SIZE_MAX)
		return false;
	if (at > 0)
		at++;
	end = str_find(*text, S("\n== "), at);
	end = end == SIZE_MAX ? text->n : end + 1;
	*example = str_sub(*text, at + 3, end - at - 3);
	*text = str_from(*text, end);
	return true;
}

/* The tables: every file *.txt of the folder. */
static size_t
list_tables(struct arena *a, struct str *names, size_t max)
{
	struct io_entry *entries;
	struct io_dir *dir;
	size_t n, found = 0;

	if (io_dir_open(FOLDER, &dir) != 0)
		return 0;
	ck_assert_int_eq(io_list(dir, S(""), a, &entries, &n), 0);
	io_dir_close(dir);
	for (size_t i = 0; i < n; i++) {
		if (!str_ends(entries[i].name, S(".txt")))
			continue;
		ck_assert_uint_lt(found, max);
		names[found++] = entries[i].name;
	}
	return found;
}

static void
one_example(struct str table, struct str base, struct str text)
{
	struct example x = { .a = arena_open(), .table = table };

	(void)str_cut(text, '\n', &x.name, &text);
	x.files = map_open(x.a);
	x.own = map_open(x.a);
	put_files(&x, base, true);
	put_files(&x, read_head(&x, text), true);
	put_content(&x, "content/deadlines");
	put_content(&x, "content/calendars");
	run_example(&x);
	arena_close(x.a);
}

#define TABLES	32

START_TEST(examples)
{
	struct arena *a = arena_open();
	struct str names[TABLES], text, example;
	size_t n = list_tables(a, names, TABLES);

	if ((size_t)_i < n) {
		struct str base = read_text(a, FOLDER, S("base.repo"));

		text = read_text(a, FOLDER, names[_i]);
		while (next_example(&text, &example))
			one_example(names[_i], base, example);
	}
	arena_close(a);
}
END_TEST

/* Add the rules that the examples of a table name. */
static void
note_rules(struct arena *a, struct str table, struct map *seen)
{
	struct str text = read_text(a, FOLDER, table), line, rule;

	while (text.n > 0) {
		(void)str_cut(text, '\n', &line, &text);
		if (!str_starts(line, S("> ")))
			continue;
		(void)str_cut(str_from(line, 2), ' ', &rule, &line);
		map_put(seen, rule, seen);
	}
}

/* Every rule of this repository has an example. */
START_TEST(coverage)
{
	struct example x = { .a = arena_open() };
	struct map *seen = map_open(x.a);
	struct str names[TABLES], missing = S("");
	size_t n = list_tables(x.a, names, TABLES);

	ck_assert_msg(n > 0, "no tables in " FOLDER);
	x.files = map_open(x.a);
	put_content(&x, "content/deadlines");
	for (size_t i = 0; i < n; i++)
		note_rules(x.a, names[i], seen);
	for (size_t i = 0; i < map_len(x.files); i++) {
		struct str text =
		    *(const struct str *)map_at(x.files, i)->value;
		struct str line;

		while (text.n > 0) {
			(void)str_cut(text, '\n', &line, &text);
			line = str_trim(line);
			if (!str_starts(line, S("- id: ")))
				continue;
			line = str_trim(str_from(line, 6));
			if (map_get(seen, line) == NULL)
				missing = str_fmt(x.a, "%.*s %.*s",
				    STR_ARG(missing), STR_ARG(line));
		}
	}
	ck_assert_msg(missing.n == 0, "rules without example:%.*s",
	    STR_ARG(missing));
	arena_close(x.a);
}
END_TEST

Suite *suite_deadline_examples(void);

Suite *
suite_deadline_examples(void)
{
	Suite *s = suite_create("deadline_examples");
	TCase *tc = tcase_create("examples");

	tcase_add_loop_test(tc, examples, 0, TABLES);
	tcase_add_test(tc, coverage);
	suite_add_tcase(s, tc);
	return s;
}
