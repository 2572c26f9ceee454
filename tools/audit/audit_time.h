/*
 * When commits came to the repository, whatever date they bear: dates are
 * written by those who commit.  For audit/ alone.
 *
 * A commit is not older than what it builds on.  One of a side branch came by
 * the first commit on the line of first parents, from HEAD back, that has it
 * below it: what stood on that line stood before.
 */
#ifndef AUDIT_AUDIT_TIME_H
#define AUDIT_AUDIT_TIME_H

#include "audit/audit_impl.h"

/* Fill w->times; nothing without a history. */
void audit_time_run(struct audit_work *w);

/* The latest committer's date of a commit and of all that it builds on. */
int64_t audit_time_made(const struct audit_work *w,
    const struct history_commit *c);

/* The same of the commit by which it came. */
int64_t audit_time_came(const struct audit_work *w,
    const struct history_commit *c);

/* Which of two came first: below 0, 0 (by one commit), above 0. */
int audit_time_order(const struct audit_work *w,
    const struct history_commit *a, const struct history_commit *b);

/* Put changes into the order in which they came, those of one commit of the
 * line as they were, newest first. */
void audit_time_sort(const struct audit_work *w,
    const struct history_change **v, size_t n);

/* Whether a commit is another one, or is below it. */
bool audit_time_is_below(const struct audit_work *w,
    const struct history_commit *c, const struct history_commit *top);

/*
 * Leave out the middle of too many versions: their oldest and newest stay, as
 * many as LIMIT_HISTORY_VERSIONS.
 */
size_t audit_time_cut(const struct history_change **v, size_t n);

#endif
