/*
 * Search of a file for terms in whatever it holds: its text in any spelling
 * (scan/scan.h), and what is packed in it: base64, hexadecimal digits,
 * quoted-printable, UTF-16, the encodings of Japan and ISO 8859-1, compressed
 * texts and archives, each within each to LIMIT_SCAN_PACKED.
 *
 * In what is unpacked so, noise may look like a short term: in UTF-16, and in
 * another encoding where not all is in it, a term counts from DEEP_WIDE
 * characters on, in base64 of few bytes, in hexadecimal and in ISO 8859-1 from
 * DEEP_SHORT bytes.
 *
 * Not known: encryption, other encodings, hexadecimal digits with something
 * between them, text drawn as lines or dots.  What is compressed in a way that
 * cannot be read (scan/unpack.h) was not searched, and that is said.
 */
#ifndef SCAN_DEEP_H
#define SCAN_DEEP_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;
struct deep;
struct fold_table;
struct scan;
struct scan_hit;

#define DEEP_WIDE	3
#define DEEP_SHORT	6

/* Memory for searching, to be used again and again, by one thread. */
struct deep *deep_open(struct arena *perm, const struct fold_table *t);

/*
 * As scan_run(); a hit in what is packed has the place of the package.
 * Returns false when a part could not be unpacked, and was not searched.
 */
MUST_USE bool deep_run(const struct scan *s, struct deep *d, struct str text,
    void (*found)(void *ctx, const struct scan_hit *hit), void *ctx);

#endif
