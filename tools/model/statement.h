/*
 * Tables of statements: the short form of what a case says of many products
 * and many CVE ids, as on the days after a flaw in a part that all use.
 */
#ifndef MODEL_STATEMENT_H
#define MODEL_STATEMENT_H

struct arena;
struct case_file;
struct diags;

/*
 * Turn the rows of c->statements into vulnerabilities, one for each CVE id,
 * with a product for each that a row names; those that the case has already
 * get the products in addition.  What comes of it points to the row it was
 * written in, its root cause is a part of somebody else, and the table is
 * empty afterwards: everything else sees vulnerabilities alone.
 *
 * Reports statement-size over LIMIT_STATEMENTS, and takes over nothing then.
 */
void statement_expand(struct arena *perm, struct case_file *c,
    struct diags *d);

#endif
