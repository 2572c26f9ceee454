/*
 * The bytes of a commit object, read as tolerantly as git reads them: a
 * person without brackets or a date that is no number loses only itself.
 */
#ifndef HISTORY_HISTORY_COMMIT_H
#define HISTORY_HISTORY_COMMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/time.h"
#include "history/history.h"

struct arena;

struct history_commit_person {
	struct history_person person;
	struct instant at;	/* clamped to 1900..2199 */
};

struct history_commit_parts {
	uint8_t tree[HISTORY_ID_BYTES];
	uint8_t (*parents)[HISTORY_ID_BYTES];
	size_t n_parents;
	struct history_commit_person author, committer;
};

/*
 * Read a commit; all of *out lives in a.  False when it names no tree, or has
 * over LIMIT_HISTORY_PARENTS parents.
 */
MUST_USE bool history_commit_read(struct str object, struct arena *a,
    struct history_commit_parts *out);

/* 40 hexadecimal digits. */
MUST_USE bool history_commit_id(struct str hex, uint8_t id[HISTORY_ID_BYTES]);

/* An instant that base/time can show. */
struct instant history_commit_instant(int64_t s, int32_t offset_s);

#endif
