/*
 * Civil time: days, instants, zones.  Proleptic Gregorian calendar, years
 * 1900..2199, no leap seconds (RFC 3339 section 5.7 allows to refuse them).
 *
 * An instant carries its zone as an offset.  A date alone means 00:00 as a
 * start and 24:00 as a stop in the organisation's zone (DESIGN.md section 3).
 * Not for business days and holidays: those are deadline/.
 */
#ifndef BASE_TIME_H
#define BASE_TIME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;

/* Days since 1970-01-01. */
struct day {
	int32_t n;
};

/* A day in words. */
struct civil {
	int year;	/* 1900..2199 */
	int month;	/* 1..12 */
	int day;	/* 1..31 */
	int weekday;	/* 0 Sunday .. 6 Saturday */
};

/* A point in time, to the second, with the offset in which it was written. */
struct instant {
	int64_t s;		/* seconds since 1970-01-01T00:00:00Z */
	int32_t offset_s;	/* seconds east of UTC, -86340..86340 */
};

/* What people write: an instant, or a date alone. */
enum when_kind {
	WHEN_UNSET,	/* nothing was written */
	WHEN_DATE,	/* a date alone: day is set, at is not */
	WHEN_INSTANT,	/* both are set; day is the date as written */
};

struct when {
	enum when_kind kind;
	struct day day;
	struct instant at;
};

/* False unless the date exists. */
MUST_USE bool day_from_civil(int year, int month, int day, struct day *out);
struct civil day_to_civil(struct day d);

/* "2026-09-01" and nothing else. */
MUST_USE bool day_parse(struct str s, struct day *out);

/*
 * RFC 3339 date-time with its offset ("2026-09-01T09:30+09:00", "...Z";
 * seconds may be left out, a fraction is dropped), nothing else.  On failure
 * *why, when not NULL, says what is wrong ("no zone", "no such day", ...).
 */
MUST_USE bool instant_parse(struct str s, struct instant *out,
    const char **why);

/* A date or an instant. */
MUST_USE bool when_parse(struct str s, struct when *out, const char **why);

/* RFC 3339: with the instant's own offset, and in UTC with Z. */
struct str instant_format(struct arena *a, struct instant t);
struct str instant_format_utc(struct arena *a, struct instant t);
struct str day_format(struct arena *a, struct day d);

/* A when as it was meant: as a start or as a stop (24:00), in zone. */
struct zone;
struct instant when_start(struct when w, const struct zone *z);
struct instant when_stop(struct when w, const struct zone *z);

/* Date and time of day of an instant in its own offset. */
struct day instant_day(struct instant t);
int instant_second_of_day(struct instant t);

/*
 * A zone by its IANA name ("Asia/Tokyo"), "UTC", or a fixed offset ("+09:00").
 * tzif is the compiled zone file's content (RFC 8536), empty for names that are
 * built in; what is built in of zones with summer time is the rule that holds
 * today.  NULL when there is no such zone.
 */
const struct zone *zone_open(struct arena *a, struct str name,
    struct str tzif);

/* Whether zone_open() needs no tzif for this name. */
bool zone_is_builtin(struct str name);

/* Seconds east of UTC at an instant. */
int32_t zone_offset_s(const struct zone *z, int64_t utc_s);

/* The same instant with the zone's offset. */
struct instant zone_at(const struct zone *z, struct instant t);

/*
 * The instant of a local time: s seconds after the local 00:00 of d.  In a gap
 * the offset before it counts, in an overlap the earlier instant.
 */
struct instant zone_local(const struct zone *z, struct day d, int32_t s);

#endif
