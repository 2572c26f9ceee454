#include "index/index_pack.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"

/* A number of 64 bits in groups of seven. */
#define VARINT_BYTES	10

struct index_pack
index_pack_writer(struct buf *out)
{
	return (struct index_pack){ .out = out };
}

struct index_pack
index_pack_reader(struct str bytes, struct arena *a)
{
	const uint8_t *p = (const uint8_t *)bytes.p;

	return (struct index_pack){ .p = p,
		.end = bytes.n > 0 ? p + bytes.n : p,
		.a = a };
}

bool
index_pack_done(const struct index_pack *k)
{
	return !k->failed && k->p == k->end;
}

static void
put_varint(struct buf *out, uint64_t v)
{
	char bytes[VARINT_BYTES];
	size_t n = 0;

	for (; v >= 0x80; v >>= 7)
		bytes[n++] = (char)(uint8_t)(v | 0x80);
	bytes[n++] = (char)v;
	buf_put(out, (struct str){ bytes, n });
}

static uint64_t
get_varint(struct index_pack *k)
{
	uint64_t v = 0;

	for (unsigned shift = 0; !k->failed && k->p < k->end && shift < 64;
	     shift += 7) {
		uint8_t byte = *k->p++;

		v |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			return v;
	}
	k->failed = true;
	return 0;
}

void
index_pack_u64(struct index_pack *k, uint64_t *v)
{
	if (k->out != NULL)
		put_varint(k->out, *v);
	else
		*v = get_varint(k);
}

/* The sign in the lowest bit, so that small negative numbers are short. */
void
index_pack_i64(struct index_pack *k, int64_t *v)
{
	uint64_t u = (uint64_t)*v << 1;

	if (*v < 0)
		u = ~u;
	index_pack_u64(k, &u);
	*v = (int64_t)(u >> 1);
	if ((u & 1) != 0)
		*v = ~*v;
}

void
index_pack_within(struct index_pack *k, int64_t *v, int64_t least,
    int64_t most)
{
	index_pack_i64(k, v);
	if (k->out == NULL && (*v < least || *v > most)) {
		k->failed = true;
		*v = least;
	}
}

void
index_pack_u32(struct index_pack *k, uint32_t *v)
{
	uint64_t u = *v;

	index_pack_u64(k, &u);
	if (u > UINT32_MAX) {
		k->failed = true;
		u = 0;
	}
	*v = (uint32_t)u;
}

void
index_pack_size(struct index_pack *k, size_t *v)
{
	uint64_t u = *v;

	index_pack_u64(k, &u);
	*v = (size_t)u;
}

void
index_pack_bytes(struct index_pack *k, uint8_t *v, size_t n)
{
	if (k->out != NULL) {
		buf_put(k->out, (struct str){ (const char *)v, n });
	} else if (k->failed || (size_t)(k->end - k->p) < n) {
		k->failed = true;
		memset(v, 0, n);
	} else {
		memcpy(v, k->p, n);
		k->p += n;
	}
}

void
index_pack_str(struct index_pack *k, struct str *v)
{
	size_t n = v->n;

	index_pack_size(k, &n);
	if (k->out != NULL) {
		buf_put(k->out, *v);
	} else if (k->failed || (size_t)(k->end - k->p) < n) {
		k->failed = true;
		*v = S("");
	} else {
		*v = (struct str){ (const char *)k->p, n };
		k->p += n;
	}
}

void
index_pack_bools(struct index_pack *k, bool *const *v, size_t n)
{
	uint32_t bits = 0;

	ASSERT(n <= 32);
	for (size_t i = 0; i < n; i++)
		bits |= (uint32_t)*v[i] << i;
	index_pack_u32(k, &bits);
	for (size_t i = 0; i < n; i++)
		*v[i] = (bits >> i & 1) != 0;
}

void
index_pack_items(struct index_pack *k, struct index_pack_array *v,
    void (*item)(struct index_pack *k, void *item))
{
	index_pack_size(k, &v->n);
	if (k->out == NULL) {
		if (v->n > (size_t)(k->end - k->p) / v->least)
			k->failed = true;
		if (k->failed)
			v->n = 0;
		v->items = v->n > 0 ? arena_alloc(k->a, v->n, v->size) : NULL;
	}
	for (size_t i = 0; i < v->n && !k->failed; i++)
		item(k, (char *)v->items + i * v->size);
	if (k->failed)
		v->n = 0;
}

static void
pass_str(struct index_pack *k, void *item)
{
	index_pack_str(k, item);
}

void
index_pack_strs(struct index_pack *k, struct str **v, size_t *n)
{
	struct index_pack_array all = { *v, *n, sizeof(**v), 1 };

	index_pack_items(k, &all, pass_str);
	*v = all.items;
	*n = all.n;
}
