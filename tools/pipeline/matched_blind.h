/*
 * Lines of inventories that no source can say anything about, or only by their
 * words (struct blind_spot of model/holder.h).
 */
#ifndef PIPELINE_MATCHED_BLIND_H
#define PIPELINE_MATCHED_BLIND_H

#include <stddef.h>

#include "base/time.h"
#include "model/matched.h"

struct arena;
struct index;
struct mirror;
struct model;
struct stock_list;

struct blind_ask {
	const struct model *m;	/* the view, or everything */
	const struct stock_list *stocks;	/* what m sees of them: entries
						 * and lines are those of m */
	const struct index *x;	/* NULL: no mirror */
	const struct mirror *mirror;	/* feeds that m may know */
	struct instant now;
};

/* As stocks and their components stand.  Texts live in perm or in stocks. */
size_t matched_blind(struct arena *perm, const struct blind_ask *q,
    struct blind_spot **out);

#endif
