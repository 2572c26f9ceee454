/*
 * Approvals of a case: what the policy asks for, who gave it or may still give
 * it, and what approvals.yaml holds; and who recorded a fact.
 */
#ifndef EXPORT_INTERNAL_CASE_APPROVALS_H
#define EXPORT_INTERNAL_CASE_APPROVALS_H

#include <stddef.h>

struct case_state;
struct frame;
struct value;

/*
 * Set "approvals" for partials/case_approvals: none or one.  Nothing where the
 * policy asks for none and none was given.
 */
void case_approvals_show(const struct frame *f, struct value *o,
    const struct case_state *s);

/* Set "recorded" of a fact, the i-th of the case: none or one {by, name, at,
 * commit}. */
void case_approvals_fact(const struct frame *f, struct value *o,
    const struct case_state *s, size_t i);

#endif
