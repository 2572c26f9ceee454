/*
 * Where git looks for the hooks of a repository.  Only the repository's own
 * configuration is read: a core.hooksPath of the user or the machine is not
 * seen.
 */
#ifndef HISTORY_HISTORY_HOOKS_H
#define HISTORY_HISTORY_HOOKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct history;

struct history_hooks {
	struct str dir; /* absolute; may not be there yet */
	struct str folder; /* the opened folder in the work tree: ".",
				 * "psirt" */
};

/* False without a work tree of git that can be read: h->why says so. */
MUST_USE bool history_hooks(const struct history *h,
    struct history_hooks *out);

/*
 * Let hooks know the folders of repositories below (hansho.with in git's own
 * configuration of the repository, instead of those of before).  False, with
 * *why for people, when one is not there or that cannot be written.
 */
MUST_USE bool history_hooks_with(const struct history *h,
    const struct str *dirs, size_t n, struct str *why);

#endif
