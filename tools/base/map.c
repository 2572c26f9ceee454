#include "base/map.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"

/* Up to this many entries are compared one by one: most mappings are small. */
#define LINEAR	8

struct slot {
	uint32_t hash;	/* the upper half; the lower one chose the place */
	uint32_t entry;	/* index + 1 into entries; 0 is free */
};

struct map {
	struct arena *a;
	struct map_entry *entries;	/* in order of insertion */
	size_t n;
	size_t cap;
	struct slot *slots;	/* NULL up to LINEAR entries */
	size_t nslots;		/* a power of two, at most half in use */
};

struct map *
map_open(struct arena *a)
{
	struct map *m = arena_new(a, struct map);

	m->a = a;
	return m;
}

static void
slot_add(struct map *m, uint64_t hash, size_t entry)
{
	size_t mask = m->nslots - 1;
	size_t i = (size_t)hash & mask;

	while (m->slots[i].entry != 0)
		i = (i + 1) & mask;
	m->slots[i].hash = (uint32_t)(hash >> 32);
	m->slots[i].entry = (uint32_t)entry + 1;
}

static void
rehash(struct map *m)
{
	m->nslots = m->nslots == 0 ? LINEAR * 4 : m->nslots * 2;
	m->slots = arena_array(m->a, struct slot, m->nslots);
	for (size_t i = 0; i < m->n; i++)
		slot_add(m, str_hash(m->entries[i].key), i);
}

static struct map_entry *
find(const struct map *m, struct str key, uint64_t hash)
{
	if (m->slots == NULL) {
		for (size_t i = 0; i < m->n; i++) {
			if (str_eq(m->entries[i].key, key))
				return &m->entries[i];
		}
		return NULL;
	}

	size_t mask = m->nslots - 1;
	size_t i = (size_t)hash & mask;

	for (; m->slots[i].entry != 0; i = (i + 1) & mask) {
		struct map_entry *e = &m->entries[m->slots[i].entry - 1];

		if (m->slots[i].hash == (uint32_t)(hash >> 32) &&
		    str_eq(e->key, key))
			return e;
	}
	return NULL;
}

static uint64_t
hash_for(const struct map *m, struct str key)
{
	return m->slots != NULL ? str_hash(key) : 0;
}

void *
map_get(const struct map *m, struct str key)
{
	const struct map_entry *e = find(m, key, hash_for(m, key));

	return e != NULL ? e->value : NULL;
}

static void
append(struct map *m, struct str key, uint64_t hash, void *value)
{
	ASSERT(m->n < UINT32_MAX);
	m->entries = arena_grow(m->a, m->entries, m->n, &m->cap,
	    sizeof(*m->entries));
	m->entries[m->n++] = (struct map_entry){ .key = key, .value = value };
	if (m->slots == NULL ? m->n > LINEAR : m->n > m->nslots / 2)
		rehash(m);
	else if (m->slots != NULL)
		slot_add(m, hash, m->n - 1);
}

bool
map_add(struct map *m, struct str key, void *value)
{
	uint64_t hash = hash_for(m, key);

	if (find(m, key, hash) != NULL)
		return false;
	append(m, key, hash, value);
	return true;
}

void
map_put(struct map *m, struct str key, void *value)
{
	uint64_t hash = hash_for(m, key);
	struct map_entry *e = find(m, key, hash);

	if (e != NULL)
		e->value = value;
	else
		append(m, key, hash, value);
}

size_t
map_len(const struct map *m)
{
	return m->n;
}

const struct map_entry *
map_at(const struct map *m, size_t i)
{
	ASSERT(i < m->n);
	return &m->entries[i];
}
