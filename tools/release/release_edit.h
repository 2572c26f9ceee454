/*
 * Adding an entry to a list in a file that people edit: all else of the file
 * stays byte for byte, comments and line ends too.
 *
 * Not for files as wholes: those are written by text/yaml_write.h.
 */
#ifndef RELEASE_RELEASE_EDIT_H
#define RELEASE_RELEASE_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;

struct release_edit {
	struct str text;	/* the file as it is; empty: there is none */
	bool is_front;		/* Markdown, the list is in its front matter */
	const char *list;	/* a key of the outermost map: "approvals" */
	struct str entry;	/* a map in block style, not indented, with a
				 * line end after each line */
	struct str flow;	/* the same as "{...}" in one line, preferred
				 * where it is given; may be empty */
	size_t later;		/* so many entries come after it */
};

/*
 * The file with the entry in the list, which begins with it when it was not
 * there.  The result was read again: the list has one entry more, and
 * nothing else says anything else.  False, with *why for people, when that
 * cannot be had: the file is no YAML, or its list is written in brackets that
 * the entry does not fit into.
 */
MUST_USE bool release_edit_append(struct arena *a,
    const struct release_edit *e, struct str *out, struct str *why);

#endif
