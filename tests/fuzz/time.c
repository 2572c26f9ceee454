/*
 * Dates, instants and compiled zone files over any bytes.  The first byte says
 * how many of the next are the text; the rest is the zone file.  What is read
 * is in range and reads back equal; local times of a zone are its instants.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "base/time.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define DAY_S	86400

static void
check_day(struct arena *a, struct day d)
{
	struct civil c = day_to_civil(d);
	struct day again;

	ASSERT(c.year >= 1900 && c.year <= 2199 && c.weekday >= 0 &&
	    c.weekday <= 6);
	ASSERT(
	    day_from_civil(c.year, c.month, c.day, &again) && again.n == d.n);
	ASSERT(day_parse(day_format(a, d), &again) && again.n == d.n);
}

static void
check_instant(struct arena *a, struct instant t)
{
	struct instant again;
	int second = instant_second_of_day(t);

	ASSERT(t.offset_s > -DAY_S && t.offset_s < DAY_S);
	ASSERT(second >= 0 && second < DAY_S);
	ASSERT((int64_t)instant_day(t).n * DAY_S + second == t.s + t.offset_s);
	ASSERT(instant_parse(instant_format(a, t), &again, NULL) &&
	    again.s == t.s && again.offset_s == t.offset_s);
}

static void
check_text(struct arena *a, struct str text)
{
	const char *why = NULL;
	struct when w;

	if (!when_parse(text, &w, &why)) {
		ASSERT(why != NULL && why[0] != '\0');
		return;
	}
	ASSERT(w.kind != WHEN_UNSET);
	check_day(a, w.day);
	if (w.kind == WHEN_INSTANT)
		check_instant(a, w.at);
}

static void
check_zone(const struct zone *z)
{
	/* Twice a month from 1970 to 2099, noon. */
	for (int32_t n = 0; n < 130 * 365; n += 15) {
		struct instant t = zone_local(z, (struct day){ n }, DAY_S / 2);
		int32_t offset = zone_offset_s(z, t.s);

		ASSERT(offset > -2 * DAY_S && offset < 2 * DAY_S);
		ASSERT(zone_at(z, t).s == t.s);
		/* RFC 3339 writes whole minutes. */
		ASSERT(zone_at(z, t).offset_s == offset - offset % 60);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_open();
	size_t n = size > 0 ? data[0] : 0;
	const struct zone *z;
	struct str text, tzif;

	if (size > 0) {
		data++;
		size--;
	}
	n = n < size ? n : size;
	text = (struct str){ (const char *)data, n };
	tzif = (struct str){ (const char *)data + n, size - n };
	check_text(a, text);
	z = zone_open(a, text, tzif);
	if (z != NULL)
		check_zone(z);
	if (zone_is_builtin(text))
		ASSERT(zone_open(a, text, S("")) != NULL);
	arena_close(a);
	return 0;
}
