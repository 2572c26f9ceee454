/*
 * What ecosystems are called: OSV's names as purl types, releases of
 * distributions as numbers, orders of versions.
 */
#ifndef FEED_FEED_DISTRO_H
#define FEED_FEED_DISTRO_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct feed_affects;

/*
 * Fill an entry from OSV's ecosystem ("Debian:12", "PyPI", "Red Hat:...") and
 * the package's name in it.  False when the ecosystem is not known: then it is
 * an entry by name.
 */
bool feed_distro_ecosystem(struct arena *a, struct str ecosystem,
    struct str name, struct feed_affects *e);

/* The release in OSV's ecosystem: "12", "9", "22.04", "15.5"; or empty. */
struct str feed_distro_ecosystem_release(struct arena *a,
    struct str ecosystem);

/* Whether packages of a purl type belong to a distribution. */
bool feed_distro_is_type(struct str type);

/* The number of a release by its number, codename or tag: "debian-12",
 * "bookworm", "el9", "rhel-9.2", "esm-infra/xenial"; as written where no row
 * knows it. */
struct str feed_distro_release(struct str distro, struct str tag);

/* The scheme of versions of a purl type, or empty. */
struct str feed_distro_scheme(struct str type);

#endif
