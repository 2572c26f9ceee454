/*
 * What needs somebody: clocks that end, people we wait for, what stages lack,
 * promises, questions and judgements to read again; for all, for one person,
 * or for one company.  Only gathers; status.c prints.
 */
#ifndef COMMAND_AGENDA_H
#define COMMAND_AGENDA_H

#include <stdbool.h>
#include <stddef.h>

#include "export/say.h"
#include "model/derived.h"

struct focus;
struct world;

/* The parts of a status page, in its order. */
enum agenda_part {
	AGENDA_OVERDUE,
	AGENDA_SOON,		/* the next 48 hours */
	AGENDA_WEEK,		/* after them, the next seven days */
	AGENDA_UNKNOWN,		/* clocks whose end cannot be told */
	AGENDA_WAITING,
	AGENDA_MISSING,		/* for the next stage */
	AGENDA_APPROVALS,	/* of cases that are to go out soon */
	AGENDA_REVISIONS,	/* cases that changed since they went out */
	AGENDA_PROMISES,	/* to finders and coordinators */
	AGENDA_REQUESTS,	/* unanswered questions to developers */
	AGENDA_REVIEWS,		/* judgements to read again */
};

#define AGENDA_PARTS	11

/* Name of a part, as in keys and JSON: "overdue". */
const char *agenda_part_name(enum agenda_part part);

struct agenda_item {
	struct instant at;	/* when it ends, when has_at: the order */
	bool has_at;
	struct str id;		/* of the case, product, ... it belongs to */
	struct str rule;	/* id of the clock rule, requirement or
				 * question, number of the revision; or "" */
	struct str text;	/* what, in words */
	struct str who;		/* who can do it, or whom we wait for */
	struct str note;	/* more; may be "" */
	struct proof proof;	/* where it stands */
};

struct agenda_list {
	struct agenda_item *v;
	size_t n;
	size_t cap;
};

/* How much there is, of what concerns those asked for. */
struct agenda_counts {
	size_t cases;		/* on their way */
	size_t clocks;		/* that run, pause or are overdue */
	size_t published;	/* cases with a released advisory */
};

struct agenda {
	struct agenda_list parts[AGENDA_PARTS];
	struct agenda_counts counts;
};

/* Gather and sort, in a derived world; words by say, memory in its arena. */
void agenda_make(const struct say *say, const struct world *w,
    const struct focus *f, struct agenda *out);

#endif
