#include "base/arena.h"

#include <errno.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* With the address sanitizer, what was reset cannot be read any more. */
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define ARENA_POISON	1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) && !defined(ARENA_POISON)
#define ARENA_POISON	1
#endif
#ifdef ARENA_POISON
#include <sanitizer/asan_interface.h>
#define POISON(p, n)	ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n)	ASAN_UNPOISON_MEMORY_REGION((p), (n))
#else
#define POISON(p, n)	((void)(p), (void)(n))
#define UNPOISON(p, n)	((void)(p), (void)(n))
#endif

/* Chunks double from the first to the last size; larger ones on demand. */
#define CHUNK_BYTES_FIRST	((size_t)64 << 10)
#define CHUNK_BYTES_LAST	((size_t)16 << 20)

/* Lists that grow begin with so many items; most of large ones stay short. */
#define GROW_SMALL	8
#define GROW_LARGE	2
#define LARGE_BYTES	64

#define ALIGN	alignof(max_align_t)

struct chunk {
	struct chunk *older;
	size_t used;		/* bytes in use of data */
	size_t cap;		/* bytes of data */
	size_t older_used;	/* sum of used of all older chunks */
	alignas(max_align_t) char data[];
};

struct arena {
	struct chunk *newest;	/* NULL before the first allocation */
	struct chunk *spare;	/* one kept by a reset, to be used again */
	struct arena *child;	/* newest of those opened in this one */
	struct arena *sibling;	/* the one opened before it */
};

struct arena *
arena_open(void)
{
	struct arena *a = calloc(1, sizeof(*a));

	if (a == NULL)
		die_env(ENOMEM, "cannot begin an arena");
	return a;
}

static void
chunk_free(struct chunk *c)
{
	if (c == NULL)
		return;
	UNPOISON(c->data, c->cap);
	free(c);
}

struct arena *
arena_open_in(struct arena *parent)
{
	struct arena *a = arena_open();

	a->sibling = parent->child;
	parent->child = a;
	return a;
}

void
arena_close(struct arena *a)
{
	if (a == NULL)
		return;
	while (a->child != NULL) {
		struct arena *c = a->child;

		a->child = c->sibling;
		arena_close(c);
	}
	while (a->newest != NULL) {
		struct chunk *c = a->newest;

		a->newest = c->older;
		chunk_free(c);
	}
	chunk_free(a->spare);
	free(a);
}

/* A chunk with room for n bytes becomes the newest. */
static struct chunk *
chunk_push(struct arena *a, size_t n)
{
	struct chunk *c = a->spare;
	struct chunk *older = a->newest;

	if (c != NULL && c->cap >= n) {
		a->spare = NULL;
	} else {
		size_t cap = CHUNK_BYTES_FIRST;

		if (older != NULL)
			cap = older->cap < CHUNK_BYTES_LAST / 2 ?
			    older->cap * 2 :
			    CHUNK_BYTES_LAST;
		if (cap < n)
			cap = n;
		if (cap > PTRDIFF_MAX - sizeof(*c))
			die_env(ENOMEM, "cannot allocate %zu bytes", cap);
		c = malloc(sizeof(*c) + cap);
		if (c == NULL)
			die_env(ENOMEM, "cannot allocate %zu bytes", cap);
		c->cap = cap;
		POISON(c->data, c->cap);
	}
	c->older = older;
	c->used = 0;
	c->older_used = older != NULL ? older->older_used + older->used : 0;
	a->newest = c;
	return c;
}

/* n bytes at a multiple of align, a power of two. */
static char *
take(struct arena *a, size_t n, size_t align)
{
	struct chunk *c = a->newest;
	size_t at = 0;

	if (n == 0)
		n = 1;
	if (c != NULL)
		at = (c->used + align - 1) & ~(align - 1);
	if (c == NULL || at > c->cap || n > c->cap - at) {
		c = chunk_push(a, n);
		at = 0;
	}
	c->used = at + n;
	UNPOISON(c->data + at, n);
	return c->data + at;
}

static size_t
size_of(size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		die_env(ENOMEM, "cannot allocate %zu times %zu bytes", count,
		    size);
	return count * size;
}

void *
arena_alloc(struct arena *a, size_t count, size_t size)
{
	size_t n = size_of(count, size);
	char *p = take(a, n, ALIGN);

	memset(p, 0, n);
	return p;
}

char *
arena_bytes(struct arena *a, size_t n)
{
	return take(a, n, 1);
}

/* Lengthen the newest allocation where it stands; false if it is not that. */
static bool
extend(struct arena *a, const void *items, size_t n, size_t more)
{
	struct chunk *c = a->newest;

	if (c == NULL || n == 0 || n > c->used || more > c->cap - c->used)
		return false;
	if (c->data + (c->used - n) != items)
		return false;
	UNPOISON(c->data + c->used, more);
	memset(c->data + c->used, 0, more);
	c->used += more;
	return true;
}

void *
arena_grow(struct arena *a, void *items, size_t n, size_t *cap, size_t size)
{
	if (items != NULL && n < *cap)
		return items;
	ASSERT(n == *cap || items == NULL);

	size_t first = size > LARGE_BYTES ? GROW_LARGE : GROW_SMALL;
	size_t want = *cap < first ? first : size_of(*cap, 2);
	size_t old_bytes = size_of(*cap, size);
	size_t bytes = size_of(want, size);

	if (items != NULL && extend(a, items, old_bytes, bytes - old_bytes)) {
		*cap = want;
		return items;
	}

	char *p = arena_alloc(a, want, size);

	if (items != NULL && n > 0)
		memcpy(p, items, n * size);
	*cap = want;
	return p;
}

struct arena_mark
arena_mark(const struct arena *a)
{
	return (struct arena_mark){
		.chunk = a->newest,
		.used = a->newest != NULL ? a->newest->used : 0,
	};
}

void
arena_reset(struct arena *a, struct arena_mark m)
{
	while (a->newest != m.chunk) {
		struct chunk *c = a->newest;

		/* A mark of another arena, or one already passed. */
		ASSERT(c != NULL);
		a->newest = c->older;
		if (a->spare != NULL && a->spare->cap >= c->cap) {
			chunk_free(c);
			continue;
		}
		chunk_free(a->spare);
		POISON(c->data, c->cap);
		a->spare = c;
	}
	if (a->newest == NULL)
		return;
	ASSERT(m.used <= a->newest->used);
	POISON(a->newest->data + m.used, a->newest->used - m.used);
	a->newest->used = m.used;
}

size_t
arena_used(const struct arena *a)
{
	if (a->newest == NULL)
		return 0;
	return a->newest->older_used + a->newest->used;
}

struct scratch
scratch_begin(struct arena *a)
{
	return (struct scratch){ .a = a, .mark = arena_mark(a) };
}

void
scratch_end(struct scratch tmp)
{
	arena_reset(tmp.a, tmp.mark);
}
