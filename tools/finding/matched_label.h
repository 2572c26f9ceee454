/*
 * Who may know a mirrored record: the higher of its feed's ceiling
 * (content/feeds.yaml, CLEAR when left out) and the label that it has itself.
 */
#ifndef FINDING_MATCHED_LABEL_H
#define FINDING_MATCHED_LABEL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "model/records.h"

struct arena;
struct feed_record;
struct index;
struct map;
struct model;

struct matched_label {
	const struct index *x;	/* NULL: no record is asked for */
	struct map *feeds;	/* of ceilings above CLEAR, by id */
};

/* m is everything: no view has the ceilings.  Lives in perm. */
void matched_label_open(struct arena *perm, const struct model *m,
    struct matched_label *out);

enum tlp matched_label_feed(const struct matched_label *l, struct str feed);

/* a is for what is needed on the way. */
enum tlp matched_label_record(const struct matched_label *l, struct arena *a,
    uint32_t record, const struct feed_record *r);

#endif
