/*
 * Which files one commit changed: its tree beside the trees of its parents,
 * walked together by name, descending only where ids differ.  Works on the
 * bytes of tree objects, whose entries git keeps sorted.
 */
#ifndef HISTORY_HISTORY_TREE_H
#define HISTORY_HISTORY_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct git_odb;

/* A file in one tree; mode 0: it is not there. */
struct history_tree_file {
	const uint8_t *id;
	uint32_t mode;	/* as git shows it: 0100644, 0100755, 0120000, ... */
};

struct history_tree {
	struct git_odb *odb;
	const struct str *prefixes;	/* folders below the root, "a/b/" */
	size_t n_prefixes;
	bool with_odd_names;	/* those no terminal can show, too */
	/* A file that differs from all parents; path is valid for the call. */
	void (*found)(void *data, struct str path,
	    struct history_tree_file before, struct history_tree_file after);
	void *data;
};

/*
 * Compare a commit's tree with its parents' (none: with an empty one, at most
 * LIMIT_HISTORY_PARENTS).  before is the file of the first parent.  False,
 * with libgit2's error set or none, when an object is missing or no tree.
 */
bool history_tree_compare(const struct history_tree *t, const uint8_t *tree,
    const uint8_t *const *parents, size_t n_parents);

#endif
