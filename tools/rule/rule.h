/*
 * Check rules: a row in rules.def, a file, a table of tests.
 *
 *   RULE("case-id-folder", rule_case_id_folder, ERROR, CASE, "",
 *       "clause", "what it finds, in a few words")
 *
 * Columns: id; function; class (ERROR, REQUIREMENT, ALERT); subject; ids of
 * rules and faults that must not have been reported on this subject, blanks
 * between; the clause it rests on; summary.  The function takes the running
 * check and the subject, whose type goes with the subject's word: see
 * enum rule_subject in rule/check.h.  The file also holds the long
 * explanation, RULE_TEXT(function, ...).  A rule reports through check_*().
 *
 * RULE_FIXED rows are the rules that no policy weakens (secrecy, what has gone
 * out); RULE_NOW rows depend on the time of the run and are never errors.
 * faults.def has a row for each fault that loading and building report.
 */
#ifndef RULE_RULE_H
#define RULE_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/diag.h"
#include "base/time.h"
#include "model/model.h"
#include "rule/check.h"

struct pool;

/* The long explanation, for `hansho explain RULE` and the handbook. */
struct rule_text {
	const char *why_en;
	const char *why_ja;
	const char *bad;	/* an input that the rule reports */
	const char *good;	/* the same, mended */
};

#define RULE_TEXT(fn, ...)						\
	const struct rule_text fn##_text = { __VA_ARGS__ }

/* What may change a rule's class. */
enum rule_kind {
	RULE_OF_POLICY,	/* the policies' checks, either way */
	RULE_OF_OURS,	/* RULE_FIXED: only towards stricter */
	RULE_OF_NOW,	/* RULE_NOW: never to error */
	RULE_OF_LOADING,	/* a fault: nothing */
};

/* What a rule looks at, by the word of its subject. */
#define ON_MODEL		const struct model *m
#define ON_DOCUMENT		const struct document *doc
#define ON_CASE			const struct case_entry *c
#define ON_VULNERABILITY	const struct vulnerability *v
#define ON_CASE_PRODUCT		const struct case_product *p
#define ON_ADVISORY		const struct document *doc
#define ON_PUBLISHED		const struct case_entry *c
#define ON_PRODUCT		const struct product_entry *p
#define ON_SYSTEM		const struct system_entry *s
#define ON_COMPANY		const struct company_entry *c
#define ON_PERSON		const struct person_entry *p
#define ON_PARTY		const struct party_entry *p
#define ON_POLICY		const struct document *doc
#define ON_ORGANISATION		const struct organisation *o

/* The function of a rule, by the word of its subject; NULL for faults. */
union rule_run {
	void (*MODEL)(const struct check *k, ON_MODEL);
	void (*DOCUMENT)(const struct check *k, ON_DOCUMENT);
	void (*CASE)(const struct check *k, ON_CASE);
	void (*VULNERABILITY)(const struct check *k, ON_VULNERABILITY);
	void (*CASE_PRODUCT)(const struct check *k, ON_CASE_PRODUCT);
	void (*ADVISORY)(const struct check *k, ON_ADVISORY);
	void (*PUBLISHED)(const struct check *k, ON_PUBLISHED);
	void (*PRODUCT)(const struct check *k, ON_PRODUCT);
	void (*SYSTEM)(const struct check *k, ON_SYSTEM);
	void (*COMPANY)(const struct check *k, ON_COMPANY);
	void (*PERSON)(const struct check *k, ON_PERSON);
	void (*PARTY)(const struct check *k, ON_PARTY);
	void (*POLICY)(const struct check *k, ON_POLICY);
	void (*ORGANISATION)(const struct check *k, ON_ORGANISATION);
};

struct rule {
	const char *id;
	enum rule_kind kind;
	union rule_run run;
	enum diag_class class;		/* built in; policies may change it */
	enum rule_subject subject;	/* of no meaning for faults */
	const char *after;		/* ids, blanks between */
	const char *clause;
	const char *summary;
	const struct rule_text *text;
};

/* Rules and, after them, the faults that loading and building report. */
size_t rules_len(void);
const struct rule *rule_at(size_t i);
const struct rule *rule_find(struct str id);	/* NULL when unknown */
size_t rule_index(const struct rule *r);

/*
 * Run all rules over the model, in parallel over subjects: prerequisites
 * first, classes as the policies say, waivers applied (rule/waiver.h).
 * Diagnostics already in d (from loading) count as failures of what they
 * point at and get waived too.  d ends up sorted.
 */
void rules_run(const struct model *m, struct instant now, struct pool *pool,
    struct arena *perm, struct diags *d);

#define RULE(id, fn, class, subject, after, clause, summary)		\
	void fn(const struct check *k, ON_##subject);			\
	extern const struct rule_text fn##_text;
#include "rule/rules.def"

#endif
