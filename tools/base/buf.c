#include "base/buf.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUF_BYTES_FIRST	256

void
buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){ .max = max };
}

void
buf_fini(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ 0 };
}

void
buf_clear(struct buf *b)
{
	b->n = 0;
	b->failed = false;
}

/* Make room for n more bytes; false, and failed, beyond the limit. */
static bool
grow(struct buf *b, size_t n)
{
	if (b->failed)
		return false;
	if (b->n > b->max || n > b->max - b->n) {
		b->failed = true;
		return false;
	}

	size_t need = b->n + n;
	size_t cap = b->cap < BUF_BYTES_FIRST ? BUF_BYTES_FIRST : b->cap;

	while (cap < need)
		cap = cap <= SIZE_MAX / 2 ? cap * 2 : need;

	char *p = realloc(b->p, cap);

	if (p == NULL)
		die_env(ENOMEM, "cannot allocate %zu bytes", cap);
	b->p = p;
	b->cap = cap;
	return true;
}

/* Most writes find room: that much is inlined. */
static inline bool
reserve(struct buf *b, size_t n)
{
	if (!b->failed && n <= b->cap - b->n && b->p != NULL &&
	    n <= b->max - b->n)
		return true;
	return grow(b, n);
}

void
buf_put(struct buf *b, struct str s)
{
	if (s.n == 0 || !reserve(b, s.n))
		return;
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

void
buf_putc(struct buf *b, char c)
{
	if (!reserve(b, 1))
		return;
	b->p[b->n++] = c;
}

void
buf_fill(struct buf *b, char c, size_t n)
{
	if (n == 0 || !reserve(b, n))
		return;
	memset(b->p + b->n, c, n);
	b->n += n;
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	int len = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	ASSERT(len >= 0);

	size_t n = (size_t)len;

	if (n < sizeof(text)) {
		buf_put(b, (struct str){ text, n });
		return;
	}
	/* The terminating NUL needs a byte too; the limit does not count it. */
	if (!reserve(b, n))
		return;
	if (b->cap - b->n == n) {
		char *p = realloc(b->p, b->cap + 1);

		if (p == NULL)
			die_env(ENOMEM, "cannot allocate %zu bytes",
			    b->cap + 1);
		b->p = p;
		b->cap++;
	}
	va_start(ap, fmt);
	len = vsnprintf(b->p + b->n, n + 1, fmt, ap);
	va_end(ap);
	ASSERT(len >= 0 && (size_t)len == n);
	b->n += n;
}

char *
buf_extend(struct buf *b, size_t n)
{
	if (!reserve(b, n))
		return NULL;

	char *p = b->p + b->n;

	b->n += n;
	return p;
}

struct str
buf_str(const struct buf *b)
{
	return (struct str){ b->p, b->n };
}

bool
buf_ok(const struct buf *b)
{
	return !b->failed;
}
