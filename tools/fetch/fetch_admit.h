/*
 * From quarantine into the mirror: a file that came whole is held against what
 * its source publishes, looked at, and compared with the last good one; then
 * it takes its place in one step.  A file that fails leaves the last good one
 * where it is, marked as stale.
 */
#ifndef FETCH_FETCH_ADMIT_H
#define FETCH_FETCH_ADMIT_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/str.h"
#include "feed/sidecar.h"

struct arena;
struct fetch;
struct fetch_job;

/* What is known of bytes that came. */
struct fetch_got {
	struct str etag, last_modified;	/* as sent; may be empty */
	struct str published;	/* digest that they must have, or empty */
	const struct sidecar *carried;	/* of a bundle: what stood beside them
					 * where they were fetched; or NULL */
};

/* Where a file stands while it comes: below the mirror. */
struct str fetch_admit_part(struct arena *a, const struct fetch_job *job);

/*
 * The last good copy: true when it is there as its sidecar says.  Only then
 * may a source be asked whether it has something else.
 */
bool fetch_admit_last(struct fetch *f, const struct fetch_job *job,
    struct sidecar *out);

/* Judge the part and admit or refuse it; says which, and counts. */
void fetch_admit(struct fetch *f, struct fetch_job *job,
    const struct fetch_got *got);

/* The source has what we have. */
void fetch_admit_same(struct fetch *f, struct fetch_job *job,
    const struct fetch_got *got);

/* It could not be had: the last good copy is stale. */
void fetch_admit_fail(struct fetch *f, struct fetch_job *job,
    struct str reason);

#endif
