/*
 * The two weeks ahead, day by day: what ends, what is to be published, and
 * which days are off.
 */
#ifndef EXPORT_INTERNAL_DAYS_H
#define EXPORT_INTERNAL_DAYS_H

#include <stddef.h>

#include "base/time.h"

struct arena;
struct frame;
struct model;
struct value;

#define DAYS_AHEAD	14

struct days;

/* Made once an exporter. */
const struct days *days_make(struct arena *a, const struct model *m,
    struct instant now);

/*
 * Set "days" for partials/in_days: iso, date, weekday, is_off: truth, is_today:
 * truth, holiday (none or one words), events {time, id, name, href, class},
 * n_more.
 */
void days_show(const struct frame *f, struct value *o, const struct days *d);

#endif
