/*
 * For tests over sample data: call a function with every *.json file below a
 * folder, in sorted order.
 */
#ifndef JSON_WALK_H
#define JSON_WALK_H

#include <check.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/str.h"

static void
json_walk_dir(struct arena *a, struct io_dir *dir, struct str path,
    void (*visit)(const char *path, struct str text))
{
	struct io_entry *entries;
	size_t n;

	ck_assert_int_eq(io_list(dir, path, a, &entries, &n), 0);
	for (size_t i = 0; i < n; i++) {
		struct arena_mark mark = arena_mark(a);
		struct str at = str_fmt(a, "%.*s/%.*s", STR_ARG(path),
			       STR_ARG(entries[i].name)),
			   text;

		if (entries[i].kind == IO_DIR) {
			json_walk_dir(a, dir, at, visit);
		} else if (str_ends(at, S(".json"))) {
			ck_assert_int_eq(io_read(dir, at, LIMIT_JSON_BYTES, a,
					     &text),
			    0);
			visit(str_to_z(a, at), text);
		}
		arena_reset(a, mark);
	}
}

static void
json_walk(struct arena *a, const char *root, const char *folder,
    void (*visit)(const char *path, struct str text))
{
	struct io_dir *dir;

	ck_assert_int_eq(io_dir_open(root, &dir), 0);
	json_walk_dir(a, dir, str_z(folder), visit);
	io_dir_close(dir);
}

#endif
