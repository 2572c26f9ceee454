/*
 * The audit: git's history, signatures and digests, put beside the records.
 * It fills model/audit.h once, before anything else is computed.
 *
 * Not for what the policy asks for (assess/assess_approval.c): here stands
 * what is there, and whether it counts.
 */
#ifndef AUDIT_AUDIT_H
#define AUDIT_AUDIT_H

#include "model/audit.h"

struct arena;
struct catalog;
struct diags;
struct history;
struct io_dir;
struct pool;

/* The folders of a repository that its history is read of. */
extern const struct str audit_folders[];
extern const size_t n_audit_folders;

struct audit_request {
	const struct model *m;		/* the full one */
	struct io_dir *root;		/* its files */
	struct history *history;	/* walked over audit_folders, or in
					 * another state than fine */
	const struct catalog *words;	/* as wall_public() takes them */
	struct pool *pool;
	struct instant now;
	struct arena *perm;
};

/* Set m->audit.  Never fails: what cannot be known is said in it. */
void audit_run(const struct audit_request *r, struct model *m);

/* Whose address in commits this is, by the roster; NULL when nobody's. */
const struct person_entry *audit_people_of(const struct model *m,
    struct str mail);

#endif
