/*
 * What is kept of matching from one edition to the next, for matched*.c and for
 * `hansho match`, which prints more of an answer than pages need.
 */
#ifndef PIPELINE_MATCHED_IMPL_H
#define PIPELINE_MATCHED_IMPL_H

#include "pipeline/matched.h"
#include "pipeline/matched_label.h"
#include "pipeline/mirror.h"
#include "pipeline/stock.h"
#include "pipeline/world.h"

struct endoflife;
struct matched_ask;

struct matching {
	struct arena *perm;
	struct pool *pool;
	struct instant now;
	const struct model *m;	/* everything */
	const struct sources *places;
	struct derive_feeds feeds;
	const struct mirror *mirror;
	const struct index *index;	/* NULL: no mirror */
	struct index *own;	/* the same, if it is ours to close */
	struct stock_list stocks;
	struct endoflife *ends;	/* of all feeds */
	struct matched_label label;
	struct matched_ask *ask;
	struct diags *d;	/* the world's */
};

#endif
