/*
 * Publishing: a revision of a case goes out.  Everything is decided, made and
 * checked in memory first; then all of its files are written, or none.
 *
 * Not for committing them: people do that, or the job that runs `publish`.
 */
#ifndef RELEASE_RELEASE_PUBLISH_H
#define RELEASE_RELEASE_PUBLISH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/time.h"
#include "model/records.h"
#include "release/release_after.h"
#include "release/release_files.h"
#include "pipeline/revision.h"

struct diags;

struct release_publish {
	const struct world *w;		/* derived */
	const struct case_entry *c;
	struct str program;		/* its version, for documents */
	struct str wanted;		/* --revision; empty: the next one */
	const char *home;		/* gpg's folder; NULL: its own choice */
	struct diags *d;		/* why not */
	/* Results of release_publish_plan(). */
	struct instant at;		/* of publication, in the zone */
	struct revision next;		/* version, at, summary, status,
					 * withdrawn, superseded_by, view */
	struct revision_changes change;	/* since the newest revision */
	struct release_file *files;	/* published.yaml last */
	size_t n_files;
	bool is_signed;			/* documents are */
	struct release_after after;	/* with these files */
	bool has_after;
};

/*
 * Whether the scheduled job is to look at a case: one of ours, to be published,
 * whose instant has come and came after its newest revision.
 */
MUST_USE bool release_publish_is_due(const struct model *m,
    const struct case_entry *c, struct instant now);

/*
 * Decide and make everything; nothing is written.  False when it may not or
 * cannot go out: reasons are in p->d, those of the result in
 * p->after.world.diags when p->has_after.  release_publish_close() in any case.
 */
MUST_USE bool release_publish_plan(struct release_publish *p);

/* Write what was planned. */
void release_publish_write(const struct release_publish *p);

void release_publish_close(struct release_publish *p);

#endif
