/*
 * Which vulnerabilities have VEX documents of their own, and what they are
 * called: for exporters of VEX, and for who lists their documents.
 */
#ifndef EXPORT_PUBLIC_VEX_H
#define EXPORT_PUBLIC_VEX_H

#include <stdbool.h>
#include <stddef.h>

#include "wall/public_view.h"

struct arena;

/*
 * Whether we say of vulnerability i of the advisory how products stand to it:
 * not of other publishers' documents, not where no product has a status that
 * VEX knows.
 */
bool vex_has(const struct public_advisory *adv, size_t i);

/*
 * Whether it has a CSAF document of profile VEX beside the advisory's: not
 * when the advisory is such a document itself.
 */
bool vex_has_csaf(const struct public_advisory *adv, size_t i);

/* And whether of CSAF 2.1: what came in as CSAF 2.0 stays that. */
bool vex_has_csaf21(const struct public_advisory *adv, size_t i);

/*
 * Its name in the names of files, unique in the advisory: "cve-1900-0045", of
 * a flaw without CVE its number: "2".
 */
struct str vex_name(struct arena *a, const struct public_advisory *adv,
    size_t i);

/* Its name for readers: the CVE, another id, or the advisory's with number. */
struct str vex_id(struct arena *a, const struct public_advisory *adv,
    size_t i);

#endif
