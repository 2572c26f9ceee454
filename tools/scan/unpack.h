/*
 * Text that is compressed in a file: chunks of a PNG picture, gzip, members of
 * a zip archive (office documents too), streams of a PDF, all by deflate;
 * packed members of a tar archive.  bzip2, xz, zstd, 7z and RAR are known, but
 * cannot be read.
 */
#ifndef SCAN_UNPACK_H
#define SCAN_UNPACK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;

/* What is taken out of one file. */
struct unpack {
	struct arena *a;
	struct str text;
	size_t at;
	size_t total;		/* bytes given so far, of LIMIT_SCAN_UNPACKED;
				 * the caller may set what was given before */
	bool is_whole;		/* nothing was left out */
};

/* Whether a file begins like one that can be looked into. */
bool unpack_knows(struct str text);

void unpack_begin(struct unpack *u, struct arena *a, struct str text);

/*
 * The next text taken out, in u->a or the file itself, and where it stands
 * there.  False when there are no more; u->is_whole then tells whether all
 * could be read.
 */
MUST_USE bool unpack_next(struct unpack *u, struct str *out, size_t *off);

#endif
