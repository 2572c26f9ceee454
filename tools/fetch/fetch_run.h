/*
 * All jobs: files of the repository first, then those of the network, several
 * hosts at a time, one request a host.
 */
#ifndef FETCH_FETCH_RUN_H
#define FETCH_FETCH_RUN_H

struct fetch;

/* Run f->jobs.  What fails is said, and stands in its sidecar. */
void fetch_run(struct fetch *f);

/* Say what fetch_run() would ask for; nothing is written. */
void fetch_run_dry(struct fetch *f);

#endif
