/*
 * A map from strings to pointers that keeps the order of insertion, in an
 * arena.  Iterate by index: map_at(m, 0..map_len(m)-1); the hash never shows.
 * Keys are not copied.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct map;

struct map_entry {
	struct str key;
	void *value;
};

struct map *map_open(struct arena *a);

/* The value of key, or NULL. */
void *map_get(const struct map *m, struct str key);

/* False, changing nothing, when the key is there already. */
bool map_add(struct map *m, struct str key, void *value);

/* Adds or replaces. */
void map_put(struct map *m, struct str key, void *value);

size_t map_len(const struct map *m);
const struct map_entry *map_at(const struct map *m, size_t i);

#endif
