/*
 * The repository as it would be with some files written: read from memory over
 * the disk, checked, and searched for leaks, before a byte of it is written.
 */
#ifndef RELEASE_RELEASE_AFTER_H
#define RELEASE_RELEASE_AFTER_H

#include <stdbool.h>
#include <stddef.h>

#include "model/entry.h"
#include "pipeline/world.h"

struct release_file;

struct release_after {
	struct world world;	/* derived; own is the repository's */
	struct io_dir *memory;	/* the files */
	struct io_dir *top;	/* they over the repository's own */
};

/* w is a derived world; the files and it must outlive the result. */
void release_after_open(const struct world *w, const struct release_file *v,
    size_t n, struct release_after *out);
void release_after_close(struct release_after *x);

/* The case with this id, in it; NULL when its file cannot be read. */
const struct case_entry *release_after_case(const struct release_after *x,
    struct str id);

/*
 * Whether the editions of advisories could be built of it: rules without
 * errors, each published text can be shown, and none of the files under
 * released/ tells what readers of their label may not see.  Faults are in
 * x->world.diags, sorted; of rules errors alone.
 */
MUST_USE bool release_after_check(struct release_after *x, enum tlp label,
    const struct release_file *v, size_t n);

#endif
