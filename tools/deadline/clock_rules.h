/*
 * Clock rules made ready to run: events as sets, zones and calendars opened,
 * equal conditions told by one index.  For deadline/ only.
 */
#ifndef DEADLINE_CLOCK_RULES_H
#define DEADLINE_CLOCK_RULES_H

#include "deadline/calendar.h"
#include "deadline/deadline.h"
#include "model/predicate.h"

struct map;

/* A set of events. */
struct event_set {
	uint64_t bits[4];
};

bool clock_rules_has(const struct event_set *s, enum event e);
void clock_rules_add(struct event_set *s, enum event e);

/* A row of content/deadlines/. */
struct clock_rule {
	const struct deadline *d;
	const struct deadlines *file;
	struct str regime;		/* id of the file */
	struct event_set start, stop;
	const struct zone *zone;	/* in which days are counted */
	const int64_t *warn_s;		/* seconds before the end */
	size_t n_warn;
	size_t condition;		/* index of applies; 0: always */
	struct proof proof;		/* the row */
	struct proof proof_length;
};

/* The versions of a rule: rows with one id for one subject, as written. */
struct clock_group {
	struct str id;
	size_t index;			/* of the id, for choices */
	int on;				/* enum clock_subject */
	struct clock_rule *v;
	size_t n;
	struct event_set start;		/* of all */
};

struct clock_calendar {
	const struct plain_entry *entry;
	const struct business_days *days;
};

struct deadline_rules {
	struct clock_group *groups;
	size_t n_groups;
	struct map *ids;		/* id -> size_t *: its index */
	size_t n_ids;
	const struct predicate **conditions;	/* distinct; [0] is NULL */
	size_t n_conditions;
	struct clock_calendar *calendars;
	size_t n_calendars;
};

/* Rules and calendars of a model; places names their lines. */
struct deadline_rules *clock_rules_make(struct arena *perm,
    const struct model *m, const struct sources *places);

/* The business days of a calendar by id, or NULL. */
const struct business_days *
clock_rules_calendar(const struct deadline_rules *rules, struct str id);

#endif
