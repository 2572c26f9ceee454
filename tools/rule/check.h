/*
 * The running check: what a rule is called with, and how it reports.
 *
 * A rule looks at one subject of the model and reports what is wrong with it
 * through check_report() only.  The class of what it reports is the engine's
 * business (rule/rule.h).
 */
#ifndef RULE_CHECK_H
#define RULE_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/diag.h"
#include "base/time.h"
#include "model/model.h"

struct rule;

/* What a rule is called with, once for each; its type is in the comment. */
enum rule_subject {
	SUBJECT_MODEL,		/* const struct model * */
	SUBJECT_DOCUMENT,	/* const struct document *, every kind that
				 * was read */
	SUBJECT_CASE,		/* const struct case_entry * */
	SUBJECT_VULNERABILITY,	/* const struct vulnerability *; k->case_ set */
	SUBJECT_CASE_PRODUCT,	/* const struct case_product *; k->case_,
				 * k->vulnerability set */
	SUBJECT_ADVISORY,	/* const struct document *, an advisory text of
				 * a case; k->case_ set */
	SUBJECT_PUBLISHED,	/* const struct case_entry * with a ledger;
				 * k->case_ set */
	SUBJECT_PRODUCT,	/* const struct product_entry * */
	SUBJECT_SYSTEM,		/* const struct system_entry * */
	SUBJECT_COMPANY,	/* const struct company_entry * */
	SUBJECT_PERSON,		/* const struct person_entry * */
	SUBJECT_PARTY,		/* const struct party_entry * */
	SUBJECT_POLICY,		/* const struct document * of kind policy */
	SUBJECT_ORGANISATION,	/* const struct organisation * */
};

struct check {
	const struct model *model;
	struct instant now;		/* through check_now() only */
	const struct case_entry *case_;	/* NULL where there is none */
	const struct vulnerability *vulnerability;	/* the same */
	const struct rule *rule;
	enum diag_class class;		/* after the policy had its say */
	struct diags *d;
	struct arena *tmp;		/* emptied after each subject */
	bool *failed;			/* set by check_report() */
};

/* Report what is wrong at a place; a rule may do so several times. */
void check_report(const struct check *k, struct span at, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/* Another place involved, or a remark (at nowhere), and the way out: both
 * belong to what was reported last. */
void check_note(const struct check *k, struct span at, const char *fmt, ...)
    PRINTF_LIKE(3, 4);
void check_help(const struct check *k, const char *fmt, ...) PRINTF_LIKE(2, 3);

/*
 * The instant of the run, and its day in the organisation's zone.  Only rules
 * whose row is RULE_NOW may ask: what depends on the time is never an error.
 */
struct instant check_now(const struct check *k);
struct day check_today(const struct check *k);

/* The first byte of a document's file, for what concerns it as a whole. */
struct span check_file(const struct document *doc);

#endif
