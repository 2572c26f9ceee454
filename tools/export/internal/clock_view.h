/*
 * Saved views of clocks: all of them, those of a regime, of a company, of a
 * person.  A view has one list in parts; its pages and its calendar file show
 * the same clocks.
 */
#ifndef EXPORT_INTERNAL_CLOCK_VIEW_H
#define EXPORT_INTERNAL_CLOCK_VIEW_H

#include <stddef.h>

#include "base/str.h"
#include "base/time.h"
#include "export/internal/clock_row.h"

struct arena;
struct entry;
struct model;
struct words;

struct clock_item {
	const struct clock *c;
	size_t n;	/* subjects that it stands for; 1 but in
			 * CLOCK_PART_NONE, where a rule stands once */
};

enum clock_view_kind {
	CLOCK_VIEW_ALL,
	CLOCK_VIEW_REGIME,
	CLOCK_VIEW_COMPANY,
	CLOCK_VIEW_PERSON,
};

struct clock_view {
	enum clock_view_kind kind;
	struct str stem;		/* of pages: "clocks/regime-cra" */
	struct str calendar;		/* "calendars/all.ics"; "" for none */
	struct str id;			/* of regime, company or person */
	const struct words *name;	/* of a regime; else NULL */
	const struct entry *entry;	/* company or person; else NULL */
	struct clock_item *v;		/* by part, most pressing first; what
					 * ended: newest first */
	size_t n;
	size_t cap;
	size_t from[CLOCK_PARTS + 1];	/* where each part begins */
	size_t spans[CLOCK_SPANS];	/* open ones by the time left */
};

struct clock_views {
	struct clock_view *v;	/* all; then regimes, companies, persons */
	size_t n;
};

/*
 * Made once an exporter; views may be empty.  Ended clocks stand in the view of
 * all for 30 days, what has no clock stands there alone; cases tell the rest.
 */
const struct clock_views *clock_view_make(struct arena *a,
    const struct model *m, struct instant now);

#endif
