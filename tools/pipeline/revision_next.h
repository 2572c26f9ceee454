/*
 * The revision that a case gets when it goes out now: what it says and how much
 * it changes; for `publish`, and for who asks what is due.
 */
#ifndef PIPELINE_REVISION_NEXT_H
#define PIPELINE_REVISION_NEXT_H

#include <stdbool.h>

#include "base/time.h"
#include "model/records.h"
#include "pipeline/revision.h"

struct case_entry;
struct catalog;
struct diags;
struct export_context;
struct public_view;
struct say;
struct world;

/* The newest revision of the ledger; NULL when nothing went out. */
const struct revision *revision_newest(const struct case_entry *c);

struct revision_next {
	const struct world *w;		/* derived */
	const struct case_entry *c;
	struct instant at;		/* when it goes out, in the zone */
	struct str program;		/* its version, for documents */
};

/* It, as the case has it decided; only the version is for others to set. */
struct revision revision_next_draft(const struct revision_next *k);

/*
 * The public view with the revision, and what exporters want to know; NULL,
 * reporting to d, when it cannot be shown.
 */
const struct public_view *revision_next_view(const struct revision_next *k,
    const struct revision *next, struct diags *d, struct export_context *c);

/*
 * What it changes against the newest one, nothing when it is the first; without
 * a document of that one to compare, minor.  Lives in k->w->perm.
 */
struct revision_changes revision_next_changes(const struct revision_next *k,
    const struct revision *next);

/* What is due since a case that went out has changed. */
struct revision_due {
	struct str number;	/* empty: its ledger counts in its own way */
	struct revision_changes changes;
	struct str ja, en;	/* a proposal for its summary; empty when
				 * nobody knows what changed */
};

/*
 * False when it did not go out, or is what went out.  Sentences by words, which
 * need not be the world's.
 */
bool revision_next_due(const struct world *w, const struct case_entry *c,
    const struct catalog *words, struct revision_due *out);

/* "next revision 2.0.0 (major: ...)", in the words of s. */
struct str revision_next_text(const struct say *s,
    const struct revision_due *due);

#endif
