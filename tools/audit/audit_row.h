/*
 * What differs between two versions of a file of YAML, row by row: an item of
 * a list or a member of a map that came, went or changed; and who brought it.
 *
 * Items are told apart by what names them (id, cve, at, event, by, product,
 * version, ...), not by their place: moving them is no difference.
 */
#ifndef AUDIT_AUDIT_ROW_H
#define AUDIT_AUDIT_ROW_H

#include <stddef.h>

#include "base/str.h"

struct arena;
struct history;
struct history_commit;

struct audit_row {
	struct str path;	/* "vulnerabilities[CVE-2026-1].products[gw]",
				 * "disclosure.decision" */
	struct str before;	/* its value as compact YAML; empty: it came */
	struct str after;	/* empty: it went */
};

/*
 * The rows of a file's older and newer text, in the order of the newer one,
 * what went last.  Of .md files the front matter is compared; a text that is
 * empty or no YAML has no rows.  What came or went as a whole is one row.
 */
void audit_row_compare(struct arena *a, struct str path, struct str older,
    struct str newer, struct audit_row **out, size_t *n);

/*
 * The newest commit that gave a file a row of this path and value ("before" or
 * "after" of the above), also under the file's older names; NULL when none of
 * LIMIT_HISTORY_VERSIONS did.  Reads blobs: main thread only.
 */
const struct history_commit *audit_row_commit(const struct history *h,
    struct str file, struct str row, struct str value);

#endif
