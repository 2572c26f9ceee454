/*
 * Whose word counts more: the closer a source is to the product, the more.
 */
#ifndef MATCH_MATCH_RANK_H
#define MATCH_MATCH_RANK_H

#include <stddef.h>

#include "match/match.h"

struct arena;
struct match_try;

enum match_rank {
	MATCH_RANK_VENDOR,	/* a supplier's CSAF or VEX */
	MATCH_RANK_DISTRO,	/* of its own packages */
	MATCH_RANK_ECOSYSTEM,	/* OSV, GHSA */
	MATCH_RANK_CNA,
	MATCH_RANK_ADP,
	MATCH_RANK_NVD,
	MATCH_RANK_JVN,
	MATCH_RANK_WORDS,
};

enum match_rank match_rank(const struct feed_record *r,
    const struct feed_affects *e);

/* The result of one record, with what its ranking needs. */
struct match_result {
	struct match m;
	struct str id;
	const struct str *ids;	/* CVE ids that it is about, or its own */
	size_t n_ids;
	enum match_rank rank;
	bool is_explicit;	/* a miss that its source says */
	bool is_bare;		/* a match without versions */
	bool is_package;	/* an entry of the component's distribution */
	bool is_upstream;	/* not of it, for a package of a distribution */
};

/*
 * Set what closer sources overrule, and what a distribution's own data speak
 * for.
 */
void match_rank_settle(struct arena *a, struct match_result *v, size_t n);

#endif
