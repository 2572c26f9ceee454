#include "text/json_names.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"

/* Objects with more names get a table; most have fewer. */
#define FEW	16

struct entry {
	struct str name;
	uint64_t key;	/* few: fingerprint(); many: str_hash() */
};

struct level {
	size_t first;		/* index of the object's first name */
	uint32_t *slots;	/* index + 1 into list, 0 is free */
	size_t slots_cap;	/* allocated, kept for the next object */
	size_t slots_n;		/* in use, a power of 2; 0 means few names */
};

struct json_names {
	struct arena *a;
	struct entry *list;	/* of all open objects, innermost last */
	size_t n;
	size_t cap;
	unsigned depth;
	struct level levels[LIMIT_JSON_DEPTH];
};

struct json_names *
json_names_open(struct arena *a)
{
	struct json_names *s = arena_new(a, struct json_names);

	s->a = a;
	return s;
}

void
json_names_push(struct json_names *s)
{
	struct level *l;

	ASSERT(s->depth < LIMIT_JSON_DEPTH);
	l = &s->levels[s->depth++];
	l->first = s->n;
	l->slots_n = 0;
}

void
json_names_pop(struct json_names *s)
{
	ASSERT(s->depth > 0);
	s->n = s->levels[--s->depth].first;
}

/* A cheap key that differs for almost all names that differ. */
static uint64_t
fingerprint(struct str s)
{
	uint64_t head = 0, tail = 0;

	if (s.n >= sizeof(head)) {
		memcpy(&head, s.p, sizeof(head));
		memcpy(&tail, s.p + s.n - sizeof(tail), sizeof(tail));
	} else {
		for (size_t i = 0; i < s.n; i++)
			head = head << 8 | (unsigned char)s.p[i];
	}
	return head ^ tail * UINT64_C(0x9e3779b97f4a7c15) ^ (uint64_t)s.n;
}

static bool
is_same(const struct entry *e, uint64_t key, struct str name)
{
	return e->key == key && str_eq(e->name, name);
}

static void
append(struct json_names *s, struct str name, uint64_t key)
{
	s->list = arena_grow(s->a, s->list, s->n, &s->cap, sizeof(*s->list));
	s->list[s->n++] = (struct entry){ name, key };
}

/*
 * The slot of a name, or the free one where it belongs; NULL when there are
 * too many others on the way.
 */
static uint32_t *
find_slot(const struct json_names *s, struct level *l, uint64_t key,
    struct str name)
{
	size_t mask = l->slots_n - 1;
	size_t i = (size_t)(key ^ key >> 32) & mask;

	for (unsigned probe = 0; probe < LIMIT_JSON_PROBES; probe++) {
		uint32_t *slot = &l->slots[i];

		if (*slot == 0 || is_same(&s->list[*slot - 1], key, name))
			return slot;
		i = (i + 1) & mask;
	}
	return NULL;
}

/* Make a table of slots_n slots that holds the level's names. */
static enum json_wrong
rebuild(struct json_names *s, struct level *l, size_t slots_n)
{
	if (slots_n > l->slots_cap) {
		l->slots = arena_array(s->a, uint32_t, slots_n);
		l->slots_cap = slots_n;
	} else {
		memset(l->slots, 0, slots_n * sizeof(*l->slots));
	}
	l->slots_n = slots_n;
	for (size_t i = l->first; i < s->n; i++) {
		struct entry *e = &s->list[i];
		uint32_t *slot = find_slot(s, l, e->key, e->name);

		if (slot == NULL)
			return JSON_WRONG_ALIKE;
		*slot = (uint32_t)(i + 1);
	}
	return JSON_WRONG_NOTHING;
}

static enum json_wrong
add_to_many(struct json_names *s, struct level *l, struct str name)
{
	uint64_t key = str_hash(name);
	uint32_t *slot = find_slot(s, l, key, name);

	if (slot == NULL)
		return JSON_WRONG_ALIKE;
	if (*slot != 0)
		return JSON_WRONG_TWICE;
	append(s, name, key);
	*slot = (uint32_t)s->n;
	if ((s->n - l->first) * 2 > l->slots_n)
		return rebuild(s, l, l->slots_n * 2);
	return JSON_WRONG_NOTHING;
}

enum json_wrong
json_names_add(struct json_names *s, struct str name)
{
	struct level *l = &s->levels[s->depth - 1];
	uint64_t key;

	if (l->slots_n > 0)
		return add_to_many(s, l, name);
	key = fingerprint(name);
	for (size_t i = l->first; i < s->n; i++)
		if (is_same(&s->list[i], key, name))
			return JSON_WRONG_TWICE;
	append(s, name, key);
	if (s->n - l->first <= FEW)
		return JSON_WRONG_NOTHING;
	for (size_t i = l->first; i < s->n; i++)
		s->list[i].key = str_hash(s->list[i].name);
	return rebuild(s, l, (size_t)4 * FEW);
}
