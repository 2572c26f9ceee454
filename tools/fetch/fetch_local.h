/*
 * Sources that are files of the repository: `url: file:PATH`, or
 * `url: file:FOLDER/` with everything below it.
 */
#ifndef FETCH_FETCH_LOCAL_H
#define FETCH_FETCH_LOCAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct fetch;
struct fetch_feed;
struct fetch_job;

/*
 * The files of a feed's source, in order.  Of a folder, `paths` name the files
 * that count; without, all do whose names can stand in the mirror.  False, and
 * *why, when it cannot be read.
 */
MUST_USE bool fetch_local_find(struct fetch *f, struct fetch_feed *feed,
    struct fetch_job **jobs, size_t *n, struct str *why);

/* Copy a job's file into quarantine and admit it. */
void fetch_local_run(struct fetch *f, struct fetch_job *job);

#endif
