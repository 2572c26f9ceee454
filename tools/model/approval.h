/*
 * What the approval policy asks for, and which approvals give it.  Whether an
 * approval counts is another matter (model/audit.h).
 */
#ifndef MODEL_APPROVAL_H
#define MODEL_APPROVAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"
#include "base/time.h"
#include "model/predicate.h"
#include "model/records.h"

struct arena;
struct case_entry;
struct model;
struct person_entry;

/*
 * Whose approval is asked for, in the organisation's main language: the rows
 * of all policies that say so on a day (approvals_since).
 */
struct approval_question {
	const struct model *m;
	struct day day;		/* in the organisation's zone */
	const struct predicate_root *roots;	/* case, company, assessment;
						 * NULL: rows without a
						 * condition alone */
	size_t n_roots;
	struct arena *tmp;	/* the traces' words */
};

/* A role that is asked for. */
struct approval_ask {
	enum role role;
	const struct approval_row *row;	/* the first that asks */
	struct predicate_trace trace;	/* why it holds */
	const struct approval *given;	/* by approval_match(); else NULL */
};

/* Whether a policy asks for approvals at all on a day. */
bool approval_is_in_force(const struct model *m, struct day day);

/* The roles of all rows that hold, each once, in the order of rows. */
size_t approval_asked(const struct approval_question *q,
    struct approval_ask out[LIMIT_APPROVAL_ROLES]);

/*
 * Give as many of the roles as can be by approvals that count, so that nobody
 * gives two.  The earliest of a role's approvals is taken where it does not
 * matter.
 */
void approval_match(const struct approval *const *good, size_t n_good,
    struct approval_ask *asks, size_t n_asks);

/* Whether a line committed by the person is enough: a policy in the main
 * language says so. */
bool approval_is_commit_enough(const struct model *m);

/* Whether the roster gives a person a role. */
bool approval_has_role(const struct person *p, enum role role);

/*
 * Whether a person may approve in a role on a day, having it or standing in
 * for somebody who has it and is away; not when away too.
 */
bool approval_may(const struct model *m, const struct person_entry *p,
    enum role role, struct day day);

/*
 * The case as it was before an instant, as far as facts tell: without those of
 * that instant and later, in a.  That it was published is believed when the
 * ledger has a revision of before.
 */
struct case_file approval_case_before(const struct model *m,
    const struct case_entry *c, struct instant at, struct arena *a);

#endif
