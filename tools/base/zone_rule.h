/*
 * The rule at the end of a compiled zone file that says how a zone's offset
 * changes from year to year: a POSIX TZ string with the extensions of
 * RFC 8536 section 3.3.1.  Private to base/zone.c.
 */
#ifndef BASE_ZONE_RULE_H
#define BASE_ZONE_RULE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/str.h"

enum zone_rule_kind {
	ZONE_RULE_MONTH,	/* Mm.w.d */
	ZONE_RULE_JULIAN,	/* Jn: 1..365, 29 February is never counted */
	ZONE_RULE_DAY,		/* n: 0..365, 29 February is counted */
};

/* When the clocks change within a year. */
struct zone_rule_date {
	enum zone_rule_kind kind;
	int month;	/* 1..12, of ZONE_RULE_MONTH */
	int week;	/* 1..5, 5 is the last one of the month */
	int day;	/* weekday 0..6 from Sunday, or n of the other kinds */
	int32_t s;	/* local time of day, -167..167 hours */
};

struct zone_rule {
	int32_t std_offset_s;	/* seconds east of UTC */
	int32_t dst_offset_s;	/* the same as std_offset_s without DST */
	bool has_dst;
	struct zone_rule_date dst_begin;	/* in standard time */
	struct zone_rule_date dst_end;		/* in summer time */
};

/* Parse a TZ string: all of it, nothing else.  False when it is not one. */
MUST_USE bool zone_rule_parse(struct str s, struct zone_rule *out);

/* Seconds east of UTC at an instant from 1800 to 2300. */
int32_t zone_rule_offset_s(const struct zone_rule *r, int64_t utc_s);

#endif
