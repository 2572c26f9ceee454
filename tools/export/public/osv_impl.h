/*
 * An OSV record in the making; for export/public/osv*.c alone.
 */
#ifndef EXPORT_PUBLIC_OSV_IMPL_H
#define EXPORT_PUBLIC_OSV_IMPL_H

#include "export/public/csaf_impl.h"
#include "export/public/osv.h"

/* A package as OSV names it. */
struct osv_package {
	struct str ecosystem;
	struct str name;
	struct str purl;	/* without version */
	bool is_semver;		/* versions are ordered by SemVer 2.0.0 */
};

/* ---- osv_package.c ---- */

/* False for names of types that no ecosystem of OSV's has. */
bool osv_package(struct arena *a, struct str purl, struct osv_package *out);

/* The member "affected": packages that flaw i affects.  With w NULL nothing is
 * written; returns how many there are, none where OSV has no words for one. */
size_t osv_package_affected(struct arena *a, struct json_writer *w,
    const struct public_view *v, const struct public_advisory *adv, size_t i);

#endif
