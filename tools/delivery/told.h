/*
 * What the ledger remembers of what was told, compact: "open kev p1", "gone",
 * "r2" of an alert.  Only what matters when it changes.
 */
#ifndef DELIVERY_TOLD_H
#define DELIVERY_TOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct finding;

/* Why something is told; keys below delivery.why. */
enum told_why {
	TOLD_NOTHING,	/* it was told, and nothing that matters changed */
	TOLD_NEW,
	TOLD_AGAIN,	/* it had gone, or its decision lapsed */
	TOLD_KEV,	/* attacks are known since */
	TOLD_PRIORITY,	/* it is more urgent now */
	TOLD_CERTAIN,	/* it was a question, or a guess */
	TOLD_REVISED,	/* the alert has a new revision */
	TOLD_GONE,
};

#define TOLD_WHYS	8

/* "new", "again", "kev", "priority", "certain", "revised", "gone". */
const char *told_why_name(enum told_why w);

/* What is remembered of a finding that is told now; of an alert. */
struct str told_finding(struct arena *a, const struct finding *f);
struct str told_alert(struct arena *a, int64_t revision);

/* What is remembered of a finding that is none any longer. */
#define TOLD_IS_GONE	"gone"

/* Whether it was told as gone. */
bool told_is_gone(struct str told);

/* Whether to tell a finding again; was: what was told last. */
enum told_why told_compare(struct str was, const struct finding *f);

/* The same of an alert. */
enum told_why told_compare_alert(struct str was, int64_t revision);

#endif
