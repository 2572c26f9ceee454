/*
 * options_parse over any arguments: two bytes choose the options of a command,
 * one its number of arguments, NULs part the rest.  What is accepted has as
 * many arguments as its command takes, all of them among those given, and
 * known values; help never fails.
 */
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "command/options.h"
#include "text/diag_format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ARGUMENTS_MAX	64

/* Usage errors go to standard error; nobody wants to read a million. */
static int
hush(void)
{
	int saved = dup(STDERR_FILENO), null = open("/dev/null", O_WRONLY);

	ASSERT(saved >= 0 && null >= 0);
	ASSERT(dup2(null, STDERR_FILENO) >= 0);
	(void)close(null);
	return saved;
}

static void
speak(int saved)
{
	ASSERT(dup2(saved, STDERR_FILENO) >= 0);
	(void)close(saved);
}

static bool
is_among(struct str s, char **argv, int argc)
{
	for (int i = 0; i < argc; i++) {
		if (str_eq(s, str_z(argv[i])) || str_ends(str_z(argv[i]), s))
			return true;
	}
	return false;
}

static void
check(const struct invocation *v, char **argv, int argc)
{
	int n = (int)v->n_args;

	ASSERT(n >= v->command->args_min && n <= argc);
	ASSERT(v->command->args_max < 0 || n <= v->command->args_max);
	for (size_t i = 0; i < v->n_args; i++)
		ASSERT(is_among(v->args[i], argv, argc));
	for (size_t i = 0; i < v->n_audiences; i++)
		ASSERT(is_among(v->audiences[i], argv, argc));
	for (size_t i = 0; i < v->n_exports; i++)
		ASSERT(is_among(v->exports[i], argv, argc));
	ASSERT(v->jobs <= LIMIT_JOBS);
	ASSERT(v->format.n == 0 || diag_format_find(v->format) != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_open();
	struct command c = { .name = "fuzz",
		.usage = "[WORD]...",
		.options = 0x3ff,
		.args_max = -1 };
	struct invocation v = { .command = &c, .perm = a };
	char *argv[ARGUMENTS_MAX];
	int argc = 0, saved;

	if (size >= 3) {
		c.options &= (unsigned)data[0] << 8 | data[1];
		c.args_min = data[2] & 3;
		c.args_max = (data[2] >> 2 & 7) - 1;
	}
	for (size_t i = 3, end; i < size && argc < ARGUMENTS_MAX;
	     i = end + 1) {
		for (end = i; end < size && data[end] != '\0';)
			end++;
		argv[argc] = arena_array(a, char, end - i + 1);
		memcpy(argv[argc++], data + i, end - i);
	}
	saved = hush();
	if (options_parse(&v, argc, argv))
		check(&v, argv, argc);
	speak(saved);
	arena_close(a);
	return 0;
}
