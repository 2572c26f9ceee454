/*
 * Approving: a person's signature over the digest of what would go out, and
 * its line in approvals.yaml.
 *
 * Whether an approval counts is decided by audit/ alone: each step asks it, of
 * the repository as it would be with the line.
 */
#ifndef RELEASE_RELEASE_APPROVE_H
#define RELEASE_RELEASE_APPROVE_H

#include <stdbool.h>

#include "base/time.h"
#include "model/records.h"
#include "pipeline/world.h"

struct case_entry;
struct diags;
struct person_entry;

struct release_approve {
	const struct world *w;		/* derived */
	const struct case_entry *c;
	enum role role;
	const struct person_entry *who;
	const char *key;	/* private key's file, or gpg's folder; NULL:
				 * the key on the roster, by the agent */
	struct str armour;	/* a signature made elsewhere; else set by
				 * release_approve_sign() */
	struct diags *d;	/* why not */
	/* Results of release_approve_ask(). */
	struct str at;		/* as it is written */
	struct str not_before;	/* the same; empty: none was agreed */
	struct str statement;	/* what is signed */
};

/*
 * Whether this person may approve this case in this role now, whatever the key
 * says.  False with all reasons.
 */
MUST_USE bool release_approve_ask(struct release_approve *p);

/* Make the signature.  A person without keys gets none, if the policy accepts
 * lines that are committed. */
MUST_USE bool release_approve_sign(struct release_approve *p);

/* Add the line, once the approval counts; *path is the file it went to. */
MUST_USE bool release_approve_record(struct release_approve *p,
    struct str *path);

#endif
