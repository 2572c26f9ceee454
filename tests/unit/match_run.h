/*
 * For tests of matching: a mirror of its own, its index, and answers to lines
 * as `hansho match -` reads them.
 */
#ifndef MATCH_RUN_H
#define MATCH_RUN_H

#include <stdio.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/pool.h"
#include "command/match_line.h"
#include "index/index.h"
#include "match/match.h"
#include "test.h"

#define RUN_SOURCES	4096

static struct arena *run_arena;
static struct io_dir *run_dir;
static const char *run_path;
static struct pool *run_pool;
static struct index *run_index;
static struct index_source run_sources[RUN_SOURCES];
static size_t run_n_sources;

static void
run_setup(void)
{
	run_arena = arena_open();
	run_pool = pool_open(1);
	ck_assert_int_eq(io_mkdir_temp(S("/tmp"), run_arena, &run_path), 0);
	ck_assert_int_eq(io_dir_open(run_path, &run_dir), 0);
	run_n_sources = 0;
	run_index = NULL;
}

static void
run_teardown(void)
{
	struct io_dir *above;

	index_close(run_index);
	io_dir_close(run_dir);
	ck_assert_int_eq(io_dir_open("/tmp", &above), 0);
	ck_assert_int_eq(io_remove_tree(above, str_base_name(str_z(run_path))),
	    0);
	io_dir_close(above);
	pool_close(run_pool);
	arena_close(run_arena);
}

/* Mirror a document. */
static void
run_put(struct str text)
{
	struct str path = str_fmt(run_arena, "test/%04zu", run_n_sources);

	ck_assert_uint_lt(run_n_sources, RUN_SOURCES);
	ck_assert_int_eq(io_write_new(run_dir,
			     str_cat(run_arena, S("feeds/"), path), text),
	    0);
	run_sources[run_n_sources++] = (struct index_source){ S("test"),
		path };
}

static void
run_open(void)
{
	struct index_request q = { .hansho = run_dir,
		.sources = run_sources,
		.n = run_n_sources,
		.pool = run_pool };
	struct diags *d = diags_open(run_arena);
	struct index_report report;

	run_index = index_open(run_arena, &q, d, &report);
	for (size_t i = 0; i < diags_len(d); i++)
		fprintf(stderr, "%.*s\n", STR_ARG(diags_at(d, i)->message));
	ck_assert_ptr_nonnull(run_index);
	ck_assert_uint_eq(diags_len(d), 0);
}

/* The matches of a line's component, with misses or without. */
static inline size_t
run_line(struct arena *a, struct str line, bool with_misses,
    struct match **out)
{
	struct match_line q;

	ck_assert_msg(match_line_read(a, line, &q), "%.*s: %.*s",
	    STR_ARG(line), STR_ARG(q.why));
	return match_component(a, run_index, &q.inv, 0, with_misses, out);
}

/* Quotes, which are written ' in tables of C. */
static inline struct str
run_quoted(const char *z)
{
	struct str s = str_dup(run_arena, str_z(z));
	char *p = arena_bytes(run_arena, s.n);

	for (size_t i = 0; i < s.n; i++)
		p[i] = s.p[i] == '\'' ? '"' : s.p[i];
	return (struct str){ p, s.n };
}

#endif
