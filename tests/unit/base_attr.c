#include "test.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/attr.h"

START_TEST(assert_true_goes_on)
{
	int n = 0;

	ASSERT(++n == 1);
	ck_assert_int_eq(n, 1);
}
END_TEST

START_TEST(assert_false_aborts)
{
	ASSERT(_i > 0);
}
END_TEST

START_TEST(bug_aborts)
{
	BUG("expected by a test");
}
END_TEST

static void
first_hook(void)
{
	(void)fputs("first hook\n", stderr);
}

static void
second_hook(void)
{
	(void)fputs("second hook\n", stderr);
}

static void
failing_hook(void)
{
	die_env(0, "again");
}

/* Run fn in a child: standard error goes to text, the status is returned. */
static int
run_child(void (*fn)(void), char *text, size_t size)
{
	int fds[2];
	int status;
	size_t n = 0;

	ck_assert_int_eq(pipe(fds), 0);

	pid_t pid = fork();

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		if (dup2(fds[1], STDERR_FILENO) < 0)
			_exit(100);
		fn();
		_exit(101);
	}
	ck_assert_int_eq(close(fds[1]), 0);
	for (;;) {
		ssize_t got = read(fds[0], text + n, size - 1 - n);

		ck_assert_int_ge(got, 0);
		if (got == 0)
			break;
		n += (size_t)got;
	}
	text[n] = '\0';
	ck_assert_int_eq(close(fds[0]), 0);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
die_with_reason(void)
{
	die_hook(first_hook);
	die_hook(second_hook);
	die_env(ENOSPC, "cannot write '%s'", "site/x");
}

static void
die_without_reason(void)
{
	die_env(0, "%s", "no reason");
}

static void
die_in_hook(void)
{
	die_hook(first_hook);
	die_hook(failing_hook);
	die_env(0, "once");
}

START_TEST(die_env_prints_and_exits)
{
	static const struct {
		void (*fn)(void);
		const char *text;
	} rows[] = {
		{ die_with_reason,
		    "hansho: cannot write 'site/x': No space left on device\n"
		    "second hook\nfirst hook\n" },
		{ die_without_reason, "hansho: no reason\n" },
		{ die_in_hook, "hansho: once\n" },
	};
	char text[512];

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		int status = run_child(rows[i].fn, text, sizeof(text));

		ck_assert_msg(status == 3 && strcmp(text, rows[i].text) == 0,
		    "row %zu: status %d, text: %s", i, status, text);
	}
}
END_TEST

Suite *
suite_base_attr(void)
{
	Suite *s = suite_create("base_attr");
	TCase *tc = tcase_create("attr");

	tcase_add_test(tc, assert_true_goes_on);
	tcase_add_test_raise_signal(tc, assert_false_aborts, SIGABRT);
	tcase_add_test_raise_signal(tc, bug_aborts, SIGABRT);
	tcase_add_test(tc, die_env_prints_and_exits);
	suite_add_tcase(s, tc);
	return s;
}
