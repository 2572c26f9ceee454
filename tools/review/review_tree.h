/*
 * Two versions of a YAML tree: what the first has and the second has not, and
 * single values that differ.  Items of lists are matched by what they say, then
 * by what names them, then by likeness; their order does not matter.
 */
#ifndef REVIEW_REVIEW_TREE_H
#define REVIEW_REVIEW_TREE_H

#include <stdbool.h>

#include "base/span.h"
#include "base/str.h"

struct arena;
struct yaml_node;

struct review_tree_change {
	bool is_gone;		/* else: both have it, with other text */
	struct str name;	/* "vulnerabilities[CVE-1900-1].products[x]" */
	struct span at;		/* in the first: item, or member with key */
	struct str before, after;	/* texts of the values that differ */
};

struct review_tree_changes {
	struct review_tree_change *v;
	size_t n, cap;
};

/* Compare; both may be NULL.  In the order of the first; lives in a. */
void review_tree_compare(struct arena *a, const struct yaml_node *before,
    const struct yaml_node *after, struct review_tree_changes *out);

#endif
