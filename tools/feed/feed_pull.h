/*
 * The bytes of a mirrored file, unpacked: of a plain or compressed file, or of
 * the members of an archive one after the other, each unpacked where it is
 * compressed itself.  Bounded in size, number and
 * ratio (LIMIT_FEED_*, LIMIT_FETCH_UNPACKED).
 */
#ifndef FEED_FEED_PULL_H
#define FEED_FEED_PULL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;
struct feed_pull;
struct io_dir;

/* Open a file; 0 or an errno value.  feed_pull_close() closes it. */
MUST_USE int feed_pull_open(struct arena *a, struct io_dir *mirror,
    struct str path, struct feed_pull **out);
void feed_pull_close(struct feed_pull *p);

/*
 * The next member, at its beginning; what was not read of the one before is
 * passed over.  False at the end, and after a fault.  *name: as the archive
 * has it, empty for a file that is no archive; valid until the next call.
 */
bool feed_pull_next(struct feed_pull *p, struct str *name);

/* Up to max bytes of the member; *got 0: its end.  False after a fault. */
bool feed_pull_read(struct feed_pull *p, char *to, size_t max, size_t *got);

/* What is wrong, a sentence part; NULL: nothing. */
const char *feed_pull_fault(const struct feed_pull *p);

#endif
