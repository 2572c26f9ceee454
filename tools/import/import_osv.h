/*
 * Parts of the reader of OSV records (OSV schema 1); for import/import*.c
 * alone.
 */
#ifndef IMPORT_IMPORT_OSV_H
#define IMPORT_IMPORT_OSV_H

struct import_made;
struct import_ware;
struct import_wares;
struct json_node;

/* Packages with their versions and ranges. */
void import_osv_affected(struct import_made *m, struct import_wares *wares);

/* Scores of the record, or of one of its packages. */
void import_osv_severity(struct import_made *m, const struct json_node *of,
    const struct import_ware *ware);

#endif
