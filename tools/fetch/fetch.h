/*
 * What the parts of hansho-fetch share: feeds as content/feeds.yaml has them,
 * and one job for each file of the mirror.
 *
 * The mirror is .hansho/feeds/ of the repository: FEED/NAME and its sidecar
 * (feed/sidecar.h).  What comes in stands in .quarantine/ there until it was
 * looked at; what is in the mirror is always whole.
 */
#ifndef FETCH_FETCH_H
#define FETCH_FETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/time.h"

struct arena;
struct feed;
struct fetch_sum;
struct io_dir;

/* What was asked for on the command line. */
struct fetch_options {
	struct str *only;	/* ids of feeds; none: all */
	size_t n_only;
	bool is_dry;		/* say what would be done */
	bool is_forced;		/* ask although every_hours has not passed */
	bool takes_shrunken;	/* accept files that lost much */
	const char *cacert;	/* certificates to trust, or the system's */
	const char *proxy;	/* instead of the environment's, or NULL */
	int64_t parallel;	/* hosts asked at one time */
	int64_t retries;	/* of a request, after the first try */
	int64_t wait_ms;	/* before the first; doubled each time */
};

struct fetch_feed {
	struct str id;
	const struct feed *row;	/* model/process.def says what fields mean */
	struct str key;		/* empty: there is none */
	int64_t bytes_max;	/* of a file */
	int64_t timeout_s;	/* for a file */
	int64_t requests;	/* to its host in pace_s seconds; 0: no limit */
	int64_t pace_s;
	struct fetch_sum *list;	/* checksums of all its files, or NULL */
	bool is_stale;		/* one of its files is */
};

enum fetch_state {
	FETCH_WAITING,		/* for its turn, or for a checksum */
	FETCH_RUNNING,
	FETCH_DONE,		/* fresh, stale, or passed over */
};

/* A file of the mirror. */
struct fetch_job {
	struct fetch_feed *feed;
	struct str name;	/* FEED/NAME: below the mirror */
	struct str url;		/* https address; empty: path counts */
	struct str path;	/* below the repository */
	struct fetch_sum *sum;	/* what its source publishes, or NULL */
	struct fetch_sum *latest;	/* names the file; NULL: url does */
	bool is_young;		/* of a year that has just begun: it may be
				 * missing */
	int64_t page;		/* first record of a page; -1: no pages */
	enum fetch_state state;
	int64_t tries;		/* that failed */
};

struct fetch {
	struct arena *perm;
	struct io_dir *root;	/* the repository */
	struct io_dir *mirror;	/* NULL before anything was fetched */
	struct instant now;
	const char *(*env)(const char *name);	/* the environment */
	struct fetch_options options;
	struct fetch_feed *feeds;
	size_t n_feeds;
	struct fetch_job **jobs;
	size_t n_jobs, cap_jobs;
	size_t n_new, n_same, n_stale;	/* of files, so far */
};

/* One more job; more than LIMIT_FETCH_JOBS are refused. */
bool fetch_add(struct fetch *f, const struct fetch_job *job);

/* Whether a feed was asked for, by --only. */
bool fetch_wants(const struct fetch *f, struct str id);

/* A line for people on standard output; what is about a file names it. */
void fetch_say(struct fetch *f, const char *word, struct str name,
    struct str text);

#endif
