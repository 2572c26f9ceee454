/*
 * Coverage, gaps and ends of support, from the stocks that an edition sees
 * (model/stocktake.h).
 */
#ifndef FINDING_STOCKTAKE_H
#define FINDING_STOCKTAKE_H

#include <stddef.h>

#include "base/time.h"
#include "model/stocktake.h"

struct arena;
struct blind_spot;
struct endoflife;
struct mirror;
struct model;
struct stock_list;

/* What ends within so many days is told. */
#define STOCKTAKE_AHEAD_DAYS	180

struct stocktake_ask {
	const struct model *m;	/* the view, or everything */
	const struct stock_list *stocks;	/* what m sees of them */
	const struct blind_spot *blind;	/* of matched_blind() */
	size_t n_blind;
	const struct endoflife *ends;	/* NULL: no dictionary */
	const struct mirror *mirror;	/* feeds that m may know */
	struct instant now;
};

/* Lives in perm; texts in perm or in stocks. */
const struct stocktake *stocktake_run(struct arena *perm,
    const struct stocktake_ask *q);

#endif
