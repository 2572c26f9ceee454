/*
 * A finding as lists show it: level, reason, what to do.
 */
#ifndef EXPORT_INTERNAL_FINDING_ROW_H
#define EXPORT_INTERNAL_FINDING_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "model/records.h"

struct entry;
struct finding;
struct found_match;
struct frame;
struct known;
struct priority_state;
struct ruling;
struct value;

/*
 * Fill o for partials/in_finding_rows: what finding_row_known() sets; subject
 * (none or one, as show_entry), version, owner, company; state, class, word,
 * act; matches (of some components the surest, as finding_row_match, with also:
 * other feeds that say so, others: of these what says something else), n_more
 * components; priority (none or
 * one {name, text}); case, decision (none or one, as finding_row_ruling);
 * confidence, level.
 */
void finding_row_show(const struct frame *f, struct value *o,
    const struct finding *x);

/* Set id, href, title, sev, sort, is_kev, is_ransomware, kev_added, kev_due,
 * epss. */
void finding_row_known(const struct frame *f, struct value *o,
    const struct known *k);

/* Set component, identity, why (empty: no versions told), rule, confidence,
 * level, question, fixed, note, is_question, feed, record, is_cleared. */
void finding_row_match(const struct frame *f, struct value *o,
    const struct found_match *x);

/* Set id, verdict, justification, basis, by, at, review, component. */
void finding_row_decision(const struct frame *f, struct value *o,
    const struct decision *k);

/* The same, and subject, version, is_inherited, lapses {reason, was, is}. */
void finding_row_ruling(const struct frame *f, struct value *o,
    const struct ruling *r);

/* What a priority is called: as a decision table names its outcome, else as
 * the policy writes it. */
struct str finding_row_priority(const struct frame *f, struct str priority);

/* Set name, as above, and text: who says so, and why. */
void finding_row_why(const struct frame *f, struct value *o,
    const struct priority_state *p);

/* "certain", "likely", "look": the key of a confidence, 0 to 100. */
const char *finding_row_level(unsigned confidence);

/* "12.3%" of hundred-thousandths; empty for none. */
struct str finding_row_epss(const struct frame *f, int epss);

/* What a finding is about: a product or a system. */
const struct entry *finding_row_subject(const struct finding *x);

#endif
