/*
 * Everything that is computed of a model, put together: occurrences, axes,
 * assessments, clocks, stages; cases in parallel.
 *
 * An edition's facts are computed from what the edition sees, so that nothing
 * else can show through them: derive_run() takes the wall's view, and of the
 * full model only its sources, to name lines.
 */
#ifndef PIPELINE_DERIVE_H
#define PIPELINE_DERIVE_H

#include <stdbool.h>

#include "base/time.h"
#include "finding/mirror_lists.h"

struct arena;
struct case_entry;
struct case_state;
struct model;
struct pool;
struct sources;

struct derive {
	const struct sources *places;	/* of the full model */
	struct mirror_lists feeds;
	struct instant now;
	struct pool *pool;
	struct arena *perm;
	bool with_cases;	/* the reader may see the facts of cases */
};

/* Sets m->derived, by the feeds that m's ceiling allows. */
void derive_run(const struct derive *d, struct model *m);

/*
 * The state of one case as it would be if it were otherwise: c is a changed
 * copy of a case of m.
 */
const struct case_state *derive_one(const struct derive *d,
    const struct model *m, const struct case_entry *c);

#endif
