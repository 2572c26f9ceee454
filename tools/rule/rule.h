/*
 * Check rules: a row in rules.def, a file, a table of tests.
 *
 *   RULE("case-id-folder", rule_case_id_folder, ERROR, CASE, "",
 *       "clause", "what it finds, in a few words")
 *
 * Columns: id; function; class (ERROR, REQUIREMENT, ALERT); subject; ids of
 * rules that must have passed on this subject first, blanks between; the
 * clause it rests on; summary.  The file also holds the long explanation,
 * RULE_TEXT(function, ...).  A rule reports through check_*() only.
 */
#ifndef RULE_RULE_H
#define RULE_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/diag.h"
#include "base/time.h"
#include "model/model.h"

/* What a rule is called with, once for each. */
enum rule_subject {
	SUBJECT_MODEL,		/* const struct model * */
	SUBJECT_DOCUMENT,	/* const struct document *, every kind */
	SUBJECT_CASE,		/* const struct case_entry * */
	SUBJECT_VULNERABILITY,	/* const struct vulnerability *; k->case_ set */
	SUBJECT_CASE_PRODUCT,	/* const struct case_product *; k->case_,
				 * k->vulnerability set */
	SUBJECT_ADVISORY,	/* const struct document * of kind advisory */
	SUBJECT_PUBLISHED,	/* const struct case_entry * with a ledger */
	SUBJECT_PRODUCT,	/* const struct product_entry * */
	SUBJECT_SYSTEM,		/* const struct system_entry * */
	SUBJECT_COMPANY,	/* const struct company_entry * */
	SUBJECT_PERSON,		/* const struct person_entry * */
	SUBJECT_POLICY,		/* const struct document * of kind policy */
	SUBJECT_ORGANISATION,	/* const struct organisation * */
};

/* The running check. */
struct check {
	const struct model *model;
	struct instant now;
	const struct case_entry *case_;		/* NULL where there is none */
	const struct vulnerability *vulnerability;
	const struct rule *rule;
	enum diag_class class;		/* after the policy had its say */
	struct diags *d;
	struct arena *tmp;		/* emptied after each subject */
	bool *failed;			/* set by check_report() */
};

void check_report(const struct check *k, struct span at, const char *fmt, ...)
    PRINTF_LIKE(3, 4);
void check_note(const struct check *k, struct span at, const char *fmt, ...)
    PRINTF_LIKE(3, 4);
void check_help(const struct check *k, const char *fmt, ...)
    PRINTF_LIKE(2, 3);

/* The long explanation, for `hansho explain RULE` and the handbook. */
struct rule_text {
	const char *why_en;
	const char *why_ja;
	const char *bad;	/* an input that the rule reports */
	const char *good;	/* the same, mended */
};

struct rule {
	const char *id;
	void (*run)(const struct check *k, const void *subject);
	enum diag_class class;		/* built in; policies may change it */
	enum rule_subject subject;
	const char *after;		/* ids, blanks between */
	const char *clause;
	const char *summary;
	const struct rule_text *text;
};

#define RULE_TEXT(fn, ...)	const struct rule_text fn##_text = { __VA_ARGS__ }

/* Rules and, after them, the faults that loading reports (run is NULL). */
size_t rules_len(void);
const struct rule *rule_at(size_t i);
const struct rule *rule_find(struct str id);

/*
 * Run all rules over the model, in parallel over subjects: prerequisites
 * first, classes as the policies say, waivers applied (a waiver that has
 * expired or matches nothing is an alert itself).  Diagnostics already in d
 * (from loading) count as failures of what they point at and get waived too.
 * d ends up sorted.
 */
void rules_run(const struct model *m, struct instant now, struct pool *pool,
    struct arena *perm, struct diags *d);

#endif
