/*
 * Files on their way to a publication: what was rendered waits as a file in
 * the work folder, so that its bytes need not stay in memory, and moves into
 * the hidden tree when all is known to be well.
 *
 * Each thread has a folder of its own, `new/WORKER/NUMBER`.  What is not taken
 * goes with publish_stage_close(), or with the next build's first look at the
 * work folder.
 */
#ifndef PIPELINE_PUBLISH_STAGE_H
#define PIPELINE_PUBLISH_STAGE_H

#include "base/attr.h"
#include "pipeline/publish.h"

struct arena;
struct io_dir;
struct publish_stage;

/* work must stay open; nothing is made before the first file comes. */
struct publish_stage *publish_stage_open(struct io_dir *work,
    struct arena *perm);

/*
 * Write a file; 0 or an errno value.  For several threads at once, each with
 * a worker number of its own, below LIMIT_JOBS.
 */
MUST_USE int publish_stage_put(struct publish_stage *s, struct str content,
    unsigned worker, struct publish_staged *out);

/* Move it to a name in a directory, which must be free; once. */
MUST_USE int publish_stage_take(struct publish_stage *s,
    const struct publish_staged *file, struct io_dir *to, struct str name);

/* Remove what was not taken.  Failing is no harm: the next build does it. */
void publish_stage_close(struct publish_stage *s);

#endif
