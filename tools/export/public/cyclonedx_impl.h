/*
 * Parts of a CycloneDX document; for export/public/cyclonedx*.c alone.
 */
#ifndef EXPORT_PUBLIC_CYCLONEDX_IMPL_H
#define EXPORT_PUBLIC_CYCLONEDX_IMPL_H

#include "export/public/vex_impl.h"

/*
 * The member "components": the leaves of the groups, and the products that
 * they are parts of.  Combinations stand in the component of the whole.
 */
void cyclonedx_components(struct csaf_doc *k, const struct vex_group *groups,
    size_t n);

/* The member "vulnerabilities": an item for each group. */
void cyclonedx_vulnerabilities(struct csaf_doc *k, size_t number,
    const struct vex_group *groups, size_t n);

/* An object {name, url} under this name; url may be empty. */
void cyclonedx_source(struct csaf_doc *k, const char *member, struct str name,
    struct str url);

#endif
