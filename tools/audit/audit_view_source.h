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
 * Of the versions those that a leaf names.  Which ones a range means is not
 * signed: every release would void what was approved before.
 */
void audit_view_inventory(struct json_writer *j, struct arena *a,
    const struct model *m, const struct public_advisory *p);

/*
 * The organisation's: where documents stand, and who assigned the CVE ids when
 * one is ours.
 */
void audit_view_source(struct json_writer *j, const struct model *m,
    const struct public_advisory *p);

#endif
