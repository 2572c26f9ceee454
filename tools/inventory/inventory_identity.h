/*
 * What names of packages tell: package URLs and their qualifiers,
 * distributions by their many names, source packages.  Private to inventory/.
 */
#ifndef INVENTORY_INVENTORY_IDENTITY_H
#define INVENTORY_INVENTORY_IDENTITY_H

#include <stdbool.h>

#include "base/str.h"

struct component;
struct inventory_make;
struct inventory_ware;

/*
 * Check purl and CPE, taking away with a report what is none, and fill from
 * the purl what the component does not tell itself: type, name, version with
 * epoch, architecture, distribution, source package, module stream.
 */
void inventory_identity_settle(struct inventory_make *m,
    struct inventory_ware *w);

/*
 * Set distribution and release from one text: "debian-12", "rhel-9.3",
 * "bookworm", "fc39", "amazon-2 (Karoo)".  Names become those of
 * os-release(5).  The text must live on.
 */
void inventory_identity_distro(struct component *c, struct str text);

/* The ID of os-release(5) of a distribution; other names as they are. */
struct str inventory_identity_os(struct str name);

/*
 * Set the source package from one text: "glibc", "glibc@2.36-9",
 * "glibc (2.36-9)", "bash-5.1.8-6.el9.src.rpm".
 */
void inventory_identity_source(struct component *c, struct str text);

/*
 * Cut NAME-VERSION-RELEASE at the second hyphen from the end; false when there
 * are not two.  *version gets VERSION-RELEASE.
 */
bool inventory_identity_nvr(struct str text, struct str *name,
    struct str *version);

/* What a module label means for versions: "nodejs:18" of "nodejs:18:80:f1". */
struct str inventory_identity_module(struct str label);

/*
 * A version with its epoch in front, as deb and rpm compare them, unless it
 * stands there or is none ("", "0", "(none)").
 */
struct str inventory_identity_evr(struct inventory_make *m, struct str epoch,
    struct str version);

/* Whether distributions make packages of this purl type. */
bool inventory_identity_is_packaged(struct str type);

/* The purl type of what Trivy and Grype call a kind of package, or empty. */
struct str inventory_identity_type(struct str kind);

#endif
