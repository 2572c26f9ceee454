/*
 * base/io_view: files in memory, and directories seen as one.
 */
#include "base/io_view.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "test.h"

static struct arena *perm;
static char root[] = "/tmp/hansho-view-XXXXXX";

static void
setup(void)
{
	perm = arena_open();
}

static void
teardown(void)
{
	arena_close(perm);
}

/*
 * A directory of files "PATH=CONTENT", or "PATH>TARGET" for links, separated
 * by blanks.
 */
static struct io_dir *
memory(const char *files)
{
	struct io_view_file *v = arena_array(perm, struct io_view_file, 40);
	struct str rest = str_z(files), word;
	size_t n = 0;

	while (str_cut(rest, ' ', &word, &rest) || word.n > 0) {
		v[n].is_link = !str_cut(word, '=', &v[n].path, &v[n].content);
		if (v[n].is_link)
			(void)str_cut(word, '>', &v[n].path, &v[n].content);
		n++;
	}
	return io_view_memory(perm, v, n);
}

/* "name name/ name@": files, folders, links; or the error's number. */
static const char *
list(struct io_dir *d, const char *path)
{
	static const char
	    mark[] = { [IO_FILE] = ' ', [IO_DIR] = '/', [IO_LINK] = '@' };
	struct io_entry *v;
	struct buf b;
	const char *text;
	size_t n;
	int err = io_list(d, str_z(path), perm, &v, &n);

	buf_init(&b, 1u << 16);
	if (err != 0)
		buf_printf(&b, "%s", strerror(err));
	for (size_t i = 0; err == 0 && i < n; i++) {
		buf_put(&b, v[i].name);
		if (v[i].kind != IO_FILE)
			buf_putc(&b, mark[v[i].kind]);
		if (i + 1 < n)
			buf_putc(&b, ' ');
	}
	text = str_to_z(perm, buf_str(&b));
	buf_fini(&b);
	return text;
}

static const char *
content(struct io_dir *d, const char *path)
{
	struct str s;
	int err = io_read(d, str_z(path), 100, perm, &s);

	return err != 0 ? strerror(err) : str_to_z(perm, s);
}

/* ---- memory ------------------------------------ */

static const char tree[] = "b=1 a/x=2 a-b=3 a/y/z=4 a/y/a=5 l>b k>a a0=6";

static const struct {
	const char *path, *list, *content;
	int stat;		/* errno, or -1 - kind */
} rows[] = {
	{ "", "a/ a-b a0 b k@ l@", NULL, -1 - IO_DIR },
	{ "a", "x y/", NULL, -1 - IO_DIR },
	{ "a/y", "a z", NULL, -1 - IO_DIR },
	{ "a/y/z", NULL, "4", -1 - IO_FILE },
	{ "a-b", NULL, "3", -1 - IO_FILE },
	{ "b", NULL, "1", -1 - IO_FILE },
	{ "b/c", NULL, NULL, ENOTDIR },
	{ "c", NULL, NULL, ENOENT },
	{ "a/z", NULL, NULL, ENOENT },
	{ "a/y/b", NULL, NULL, ENOENT },
	{ "a/y/z/b", NULL, NULL, ENOTDIR },
	{ "l", NULL, NULL, -1 - IO_LINK },
	{ "k/x", NULL, NULL, ELOOP },
};

START_TEST(memory_row)
{
	struct io_dir *d = memory(tree);
	const char *path = rows[_i].path;
	struct io_stat st;
	int err = io_stat(d, str_z(path), &st);
	const char *fault = strerror(err != 0 ? err :
		st.kind == IO_LINK            ? ELOOP :
						ENOTDIR);

	ck_assert_msg((err != 0 ? err : -1 - (int)st.kind) == rows[_i].stat,
	    "%s: %d", path, err);
	ck_assert_msg(strcmp(list(d, path),
			  rows[_i].list != NULL ? rows[_i].list : fault) == 0,
	    "%s: %s", path, list(d, path));
	if (err == 0 && st.kind == IO_DIR)
		fault = strerror(EISDIR);
	ck_assert_msg(strcmp(content(d, path),
			  rows[_i].content != NULL ? rows[_i].content :
						     fault) == 0,
	    "%s: %s", path, content(d, path));
	io_dir_close(d);
}
END_TEST

START_TEST(memory_below)
{
	struct io_dir *d = memory(tree), *a, *y;
	struct str target, text;

	ck_assert_int_eq(io_dir_open_at(d, S("a"), &a), 0);
	ck_assert_int_eq(io_dir_open_at(a, S("y"), &y), 0);
	ck_assert_str_eq(list(a, ""), "x y/");
	ck_assert_str_eq(list(a, "y"), "a z");
	ck_assert_str_eq(list(y, ""), "a z");
	ck_assert_str_eq(content(y, "z"), "4");
	ck_assert_str_eq(content(y, "x"), strerror(ENOENT));
	io_dir_close(y);
	io_dir_close(a);
	ck_assert_int_eq(io_dir_open_at(d, S("b"), &a), ENOTDIR);
	ck_assert_int_eq(io_dir_open_at(d, S("k"), &a), ELOOP);
	ck_assert_int_eq(io_dir_open_at(d, S("n"), &a), ENOENT);
	ck_assert_int_eq(io_readlink(d, S("l"), perm, &target), 0);
	ck_assert(str_eq(target, S("b")));
	ck_assert_int_eq(io_readlink(d, S("b"), perm, &target), EINVAL);
	ck_assert_int_eq(io_read(d, S("b"), 0, perm, &text), EFBIG);
	io_dir_close(d);
}
END_TEST

START_TEST(memory_empty)
{
	struct io_dir *d = io_view_memory(perm, NULL, 0);

	ck_assert_str_eq(list(d, ""), "");
	ck_assert_str_eq(content(d, "a"), strerror(ENOENT));
	io_dir_close(d);
}
END_TEST

/* A file hides what pretends to be below it. */
START_TEST(memory_file_hides_folder)
{
	struct io_dir *d = memory("a/b=1 a=2 a-c=3");

	ck_assert_str_eq(list(d, ""), "a a-c");
	ck_assert_str_eq(content(d, "a"), "2");
	ck_assert_str_eq(content(d, "a/b"), strerror(ENOTDIR));
	io_dir_close(d);
}
END_TEST

START_TEST(memory_deep)
{
	struct io_view_file v = { .content = S("x") };
	struct io_dir *d;
	struct str path = S("d"), got;

	for (int i = 1; i < LIMIT_PATH_DEPTH; i++)
		path = str_cat(perm, path, S("/d"));
	v.path = path;
	d = io_view_memory(perm, &v, 1);
	ck_assert_int_eq(io_read(d, path, 9, perm, &got), 0);
	path = str_cat(perm, path, S("/d"));
	ck_assert_int_eq(io_read(d, path, 9, perm, &got), ENAMETOOLONG);
	io_dir_close(d);
}
END_TEST

START_TEST(memory_is_read_only)
{
	struct io_dir *d = memory(tree);
	struct io_stat st;
	int token;

	ck_assert_int_eq(io_write_new(d, S("n"), S("1")), EROFS);
	ck_assert_int_eq(io_write_new(d, S("n/m"), S("1")), EROFS);
	ck_assert_int_eq(io_write_replace(d, S("b"), S("1")), EROFS);
	ck_assert_int_eq(io_write_new_stat(d, S("n"), S("1"), &st), EROFS);
	ck_assert_int_eq(io_mkdirs(d, S("n")), EROFS);
	ck_assert_int_eq(io_mkdir_private(d, S("n")), EROFS);
	ck_assert_int_eq(io_link(d, S("b"), d, S("n")), EROFS);
	ck_assert_int_eq(io_rename(d, S("b"), S("n")), EROFS);
	ck_assert_int_eq(io_exchange(d, S("b"), S("a")), EROFS);
	ck_assert_int_eq(io_remove(d, S("b")), EROFS);
	ck_assert_int_eq(io_remove_tree(d, S("a")), EROFS);
	ck_assert_int_eq(io_sync(d, S("b")), EROFS);
	ck_assert_int_eq(io_lock(d, S("n"), &token), EROFS);
	ck_assert_int_eq(io_copy_mode(d, S("a"), d, S("a")), EROFS);
	ck_assert_str_eq(content(d, "b"), "1");
	io_dir_close(d);
}
END_TEST

START_TEST(foreign_path_aborts)
{
	static const char *const bad[] = { "/a", "a/../b", "..", "a//b", "." };
	struct io_stat st;

	ck_assert_int_ne(io_stat(memory(tree), str_z(bad[_i]), &st), 0);
}
END_TEST

/* ---- layers ------------------------------------ */

static struct io_dir *
layers(const char *a, const char *b, const char *c)
{
	struct io_dir *dirs[3] = { memory(a), memory(b), memory(c) };

	return io_view_layers(perm, dirs, 3);
}

START_TEST(layers_join)
{
	struct io_dir *d = layers("a/x=1 c=1", "a/y=2 b=2 a/x=2",
	    "a/z/q=3 b=3 b-=3");
	struct io_dir *a;

	ck_assert_str_eq(list(d, ""), "a/ b b- c");
	ck_assert_str_eq(list(d, "a"), "x y z/");
	ck_assert_str_eq(list(d, "a/z"), "q");
	ck_assert_str_eq(list(d, "e"), strerror(ENOENT));
	ck_assert_str_eq(content(d, "a/x"), "1");
	ck_assert_str_eq(content(d, "b"), "2");
	ck_assert_str_eq(content(d, "a/z/q"), "3");
	ck_assert_uint_eq(io_view_layer(d, S("a")), 0);
	ck_assert_uint_eq(io_view_layer(d, S("a/y")), 1);
	ck_assert_uint_eq(io_view_layer(d, S("a/z/q")), 2);
	ck_assert_uint_eq(io_view_layer(d, S("e")), 3);
	ck_assert_int_eq(io_dir_open_at(d, S("a"), &a), 0);
	ck_assert_str_eq(list(a, ""), "x y z/");
	ck_assert_str_eq(content(a, "y"), "2");
	ck_assert_uint_eq(io_view_layer(a, S("z/q")), 2);
	io_dir_close(a);
	/* The first layer lacks it: places stay the same. */
	ck_assert_int_eq(io_dir_open_at(d, S("a/z"), &a), 0);
	ck_assert_uint_eq(io_view_layer(a, S("q")), 2);
	ck_assert_int_eq(io_write_new(a, S("n"), S("")), EROFS);
	io_dir_close(a);
	io_dir_close(d);
}
END_TEST

static const struct {
	const char *a, *b, *c, *root, *below;
} shadows[] = {
	/* A file hides a folder, and all below it. */
	{ "p=1", "p/x=2", "p/y=3", "p", NULL },
	/* A folder hides a file, which hides the folder below it. */
	{ "p/x=1", "p=2", "p/y=3", "p/", "x" },
	{ "p/x=1", "q=2", "p/y=3", "p/ q", "x y" },
	{ "q=1", "p>q", "p/y=3", "p@ q", NULL },
};

START_TEST(layers_shadow)
{
	struct io_dir *d = layers(shadows[_i].a, shadows[_i].b, shadows[_i].c);
	const char *below = shadows[_i].below;

	ck_assert_str_eq(list(d, ""), shadows[_i].root);
	if (below == NULL)
		below = strerror(
		    strchr(shadows[_i].root, '@') != NULL ? ELOOP : ENOTDIR);
	ck_assert_str_eq(list(d, "p"), below);
	if (strstr(below, "y") == NULL || shadows[_i].below == NULL)
		ck_assert_str_ne(content(d, "p/y"), "3");
	else
		ck_assert_str_eq(content(d, "p/y"), "3");
	io_dir_close(d);
}
END_TEST

START_TEST(layers_empty)
{
	struct io_dir *d = layers("", "", "");

	ck_assert_str_eq(list(d, ""), "");
	ck_assert_uint_eq(io_view_layer(d, S("a")), 3);
	io_dir_close(d);
}
END_TEST

/* What is written goes to the first; the others stay as they are. */
START_TEST(layers_write)
{
	struct io_dir *dirs[2], *d, *parent;

	memcpy(strrchr(root, '-'), "-XXXXXX", 7);
	ck_assert_ptr_nonnull(mkdtemp(root));
	ck_assert_int_eq(io_dir_open(root, &dirs[0]), 0);
	dirs[1] = memory("a/b/c=1 e=5");
	d = io_view_layers(perm, dirs, 2);
	ck_assert_int_eq(io_write_new(d, S("a/b/n"), S("2")), 0);
	ck_assert_int_eq(io_write_replace(d, S("e"), S("6")), 0);
	ck_assert_str_eq(list(d, "a/b"), "c n");
	ck_assert_str_eq(list(dirs[0], "a/b"), "n");
	ck_assert_str_eq(list(dirs[1], "a/b"), "c");
	ck_assert_str_eq(content(d, "e"), "6");
	ck_assert_str_eq(content(dirs[1], "e"), "5");
	ck_assert_int_eq(io_remove(d, S("e")), 0);
	ck_assert_str_eq(content(d, "e"), "5");
	/* There is nothing of that name in the first. */
	ck_assert_int_eq(io_rename(d, S("a/b/c"), S("x")), ENOENT);
	io_dir_close(d);
	io_dir_close(dirs[0]);
	ck_assert_int_eq(io_dir_open("/tmp", &parent), 0);
	ck_assert_int_eq(io_remove_tree(parent, str_z(strrchr(root, '/') + 1)),
	    0);
	io_dir_close(parent);
}
END_TEST

/* A disk is layer 0 of itself. */
START_TEST(layer_of_disk)
{
	struct io_dir *d;

	ck_assert_int_eq(io_dir_open("/", &d), 0);
	ck_assert_uint_eq(io_view_layer(d, S("no/such/file")), 0);
	io_dir_close(d);
}
END_TEST

Suite *
suite_base_io_view(void)
{
	Suite *s = suite_create("base_io_view");
	TCase *tc = tcase_create("memory");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, memory_row, 0, (int)ARRAY_LEN(rows));
	tcase_add_test(tc, memory_below);
	tcase_add_test(tc, memory_empty);
	tcase_add_test(tc, memory_file_hides_folder);
	tcase_add_test(tc, memory_deep);
	tcase_add_test(tc, memory_is_read_only);
	tcase_add_loop_test_raise_signal(tc, foreign_path_aborts, SIGABRT, 0,
	    5);
	suite_add_tcase(s, tc);
	tc = tcase_create("layers");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, layers_join);
	tcase_add_loop_test(tc, layers_shadow, 0, (int)ARRAY_LEN(shadows));
	tcase_add_test(tc, layers_empty);
	tcase_add_test(tc, layers_write);
	tcase_add_test(tc, layer_of_disk);
	suite_add_tcase(s, tc);
	return s;
}
