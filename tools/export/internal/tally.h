/*
 * What every page of an edition counts, for the side bar.  Counted once an
 * exporter when it plans, never when a page is rendered.
 */
#ifndef EXPORT_INTERNAL_TALLY_H
#define EXPORT_INTERNAL_TALLY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time.h"

struct alert;
struct arena;
struct campaign;
struct case_entry;
struct export_context;
struct model;
struct when;

enum tally_count {
	TALLY_ALERTS,		/* current ones */
	TALLY_CASES_OPEN,
	TALLY_CASES_PUBLISHED,	/* with a released revision, open or not */
	TALLY_CASES_CLOSED,
	TALLY_CAMPAIGNS,	/* open ones */
	TALLY_REQUESTS,		/* questions without an answer */
	TALLY_PRODUCTS,
	TALLY_SYSTEMS,
	TALLY_UNREADABLE,	/* records that could not be read */
	TALLY_CLOCKS,		/* overdue, or ending within 48 hours */
	TALLY_FINDINGS,		/* to be judged */
	TALLY_KNOWN,		/* vulnerabilities that concern us */
};

#define TALLY_COUNTS	12

struct tally {
	size_t n[TALLY_COUNTS];
};

/* Where a case stands; its stage is another matter. */
enum tally_case {
	TALLY_OPEN,
	TALLY_PUBLISHED,	/* has a released revision */
	TALLY_CLOSED,		/* left before the end, or was closed */
};

const struct tally *tally_make(struct arena *perm, const struct model *m,
    const struct export_context *c);

enum tally_case tally_case(const struct case_entry *c, struct instant now);

/*
 * The same by its computed stage, where the edition has that: what is published
 * and not finished is open work, what is finished is closed.
 */
enum tally_case tally_state(const struct model *m, const struct case_entry *c,
    struct instant now);

/* Whether the last day on which it is current has not passed. */
bool tally_alert_is_current(const struct model *m, const struct alert *a,
    struct instant now);
bool tally_campaign_is_open(const struct campaign *k, struct instant now);

/* Whether a time, meant as an end, has passed; false when it is not set. */
bool tally_is_past(const struct model *m, struct when w, struct instant now);

#endif
