/*
 * Memory by lifetime.  What an arena gives lives until the arena is closed or
 * reset to a mark; nothing is freed one by one.  Running out of memory ends
 * the program, so allocation does not fail.
 *
 * `struct arena *perm` outlives the callee.  `struct scratch tmp`, passed by
 * value, is a place for what ends with the function that began it.  An arena
 * belongs to one thread at a time.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/attr.h"

struct arena;

/* A point in an arena to which it can be taken back. */
struct arena_mark {
	void *chunk;	/* newest chunk then */
	size_t used;	/* bytes of it in use then */
};

struct scratch {
	struct arena *a;
	struct arena_mark mark;
};

struct arena *arena_open(void);

/*
 * An arena that is closed together with parent: memory of its own for a thread
 * whose results live as long as parent.  Not to be closed by hand.
 */
struct arena *arena_open_in(struct arena *parent);

void arena_close(struct arena *a);	/* NULL is fine */

/* size * count zeroed bytes, aligned for any type; overflow is fatal. */
void *arena_alloc(struct arena *a, size_t count, size_t size)
    __attribute__((malloc, returns_nonnull));

/* n bytes, not zeroed, not aligned: for text. */
char *arena_bytes(struct arena *a, size_t n) __attribute__((returns_nonnull));

#define arena_new(a, T)		((T *)arena_alloc((a), 1, sizeof(T)))
#define arena_array(a, T, n)	((T *)arena_alloc((a), (n), sizeof(T)))

/*
 * Room for one more element: returns items, or a larger copy of it with *cap
 * raised.  Use as  v = arena_grow(a, v, n, &cap, sizeof(*v)); v[n++] = x;
 */
void *arena_grow(struct arena *a, void *items, size_t n, size_t *cap,
    size_t size) __attribute__((returns_nonnull));

struct arena_mark arena_mark(const struct arena *a);
void arena_reset(struct arena *a, struct arena_mark m);

/* Bytes handed out and not reset, for tests and reports. */
size_t arena_used(const struct arena *a);

struct scratch scratch_begin(struct arena *a);
void scratch_end(struct scratch tmp);

#endif
