/*
 * Lines of inventories that no source can say anything about, or only by their
 * words (struct blind_spot of model/holder.h).  Each line is told once, where
 * it is written: not again for what is based on it, nor for each version that
 * has it.  Of a component the first reason of these:
 *
 *	unresolved	nobody has said what the words mean
 *	no_version	it has no version to compare
 *	no_feed		no mirrored record is of its ecosystem or distribution
 *	unknown_name	no record that m may know has its purl, package, CPE
 *			name or name
 *
 * The last two are not asked without an index.
 */
#ifndef FINDING_MATCHED_BLIND_H
#define FINDING_MATCHED_BLIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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
	bool (*is_known)(const void *of, uint32_t record);	/* whether m
				 * may; NULL: those of mirror's feeds */
	const void *of;
	struct instant now;
};

/* As stocks and their components stand.  Texts live in perm or in stocks. */
size_t matched_blind(struct arena *perm, const struct blind_ask *q,
    struct blind_spot **out);

#endif
