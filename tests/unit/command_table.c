/*
 * command/table: columns that line up for people, one object a line for
 * programs.
 */
#include "command/table.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/io.h"
#include "test.h"

static struct arena *a;
static struct table t;

static void
setup(void)
{
	a = arena_open();
}

static void
teardown(void)
{
	arena_close(a);
}

/* What table_print() writes to standard output. */
static const char *
printed(const char *format)
{
	char path[] = "/tmp/hansho-table-XXXXXX";
	int fd = mkstemp(path), out = dup(1);
	struct str text;

	ck_assert_int_ge(fd, 0);
	ck_assert_int_ge(out, 0);
	ck_assert_int_eq(dup2(fd, 1), 1);
	table_print(&t, str_z(format));
	ck_assert_int_eq(dup2(out, 1), 1);
	ck_assert_int_eq(io_read_path(path, 1 << 20, a, &text), 0);
	close(fd);
	close(out);
	unlink(path);
	return str_to_z(a, text);
}

START_TEST(test_text)
{
	table_init(&t, a, "id count# name");
	table_put_z(&t, "a");
	table_put_int(&t, 7);
	table_put_z(&t, "short");
	table_put_z(&t, "鍵と鐘");
	table_put_int(&t, 12345);
	table_put_z(&t, "");
	table_put_z(&t, "é");
	table_put_int(&t, 0);
	table_put_z(&t, "two\nlines\there");
	ck_assert_str_eq(printed("text"),
	    "id      count  name\n"
	    "a           7  short\n"
	    "鍵と鐘  12345\n"
	    "é           0  two lines here\n");
}
END_TEST

START_TEST(test_wide)
{
	static const char wide[] = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
				   "xxxxxxxxxx";

	table_init(&t, a, "id name");
	table_put_z(&t, wide);
	table_put_z(&t, "n");
	table_put_z(&t, "y");
	table_put_z(&t, "m");
	ck_assert_str_eq(printed("text"),
	    "id                                        name\n"
	    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx  n\n"
	    "y                                         m\n");
}
END_TEST

START_TEST(test_json)
{
	table_init(&t, a, "id count# name");
	table_put_z(&t, "a\"b");
	table_put_int(&t, 7);
	table_put_z(&t, "鍵\n鐘");
	table_put_z(&t, "b");
	table_put_z(&t, "");
	table_put_z(&t, "");
	ck_assert_str_eq(printed("json"),
	    "{\"id\":\"a\\\"b\",\"count\":7,\"name\":\"鍵 鐘\"}\n"
	    "{\"id\":\"b\",\"count\":null,\"name\":\"\"}\n");
}
END_TEST

START_TEST(test_empty)
{
	table_init(&t, a, "id name");
	ck_assert_str_eq(printed("text"), "id  name\n");
	ck_assert_str_eq(printed("json"), "");
}
END_TEST

Suite *
suite_command_table(void)
{
	Suite *s = suite_create("command_table");
	TCase *c = tcase_create("table");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, test_text);
	tcase_add_test(c, test_wide);
	tcase_add_test(c, test_json);
	tcase_add_test(c, test_empty);
	suite_add_tcase(s, c);
	return s;
}
