#include "index/index_merge.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "index/index.h"
#include "index/index_group.h"
#include "index/index_run.h"
#include "index/index_scan.h"

/* A run being read. */
struct source {
	struct index_run_cursor c;
	uint32_t slot, run;
	uint32_t chunk, chunks;	/* the next one, how many there are */
	uint32_t base;		/* number of the file's first record */
};

struct merge {
	struct index_store *store;
	MDB_txn *from;		/* runs, as they stand */
	MDB_txn *to;		/* NULL between two commits */
	MDB_cursor *at;		/* of to */
	size_t dirty;		/* bytes put since the last commit */
	struct source **heap;	/* by key, then number */
	size_t n;
	struct buf list;	/* of the key at work */
	struct index_group groups;
	int err;
};

MDB_val
index_merge_key(char bytes[INDEX_MERGE_KEY], struct str key)
{
	size_t n = (key.n + 3) / 4 * 4;

	memcpy(bytes, key.p, key.n);
	memset(bytes + key.n, 0, n - key.n);
	return (MDB_val){ n, bytes };
}

/* ---- runs ---------------------------------------------------------------- */

static struct str
key_of(const struct source *s)
{
	return (struct str){ s->c.key, s->c.key_n };
}

/* The next key of a run, in the next chunk perhaps; false at its end. */
static bool
source_next(struct merge *m, struct source *s)
{
	while (!index_run_next(&s->c)) {
		uint8_t key[INDEX_STORE_KEY];
		struct str chunk;

		if (s->c.k.failed)
			m->err = MDB_CORRUPTED;
		if (m->err != 0 || s->chunk == s->chunks)
			return false;
		m->err = index_store_get(m->store, m->from, INDEX_DB_RUNS,
		    index_store_key(key,
			(uint32_t[]){ s->slot, s->run, s->chunk }, 3),
		    &chunk);
		s->chunk++;
		index_run_begin(&s->c, chunk);
	}
	return true;
}

static bool
is_before(const struct source *x, const struct source *y)
{
	int order = str_cmp(key_of(x), key_of(y));

	if (order != 0)
		return order < 0;
	return x->base != y->base ? x->base < y->base : x->run < y->run;
}

static void
sift(struct merge *m, size_t i)
{
	for (;;) {
		size_t least = i, left = 2 * i + 1;
		struct source *s = m->heap[i];

		for (size_t k = left; k < left + 2 && k < m->n; k++) {
			if (is_before(m->heap[k], m->heap[least]))
				least = k;
		}
		if (least == i)
			return;
		m->heap[i] = m->heap[least];
		m->heap[least] = s;
		i = least;
	}
}

static void
open_runs(struct merge *m, struct arena *a, const struct index_row *rows,
    size_t n)
{
	size_t cap = 0;
	uint32_t base = 0;

	for (size_t i = 0; i < n; i++) {
		for (uint32_t k = 0; k < rows[i].n_runs; k++) {
			struct source *s = arena_new(a, struct source);

			*s = (struct source){ .slot = rows[i].slot,
				.run = k,
				.chunks = rows[i].runs[k],
				.base = base };
			if (!source_next(m, s))
				continue;
			m->heap = arena_grow(a, m->heap, m->n, &cap,
			    sizeof(*m->heap));
			m->heap[m->n++] = s;
		}
		base += rows[i].records;
	}
	for (size_t i = m->n / 2; i-- > 0;)
		sift(m, i);
}

/* ---- lists --------------------------------------------------------------- */

static void
commit(struct merge *m)
{
	int err = 0;

	if (m->to == NULL)
		return;
	mdb_cursor_close(m->at);
	if (m->err == 0)
		err = mdb_txn_commit(m->to);
	else
		mdb_txn_abort(m->to);
	m->to = NULL;
	m->dirty = 0;
	if (m->err == 0)
		m->err = err;
}

static void
begin(struct merge *m)
{
	if (m->to != NULL || m->err != 0)
		return;
	m->err = mdb_txn_begin(m->store->env, NULL, 0, &m->to);
	if (m->err != 0) {
		m->to = NULL;
		return;
	}
	m->err = mdb_cursor_open(m->to, m->store->db[INDEX_DB_POSTINGS],
	    &m->at);
	if (m->err != 0) {
		mdb_txn_abort(m->to);
		m->to = NULL;
	}
}

static void
put_list(struct merge *m, struct str key)
{
	char bytes[INDEX_MERGE_KEY];
	MDB_val k = index_merge_key(bytes, key);
	MDB_val v = { m->list.n, m->list.p };

	begin(m);
	if (m->err == 0 && !buf_ok(&m->list))
		m->err = EFBIG;
	if (m->err == 0)
		m->err = mdb_cursor_put(m->at, &k, &v, MDB_APPEND);
	m->dirty += k.mv_size + v.mv_size;
	if (m->dirty >= LIMIT_INDEX_DIRTY || m->err != 0)
		commit(m);
}

/* The numbers that one run has for its key. */
static void
take_numbers(struct merge *m, struct source *s, uint32_t *last)
{
	bool is_id = s->c.key[0] == 'a' + (char)INDEX_ID;
	uint32_t v;

	while (index_run_number(&s->c, &v)) {
		uint32_t number = s->base + (is_id ? v >> 1 : v);

		if (number >= m->groups.records) {
			m->err = MDB_CORRUPTED;
			return;
		}
		if (is_id)
			index_group_add(&m->groups, number,
			    (v & INDEX_SCAN_ALIAS) != 0);
		if (number == *last)
			continue;
		*last = number;
		buf_put(&m->list,
		    (struct str){ (const char *)&number, sizeof(number) });
	}
}

/* The least key of all runs, and its list. */
static void
merge_key(struct merge *m)
{
	char bytes[LIMIT_INDEX_KEY];
	struct str key = key_of(m->heap[0]);
	uint32_t last = UINT32_MAX;

	memcpy(bytes, key.p, key.n);
	key.p = bytes;
	if (key.p[0] == 'a' + (char)INDEX_ID)
		index_group_id(&m->groups, str_from(key, 1));
	buf_clear(&m->list);
	while (m->err == 0 && m->n > 0 && str_eq(key_of(m->heap[0]), key)) {
		struct source *s = m->heap[0];

		take_numbers(m, s, &last);
		if (!source_next(m, s))
			m->heap[0] = m->heap[--m->n];
		if (m->n > 0)
			sift(m, 0);
	}
	if (m->err == 0)
		put_list(m, key);
}

static int
drop_old(struct index_store *store)
{
	MDB_txn *t;
	int err = mdb_txn_begin(store->env, NULL, 0, &t);

	if (err != 0)
		return err;
	err = mdb_drop(t, store->db[INDEX_DB_POSTINGS], 0);
	if (err == 0)
		err = mdb_drop(t, store->db[INDEX_DB_GROUPS], 0);
	if (err == 0)
		return mdb_txn_commit(t);
	mdb_txn_abort(t);
	return err;
}

int
index_merge_all(struct index_store *store, const struct index_row *rows,
    size_t n)
{
	struct merge m = { .store = store };
	struct arena *a;
	uint64_t records = 0;

	for (size_t i = 0; i < n; i++)
		records += rows[i].records;
	if (records > LIMIT_INDEX_RECORDS)
		return EFBIG;
	m.err = drop_old(store);
	if (m.err == 0)
		m.err = mdb_txn_begin(store->env, NULL, MDB_RDONLY, &m.from);
	if (m.err != 0)
		return m.err;
	a = arena_open();
	buf_init(&m.list, UINT32_MAX);
	index_group_init(&m.groups, (uint32_t)records);
	open_runs(&m, a, rows, n);
	while (m.n > 0 && m.err == 0)
		merge_key(&m);
	commit(&m);
	mdb_txn_abort(m.from);
	if (m.err == 0)
		m.err = index_group_write(&m.groups, store);
	index_group_fini(&m.groups);
	buf_fini(&m.list);
	arena_close(a);
	return m.err;
}
