/*
 * Our part in the CVE programme, as everybody may know of it.  Private to
 * wall/.
 */
#ifndef WALL_PUBLIC_CNA_H
#define WALL_PUBLIC_CNA_H

#include <stdbool.h>

#include "base/str.h"

struct case_entry;
struct cve_entry;
struct model;
struct public_view;
struct wall;

/*
 * Set view->cna, of rejected ids those that the advisories of the view have,
 * and with of_all those of the ledger that public_cna_is_told() finds, too.
 */
void public_cna(const struct wall *w, bool of_all, struct public_view *view);

/*
 * Whether the record of an id in a case is ours to write: by the ledger; where
 * no ledger here has it, by a record that went out.  A lifted case leaves its
 * ledger behind.
 */
bool public_cna_has(const struct model *m, const struct case_entry *c,
    struct str cve);

/*
 * Whether everybody may know that an id was given up: the row has an instant
 * of that, which has come, and no case that has the id is still a secret: each
 * one is released or has ended, and none is under embargo.
 */
bool public_cna_is_told(const struct wall *w, const struct cve_entry *e);

#endif
