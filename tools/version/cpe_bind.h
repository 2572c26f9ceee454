/*
 * Well-formed CPE names (WFN, NISTIR 7695 section 5) and their bindings.
 */
#ifndef VERSION_CPE_BIND_H
#define VERSION_CPE_BIND_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/str.h"
#include "version/cpe.h"

struct arena;

/*
 * Unbind a formatted string or a URI: as cpe_parse(), but the parts of a URI
 * come out as those of the formatted string that it stands for, in lower case
 * (NISTIR 7695 section 6.1.3.2); is_uri still says what it was.
 */
MUST_USE bool cpe_bind_read(struct arena *a, struct str s, struct cpe *out,
    const char **why);

/*
 * The value of an attribute in the WFN: ANY, NA, or a string in which all but
 * letters, digits, '_' and wildcards has a backslash.
 */
struct str cpe_bind_value(struct arena *a, const struct cpe *c,
    enum cpe_part part);

/*
 * The name with these values of a WFN; empty ones are ANY.  False with *why
 * unless they make one.
 */
MUST_USE bool cpe_bind_wfn(struct arena *a, const struct str values[CPE_PARTS],
    struct cpe *out, const char **why);

/*
 * The URI binding of a name that cpe_bind_read() or cpe_bind_wfn() gave.
 * NISTIR 7695 section 6.1.2.
 */
struct str cpe_bind_uri(struct arena *a, const struct cpe *c);

#endif
