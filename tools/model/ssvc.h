/*
 * SSVC decision tables as data (content/ssvc/ID.yaml).
 */
#ifndef MODEL_SSVC_H
#define MODEL_SSVC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "model/records.h"

struct arena;
struct model;

/* A row that cannot be used, or a combination that no row has. */
struct ssvc_fault {
	struct span at;
	struct str why;		/* "no row for (active, yes, total)" */
	struct str help;
};

struct ssvc_lookup;

/*
 * Read the rows of a table.  Faults: a row too short or too long, a value or
 * outcome that is not listed, a combination twice; where there are none of
 * these, combinations missing.  The lookup answers what it can all the same;
 * NULL when nothing can be used.
 */
const struct ssvc_lookup *ssvc_lookup_make(struct arena *perm,
    const struct ssvc_table *t, struct ssvc_fault **faults, size_t *n_faults);

/* Whether a value is one of a point's. */
bool ssvc_has_value(const struct ssvc_point *p, struct str value);

/* The outcome of a value for each point; NULL when one is empty or unknown. */
const struct ssvc_outcome *ssvc_look_up(const struct ssvc_lookup *l,
    const struct str *values);

/* The outcome of that id in any table, for its name; NULL: none has it. */
const struct ssvc_outcome *ssvc_outcome_of(const struct model *m,
    struct str id);

#endif
