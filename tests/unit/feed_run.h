/*
 * For tests of feed_read(): a mirror of its own with one file, and what
 * reading it gives.
 */
#ifndef FEED_RUN_H
#define FEED_RUN_H

#include "feed_dump.h"

#include "base/diag.h"
#include "base/io.h"

static struct arena *run_arena;
static struct io_dir *run_dir;
static const char *run_path;
static struct buf run_out;	/* dump_record() of all records */
static struct diags *run_diags;
static size_t run_records;
static size_t run_most;		/* the sink ends it after so many */
static bool run_is_ok;

static void
run_setup(void)
{
	run_arena = arena_open();
	ck_assert_int_eq(io_mkdir_temp(S("/tmp"), run_arena, &run_path), 0);
	ck_assert_int_eq(io_dir_open(run_path, &run_dir), 0);
	buf_init(&run_out, 64u << 20);
	run_most = SIZE_MAX;
}

static void
run_teardown(void)
{
	struct io_dir *above;

	buf_fini(&run_out);
	io_dir_close(run_dir);
	ck_assert_int_eq(io_dir_open("/tmp", &above), 0);
	ck_assert_int_eq(io_remove_tree(above, str_base_name(str_z(run_path))),
	    0);
	io_dir_close(above);
	arena_close(run_arena);
}

static bool
run_take(void *ctx, const struct feed_document *doc,
    const struct feed_record *r)
{
	struct str bytes = str_sub(doc->text, (size_t)(r->off - doc->off),
	    (size_t)r->len);

	(void)ctx;
	ck_assert_uint_eq(bytes.n, r->len);
	ck_assert(r->id.n > 0);
	dump_record(&run_out, run_arena, r);
	return ++run_records < run_most;
}

/* Read a file of a mirror. */
static void
run_file(struct io_dir *dir, struct str path)
{
	struct feed_sink sink = { run_take, NULL, diags_open(run_arena) };

	run_diags = sink.d;
	run_records = 0;
	buf_clear(&run_out);
	run_is_ok = feed_read(dir, S("test"), path, &sink);
	ck_assert(buf_ok(&run_out));
	for (size_t i = 0; i < diags_len(run_diags); i++) {
		const struct diag *g = diags_at(run_diags, i);

		ck_assert_int_eq(g->class, DIAG_ALERT);
		ck_assert_uint_gt(g->help.n, 0);
		ck_assert(str_starts(g->message, S("feed test, ")));
		ck_assert_uint_lt(g->message.n, 600);
	}
}

/* Read a text. */
static inline void
run(struct str text)
{
	ck_assert_int_eq(io_write_replace(run_dir, S("feed"), text), 0);
	run_file(run_dir, S("feed"));
}

/* The messages, a line for each. */
static inline struct str
run_messages(void)
{
	struct str all = S("");

	for (size_t i = 0; i < diags_len(run_diags); i++)
		all = str_fmt(run_arena, "%.*s%.*s\n", STR_ARG(all),
		    STR_ARG(diags_at(run_diags, i)->message));
	return all;
}

#endif
