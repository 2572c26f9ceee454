/*
 * Lifting: of a case in a restricted repository that went out, the files that
 * the internal repository gets, as a patch, and the proof that they hold
 * nothing else than what everybody may see.
 *
 * Copied are the fields that the tables call PUBLIC, the texts of the
 * advisory, the ledger and the documents as they went out; products that the
 * internal repository does not know; of facts the publication alone; the
 * approvals of what went out.  No notes, no parties, no history.
 */
#ifndef RELEASE_RELEASE_LIFT_H
#define RELEASE_RELEASE_LIFT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "pipeline/world.h"

struct case_entry;
struct diags;

/* A file of the internal repository. */
struct release_lift_file {
	struct str path;
	struct str content;
	struct str old;		/* what stands there; p NULL: nothing */
};

/* Fields of one name that were copied, or left out. */
struct release_lift_field {
	struct str name;	/* "case_file.title" */
	size_t copied, left;
};

struct release_lift {
	const struct world *w;		/* derived, over the internal one */
	const struct case_entry *c;
	struct str lang;	/* of the proof */
	struct diags *d;	/* why not; and alerts */
	/* Results. */
	struct release_lift_file *files;	/* that change, by path */
	size_t n_files, cap_files;
	struct release_lift_field *fields;	/* as first met */
	size_t n_fields, cap_fields;
	size_t n_terms;		/* that were searched for */
	struct str patch;	/* for git am */
	struct str proof;	/* Markdown */
};

/*
 * Work it all out.  False with all reasons in d: it has not gone out, a
 * revision is still to come, it names a product nobody may know of, the
 * internal repository has another case there or another organisation, or the
 * patch would tell a secret.  Then patch and proof are empty.
 */
MUST_USE bool release_lift_plan(struct release_lift *p);

#endif
