/*
 * The approvals of cases: whose signature it is, which role somebody held
 * then, which commit brought a line.  For audit/ alone.
 */
#ifndef AUDIT_AUDIT_APPROVAL_H
#define AUDIT_AUDIT_APPROVAL_H

#include "audit/audit_impl.h"

/* A verdict on the way, with a reason for people. */
struct audit_judgement {
	enum approval_verdict verdict;
	struct str why;
};

/* ---- audit_key.c: signatures and the roster's keys ---- */

struct audit_keys;

/* The keys of all persons, in w->perm. */
struct audit_keys *audit_key_open(struct audit_work *w);

/*
 * Whether an approval's SSH signature is by its person; why lives in a.  By
 * several threads at once, each with its own a.
 */
struct audit_judgement audit_key_ssh(const struct audit_keys *k,
    const struct case_entry *c, const struct approval *x, struct arena *a);

/*
 * Of one that is good: whether its key counted still when the line came, since
 * whoever signs writes the instant.
 */
struct audit_judgement audit_key_late(const struct audit_keys *k,
    const struct approval *x, struct instant came, struct arena *a);

/* Both, of an OpenPGP one, by gpg: on the main thread. */
struct audit_judgement audit_key_openpgp(struct audit_keys *k,
    const struct case_entry *c, const struct approval *x, struct instant came);

/* ---- audit_roster.c: who had which role when ---- */

struct audit_roster;
struct audit_roster *audit_roster_open(struct audit_work *w);

/*
 * Whether the person had the role at an instant, as git knows the roster; what
 * it does not know of is taken as it is now.
 */
bool audit_roster_held(struct audit_roster *r, const struct person_entry *p,
    enum role role, struct instant at);

/* ---- audit_line.c: approvals.yaml, commit by commit ---- */

struct audit_lines;

/* The versions of a case's file, read when first asked for; tmp holds them. */
struct audit_lines *audit_line_open(struct audit_work *w,
    const struct case_entry *c, struct arena *tmp);

/* The commit that first had this approval, all but its signature. */
const struct history_commit *audit_line_commit(struct audit_lines *l,
    const struct approval *x);

#endif
