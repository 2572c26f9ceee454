#include "base/progress.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "base/tick.h"

/* Silent for the first second, then ten lines a second at most. */
#define QUIET_MS	1000
#define REDRAW_MS	100

static bool is_enabled;
static const char *what;	/* NULL between steps */
static size_t total;
static int64_t begin_ms;
static atomic_size_t done;
static _Atomic(int64_t) next_ms;	/* when to draw again */
static atomic_bool is_drawn;

/* Progress that cannot be written is no reason to stop. */
static void
put(const char *text, size_t n)
{
	ssize_t written = write(STDERR_FILENO, text, n);

	(void)written;
}

void
progress_enable(void)
{
	is_enabled = true;
}

void
progress_begin(const char *step, size_t n)
{
	if (!is_enabled)
		return;
	what = step;
	total = n;
	begin_ms = tick_ms();
	atomic_store(&done, 0);
	atomic_store(&is_drawn, false);
	atomic_store(&next_ms, begin_ms + QUIET_MS);
}

static void
draw(size_t count)
{
	char line[80];
	int n;

	if (total > 0)
		n = snprintf(line, sizeof(line), "\r\033[K%s: %zu of %zu",
		    what, count, total);
	else
		n = snprintf(line, sizeof(line), "\r\033[K%s: %zu", what,
		    count);
	if (n < 0)
		return;
	put(line, (size_t)n < sizeof(line) ? (size_t)n : sizeof(line) - 1);
	atomic_store(&is_drawn, true);
}

void
progress_add(size_t n)
{
	if (!is_enabled || what == NULL)
		return;

	size_t count = atomic_fetch_add_explicit(&done, n,
			   memory_order_relaxed) +
	    n;
	int64_t now = tick_ms();
	int64_t due = atomic_load_explicit(&next_ms, memory_order_relaxed);

	/* Of several threads that come now, the one that moves the time. */
	if (now < due ||
	    !atomic_compare_exchange_strong(&next_ms, &due, now + REDRAW_MS))
		return;
	draw(count);
}

void
progress_end(void)
{
	if (!is_enabled)
		return;
	if (atomic_load(&is_drawn))
		put("\r\033[K", 4);
	what = NULL;
}
