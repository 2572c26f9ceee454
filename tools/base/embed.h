/*
 * The files of templates/ as they were when the program was built.  A
 * repository's own templates/ replaces them file by file.
 */
#ifndef BASE_EMBED_H
#define BASE_EMBED_H

#include <stddef.h>

#include "base/str.h"

struct embedded {
	struct str path;	/* below templates/: "pages/public/root.html" */
	struct str content;
};

/* All files in byte order of their paths; NULL at the end. */
const struct embedded *embedded_at(size_t i);

/* A file by its path, or NULL. */
const struct embedded *embedded_find(struct str path);

#endif
