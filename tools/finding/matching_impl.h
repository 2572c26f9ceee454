/*
 * What is kept of matching from one edition to the next, for matched.c and for
 * `hansho match`, which prints more of an answer than pages need.
 */
#ifndef FINDING_MATCHING_IMPL_H
#define FINDING_MATCHING_IMPL_H

#include "finding/matched_label.h"
#include "finding/matching.h"
#include "finding/stock.h"

struct endoflife;
struct matched_ask;

struct matching {
	struct matching_request of;
	const struct index *index;	/* NULL: no mirror */
	struct index *own;	/* the same, if it is ours to close */
	struct stock_list stocks;
	struct endoflife *ends;	/* of all feeds */
	struct matched_label label;
	struct matched_ask *ask;
};

#endif
