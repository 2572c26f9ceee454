/*
 * What the desk's first page sums up over all cases.  Counted once when the
 * exporter plans, for both languages.
 */
#ifndef EXPORT_INTERNAL_DESK_H
#define EXPORT_INTERNAL_DESK_H

#include <stdbool.h>
#include <stddef.h>

#include "export/internal/clock_row.h"
#include "export/internal/request_row.h"
#include "export/internal/row.h"
#include "model/derived.h"

struct arena;
struct board;
struct days;

/* Places of severities in counts: as enum cvss_severity, then not rated. */
#define DESK_UNRATED	((int)CVSS_CRITICAL + 1)
#define DESK_SEVERITIES	(DESK_UNRATED + 1)

/* Priorities that have a column; policies name some four. */
#define DESK_PRIORITIES	8

/* Ages that have a column: up to 7, 30, 60, 90 days, and more. */
#define DESK_AGES	5

/* How long facts are new: 7 days. */
#define DESK_NEWS_S	(INT64_C(7) * 24 * 60 * 60)

struct desk_stage {
	const struct stage *stage;
	size_t n;			/* cases that are in it */
	size_t severities[DESK_SEVERITIES];
};

/* What is listed: a case with the part of it that matters. */
struct desk_row {
	const struct case_state *s;	/* NULL: nothing is computed of it */
	const struct row_case *row;	/* the same */
	union {
		const struct promise *promise;
		const struct occurrence *occurrence;
		const struct regime_state *regime;
	} of;
	int64_t at;		/* seconds: what the list is sorted by */
	size_t number;		/* and then: as they were found */
};

struct desk_list {
	struct desk_row *v;
	size_t n;
	size_t cap;
};

struct desk {
	const struct row_case *cases;	/* newest id first */
	bool has_states;		/* cases were computed */
	const struct clock **spans[CLOCK_SPANS];	/* open ones */
	size_t n_spans[CLOCK_SPANS];
	size_t n_law;			/* of CLOCK_SPAN_SOON: law */
	size_t n_open;			/* cases, and of these: */
	size_t n_exploited;
	const struct row_case *exploited;	/* the newest, or NULL */
	size_t severities[DESK_SEVERITIES];
	size_t priorities[DESK_SEVERITIES][DESK_PRIORITIES + 1];
	struct str priority_names[DESK_PRIORITIES];	/* "" for unused */
	size_t ages[DESK_SEVERITIES][DESK_AGES];
	struct desk_stage *stages;
	size_t n_stages;
	size_t n_coming;		/* publications within 30 days */
	struct when coming;		/* the next of them */
	size_t n_missing;		/* products that owe a campaign */
	struct desk_list promises;	/* broken, or within 14 days */
	struct desk_list waiting;	/* longest first */
	struct desk_list embargoes;	/* not published, soonest first */
	struct request_rows questions;
	struct desk_list news;		/* cases with facts of DESK_NEWS_S, the
					 * newest fact first */
	size_t n_facts;			/* of that time */
	struct desk_list duties;	/* regimes that run */
	const struct board *boards;	/* as model.campaigns */
	const struct days *days;
};

const struct desk *desk_make(struct arena *a, const struct model *m,
    struct instant now);

#endif
