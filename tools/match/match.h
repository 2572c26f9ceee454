/*
 * Which records concern a component, and why; or why not.  Rules in the order
 * of confidence, each a row of rules.def and a file.  Pure: it reads the index
 * and writes nothing.
 */
#ifndef MATCH_MATCH_H
#define MATCH_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "index/index.h"
#include "inventory/component.h"

enum match_rule {
#define MATCH(name, confidence, summary)	MATCH_##name,
#include "match/rules.def"
	MATCH_RULES
};

/* Why a record was looked at and does not count. */
enum match_miss {
	MISS_NONE,
#define MISS(name, words)	MISS_##name,
#include "match/misses.def"
};

/* One step that a person can follow: what was held against what. */
struct match_memo;
struct match_watch;

struct match_step {
	const char *what;	/* key below match.step: "version", "vendor" */
	struct str ours, theirs;
	struct str result;	/* "<", "=", "in 2.4.0 to 2.4.58", ... */
};

struct match {
	uint32_t record;	/* in the index */
	size_t affects;		/* of its affects, the entry that decides */
	enum match_rule rule;
	enum match_miss miss;	/* MISS_NONE: it matches */
	uint8_t confidence;	/* 0 to 100; certain 80, likely 50, look 10 */
	enum feed_status status;
	bool is_question;	/* a series or an unknown version: which one? */
	struct str question;	/* ranges of the series that are affected */
	struct match_step *steps;
	size_t n_steps;
	uint32_t suppressed_by;	/* a record of a higher source says it is not
				 * affected; UINT32_MAX: none */
};

/* A product's inventory: AND rules look at all of it. */
struct match_inventory {
	const struct component *v;
	size_t n;
};

/*
 * All records that match a component of an inventory, by confidence, then id.
 * With misses, those too that were looked at and do not count.  Lives in a.
 */
size_t match_component(struct arena *a, const struct index *x,
    const struct match_inventory *inv, size_t component, bool with_misses,
    struct match **out);

/* What a reader may know: records that they may not are not there. */
struct match_limit {
	/* NULL: all of them. */
	bool (*knows)(void *ctx, uint32_t record, const struct feed_record *r);
	void *ctx;
	struct match_memo *memo;	/* of this thread; NULL: none */
	bool has_looked;	/* set: the answer depends on what else is in
				 * the inventory: match_context() of these */
	struct match_watch *watched;
	size_t n_watched;
};

/* The same without misses, by the records that limit knows.  Texts live in a
 * and, until the next question, in its memo. */
size_t match_component_known(struct arena *a, const struct index *x,
    const struct match_inventory *inv, size_t component,
    struct match_limit *limit, struct match **out);

/* The word of a rule in machine formats: "purl", "cpe_range". */
const char *match_rule_name(enum match_rule r);

/* One record against one component, with all steps: `why`, `why not`. */
void match_one(struct arena *a, const struct index *x,
    const struct match_inventory *inv, size_t component, uint32_t record,
    struct match *out);

#endif
