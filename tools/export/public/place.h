/*
 * Addresses of public documents, below the edition's root.  They are
 * permanent, so every public exporter takes them from here.
 */
#ifndef EXPORT_PUBLIC_PLACE_H
#define EXPORT_PUBLIC_PLACE_H

#include "base/str.h"
#include "wall/public_view.h"

struct arena;

#define PLACE_SECURITY_TXT	".well-known/security.txt"
#define PLACE_KEY		".well-known/openpgp-key.asc"

/* "ja", "en". */
struct str place_lang(enum public_lang lang);

/* "ja/NAME". */
struct str place_page(struct arena *a, enum public_lang lang, struct str name);

/* "ja/advisories/ID.html", "ja/advisories/ID.txt": see export/address.h. */
struct str place_advisory(struct arena *a, enum public_lang lang,
    const struct public_advisory *adv);
struct str place_advisory_text(struct arena *a, enum public_lang lang,
    const struct public_advisory *adv);

/*
 * ".well-known/csaf/white/YEAR/FILE.json": a folder for the label, and in it
 * one for each year of initial release, in UTC (CSAF 2.0, 7.1.5 and 7.1.11).
 * The labels are those of 2.0, so AMBER+STRICT stands with RED.
 * Documents of other publishers stand in "others/csaf/" instead: a provider
 * distributes its own alone (7.2.1).
 */
struct str place_csaf(struct arena *a, const struct public_advisory *adv);

/*
 * What is said of one vulnerability alone; name is its name in the advisory
 * (vex.h).  The last parts differ, so that one release holds them all:
 * ".well-known/csaf/white/YEAR/FILE-vex-NAME.json", the same for CSAF 2.1,
 * "vex/openvex/FILE-NAME.openvex.json", "vex/cyclonedx/FILE-NAME.cdx.json".
 */
struct str place_csaf_vex(struct arena *a, const struct public_advisory *adv,
    struct str name);
struct str place_csaf21_vex(struct arena *a, const struct public_advisory *adv,
    struct str name);
struct str place_openvex(struct arena *a, const struct public_advisory *adv,
    struct str name);
struct str place_cyclonedx(struct arena *a, const struct public_advisory *adv,
    struct str name);

/* ".well-known/csaf/v2.1/clear/YEAR/FILE.json": CSAF 2.1, 7.1.5. */
#define PLACE_CSAF20	".well-known/csaf/"
#define PLACE_CSAF21	".well-known/csaf/v2.1/"
struct str place_csaf21(struct arena *a, const struct public_advisory *adv);

/* The address of the document that holds instead, with the host's. */
struct str place_successor(struct arena *a, const struct public_successor *s,
    bool is_csaf21);

/* "cve/CVE-2026-0042.json", "osv/ID.json". */
struct str place_cve(struct arena *a, struct str cve);
struct str place_osv(struct arena *a, struct str id);

/* "ja/pages/ID.html", "ja/policies/ID.html". */
struct str place_text_page(struct arena *a, enum public_lang lang,
    struct str id);
struct str place_policy(struct arena *a, enum public_lang lang, struct str id);

/* "status/products/ID.json", and the list of those. */
#define PLACE_PRODUCTS		"status/products.json"
struct str place_product(struct arena *a, const struct public_product *p);

#endif
