/*
 * How CPE names relate to each other (NISTIR 7696 section 6).  Names are such
 * as cpe_bind_read() or cpe_bind_wfn() gave; letters are compared without
 * case.
 */
#ifndef VERSION_CPE_MATCH_H
#define VERSION_CPE_MATCH_H

#include <stdbool.h>

#include "base/str.h"
#include "version/cpe.h"

/* Of two sets of products. */
enum cpe_relation {
	CPE_DISJOINT,
	CPE_EQUAL,
	CPE_SUBSET,		/* the first is within the second */
	CPE_SUPERSET,
	CPE_UNDEFINED,		/* the second has a wildcard within a value */
};

/* Of two values as formatted strings have them: table 6-2. */
enum cpe_relation cpe_match_value(struct str source, struct str target);

/*
 * Of two names: DISJOINT if one attribute is, EQUAL if all are, SUBSET or
 * SUPERSET if all are that or EQUAL, else UNDEFINED: table 6-4.
 */
enum cpe_relation cpe_match_names(const struct cpe *source,
    const struct cpe *target);

/*
 * Whether a rule's name speaks of a component's in this attribute: they share
 * products.  ANY of the rule takes even wildcards, and the same text is the
 * same.
 */
bool cpe_match_shares(const struct cpe *rule, const struct cpe *component,
    enum cpe_part part);

/*
 * The same of all attributes.  bounds: the rule bounds the version, so that its
 * own must be ANY and is not compared here; NA never has bounds.
 */
bool cpe_match_rule(const struct cpe *rule, const struct cpe *component,
    bool bounds);

#endif
