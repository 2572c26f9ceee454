/*
 * Parts of the reader of CVE records (CVE Record Format 5); for
 * import/import*.c alone.
 */
#ifndef IMPORT_IMPORT_CVE_H
#define IMPORT_IMPORT_CVE_H

#include "text/json_read.h"

struct import_made;
struct import_wares;

/* Products and versions of a container's `affected`. */
void import_cve_affected(struct import_made *m, struct import_wares *wares,
    const struct json_node *cna);

/* Texts, weaknesses, scores, links and thanks of the CNA's container. */
void import_cve_said(struct import_made *m, const struct json_node *cna);

/* The texts of one list, as notes of a title. */
void import_cve_notes(struct import_made *m, const struct json_node *cna,
    const char *list, const char *category, struct str en, struct str ja);

/* What others added, as far as a case has a place for it. */
void import_cve_added(struct import_made *m,
    const struct json_node *containers);

/* Scores of a container; source: whose, or empty for the publisher's. */
void import_cve_scores(struct import_made *m,
    const struct json_node *container, struct str source);

/* Links of a container that are not there yet. */
void import_cve_links(struct import_made *m,
    const struct json_node *container);

#endif
