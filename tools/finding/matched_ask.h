/*
 * Components held against the index: each distinct one once, however many
 * systems have it, and once more for readers who may know less than decided.
 */
#ifndef FINDING_MATCHED_ASK_H
#define FINDING_MATCHED_ASK_H

#include <stddef.h>

#include "match/match.h"
#include "model/records.h"

struct arena;
struct matched_ask;
struct matched_label;
struct pool;
struct stock_list;

struct matched_answer {
	struct match *v;	/* as of match_component(), without misses */
	size_t n;
	enum tlp label;		/* the highest of the records looked at */
	const struct component *of;	/* in this round: the one asked for, of
				 * several that have the same */
	size_t round;
	bool has_looked;	/* as of struct match_limit: it is to be asked
				 * once more, with the inventory */
	struct match_watch *watched;
	size_t n_watched;
};

/* Everything must outlive it; label's index is asked. */
struct matched_ask *matched_ask_open(struct arena *perm, struct pool *pool,
    const struct matched_label *label);

/*
 * The answers for all components, stock after stock, by the records that
 * readers up to a label may know.  The array lives in a, the answers as long
 * as k.  An inventory that is cut must not be in the place of the whole.
 */
const struct matched_answer **matched_ask_run(struct arena *a,
    struct matched_ask *k, const struct stock_list *all, enum tlp reader);

#endif
