/*
 * The parts of `hansho whatif`: private to the whatif*.c files.
 */
#ifndef COMMAND_WHATIF_IMPL_H
#define COMMAND_WHATIF_IMPL_H

#include <stdbool.h>
#include <stddef.h>

#include "command/tell.h"

enum whatif_kind {
	WHATIF_START,	/* a clock runs that did not */
	WHATIF_WAIT,	/* a clock applies now, and waits for its start */
	WHATIF_STOP,	/* a clock ends that ran */
	WHATIF_CHANGE,	/* another end, or another state */
};

#define WHATIF_KINDS	4

struct whatif_clock {
	enum whatif_kind kind;
	const struct clock *before;	/* NULL: there was none */
	const struct clock *after;	/* NULL: there is none any more */
};

/* Somebody to call. */
struct whatif_person {
	const struct person_entry *person;	/* who is there today */
	const struct person_entry *instead_of;	/* who is away; or NULL */
	struct str why;		/* "Legal, ExaGate" */
};

/* Something to write. */
struct whatif_draft {
	const char *what;	/* "report", "notice", ... (whatif.draft.*) */
	const struct clock *clock;	/* its end and addressee */
};

struct whatif {
	const struct tell *t;
	const struct case_entry *c;
	struct fact *facts;	/* supposed */
	size_t n_facts;
	bool is_future;		/* one lies after --now: both states are those
				 * at say.now */
	const struct case_state *before;
	const struct case_state *after;
	struct whatif_clock *clocks;
	size_t n_clocks;
	struct whatif_person *people;
	size_t n_people;
	struct whatif_draft *drafts;
	size_t n_drafts;
	struct str *notes;	/* what is odd about the facts */
	size_t n_notes;
};

/*
 * The facts of the arguments after the id; the facts' spans are nowhere.
 * False, with a usage error printed, when one cannot be understood.
 */
bool whatif_facts(const struct tell *t, struct whatif *w);

/* The oddities: out of order, in the future, without a time. */
void whatif_notes(struct whatif *w);

/* Clocks that differ between before and after. */
void whatif_clocks(struct whatif *w);

/* Whether anything but requirements is otherwise. */
bool whatif_differs(const struct whatif *w);

/* Whom to call, and what to write. */
void whatif_people(struct whatif *w);
void whatif_drafts(struct whatif *w);

/* Print it. */
void whatif_text(const struct whatif *w);
void whatif_json(const struct whatif *w);

/*
 * The fact that would start the most clocks of law that would now wait, with
 * the ids of these; "" for none.
 */
struct str whatif_hint(const struct whatif *w, struct str *ids);

/*
 * A copy of the case with the supposed facts behind its own (with_facts), and
 * without its decisions on regimes (without_regimes).
 */
const struct case_entry *whatif_suppose(const struct whatif *w,
    bool with_facts, bool without_regimes);

/* What a decision that a regime does not apply keeps away: further notes. */
void whatif_regimes(struct whatif *w, const struct derive *d);

#endif
