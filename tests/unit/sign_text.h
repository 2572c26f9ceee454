/*
 * What the suites of signatures share: the vectors, a temporary folder with the
 * real tools in it, texts with a changed byte.
 */
#ifndef SIGN_TEXT_H
#define SIGN_TEXT_H

#include <sys/wait.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/str.h"
#include "sign/sign.h"
#include "test.h"

/* The vectors' instant, 2026-02-02, and that of their repository. */
#define SIGN_TEXT_AT	((struct instant){ 1769990400, 0 })

static char sign_text_root[] = "/tmp/hansho-sign-XXXXXX";

/* A file of tests/vector/sign/. */
static inline struct str
sign_text_vector(struct arena *a, const char *name)
{
	const char *path = str_to_z(a,
	    str_fmt(a, "tests/vector/sign/%s", name));
	struct str s = { 0 };

	ck_assert_msg(io_read_path(path, 1u << 20, a, &s) == 0, "no %s", path);
	return s;
}

/* A file of the temporary folder. */
static inline struct str
sign_text_file(struct arena *a, const char *name)
{
	const char *path = str_to_z(a,
	    str_fmt(a, "%s/%s", sign_text_root, name));
	struct str s = { 0 };

	ck_assert_msg(io_read_path(path, 1u << 20, a, &s) == 0, "no %s", path);
	return s;
}

/* Run a line of shell in the temporary folder, which is its home, too. */
static inline int
sign_text_run(const char *script)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		if (chdir(sign_text_root) != 0 ||
		    setenv("HOME", sign_text_root, 1) != 0 ||
		    setenv("GIT_CONFIG_NOSYSTEM", "1", 1) != 0 ||
		    unsetenv("SSH_AUTH_SOCK") != 0 ||
		    unsetenv("GNUPGHOME") != 0 ||
		    freopen("log", "w", stdout) == NULL ||
		    dup2(STDOUT_FILENO, STDERR_FILENO) < 0)
			_exit(126);
		execl("/bin/sh", "sh", "-eu", "-c", script, (char *)NULL);
		_exit(127);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

static inline void
sign_text_begin(void)
{
	memcpy(strrchr(sign_text_root, '-'), "-XXXXXX", 7);
	ck_assert_ptr_nonnull(mkdtemp(sign_text_root));
}

static inline void
sign_text_end(void)
{
	struct io_dir *d;

	ck_assert_int_eq(io_dir_open("/tmp", &d), 0);
	ck_assert_int_eq(io_remove_tree(d,
			     str_z(strrchr(sign_text_root, '/') + 1)),
	    0);
	io_dir_close(d);
}

/* How many temporary folders of the program there are. */
static inline size_t
sign_text_folders(struct arena *a)
{
	struct io_dir *d;
	struct io_entry *e;
	size_t n, found = 0;

	ck_assert_int_eq(io_dir_open(sign_text_root, &d), 0);
	ck_assert_int_eq(io_list(d, S(""), a, &e, &n), 0);
	for (size_t i = 0; i < n; i++)
		found += str_starts(e[i].name, S("hansho-"));
	io_dir_close(d);
	return found;
}

/* s with the bits of mask turned over in its ith byte. */
static inline struct str
sign_text_changed(struct arena *a, struct str s, size_t i, unsigned mask)
{
	char *p = arena_bytes(a, s.n);

	memcpy(p, s.p, s.n);
	p[i] = (char)((unsigned char)p[i] ^ mask);
	return (struct str){ p, s.n };
}

#define ck_assert_result(got, want)					\
	ck_assert_str_eq(sign_result_name(got), sign_result_name(want))

#endif
