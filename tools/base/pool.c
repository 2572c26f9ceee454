/* For sched_getaffinity(): this process's processors, not the machine's. */
#define _GNU_SOURCE

#include "base/pool.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/limits.h"

struct thread {
	struct pool *pool;
	unsigned worker;
	pthread_t id;
};

struct pool {
	unsigned jobs;
	struct thread *threads;		/* jobs - 1: all but the caller's */

	pthread_mutex_t lock;		/* of the five below */
	pthread_cond_t begin;		/* round changed, or is_closing */
	pthread_cond_t done;		/* busy became 0 */
	uint64_t round;			/* number of the pool_run() */
	unsigned busy;			/* threads that still work on it */
	bool is_closing;

	/* Set before a round begins, read by all during it. */
	void (*work)(void *ctx, size_t i, unsigned worker);
	void *ctx;
	size_t n;
	atomic_size_t next;		/* the next index to take */
};

static void
take_work(struct pool *p, unsigned worker)
{
	for (;;) {
		size_t i = atomic_fetch_add_explicit(&p->next, 1,
		    memory_order_relaxed);

		if (i >= p->n)
			return;
		p->work(p->ctx, i, worker);
	}
}

static void *
thread_main(void *arg)
{
	struct thread *t = arg;
	struct pool *p = t->pool;
	uint64_t seen = 0;

	(void)pthread_mutex_lock(&p->lock);
	for (;;) {
		while (p->round == seen && !p->is_closing)
			(void)pthread_cond_wait(&p->begin, &p->lock);
		if (p->is_closing)
			break;
		seen = p->round;
		(void)pthread_mutex_unlock(&p->lock);
		take_work(p, t->worker);
		(void)pthread_mutex_lock(&p->lock);
		if (--p->busy == 0)
			(void)pthread_cond_signal(&p->done);
	}
	(void)pthread_mutex_unlock(&p->lock);
	return NULL;
}

static void
start_threads(struct pool *p)
{
	sigset_t all, old;

	/* Signals are the main thread's. */
	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &old);
	for (unsigned i = 0; i + 1 < p->jobs; i++) {
		struct thread *t = &p->threads[i];

		t->pool = p;
		t->worker = i + 1;

		int err = pthread_create(&t->id, NULL, thread_main, t);

		if (err != 0)
			die_env(err, "cannot start a thread");
	}
	(void)pthread_sigmask(SIG_SETMASK, &old, NULL);
}

struct pool *
pool_open(unsigned jobs)
{
	ASSERT(jobs >= 1 && jobs <= LIMIT_JOBS);

	struct pool *p = calloc(1, sizeof(*p));
	struct thread *threads = calloc(jobs, sizeof(*threads));

	if (p == NULL || threads == NULL)
		die_env(ENOMEM, "cannot begin a pool of threads");
	p->jobs = jobs;
	p->threads = threads;

	int err = pthread_mutex_init(&p->lock, NULL);

	if (err == 0)
		err = pthread_cond_init(&p->begin, NULL);
	if (err == 0)
		err = pthread_cond_init(&p->done, NULL);
	if (err != 0)
		die_env(err, "cannot begin a pool of threads");
	start_threads(p);
	return p;
}

void
pool_close(struct pool *p)
{
	if (p == NULL)
		return;
	(void)pthread_mutex_lock(&p->lock);
	p->is_closing = true;
	(void)pthread_cond_broadcast(&p->begin);
	(void)pthread_mutex_unlock(&p->lock);
	for (unsigned i = 0; i + 1 < p->jobs; i++)
		(void)pthread_join(p->threads[i].id, NULL);
	(void)pthread_cond_destroy(&p->done);
	(void)pthread_cond_destroy(&p->begin);
	(void)pthread_mutex_destroy(&p->lock);
	free(p->threads);
	free(p);
}

unsigned
pool_jobs(const struct pool *p)
{
	return p->jobs;
}

unsigned
pool_jobs_default(void)
{
	cpu_set_t set;
	long n;

	if (sched_getaffinity(0, sizeof(set), &set) == 0)
		n = CPU_COUNT(&set);
	else
		n = sysconf(_SC_NPROCESSORS_ONLN);
	if (n < 1)
		n = 1;
	return n > LIMIT_JOBS ? LIMIT_JOBS : (unsigned)n;
}

void
pool_run(struct pool *p, size_t n,
    void (*work)(void *ctx, size_t i, unsigned worker), void *ctx)
{
	/* The counter runs past n once for every thread. */
	ASSERT(n <= SIZE_MAX - LIMIT_JOBS);
	p->work = work;
	p->ctx = ctx;
	p->n = n;
	atomic_store(&p->next, 0);
	if (p->jobs == 1 || n <= 1) {
		take_work(p, 0);
		return;
	}
	(void)pthread_mutex_lock(&p->lock);
	ASSERT(p->busy == 0);
	p->busy = p->jobs - 1;
	p->round++;
	(void)pthread_cond_broadcast(&p->begin);
	(void)pthread_mutex_unlock(&p->lock);
	take_work(p, 0);
	(void)pthread_mutex_lock(&p->lock);
	while (p->busy > 0)
		(void)pthread_cond_wait(&p->done, &p->lock);
	(void)pthread_mutex_unlock(&p->lock);
}
