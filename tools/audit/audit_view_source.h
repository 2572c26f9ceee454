/*
 * Members of what approvers sign (audit_view.h) that are not of the advisory,
 * and which its documents print all the same.  Private to audit/audit_view*.c.
 */
#ifndef AUDIT_AUDIT_VIEW_SOURCE_H
#define AUDIT_AUDIT_VIEW_SOURCE_H

struct arena;
struct json_writer;
struct model;
struct public_advisory;

/*
 * The products that leaves name, as the inventory has them: OSV, OpenVEX,
 * CycloneDX and CVE records tell kinds and the names of versions from there.
 * Of the versions those that a leaf names, and of those with a day of release
 * each one that a range means; what day it is does not matter.  A statement on
 * all versions means those to come, too: of these nothing is signed.
 */
void audit_view_inventory(struct json_writer *j, struct arena *a,
    const struct model *m, const struct public_advisory *p);

/*
 * The organisation's: where documents stand, their licence, and who assigned
 * the CVE ids when one is ours.
 */
void audit_view_source(struct json_writer *j, const struct model *m,
    const struct public_advisory *p);

#endif
