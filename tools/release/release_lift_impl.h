/*
 * The parts of lifting; for release_lift*.c alone.
 */
#ifndef RELEASE_RELEASE_LIFT_IMPL_H
#define RELEASE_RELEASE_LIFT_IMPL_H

#include "model/model.h"
#include "release/release_lift.h"

/* Whether a source belongs to the repository at work, not to one below. */
bool release_lift_is_ours(const struct release_lift *p, uint32_t file);

/* release_lift_record.c: files with what is public of the case's records, and
 * of products that are needed. */
MUST_USE bool release_lift_records(struct release_lift *p);

/* Plan a file; nothing when it is there already. */
MUST_USE bool release_lift_add(struct release_lift *p, struct str path,
    struct str content);

/* release_lift_patch.c: the files as a mail. */
struct str release_lift_patch(const struct release_lift *p);

/* release_lift_proof.c: what was copied, left out, searched. */
struct str release_lift_proof(const struct release_lift *p);

#endif
