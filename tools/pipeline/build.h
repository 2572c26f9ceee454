/*
 * A build: check, view, plan, render, verify, publish.
 *
 * The public edition is all or nothing: an error anywhere leaves it as it was
 * published last.  Inside editions set unreadable records apart.
 */
#ifndef PIPELINE_BUILD_H
#define PIPELINE_BUILD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/time.h"
#include "pipeline/derive.h"

struct agreement;
struct arena;
struct catalog;
struct diags;
struct edition;
struct io_dir;
struct matching;
struct model;
struct pool;
struct sources;

struct build {
	struct io_dir *root;		/* the repository */
	struct sources *sources;	/* grows: templates */
	const struct model *model;	/* derived */
	const struct catalog *words;	/* NULL: of root */
	bool words_faulty;		/* and d says so */
	struct mirror_lists feeds;	/* what it was derived with */
	struct matching *matching;	/* NULL: no edition shows findings */
	struct pool *pool;
	struct arena *perm;
	struct diags *d;		/* loading's reports; grows */
	struct instant now;
	const char *out;		/* where to publish */
	const struct str *audiences;	/* editions wanted; n 0: all */
	size_t n_audiences;
	const struct str *exports;	/* exporters wanted; n 0: all */
	size_t n_exports;
	struct str version;		/* of the program */
	const struct agreement *agreement;	/* of public documents, set
						 * when these are made */
};

/* What a build did, for the summary. */
struct build_count {
	size_t editions;	/* published */
	size_t pages;
	size_t written;		/* new or changed files */
	struct str *purge;	/* public addresses that changed: complete,
				 * those of folders too */
	size_t n_purge;
	bool is_public;		/* a public edition was published, */
	size_t documents;	/* with so many CSAF documents */
	size_t unsigned_documents;	/* without a signature */
	bool has_key;		/* and a key to check signatures with */
	size_t flaws;		/* of our own advisories */
	size_t without_osv;	/* of these, without an OSV record */
	bool public_held;	/* the public edition was left as it was */
	bool inside_held;	/* another was, for a leak */
	bool all_held;		/* nothing was published: what we made (a
				 * template, a link, the plan) is faulty */
};

/*
 * Build.  Faults of the data are in b->d afterwards, sorted; false when there
 * are errors.  With an error in templates, plan or pages nothing is published.
 */
bool build_run(struct build *b, struct build_count *count);

/*
 * What a build would make, with a digest of each file instead of its content
 * (edition.h); b->out is not looked at.  An edition that would be left as it
 * was is missing in *out.  Faults as of build_run().
 */
bool build_try(struct build *b, struct edition **out, size_t *n);

#endif
