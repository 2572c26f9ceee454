#include "test.h"

#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/progress.h"

/* Standard error goes to a pipe that does not block, and back. */
static int pipe_fd;
static int saved_fd;

static void
capture(void)
{
	int fds[2];

	ck_assert_int_eq(pipe(fds), 0);
	saved_fd = dup(STDERR_FILENO);
	ck_assert_int_ge(saved_fd, 0);
	ck_assert_int_ge(dup2(fds[1], STDERR_FILENO), 0);
	ck_assert_int_eq(close(fds[1]), 0);
	pipe_fd = fds[0];
	ck_assert_int_eq(fcntl(pipe_fd, F_SETFL, O_NONBLOCK), 0);
}

static void
release(void)
{
	ck_assert_int_ge(dup2(saved_fd, STDERR_FILENO), 0);
	ck_assert_int_eq(close(saved_fd), 0);
	ck_assert_int_eq(close(pipe_fd), 0);
}

/* What was written since the last call. */
static const char *
written(void)
{
	static char text[1024];
	ssize_t n = read(pipe_fd, text, sizeof(text) - 1);

	text[n > 0 ? n : 0] = '\0';
	return text;
}

static void
wait_ms(long ms)
{
	struct timespec ts = { .tv_sec = ms / 1000,
		.tv_nsec = ms % 1000 * 1000000 };

	(void)nanosleep(&ts, NULL);
}

START_TEST(silent_unless_enabled)
{
	capture();
	progress_add(1);
	progress_begin("reading", 10);
	wait_ms(1100);
	progress_add(5);
	progress_end();
	ck_assert_str_eq(written(), "");
	release();
}
END_TEST

START_TEST(one_line_after_a_second)
{
	capture();
	progress_enable();
	progress_begin("reading", 10);
	progress_add(3);
	ck_assert_str_eq(written(), "");
	wait_ms(1050);
	progress_add(2);
	ck_assert_str_eq(written(), "\r\033[Kreading: 5 of 10");
	progress_add(1);
	ck_assert_str_eq(written(), "");
	progress_end();
	ck_assert_str_eq(written(), "\r\033[K");
	/* Between two steps nothing is counted; a short step is silent. */
	progress_add(100);
	progress_begin("writing", 0);
	progress_add(1);
	progress_end();
	ck_assert_str_eq(written(), "");
	progress_begin("writing", 0);
	wait_ms(1050);
	progress_add(7);
	ck_assert_str_eq(written(), "\r\033[Kwriting: 7");
	progress_end();
	release();
}
END_TEST

Suite *
suite_base_progress(void)
{
	Suite *s = suite_create("base_progress");
	TCase *tc = tcase_create("progress");

	tcase_add_test(tc, silent_unless_enabled);
	tcase_add_test(tc, one_line_after_a_second);
	suite_add_tcase(s, tc);
	return s;
}
