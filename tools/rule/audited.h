/*
 * What the audit found: rules cannot see git and keys, so they pass on what
 * stands in model->audit under their id.
 */
#ifndef RULE_AUDITED_H
#define RULE_AUDITED_H

struct check;

/* Report each finding of the running rule. */
void audited_report(const struct check *k);

#endif
