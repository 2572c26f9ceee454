/*
 * One edition: its view, its plan, its pages.
 */
#ifndef PIPELINE_EDITION_H
#define PIPELINE_EDITION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "pipeline/publish.h"

struct audience;
struct build;
struct theme;

struct edition {
	const struct audience *audience;
	bool is_public;			/* one of advisories, */
	bool is_restricted;		/* for fewer than everybody */
	bool digests_only;		/* without p: contents are not kept */
	size_t documents;		/* of public ones: CSAF documents */
	size_t unsigned_documents;	/* of these, without a signature */
	bool has_key;			/* a key is published with them */
	size_t flaws;			/* of our own advisories */
	size_t without_osv;		/* of these, without an OSV record */
	struct publish_file *files;	/* by path, the edition's id first */
	size_t n_files;
};

/* A file's path below the edition. */
struct str edition_path(const struct edition *e, const struct publish_file *f);

/*
 * Make an edition's files: view, plan, then render, verify and search for leaks
 * in parallel.  Each file goes to p as soon as it is made (publish_put());
 * without p, NULL, contents stay in the files.  Faults go to b->d
 * (plan-duplicate, template-*, markdown-*, link-*, leak-found,
 * formats-disagree).  False when the edition must stay as it was: a published
 * text cannot be shown, a file tells what the audience may not see, or public
 * documents do not agree.  The edition for everybody
 * sets b->agreement.
 */
MUST_USE bool edition_make(struct build *b, const struct theme *theme,
    struct publish *p, struct edition *e);

/*
 * Compare the public documents without making the edition, for builds in which
 * it is not made: b->agreement, NULL when it cannot be shown.
 */
void edition_agree(struct build *b, const struct theme *theme,
    const struct audience *a);

#endif
