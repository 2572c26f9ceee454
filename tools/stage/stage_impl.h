/*
 * What the parts of stage/ share.  For stage*.c and axes*.c only.
 *
 * Nothing here looks beyond now: a fact dated later is a plan.  Some facts take
 * others back: `reopened` the `closed` before it; `incomplete_fix` the fix
 * (fix_ready, fix_available, fix_deployed) before it, of its product and of no
 * product in particular, or every fix when it names none.
 */
#ifndef STAGE_STAGE_IMPL_H
#define STAGE_STAGE_IMPL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"
#include "stage/stage.h"

struct map;

/* Facts that take others back. */
struct stage_voids {
	const struct fact *v[LIMIT_STAGE_VOIDS];
	size_t n;
};

void stage_voids_find(const struct stage_run *r, const struct case_file *c,
    struct stage_voids *out);

/* Whether one of them takes this fact back. */
bool stage_is_void(const struct stage_run *r, const struct stage_voids *v,
    const struct fact *f);

/* Whether what happened, or will, at a time has begun. */
bool stage_is_past(const struct stage_run *r, struct when at);

/* The facts until now that none takes back, in the order written; in a. */
struct fact_list stage_facts(const struct stage_run *r, struct arena *a,
    const struct case_file *c);

/* The newest of an event until now, or NULL; the oldest. */
const struct occurrence *stage_newest(const struct stage_run *r,
    const struct case_state *s, enum event e);
const struct occurrence *stage_oldest(const struct stage_run *r,
    const struct case_state *s, enum event e);

/* ---- axes ------------------------------------------------------------- */

enum embargo_state stage_embargo(const struct stage_run *r,
    const struct case_state *s);

/* Sets coordination and coordinator. */
void stage_coordination(const struct stage_run *r, struct case_state *s);

/* Sets parties; returns how many questions are open. */
size_t stage_parties(const struct stage_run *r, struct arena *perm,
    struct case_state *s);

void stage_regimes(const struct stage_run *r, const struct policy_set *p,
    struct arena *perm, struct case_state *s);

/* Needs the state of publication: occurrences alone. */
void stage_promises(const struct stage_run *r, struct arena *perm,
    struct case_state *s);

/* ---- requirements ------------------------------------------------------ */

/*
 * Where the value of a field of a condition (case.facts.event) would be
 * written: in the nearest record around it that is there; else the case's file.
 */
struct span stage_place(const struct case_entry *c,
    const struct company_entry *company, struct str field);

/*
 * Persons who can supply a requirement, best first, at most LIMIT_STAGE_WHO:
 * of the case, of its products, contacts of its company, others of the company,
 * of the head company.  Who is away today is replaced by the deputy.
 */
void stage_who(const struct stage_run *r, const struct case_entry *c,
    struct arena *perm, struct requirement_state *q);

#endif
