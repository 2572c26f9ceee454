/*
 * The conditions of all documents: whether the fields that they ask for are
 * there.  Building would find them false in silence.
 */
#ifndef RULE_CONDITION_H
#define RULE_CONDITION_H

struct diags;
struct model;

/* Reports predicate-field for unknown names, in the order of documents. */
void condition_check(const struct model *m, struct diags *d);

#endif
