/*
 * Git's objects as they are: what a commit has at a path, and raw bytes.
 * Main thread only, as history/history.h.
 */
#ifndef HISTORY_HISTORY_OBJECT_H
#define HISTORY_HISTORY_OBJECT_H

#include <stdbool.h>

#include "history/history.h"

/*
 * The blob of a file in a commit, by its path below the opened folder.  False
 * when there is none of that name: links count as files, folders do not.
 */
MUST_USE bool history_object_path(const struct history *h,
    const struct history_commit *c, struct str path,
    uint8_t id[HISTORY_ID_BYTES]);

/*
 * The bytes of a commit object, without a header, for its signature; false
 * when it is not there or has over LIMIT_SIGN_COMMIT bytes.
 */
MUST_USE bool history_object_commit(const struct history *h,
    const struct history_commit *c, struct arena *a, struct str *out);

/*
 * The name of the branch that HEAD is on ("refs/heads/main"); empty when it is
 * on none.
 */
struct str history_object_branch(const struct history *h, struct arena *a);

#endif
