#include "index/index.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/span.h"
#include "index/index_group.h"
#include "index/index_impl.h"
#include "index/index_merge.h"
#include "index/index_makers.h"
#include "index/index_open.h"
#include "index/index_scan.h"
#include "index/index_update.h"

/* ---- opening ------------------------------------------------------------- */

/* A value that is an array of numbers; false when it is none. */
static bool
is_numbers(struct str v)
{
	return v.n % sizeof(uint32_t) == 0 &&
	    (uintptr_t)v.p % sizeof(uint32_t) == 0;
}

static const uint32_t *
numbers(struct str v, size_t *n)
{
	*n = v.n / sizeof(uint32_t);
	return (const void *)v.p;
}

static int
load_chunks(struct index *x, struct arena *a, uint32_t row, size_t *cap)
{
	const struct index_row *r = &x->rows[row];

	for (uint32_t i = 0; i < r->n_chunks; i++) {
		uint8_t key[INDEX_STORE_KEY];
		struct index_chunk c = { .first = x->records, .row = row };
		int err = index_store_get(&x->store, x->txn, INDEX_DB_RECORDS,
		    index_store_key(key, (uint32_t[]){ r->slot, i }, 2),
		    &c.bytes);

		if (err != 0)
			return err;
		x->chunks = arena_grow(a, x->chunks, x->n_chunks, cap,
		    sizeof(*x->chunks));
		x->chunks[x->n_chunks++] = c;
		x->records += r->chunks[i];
	}
	return 0;
}

static int
load_rows(struct index *x, struct arena *a)
{
	struct str order, bytes;
	const uint32_t *slots;
	size_t n, cap = 0;
	int err = index_store_get(&x->store, x->txn, INDEX_DB_META,
	    index_update_order(), &order);

	if (err == 0 && !is_numbers(order))
		err = MDB_CORRUPTED;
	if (err != 0)
		return err;
	slots = numbers(order, &n);
	x->rows = arena_array(a, struct index_row, n + 1);
	for (; err == 0 && x->n_rows < n; x->n_rows++) {
		uint8_t key[INDEX_STORE_KEY];

		err = index_store_get(&x->store, x->txn, INDEX_DB_FILES,
		    index_store_key(key, &slots[x->n_rows], 1), &bytes);
		if (err == 0 && !index_row_get(bytes, a, &x->rows[x->n_rows]))
			err = MDB_CORRUPTED;
		if (err == 0)
			err = load_chunks(x, a, (uint32_t)x->n_rows, &cap);
	}
	return err;
}

static int
load_groups(struct index *x)
{
	struct str places, members;
	size_t n = 0;
	int err = index_store_get(&x->store, x->txn, INDEX_DB_GROUPS,
	    index_group_key(false), &places);

	if (err == 0)
		err = index_store_get(&x->store, x->txn, INDEX_DB_GROUPS,
		    index_group_key(true), &members);
	if (err == 0 && (!is_numbers(places) || !is_numbers(members)))
		err = MDB_CORRUPTED;
	if (err != 0)
		return err;
	x->places = numbers(places, &n);
	x->members = numbers(members, &x->n_members);
	return n == x->records ? 0 : MDB_CORRUPTED;
}

static void
report(struct diags *d, int err)
{
	diag_error(d, "index-cache", (struct span){ 0 },
	    ".hansho/cache/index: %s", index_store_text(err));
	diag_help(d,
	    "make room and rights to write there; the folder may be removed, "
	    "it is made anew");
}

struct index *
index_open_by(struct arena *perm, const struct index_request *q,
    const struct index_feeder *feeder, struct diags *d,
    struct index_report *out)
{
	struct index *x = arena_new(perm, struct index);
	int err = index_store_open(q->hansho, &x->store);

	*out = (struct index_report){ 0 };
	if (err == 0)
		err = index_update_all(&x->store, q, feeder, d, out);
	if (err == 0)
		err = mdb_txn_begin(x->store.env, NULL, MDB_RDONLY, &x->txn);
	if (err == 0)
		err = load_rows(x, perm);
	if (err == 0)
		err = load_groups(x);
	index_store_unlock(&x->store);
	if (mtx_init(&x->lock, mtx_plain) != thrd_success)
		die_env(0, "cannot make a lock");
	if (err == 0)
		return x;
	report(d, err);
	index_close(x);
	return NULL;
}

void
index_close(struct index *x)
{
	if (x == NULL)
		return;
	if (x->txn != NULL)
		mdb_txn_abort(x->txn);
	index_store_close(&x->store);
	mtx_destroy(&x->lock);
}

/* ---- reading ------------------------------------------------------------- */

size_t
index_len(const struct index *x)
{
	return x->records;
}

/* Many threads share one transaction of LMDB: one at a time. */
static int
look_up(const struct index *x, MDB_val key, struct str *out)
{
	/* The lock is no part of what the index says. */
	struct index *own = (struct index *)(uintptr_t)x;
	int err;

	if (mtx_lock(&own->lock) != thrd_success)
		BUG("a lock that cannot be taken");
	err = index_store_get(&x->store, x->txn, INDEX_DB_POSTINGS, key, out);
	if (mtx_unlock(&own->lock) != thrd_success)
		BUG("a lock that cannot be given back");
	return err;
}

const uint32_t *
index_find(const struct index *x, enum index_key kind, struct str key,
    size_t *n)
{
	char text[LIMIT_INDEX_KEY], bytes[INDEX_MERGE_KEY];
	const uint32_t *v;
	struct str list;

	*n = 0;
	if (key.n == 0 || key.n >= sizeof(text))
		return NULL;
	text[0] = (char)('a' + (int)kind);
	memcpy(text + 1, key.p, key.n);
	if (look_up(x, index_merge_key(bytes, (struct str){ text, key.n + 1 }),
		&list) != 0 ||
	    list.n == 0 || !is_numbers(list))
		return NULL;
	v = numbers(list, n);
	if (v[*n - 1] >= x->records)
		*n = 0;
	return v;
}

/* The first key at or behind text; empty: there is none. */
static struct str
seek(const struct index *x, MDB_val key)
{
	struct index *own = (struct index *)(uintptr_t)x;
	MDB_val value;
	MDB_cursor *at;
	int err;

	if (mtx_lock(&own->lock) != thrd_success)
		BUG("a lock that cannot be taken");
	err = mdb_cursor_open(x->txn, x->store.db[INDEX_DB_POSTINGS], &at);
	if (err == 0) {
		err = mdb_cursor_get(at, &key, &value, MDB_SET_RANGE);
		mdb_cursor_close(at);
	}
	if (mtx_unlock(&own->lock) != thrd_success)
		BUG("a lock that cannot be given back");
	return err == 0 ? (struct str){ key.mv_data, key.mv_size } : S("");
}

bool
index_holds(const struct index *x, enum index_key kind, struct str start)
{
	char text[LIMIT_INDEX_KEY];
	struct str prefix = { text, start.n + 1 };

	if (start.n == 0 || start.n >= sizeof(text))
		return false;
	text[0] = (char)('a' + (int)kind);
	memcpy(text + 1, start.p, start.n);
	return str_starts(seek(x, (MDB_val){ prefix.n, text }), prefix);
}

size_t
index_frequency(const struct index *x, struct str word)
{
	size_t n;

	(void)index_find(x, INDEX_WORD, word, &n);
	return n;
}

static const struct index_chunk *
chunk_of(const struct index *x, uint32_t number)
{
	size_t low = 0, high = x->n_chunks;

	if (number >= x->records)
		return NULL;
	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;

		if (x->chunks[mid].first <= number)
			low = mid;
		else
			high = mid;
	}
	return &x->chunks[low];
}

bool
index_record(const struct index *x, struct arena *a, uint32_t number,
    struct feed_record *out)
{
	const struct index_chunk *c = chunk_of(x, number);
	struct index_codec_origin from;

	return c != NULL &&
	    index_codec_get(index_scan_record(c->bytes, number - c->first), a,
		&from, out);
}

bool
index_origin(const struct index *x, struct arena *a, uint32_t number,
    struct index_origin *out)
{
	const struct index_chunk *c = chunk_of(x, number);
	struct index_codec_origin from;

	if (c == NULL ||
	    !index_codec_get(index_scan_record(c->bytes, number - c->first), a,
		&from, NULL))
		return false;
	*out = (struct index_origin){ .feed = x->rows[c->row].feed,
		.path = x->rows[c->row].path,
		.member = from.member,
		.sha256 = digest_hex_of(a, from.sha256, INDEX_SHA256) };
	return true;
}

const uint32_t *
index_group(const struct index *x, uint32_t number, size_t *n)
{
	uint32_t place;

	*n = 0;
	if (number >= x->records)
		return NULL;
	place = x->places[number];
	if (place >= x->n_members ||
	    x->members[place] > x->n_members - place - 1)
		return NULL;
	*n = x->members[place];
	return x->members + place + 1;
}

void
index_makers_set(struct index *x, const struct makers *makers)
{
	x->makers = makers;
}

const struct makers *
index_makers(const struct index *x)
{
	return x->makers;
}
