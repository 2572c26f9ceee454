/*
 * For suites that hold the program against the sample data's examples: how many
 * of each kind come out as they should, what of tests/golden/matching/
 * differences.md still holds, and the table of `make matching`.
 *
 *	if (!examples_open("nvd-cpe"))
 *		return;
 *	... examples_put(kind, id, EXAMPLE_FOUND) once for each line ...
 *	examples_close(lines);
 */
#ifndef EXAMPLES_H
#define EXAMPLES_H

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/io.h"
#include "test.h"

#define EXAMPLES_LIST	"tests/golden/matching/differences.md"
#define EXAMPLES_BYTES	(1u << 20)
#define EXAMPLES_ROWS	512
#define EXAMPLES_KINDS	64

/* How an example came out. */
enum example_is {
	EXAMPLE_FOUND,	/* reported or answered, and rightly */
	EXAMPLE_CLEAR,	/* rightly not reported */
	EXAMPLE_WRONG,	/* reported, and should not be */
	EXAMPLE_OTHER,	/* answered otherwise: wrong, and missed too */
	EXAMPLE_MISSED,	/* not reported or not answered, and should be */
	EXAMPLE_COUNTS
};

/* A row of the list. */
struct examples_row {
	struct str id, why;
	bool is_without_data;	/* of "Without their data" */
	unsigned right, differs, without;
};

static struct {
	struct arena *a;
	struct str file;
	struct {
		struct str name;
		size_t n[EXAMPLE_COUNTS], without;
	} kinds[EXAMPLES_KINDS];
	size_t n_kinds;
	struct examples_row rows[EXAMPLES_ROWS];
	size_t n_rows, n;
	struct buf told, faults;
} examples;

/* The next cell of a row: "\|" is '|', `x` is x, "" is nothing. */
static struct str
examples_cell(struct str *row)
{
	char *p = arena_bytes(examples.a, row->n + 1);
	struct str s = { p, 0 };
	size_t i = 0;

	for (; i < row->n && row->p[i] != '|'; i++) {
		i += row->p[i] == '\\' && i + 1 < row->n &&
		    row->p[i + 1] == '|';
		p[s.n++] = row->p[i];
	}
	*row = str_from(*row, i < row->n ? i + 1 : i);
	s = str_trim(s);
	if (s.n > 1 && s.p[0] == '`' && s.p[s.n - 1] == '`')
		s = str_sub(s, 1, s.n - 2);
	return str_eq_z(s, "\"\"") ? S("") : s;
}

static void
examples_read_list(void)
{
	bool is_without_data = false;
	struct str all, line;

	ck_assert_int_eq(io_read_path(EXAMPLES_LIST, EXAMPLES_BYTES,
			     examples.a, &all),
	    0);
	while (all.n > 0) {
		struct examples_row *r = &examples.rows[examples.n_rows];

		(void)str_cut(all, '\n', &line, &all);
		if (str_starts(line, S("## ")))
			is_without_data = str_eq_z(line,
			    "## Without their data");
		if (!str_starts(line, S("| ")))
			continue;
		line = str_from(line, 2);
		if (!str_eq(examples_cell(&line), examples.file))
			continue;
		ck_assert_uint_lt(examples.n_rows, EXAMPLES_ROWS - 1);
		*r = (struct examples_row){ .id = examples_cell(&line),
			.is_without_data = is_without_data };
		r->why = examples_cell(&line);
		ck_assert_msg(r->why.n > 0 && examples_cell(&line).n > 0,
		    "%s: %.*s: no reason", EXAMPLES_LIST, STR_ARG(r->id));
		examples.n_rows++;
	}
}

/* Begin with a file of examples, named as the list names it. */
static bool
examples_open(const char *file)
{
	if (test_data_dir() == NULL) {
		test_skip(file, "HANSHO_DATA is not set");
		return false;
	}
	examples.a = arena_open();
	examples.file = str_dup(examples.a, str_z(file));
	examples.n_kinds = examples.n_rows = examples.n = 0;
	buf_init(&examples.told, EXAMPLES_BYTES);
	buf_init(&examples.faults, EXAMPLES_BYTES);
	examples_read_list();
	return true;
}

static struct examples_row *
examples_row(struct str id, bool is_without_data)
{
	for (size_t i = 0; i < examples.n_rows; i++) {
		if (str_eq(examples.rows[i].id, id) &&
		    examples.rows[i].is_without_data == is_without_data)
			return &examples.rows[i];
	}
	return NULL;
}

static size_t
examples_kind(struct str name)
{
	size_t i = 0;

	while (i < examples.n_kinds && !str_eq(examples.kinds[i].name, name))
		i++;
	ck_assert_uint_lt(i, EXAMPLES_KINDS);
	if (i == examples.n_kinds) {
		memset(&examples.kinds[i], 0, sizeof(examples.kinds[i]));
		examples.kinds[i].name = str_dup(examples.a, name);
		examples.n_kinds++;
	}
	return i;
}

/* Count an example, and hold it against the list. */
static void
examples_put(struct str kind, struct str id, enum example_is is)
{
	struct examples_row *r = examples_row(id, false);
	bool is_right = is == EXAMPLE_FOUND || is == EXAMPLE_CLEAR;

	examples.kinds[examples_kind(kind)].n[is]++;
	examples.n++;
	if (r != NULL) {
		r->right += is_right;
		r->differs += !is_right;
	} else if (!is_right) {
		buf_printf(&examples.faults,
		    "%.*s: %.*s: not as it should "
		    "be, and not listed\n",
		    STR_ARG(examples.file), STR_ARG(id));
	}
}

/* An example whose answer is yes or no, or not given at all. */
static inline void
examples_ask(struct str kind, struct str id, bool want, bool got)
{
	examples_put(kind, id,
	    want && got ? EXAMPLE_FOUND :
		want    ? EXAMPLE_MISSED :
		got     ? EXAMPLE_WRONG :
			  EXAMPLE_CLEAR);
}

/* Say that an example that is counted lacks data, which must be listed. */
static inline void
examples_without(struct str kind, struct str id, struct str what)
{
	struct examples_row *r = examples_row(id, true);

	examples.kinds[examples_kind(kind)].without++;
	buf_printf(&examples.told, "  without data: %.*s %.*s: %.*s\n",
	    STR_ARG(examples.file), STR_ARG(id), STR_ARG(what));
	if (r != NULL)
		r->without++;
	else
		buf_printf(&examples.faults,
		    "%.*s: %.*s: lacks %.*s, and "
		    "is not listed\n",
		    STR_ARG(examples.file), STR_ARG(id), STR_ARG(what));
}

static void
examples_judge(struct examples_row *r)
{
	const char *fault = NULL;

	if (r->is_without_data)
		fault = r->without == 0 ? "lacks nothing" : NULL;
	else if (r->right > 0)
		fault = "is as it should be";
	else if (r->differs == 0)
		fault = "is no example";
	if (fault != NULL)
		buf_printf(&examples.faults, "%.*s: %.*s: %s, but is listed\n",
		    STR_ARG(examples.file), STR_ARG(r->id), fault);
	else if (!r->is_without_data)
		buf_printf(&examples.told, "  differs: %.*s %.*s: %.*s\n",
		    STR_ARG(examples.file), STR_ARG(r->id), STR_ARG(r->why));
}

/* "99.7", in percent; nothing to count is "-". */
static struct str
examples_share(size_t part, size_t of)
{
	size_t x10 = of == 0 ? 0 : part * 1000 / of;

	return of == 0 ? S("-") :
			 str_fmt(examples.a, "%zu.%zu", x10 / 10, x10 % 10);
}

static void
examples_line(FILE *f, struct str kind, const size_t *n, size_t without)
{
	size_t found = n[EXAMPLE_FOUND];
	size_t wrong = n[EXAMPLE_WRONG] + n[EXAMPLE_OTHER];
	size_t missed = n[EXAMPLE_MISSED] + n[EXAMPLE_OTHER];
	struct str p = examples_share(found, found + wrong);
	struct str r = examples_share(found, found + missed);

	fprintf(f, "%-34.*s %-22.*s %8zu %6zu %6zu %6zu %8zu %9.*s %6.*s\n",
	    STR_ARG(examples.file), STR_ARG(kind),
	    found + n[EXAMPLE_CLEAR] + wrong + n[EXAMPLE_MISSED],
	    found + n[EXAMPLE_CLEAR], wrong, n[EXAMPLE_MISSED], without,
	    STR_ARG(p), STR_ARG(r));
}

/* Append to the file that MATCHING names. */
static void
examples_print(void)
{
	size_t sum[EXAMPLE_COUNTS] = { 0 }, without = 0;
	const char *path = getenv("MATCHING");
	FILE *f;

	if (path == NULL)
		return;
	f = fopen(path, "a");
	ck_assert_ptr_nonnull(f);
	for (size_t i = 0; i < examples.n_kinds; i++) {
		for (size_t j = 0; j < EXAMPLE_COUNTS; j++)
			sum[j] += examples.kinds[i].n[j];
		without += examples.kinds[i].without;
		examples_line(f, examples.kinds[i].name, examples.kinds[i].n,
		    examples.kinds[i].without);
	}
	if (examples.n_kinds > 1)
		examples_line(f, S("all"), sum, without);
	fprintf(f, "%.*s%.*s", STR_ARG(buf_str(&examples.told)),
	    STR_ARG(buf_str(&examples.faults)));
	fclose(f);
}

/* Fail unless each of the file's n examples was counted, and as listed. */
static void
examples_close(size_t n)
{
	for (size_t i = 0; i < examples.n_rows; i++)
		examples_judge(&examples.rows[i]);
	examples_print();
	ck_assert_msg(examples.n == n, "%.*s: %zu of %zu examples counted",
	    STR_ARG(examples.file), examples.n, n);
	ck_assert_msg(examples.faults.n == 0, "%s says otherwise:\n%.*s",
	    EXAMPLES_LIST, STR_ARG(buf_str(&examples.faults)));
	buf_fini(&examples.told);
	buf_fini(&examples.faults);
	arena_close(examples.a);
}

#endif
