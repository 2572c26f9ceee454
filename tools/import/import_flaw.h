/*
 * Items of vulnerabilities[]; for import/import*.c alone.
 */
#ifndef IMPORT_IMPORT_FLAW_H
#define IMPORT_IMPORT_FLAW_H

#include <stdbool.h>

#include "base/str.h"

struct import_doc;
struct import_rows;
struct json_node;
struct yaml_writer;

/* CVE-YYYY-N{4,19}: what our files take for a CVE id. */
bool import_flaw_is_cve(struct str s);

/* One item of vulnerabilities[] as a map. */
void import_flaw(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw);

/* Products of a flaw and their statuses, as `products`. */
void import_status(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw, struct import_rows *rows);

/*
 * Set rows->is_wanted to the products that a statement names, directly or by
 * group.  False when it names none.
 */
bool import_flaw_want(struct import_doc *k, const struct json_node *node,
    const char *ids, struct import_rows *rows);

/* Statements about products: scores, remediations, threats. */
void import_statement_scores(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw, struct import_rows *rows);
void import_statement_remediations(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw, struct import_rows *rows);
void import_statement_threats(struct import_doc *k, struct yaml_writer *w,
    const struct json_node *flaw, struct import_rows *rows);

#endif
