/*
 * A pool of threads that runs one function over 0..n-1 and returns when all
 * are done.  Results belong in an array by index, so the order of work never
 * shows.  A pool of one thread runs everything on the caller's.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stddef.h>

struct pool;

/* jobs 1..LIMIT_JOBS threads, the caller's included. */
struct pool *pool_open(unsigned jobs);
void pool_close(struct pool *p);

unsigned pool_jobs(const struct pool *p);

/* Processors that this process may use, 1..LIMIT_JOBS. */
unsigned pool_jobs_default(void);

/*
 * Call work(ctx, i, worker) once for every i below n; worker is 0..jobs-1 and
 * names the thread, for memory of its own.  Returns when all calls returned.
 * Not to be called from within work.
 */
void pool_run(struct pool *p, size_t n,
    void (*work)(void *ctx, size_t i, unsigned worker), void *ctx);

#endif
