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
#include "model/records.h"

struct arena;
struct diags;
struct case_entry;
struct case_state;
struct epss;
struct io_dir;
struct kev;
struct mirror;
struct model;
struct pool;
struct sources;

struct derive_feeds {
	const struct kev *kev;		/* NULL: no mirror */
	const struct epss *epss;	/* NULL: no mirror */
	const struct derive_feeds *by_reader;	/* by enum tlp; NULL: the same
				 * for all readers */
};

/* Those whose feeds' ceilings allow a reader; of everything: tlp_unset. */
struct derive_feeds derive_feeds_for(const struct derive_feeds *all,
    enum tlp reader);

/*
 * What case work asks of the mirror: the catalogue of CISA, the first there is,
 * and the last EPSS file, of what each reader may know, told by content or
 * by name (known_exploited_
 * vulnerabilities.json, kev.json; epss*.csv), unpacked.  own: the repository's
 * folder.  The files are added to ss; faults go to d.
 */
void derive_feeds_load(struct arena *perm, struct io_dir *own,
    const struct mirror *mirror, struct sources *ss, struct diags *d,
    struct derive_feeds *out);

struct derive {
	const struct sources *places;	/* of the full model */
	struct derive_feeds feeds;
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
