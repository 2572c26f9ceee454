#include "index/index_run.h"

#include <stdlib.h>
#include <string.h>

/* A key that was added; its first bytes decide most comparisons. */
struct entry {
	uint64_t head;		/* eight bytes, zeros behind the end */
	union {
		size_t at;	/* in the texts while they grow */
		const char *p;	/* then */
	} text;
	uint32_t n;
	uint32_t number;
};

void
index_run_init(struct index_run *r, size_t bytes)
{
	r->bytes = bytes;
	buf_init(&r->texts, UINT32_MAX);
	buf_init(&r->entries, UINT32_MAX);
	buf_init(&r->chunk, UINT32_MAX);
}

void
index_run_fini(struct index_run *r)
{
	buf_fini(&r->texts);
	buf_fini(&r->entries);
	buf_fini(&r->chunk);
}

static uint64_t
head_of(struct str key)
{
	uint64_t head = 0;

	for (size_t i = 0; i < 8; i++)
		head = head << 8 | (i < key.n ? (uint8_t)key.p[i] : 0);
	return head;
}

void
index_run_add(struct index_run *r, struct str key, uint32_t number)
{
	struct entry e = { .head = head_of(key),
		.text.at = r->texts.n,
		.n = (uint32_t)key.n,
		.number = number };

	ASSERT(key.n > 0 && key.n <= LIMIT_INDEX_KEY);
	buf_put(&r->texts, key);
	buf_put(&r->entries, (struct str){ (const char *)&e, sizeof(e) });
}

bool
index_run_is_full(const struct index_run *r)
{
	return r->texts.n + r->entries.n >= r->bytes;
}

static int
key_cmp(const struct entry *x, const struct entry *y)
{
	if (x->head != y->head)
		return x->head < y->head ? -1 : 1;
	return str_cmp((struct str){ x->text.p, x->n },
	    (struct str){ y->text.p, y->n });
}

static int
entry_cmp(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = key_cmp(x, y);

	if (order != 0)
		return order;
	return x->number < y->number ? -1 : x->number > y->number;
}

static size_t
shared(const struct entry *x, const struct entry *y)
{
	size_t most = x->n < y->n ? x->n : y->n, i = 0;

	while (i < most && x->text.p[i] == y->text.p[i])
		i++;
	return i;
}

/* Append v[0..n), which are of one key; before: the key before, or NULL. */
static void
put_key(struct buf *out, const struct entry *v, size_t n,
    const struct entry *before)
{
	struct index_pack k = index_pack_writer(out);
	size_t same = before != NULL ? shared(before, v) : 0, numbers = 1;
	struct str rest = { v->text.p + same, v->n - same };
	uint32_t last = v->number;

	for (size_t i = 1; i < n; i++)
		numbers += v[i].number != v[i - 1].number;
	index_pack_size(&k, &same);
	index_pack_str(&k, &rest);
	index_pack_size(&k, &numbers);
	index_pack_u32(&k, &last);
	for (size_t i = 1; i < n; i++) {
		uint32_t step = v[i].number - v[i - 1].number;

		if (step > 0)
			index_pack_u32(&k, &step);
	}
}

bool
index_run_flush(struct index_run *r, const struct index_run_sink *sink)
{
	struct entry *v = (void *)r->entries.p;
	size_t n = r->entries.n / sizeof(*v), next;
	const struct entry *before = NULL;
	bool fine = buf_ok(&r->texts) && buf_ok(&r->entries);

	for (size_t i = 0; fine && i < n; i++)
		v[i].text.p = r->texts.p + v[i].text.at;
	if (fine && n > 0)
		qsort(v, n, sizeof(*v), entry_cmp);
	for (size_t i = 0; fine && i < n; i = next) {
		for (next = i + 1; next < n && key_cmp(v + i, v + next) == 0;)
			next++;
		put_key(&r->chunk, v + i, next - i, before);
		before = v + i;
		if (r->chunk.n >= LIMIT_INDEX_CHUNK || next == n) {
			fine = buf_ok(&r->chunk) &&
			    sink->take(sink->ctx, buf_str(&r->chunk));
			buf_clear(&r->chunk);
			before = NULL;
		}
	}
	buf_clear(&r->texts);
	buf_clear(&r->entries);
	return fine;
}

void
index_run_begin(struct index_run_cursor *c, struct str chunk)
{
	*c = (struct index_run_cursor){ .k = index_pack_reader(chunk, NULL) };
}

bool
index_run_next(struct index_run_cursor *c)
{
	size_t same = 0;
	struct str rest = S("");
	uint32_t ignored;

	while (index_run_number(c, &ignored))
		continue;
	if (c->k.failed || c->k.p == c->k.end)
		return false;
	index_pack_size(&c->k, &same);
	index_pack_str(&c->k, &rest);
	index_pack_size(&c->k, &c->left);
	if (c->k.failed || same > c->key_n || c->left == 0 ||
	    rest.n > sizeof(c->key) - same || same + rest.n == 0) {
		c->k.failed = true;
		c->left = 0;
		return false;
	}
	memcpy(c->key + same, rest.p, rest.n);
	c->key_n = same + rest.n;
	c->number = 0;
	return true;
}

bool
index_run_number(struct index_run_cursor *c, uint32_t *out)
{
	uint32_t step = 0;

	if (c->left == 0)
		return false;
	index_pack_u32(&c->k, &step);
	if (c->k.failed || step > UINT32_MAX - c->number) {
		c->k.failed = true;
		c->left = 0;
		return false;
	}
	c->number += step;
	c->left--;
	*out = c->number;
	return true;
}
