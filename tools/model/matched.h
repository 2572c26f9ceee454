/*
 * What vulnerability feeds say of products and systems.  finding/matched.c
 * computes it from what an edition sees: stocks (finding/stock.h), records of
 * feeds that the edition may know (feeds.yaml, ceiling), decisions and cases of
 * its view.  Made once, then never changed.  Texts of feeds are foreign.
 */
#ifndef MODEL_MATCHED_H
#define MODEL_MATCHED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/assessed.h"
#include "model/entry.h"
#include "model/holder.h"
#include "model/known.h"

/* One component and one record. */
struct found_match {
	struct str component;	/* "openssl 3.0.13", as people say it */
	struct str identity;	/* purl, CPE name or keyword it was found by */
	struct str version;
	struct span at;		/* the line of the inventory */
	const struct known_source *source;
	const char *rule;	/* match_rule_name() */
	uint8_t confidence;	/* 0 to 100 */
	bool is_question;	/* of a series or an unknown version */
	struct str question;	/* versions that are affected: "2.4.0 to
				 * 2.4.58" */
	bool is_cleared;	/* the source, or one closer, says that it is
				 * not affected: shown beside */
	bool is_notice;		/* an alert that points at it, without versions
				 * of its own: behind what has some */
	struct str why;		/* "version 2.4.57 < 2.4.59": what decided */
	struct str fixed;	/* first version with a fix; or empty */
	struct str note;	/* of a supplier or scanner: why not affected */
};

/* Why a decision holds no longer, or why it does not reach a version. */
struct lapse {
	const char *reason;	/* key below finding.lapse: "component", "gone",
				 * "appeared", "record", "configuration",
				 * "review", "until" */
	struct str was, is;	/* versions, digests, words, days; or empty */
	const struct decision_basis *basis;	/* NULL: of review, until */
};

/* A decision for one version of its product. */
struct ruling {
	const struct product_entry *product;
	const struct version *version;	/* NULL: the product has none */
	const struct decision *decision;
	bool is_inherited;	/* version is later than those it names */
	struct lapse *lapses;	/* none: it holds */
	size_t n_lapses;
};

enum finding_state {
	FINDING_OPEN,		/* to be judged */
	FINDING_QUESTION,	/* to be judged: which version is it? */
	FINDING_LAPSED,		/* to be judged again */
	FINDING_LOOK,		/* below 50: words that may mean it */
	FINDING_AFFECTED,	/* decided, by a decision or case */
	FINDING_ACCEPTED,
	FINDING_INVESTIGATED,
	FINDING_NOT_AFFECTED,
	FINDING_FIXED,
	FINDING_CLEARED,	/* no source that counts says affected */
	FINDING_STATES
};

/* A vulnerability and a product's version or a system. */
struct finding {
	const struct known *known;
	const struct product_entry *product;	/* one of the two */
	const struct version *version;	/* of product; NULL: as a whole */
	const struct system_entry *system;
	struct found_match *matches;	/* the surest first */
	size_t n_matches;
	uint8_t confidence;	/* of the surest that is not cleared; 0 */
	enum finding_state state;
	const struct ruling *ruling;	/* NULL: no decision speaks of it */
	const struct case_entry *c;	/* the case that does; NULL: none */
	struct priority_state priority;	/* of the policy that counts */
};

struct stocktake;

struct matched {
	struct finding *v;	/* products by id and version, then systems by
				 * id; within one by state, priority, score,
				 * id */
	size_t n;
	struct known *known;	/* of all findings, by id */
	size_t n_known;
	struct ruling *rulings;	/* of all decisions, findings or not */
	size_t n_rulings;
	struct blind_spot *blind;
	size_t n_blind;
	struct holders holders;	/* what findings were looked for in */
	struct feed_state *feeds;
	size_t n_feeds;
	const struct stocktake *taken;	/* coverage, gaps, ends of support
					 * (model/stocktake.h) */
};

/* The word of a state in machine formats: "open", "not_affected". */
const char *finding_state_name(enum finding_state s);

/* Whether somebody has to judge it: open, question, lapsed. */
bool finding_is_open(const struct finding *f);

/* The person who answers for it; NULL: nobody is named. */
const struct person_entry *finding_owner(const struct finding *f);

/* The company whose it is; NULL: unknown. */
const struct company_entry *finding_company(const struct finding *f);

#endif
