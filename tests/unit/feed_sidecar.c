/*
 * feed/sidecar: what is written is read again, and nothing else.
 */
#include "feed/sidecar.h"

#include <errno.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/io.h"
#include "test.h"

static struct arena *a;
static struct io_dir *d;
static const char *folder;

static void
setup(void)
{
	a = arena_open();
	ck_assert_int_eq(io_mkdir_temp(S("/tmp"), a, &folder), 0);
	ck_assert_int_eq(io_dir_open(folder, &d), 0);
}

static void
teardown(void)
{
	ck_assert_int_eq(io_remove_tree(d, S("f")), 0);
	io_dir_close(d);
	ck_assert_int_eq(rmdir(folder), 0);
	arena_close(a);
}

START_TEST(comes_back)
{
	struct sidecar s = sidecar_none(), back;

	ck_assert_int_eq(sidecar_write(d, S("f/a.json"), &s), 0);
	ck_assert(sidecar_read(a, d, S("f/a.json"), &back));
	ck_assert(back.fetched.s == INT64_MIN && back.size == 0 &&
	    back.etag.n == 0 && !back.is_stale);
	s.source = S("https://example.com/\"a\"");
	s.is_stale = true;
	s.reason = S("it shrank");
	s.fetched.s = 1795305600;
	s.checked.s = 1795305601;
	s.failed.s = 1795305602;
	s.etag = S("W/\"x\"");
	s.last_modified = S("Sun, 22 Nov 2026 00:00:00 GMT");
	s.sha256 = S("abc");
	s.published = S("def");
	s.size = 8589934591;
	ck_assert_int_eq(sidecar_write(d, S("f/a.json"), &s), 0);
	ck_assert(sidecar_read(a, d, S("f/a.json"), &back));
	ck_assert(str_eq(s.source, back.source));
	ck_assert(str_eq(s.reason, back.reason) && back.is_stale);
	ck_assert(str_eq(s.etag, back.etag));
	ck_assert(str_eq(s.last_modified, back.last_modified));
	ck_assert(str_eq(s.sha256, back.sha256));
	ck_assert(str_eq(s.published, back.published));
	ck_assert(s.fetched.s == back.fetched.s);
	ck_assert(s.checked.s == back.checked.s);
	ck_assert(s.failed.s == back.failed.s);
	ck_assert(s.size == back.size);
	ck_assert_int_eq(sidecar_remove(d, S("f/a.json")), 0);
	ck_assert(!sidecar_read(a, d, S("f/a.json"), &back));
	ck_assert_int_eq(sidecar_remove(d, S("f/a.json")), 0);
}
END_TEST

static const char *const bad[] = {
	"",
	"{}",
	"[]",
	"{\"state\":\"new\"}",
	"{\"state\":\"fresh\",\"size\":-1}",
	"{\"state\":\"fresh\",\"size\":1.5}",
	"{\"state\":\"fresh\",\"size\":\"1\"}",
	"{\"state\":\"fresh\",\"size\":99999999999999}",
	"{\"state\":\"fresh\",\"fetched\":\"yesterday\"}",
	"{\"state\":\"fresh\",\"checked\":\"2026-11-22\"}",
	"{\"state\":\"fresh\"} x",
};

START_TEST(refuses)
{
	struct sidecar s;

	ck_assert_int_eq(io_write_replace(d, S("f/a.json.meta.json"),
			     str_z(bad[_i])),
	    0);
	ck_assert_msg(!sidecar_read(a, d, S("f/a.json"), &s), "row %d", _i);
	ck_assert(s.fetched.s == INT64_MIN && s.etag.n == 0);
}
END_TEST

START_TEST(names)
{
	ck_assert(sidecar_is(S("f/a.json.meta.json")));
	ck_assert(!sidecar_is(S("f/a.json")));
	ck_assert(!sidecar_is(S("f/a.meta")));
}
END_TEST

Suite *
suite_feed_sidecar(void)
{
	Suite *s = suite_create("feed_sidecar");
	TCase *t = tcase_create("feed_sidecar");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, comes_back);
	tcase_add_loop_test(t, refuses, 0, (int)ARRAY_LEN(bad));
	tcase_add_test(t, names);
	suite_add_tcase(s, t);
	return s;
}
