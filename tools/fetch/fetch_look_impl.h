/*
 * The parts of a look: private to fetch_look*.c.
 */
#ifndef FETCH_FETCH_LOOK_IMPL_H
#define FETCH_FETCH_LOOK_IMPL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"
#include "base/str.h"
#include "fetch/fetch_name.h"

/* How JSON nests; a bit for each level tells an object from an array. */
struct fetch_look_json {
	uint8_t is_object[LIMIT_FETCH_DEPTH / 8];
	size_t depth;
	bool in_string, is_escaped;
	bool is_begun;		/* the outermost value began */
};

void fetch_look_json_add(struct fetch_look_json *k, struct str s,
    const char **why);
void fetch_look_json_end(const struct fetch_look_json *k, const char **why);

/* The first and the last bytes of a file, which tell whether it is whole. */
struct fetch_look_ends {
	char *head;		/* FETCH_LOOK_HEAD bytes */
	size_t n_head;
	char *tail;		/* FETCH_LOOK_TAIL bytes */
	size_t n_tail;
	uint64_t size;
};

#define FETCH_LOOK_HEAD	((size_t)4096)
/* A zip archive's end, with the longest comment: 22 + 65535 bytes. */
#define FETCH_LOOK_TAIL	((size_t)65557)

void fetch_look_ends_add(struct fetch_look_ends *e, struct str s);

/* What is wrong with the ends of a file of this shape, or NULL. */
const char *fetch_look_ends_fault(const struct fetch_look_ends *e,
    enum fetch_shape shape);

#endif
