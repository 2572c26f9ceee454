/*
 * The records of one vulnerability that readers may know, in the order of their
 * word's weight.  Private to matched_known.c.
 */
#ifndef FINDING_MATCHED_GROUP_H
#define FINDING_MATCHED_GROUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feed/record.h"
#include "match/match_rank.h"
#include "model/records.h"

struct arena;
struct matched_label;

struct group_member {
	uint32_t record;
	enum match_rank rank;	/* of what it says first: see match_rank.h */
	bool is_several;	/* an advisory on several vulnerabilities, or
				 * a notice (match/match_about.h) */
	struct feed_record r;
};

struct group {
	struct group_member *v;	/* the closest first */
	size_t n;
};

struct group_request {
	struct arena *a;	/* all lives here */
	const struct matched_label *label;
	enum tlp reader;
};

/* The vulnerability's id when a record is on no CVE id itself: the CVE id that
 * another of its group has, else the id of the closest. */
struct str matched_group_id(const struct group_request *q, uint32_t record);

/* Those that are on an id, and these records, ascending, in any case. */
struct group matched_group_of(const struct group_request *q, struct str id,
    const uint32_t *also, size_t n_also);

/* The other ids of the vulnerability, sorted. */
size_t matched_group_aliases(struct arena *a, const struct group *g,
    struct str id, struct str **out);

#endif
