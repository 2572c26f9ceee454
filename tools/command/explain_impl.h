/*
 * The parts of `hansho explain`, one file a kind of thing: private to the
 * explain*.c files.
 */
#ifndef COMMAND_EXPLAIN_IMPL_H
#define COMMAND_EXPLAIN_IMPL_H

#include <stdbool.h>

#include "command/tell.h"

/* Columns by which parts are set in. */
#define EXPLAIN_IN	2

/* A case: why this stage; the other questions follow. */
void explain_case(const struct tell *t, const struct case_state *s);

/* Why this score, of each flaw. */
void explain_score(const struct tell *t, const struct case_state *s);

/* Why this priority, of each product. */
void explain_priority(const struct tell *t, const struct case_state *s);

/* Why this date: the leading clock, then every clock. */
void explain_clocks(const struct tell *t, const struct case_state *s);

/* Where a rule comes from: source, version, confidence, place. */
void explain_source(const struct tell *t, size_t indent,
    const struct deadline *d);

/* A clock rule with all its versions; false when there is none of that id. */
bool explain_deadline(const struct tell *t, struct str id);

/* A priority by name; false when no policy names it. */
bool explain_level(const struct tell *t, struct str name);

/* A policy by id: what counts for the group and for whom it differs. */
bool explain_policy(const struct tell *t, struct str id);

/* A company by id: its overrides; false when there is none. */
bool explain_company(const struct tell *t, struct str id);

/* The name of a product with a flaw; its id when it is unknown. */
struct str explain_product(const struct tell *t,
    const struct exposure_state *e);

/* Days to a fix with their origin: "30 days (the group's policy, path:9)". */
struct str explain_days(const struct tell *t, const struct policy_set *p,
    struct str priority);

/* A number with its origin; "" when it is not set. */
struct str explain_number(const struct tell *t, const struct policy_value *v,
    enum unit unit);

#endif
