#include "fetch/fetch_show.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/tick.h"

#define REDRAW_MS	100
#define COLUMNS		78

static bool is_enabled, is_drawn;
static int64_t next_ms;
static char file[COLUMNS];

void
fetch_show_enable(void)
{
	is_enabled = true;
}

struct str
fetch_show_bytes(struct arena *a, uint64_t n)
{
	static const char *const units[] = { "B", "kB", "MB", "GB" };
	size_t unit = 0;
	uint64_t rest = 0;

	while (n >= 1000 && unit + 1 < ARRAY_LEN(units)) {
		rest = n % 1000 / 100;
		n /= 1000;
		unit++;
	}
	if (unit == 0)
		return str_fmt(a, "%llu B", (unsigned long long)n);
	return str_fmt(a, "%llu.%llu %s", (unsigned long long)n,
	    (unsigned long long)rest, units[unit]);
}

void
fetch_show_file(struct str name, uint64_t got, uint64_t total)
{
	if (!is_enabled)
		return;
	if (total > 0)
		(void)snprintf(file, sizeof(file), "%.*s %u %%", STR_ARG(name),
		    (unsigned)(got * 100 / total));
	else
		(void)snprintf(file, sizeof(file), "%.*s", STR_ARG(name));
}

void
fetch_show_draw(size_t done, size_t all, uint64_t bytes)
{
	char line[COLUMNS + 8];
	struct arena *a;
	int64_t now = tick_ms();
	int n;

	if (!is_enabled || now < next_ms)
		return;
	next_ms = now + REDRAW_MS;
	a = arena_open();
	n = snprintf(line, sizeof(line),
	    "\r%zu of %zu files, %.*s, %.44s\x1b[K", done, all,
	    STR_ARG(fetch_show_bytes(a, bytes)), file);
	arena_close(a);
	if (n > 0 && (size_t)n < sizeof(line)) {
		/* Progress that cannot be shown is no reason to stop. */
		is_drawn = io_put(2, (struct str){ line, (size_t)n }) == 0;
	}
}

void
fetch_show_clear(void)
{
	if (is_drawn && io_put(2, S("\r\x1b[K")) == 0)
		is_drawn = false;
}
