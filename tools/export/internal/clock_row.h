/*
 * A clock as lists show it: the table of deadlines, the dashboard, the days
 * ahead.  Where it stands is computed (model/derived.h); here is how it looks.
 */
#ifndef EXPORT_INTERNAL_CLOCK_ROW_H
#define EXPORT_INTERNAL_CLOCK_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/time.h"
#include "export/say.h"
#include "model/clock_span.h"

struct clock;
struct derived;
struct frame;
struct model;
struct ref;
struct value;

/* Which list a clock belongs to. */
enum clock_part {
	CLOCK_PART_OPEN,	/* it runs, pauses, is overdue or unknown */
	CLOCK_PART_MISSED,
	CLOCK_PART_WAITING,	/* not started */
	CLOCK_PART_ENDED,	/* met, or waived */
	CLOCK_PART_NONE,	/* no clock at all, for a reason */
};

#define CLOCK_PARTS	((int)CLOCK_PART_NONE + 1)

enum clock_part clock_row_part(const struct clock *c);

/* "late", "soon", "": the class of a time by how far away it is. */
const char *clock_row_class(enum clock_span span);

/* What is computed of the view; never NULL, empty before derive_run(). */
const struct derived *clock_row_derived(const struct model *m);

/* Who moves it forward: whom a question asks, else the owner of its record;
 * NULL when nobody is named. */
const struct ref *clock_row_person(const struct clock *c);

/* "deadlines/cra.html#D-01" */
struct str clock_row_rule(const struct frame *f, const struct clock *c);

/* What the phrases of export/say.h need, on this page. */
struct say clock_row_say(const struct frame *f);

/*
 * None or one time for partials/in_date and in_due, as an end: midnight is
 * 24:00 of the day that ends with it.
 */
void clock_row_end(const struct frame *f, struct value *o, const char *key,
    struct instant t);

/*
 * Fill o with what lists tell: state, rule {id, href, name}, regime, subject,
 * party, product, request {id, href}, key, start, event, due, left {text, iso,
 * class}, weight, weight_key, person, company, is_leading, why (words; ""
 * where the row tells enough).
 */
void clock_row_show(const struct frame *f, struct value *o,
    const struct clock *c);

#endif
