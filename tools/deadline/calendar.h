/*
 * Business days.  A day off is a weekend day, a holiday of the calendar or of
 * one it rests on (base).  Only days between from and to are known: beyond
 * them there is no answer, never a guess.
 *
 * known is the day on which one asks: a holiday announced later is not one,
 * one withdrawn later still is (deadlines that ended keep their end).
 */
#ifndef DEADLINE_CALENDAR_H
#define DEADLINE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/time.h"
#include "model/entry.h"

struct arena;

struct business_days;

/* A calendar ready to count with; bases beyond LIMIT_CALENDAR_DEPTH, or in a
 * circle, count for nothing (the rule calendar-base reports them). */
const struct business_days *calendar_open(struct arena *perm,
    const struct plain_entry *calendar);

/* Whether the calendar and all it rests on cover a day. */
bool calendar_covers(const struct business_days *b, struct day d);

/* Whether a covered day is a business day. */
bool calendar_is_open(const struct business_days *b, struct day d,
    struct day known);

/* Whether a day lies in a shutdown. */
bool calendar_is_shutdown(const struct business_days *b, struct day d);

/*
 * The n-th business day after d (before it when n < 0; n 0: d itself).  False
 * with *year the first year that is not covered.
 */
MUST_USE bool calendar_add(const struct business_days *b, struct day d,
    int64_t n, struct day known, struct day *out, int *year);

/* Business days from after a up to and with b; false as above. */
MUST_USE bool calendar_count(const struct business_days *b, struct day from,
    struct day to, struct day known, int64_t *out, int *year);

/* d plus n calendar months: 31 January + 1 is the last day of February. */
struct day calendar_add_months(struct day d, int64_t n);

#endif
