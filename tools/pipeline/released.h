/*
 * What went out against what is kept of it: the files that ledgers name are
 * there with their digests, no others lie beside them, signatures are good, and
 * the documents of the newest revision are those that its case gives.  Rules
 * cannot ask: they see neither files nor exporters.
 */
#ifndef PIPELINE_RELEASED_H
#define PIPELINE_RELEASED_H

#include "base/time.h"

struct arena;
struct catalog;
struct diags;
struct io_dir;
struct model;
struct pool;

struct released_check {
	const struct model *model;	/* audited */
	struct io_dir *root;		/* the repository */
	const struct catalog *words;	/* NULL: documents are not made anew */
	struct pool *pool;
	struct arena *perm;
	struct instant now;
	struct diags *d;	/* grows, is sorted afterwards:
				 * released-changed, -differs, -unnamed,
				 * -signature, -unsigned, -key */
};

/* Cases in parallel. */
void released_check(const struct released_check *r);

#endif
