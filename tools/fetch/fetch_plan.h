/*
 * From content/feeds.yaml to the files that are to be mirrored.
 */
#ifndef FETCH_FETCH_PLAN_H
#define FETCH_FETCH_PLAN_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/str.h"

struct diags;
struct fetch;
struct fetch_job;
struct fetch_sum;
struct sources;

/*
 * Read the feeds and fill f->feeds and f->jobs: those that are on and asked
 * for.  root_path is the repository's absolute path: keys must not lie below
 * it.  False, with a report, when something is wrong with them; nothing should
 * be fetched then.
 */
MUST_USE bool fetch_plan_load(struct fetch *f, struct sources *ss,
    struct str root_path, struct diags *d);

/* The checksum of a job's file, as its feed's row says; NULL: none. */
struct fetch_sum *fetch_plan_sum(struct fetch *f, const struct fetch_job *job);

/*
 * A page came: add the pages that follow, as its totalResults says (only the
 * first one is asked).  False when it says nothing.
 */
MUST_USE bool fetch_plan_pages(struct fetch *f, const struct fetch_job *job,
    struct str head);

/*
 * An address with its holes filled: {year} by year (0: there is none),
 * {month} and {date} by now, {offset} by offset; {latest} is left out.  False
 * for other holes.
 */
bool fetch_plan_fill(const struct fetch *f, struct str text, int year,
    int64_t offset, struct str *out);

#endif
