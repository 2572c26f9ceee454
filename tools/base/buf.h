/*
 * Growing text.  A buf remembers the first error (it would exceed its limit)
 * and ignores what comes after, so write freely and check buf_ok() once.
 *
 * Not for markup: HTML comes from templates, JSON from text/json_write.h.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct buf {
	char *p;	/* bytes; owned by the buf */
	size_t n;	/* in use */
	size_t cap;	/* allocated */
	size_t max;	/* limit in bytes */
	bool failed;	/* the limit was hit */
};

void buf_init(struct buf *b, size_t max);
void buf_fini(struct buf *b);
void buf_clear(struct buf *b);	/* keeps the memory, forgets the error */

void buf_put(struct buf *b, struct str s);
void buf_putc(struct buf *b, char c);
void buf_fill(struct buf *b, char c, size_t n);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* n uninitialised bytes at the end to write to, or NULL when over the limit. */
char *buf_extend(struct buf *b, size_t n);

/* A view of the content, valid until the next write. */
struct str buf_str(const struct buf *b);

MUST_USE bool buf_ok(const struct buf *b);

#endif
