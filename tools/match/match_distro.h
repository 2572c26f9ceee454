/*
 * Distributions and their releases, however they are written.
 */
#ifndef MATCH_MATCH_DISTRO_H
#define MATCH_MATCH_DISTRO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* The one name of a distribution: "rhel" is "redhat". */
struct str match_distro(struct str name);

/* The i-th name that feeds may use for a distribution; empty: no more. */
struct str match_distro_name(struct str distro, size_t i);

/* Whether one is the other or of it: "3.16.4" of "3.16". */
bool match_distro_release(struct str x, struct str y);

/* The number of the next release, where they count: "12" of "11"; or 0. */
bool match_distro_is_next(struct str release, struct str next);

/* "8" of "1.0-3.el8_6" and of "1.0-3.module+el8.7.0+1"; or empty. */
struct str match_distro_el(struct str version);

/* Whether it is a module's: ".module+el8". */
bool match_distro_is_modular(struct str version);

#endif
