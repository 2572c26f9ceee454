/*
 * Which format a document is of; for import/import*.c alone.
 */
#ifndef IMPORT_IMPORT_FORMAT_H
#define IMPORT_IMPORT_FORMAT_H

#include <stdbool.h>

struct import_doc;
struct import_made;
struct json_node;

/*
 * Bring the document at k->root into the shape that the writers know, where it
 * is of another format.  False, with reports, when that cannot be done.
 */
bool import_format(struct import_doc *k);

/* A format of its own: how it is told from others, and its reader. */
bool import_cve_is(const struct json_node *root);
void import_cve_read(struct import_made *m);
bool import_osv_is(const struct json_node *root);
void import_osv_read(struct import_made *m);

/* CSAF 2.1: the same shape, but for names and what moved. */
bool import_csaf21_is(const struct json_node *root);
void import_csaf21_read(struct import_doc *k);

#endif
