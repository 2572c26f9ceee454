/*
 * Operating systems of one family: "on Windows" means each Windows, "on
 * Linux" each distribution.
 */
#ifndef MATCH_MATCH_FAMILY_H
#define MATCH_MATCH_FAMILY_H

#include <stdbool.h>

struct arena;
struct component;
struct cpe;

/* Whether a platform is named for all of a family: families.def. */
bool match_family_is(struct arena *a, const struct cpe *rule);

/*
 * Whether a component is of the family that rule names; c: its CPE name, or
 * NULL: by its own name, if it is an operating system.
 */
bool match_family_has(struct arena *a, const struct cpe *rule,
    const struct component *of, const struct cpe *c);

/* Whether a component tells of which family it is: an operating system of one
 * that is known. */
bool match_family_tells(struct arena *a, const struct component *of,
    const struct cpe *c);

#endif
