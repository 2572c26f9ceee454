/*
 * What was computed, in words: for pages and for the terminal alike.  Phrases
 * stand in templates/i18n/derived.yaml (say.*, word.*).  No HTML here.
 */
#ifndef EXPORT_SAY_H
#define EXPORT_SAY_H

#include "model/derived.h"

struct arena;
struct audit_approval;
struct audit_case;
struct catalog;
struct zone;

struct say {
	struct arena *a;		/* results live here */
	const struct catalog *words;
	struct str lang;		/* "ja", "en" */
	const struct zone *zone;	/* the organisation's */
	struct instant now;
};

/* "2026-11-24 (Tue) 17:00 JST"; the zone's name, else its offset. */
struct str say_instant(const struct say *s, struct instant t);

/* The same for the end of something: 00:00 is 24:00 of the day before. */
struct str say_end(const struct say *s, struct instant t);

/* As it was written: a date alone has no time, "2026-11-24 (Tue)". */
struct str say_when(const struct say *s, struct when w);

/* When it happened, as it was written. */
struct str say_occurrence(const struct say *s, const struct occurrence *o);

/* The same instant for the rule's authority and the clock's party, where their
 * zones differ: "09:00 CET (Brussels)"; "" when they do not. */
struct str say_elsewhere(const struct say *s, const struct clock *c);

/* The time to t or since: "in 5 h 12 min", "2 days late". */
struct str say_left(const struct say *s, struct instant t);

/* A length of time, in two units at most: "1 day 3 h"; never below zero. */
struct str say_span(const struct say *s, int64_t seconds);

/* A number of units: "3 business days", "1 hour". */
struct str say_units(const struct say *s, int64_t n, enum unit unit);

/* Where a clock stands, one sentence: "due in 3 days, 2026-11-25 ...", "not
 * started: waiting for fix available", "none because ...", "met 4 h before the
 * end", "missed by 2 days: EXPLANATION". */
struct str say_clock(const struct say *s, const struct clock *c);

/* One step of how its end came about, with the place that decided. */
struct str say_step(const struct say *s, const struct clock *c,
    const struct clock_step *step);

/* Its name with party, product or key: "D-35 Status to JPCERT (JPCERT)". */
struct str say_clock_name(const struct say *s, const struct clock *c);

/* "path:12", "path", or "". */
struct str say_place(const struct say *s, const struct proof *p);

/* What the condition met that decided: "case.tlp is RED, not in [CLEAR]". */
struct str say_proof(const struct say *s, const struct proof *p);

/* A requirement with who can supply it: "A deputy (coordinator: Sato)". */
struct str say_requirement(const struct say *s,
    const struct requirement_state *r);

/* A reason of the audit's; what has no phrase, as names of files, stays. */
struct str say_reason(const struct say *s, struct str why);

/* Whether an approval counts, and why not: "Void: ...: case.md (sato, ...)". */
struct str say_approval(const struct say *s, const struct audit_approval *a);

/*
 * An approval that the policy asks for: by whom it was given, or who may give
 * it, and why one does not count.  k: what is known of the case; may be NULL.
 */
struct str say_need(const struct say *s, const struct approval_need *n,
    const struct audit_case *k);

/* Why a priority: the row's reason, its origin, what made it hold. */
struct str say_priority(const struct say *s, const struct priority_state *p);

/* "8.7 High", "8.7 重要"; the vector's metrics in words, ", " between. */
struct str say_score(const struct say *s, const struct score_state *k);
struct str say_metrics(const struct say *s, const struct cvss *v);

/* Who says so: "the group's policy". */
struct str say_origin(const struct say *s, enum policy_origin origin);

/* The word of a value of an enumeration (word.TABLE.VALUE), or of an event. */
struct str say_enum(const struct say *s, const struct enum_table *t, int v);
struct str say_event(const struct say *s, enum event e);
struct str say_axis(const struct say *s, enum axis_fact x);
struct str say_standing(const struct say *s, enum regime_standing r);
struct str say_words(const struct say *s, const struct words *w);

/* The name of a person, party, company, product, case; its id without one. */
struct str say_entry(const struct say *s, const struct entry *e);

/* The same of a reference; its id when it leads nowhere. */
struct str say_ref(const struct say *s, const struct ref *r);

/* The words that name a record; NULL when it has none: policies, finders. */
const struct words *say_names(const struct entry *e);

#endif
