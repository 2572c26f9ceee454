#include "base/attr.h"

#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STATUS_ENVIRONMENT	3
#define HOOKS			8
#define MESSAGE_BYTES		1024

static void (*hooks[HOOKS])(void);
static size_t nhooks;

static atomic_bool is_dying;
static _Thread_local bool is_dying_here;

void
bug_at(const char *file, int line, const char *why)
{
	(void)fprintf(stderr, "hansho: bug at %s:%d: %s\n", file, line, why);
	abort();
}

/*
 * The first thread to fail goes on; the others wait for it to end the
 * program.  A hook that fails in turn ends it at once.
 */
static void
die_once(void)
{
	if (atomic_exchange(&is_dying, true)) {
		if (is_dying_here)
			_exit(STATUS_ENVIRONMENT);
		for (;;)
			(void)pause();
	}
	is_dying_here = true;
}

void
die_env(int err, const char *fmt, ...)
{
	char message[MESSAGE_BYTES];
	char reason[128] = "";
	va_list ap;

	die_once();
	va_start(ap, fmt);
	(void)vsnprintf(message, sizeof(message), fmt, ap);
	va_end(ap);
	if (err != 0 && strerror_r(err, reason, sizeof(reason)) != 0)
		(void)snprintf(reason, sizeof(reason), "error %d", err);
	(void)fprintf(stderr, "hansho: %s%s%s\n", message,
	    err != 0 ? ": " : "", reason);
	for (size_t i = nhooks; i > 0; i--)
		hooks[i - 1]();
	/*
	 * Not exit(): other threads may still run, and handlers of libraries
	 * would take away what they use.
	 */
	(void)fflush(stdout);
	_exit(STATUS_ENVIRONMENT);
}

void
die_hook(void (*fn)(void))
{
	ASSERT(nhooks < HOOKS);
	hooks[nhooks++] = fn;
}
