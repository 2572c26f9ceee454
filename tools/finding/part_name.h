/*
 * Parts as decisions name them, by purl or in words, held against the
 * components of an inventory.
 */
#ifndef FINDING_PART_NAME_H
#define FINDING_PART_NAME_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct component;

struct part_name {
	struct str key;		/* index_key_purl(); empty: by its name */
	struct str name;	/* normalised as by version/name.h */
	struct str scheme;	/* order of its versions */
	struct str version;	/* told with it, "@3.0.13" or "openssl 3.0";
				 * or empty */
};

/* A purl, or a name with or without a version behind it.  Lives in a. */
struct part_name part_name_read(struct arena *a, struct str text);

/* A component, ready to be held against parts.  Of "group:name"
 * the name counts.  Lives in a. */
struct part_name part_name_of(struct arena *a, const struct component *c);

/* Whether a component is the part, whatever its version. */
bool part_name_is(const struct part_name *p,
    const struct part_name *component);

/* Whether two versions of the component are one: 1.0 and 1.0.0. */
bool part_name_same(const struct part_name *component, struct str x,
    struct str y);

/* Whether version is in what a part says of it: none, that one, or one of its
 * series ("3.0" of a name in words). */
bool part_name_has(const struct part_name *p,
    const struct part_name *component);

#endif
