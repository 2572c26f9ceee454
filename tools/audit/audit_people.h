/*
 * Who made commits; for audit/ alone, beside audit_impl.h.
 */
#ifndef AUDIT_AUDIT_PEOPLE_H
#define AUDIT_AUDIT_PEOPLE_H

#include "audit/audit_impl.h"

/* Commits that are alike: how many, and the newest; met newest first. */
struct audit_people_group {
	const struct history_commit *newest;
	size_t n;
};

void audit_people_add(struct audit_people_group *g,
    const struct history_commit *c);

/* "3 commits, the newest 0123456789ab of 2026-11-01T09:00:00+09:00" */
struct str audit_people_group_text(const struct audit_work *w,
    const struct audit_people_group *g);

/* Whether a commit is judged: it did not come before history_since. */
bool audit_people_is_judged(const struct audit_work *w,
    const struct history_commit *c);

/* Whether it changed a file below cases/ itself. */
bool audit_people_touches_cases(const struct history_commit *c);

/* Where what concerns the repository as a whole stands, and is waived. */
struct span audit_people_place_of_all(const struct audit_work *w);

/* The first digits of a commit's id, for people. */
struct str audit_people_short_id(const struct audit_work *w,
    const uint8_t *id);

#endif
