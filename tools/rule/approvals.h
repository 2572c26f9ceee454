/*
 * What the audit says of the approvals of a case, for the rules on them.
 */
#ifndef RULE_APPROVALS_H
#define RULE_APPROVALS_H

#include <stdbool.h>

#include "model/audit.h"
#include "rule/rule.h"

/* The newest released revision with this view, or NULL. */
const struct revision *approvals_revision(const struct case_entry *c,
    struct str view);

/*
 * Report an approval with what the audit says of it, at the place that is
 * wrong: "the approval as legal by kato does not count: TEXT (why)".
 */
void approvals_report(const struct check *k, const struct audit_approval *a,
    struct span at);

/* Whether any policy asks for approvals, today or on another day. */
bool approvals_is_asked(const struct model *m);

#endif
