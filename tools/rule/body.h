/*
 * The Markdown of all documents: whether it can be rendered at all.  Building
 * would report the same, but only for what it shows, and later.
 */
#ifndef RULE_BODY_H
#define RULE_BODY_H

struct arena;
struct diags;
struct model;
struct pool;

/* Reports markdown-* diagnostics in the order of the documents. */
void body_check(const struct model *m, struct pool *pool, struct arena *perm,
    struct diags *d);

#endif
