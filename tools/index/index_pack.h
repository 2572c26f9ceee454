/*
 * Values as compact bytes, both ways by one list of them: a function that
 * passes the members of a struct writes them or reads them, as the pack says.
 * Reading is bounded by the bytes that are there; what is wrong makes the pack
 * fail, and everything after it zero.
 */
#ifndef INDEX_INDEX_PACK_H
#define INDEX_INDEX_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct buf;

struct index_pack {
	struct buf *out;	/* to write to; NULL: read */
	const uint8_t *p, *end;	/* what is left to read */
	struct arena *a;	/* arrays that are read */
	bool failed;
};

struct index_pack index_pack_writer(struct buf *out);
struct index_pack index_pack_reader(struct str bytes, struct arena *a);

/* Everything was read, and nothing was wrong. */
bool index_pack_done(const struct index_pack *k);

/* Whole numbers, small ones in few bytes. */
void index_pack_u64(struct index_pack *k, uint64_t *v);
void index_pack_i64(struct index_pack *k, int64_t *v);
void index_pack_u32(struct index_pack *k, uint32_t *v);
void index_pack_size(struct index_pack *k, size_t *v);

/* A number within least..most; else it fails. */
void index_pack_within(struct index_pack *k, int64_t *v, int64_t least,
    int64_t most);

/* n bytes as they are. */
void index_pack_bytes(struct index_pack *k, uint8_t *v, size_t n);

/* Read, it is a view of the bytes. */
void index_pack_str(struct index_pack *k, struct str *v);

/* Truth values, at most 32. */
void index_pack_bools(struct index_pack *k, bool *const *v, size_t n);

struct index_pack_array {
	void *items;
	size_t n;
	size_t size;		/* of an item */
	size_t least;		/* bytes that one takes at least, 1 or more */
};

/* An array, item by item; items are made when it is read. */
void index_pack_items(struct index_pack *k, struct index_pack_array *v,
    void (*item)(struct index_pack *k, void *item));

void index_pack_strs(struct index_pack *k, struct str **v, size_t *n);

#endif
