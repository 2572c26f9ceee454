#include "index/index_update.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/pool.h"
#include "base/progress.h"
#include "base/span.h"
#include "index/index_merge.h"

#define MIRROR	"feeds"
#define STAMP	"stamp"

/* The coarsest clock that kernels stamp files by ticks every 10 ms. */
#define TICK_NS	20000000

enum state {
	STATE_NEW,		/* not known yet whether it changed */
	STATE_SAME,
	STATE_SEEN,		/* the same bytes, but it looks otherwise */
	STATE_READ,		/* to be read */
	STATE_LOST,		/* cannot be read */
};

/* A source. */
struct job {
	enum state state;
	const struct index_row *before;	/* NULL: none */
	struct index_row row;
	struct arena *a;		/* of reading it */
	struct diags *d;
	int err;
};

struct update {
	struct index_store *store;
	const struct index_request *q;
	struct index_scan scan;
	struct io_dir *mirror;
	struct arena *a;
	struct diags *d;
	struct index_row *old;	/* all rows that the store has */
	size_t n_old;
	struct str order_before;
	struct job *jobs;	/* one a source */
	size_t n;
	size_t *todo;		/* jobs to be looked at, or read */
	size_t n_todo;
	int64_t now_ns;		/* by the clock of files */
	uint32_t slot;		/* the next free one */
};

MDB_val
index_update_order(void)
{
	static char key[] = { 'o', 'r', 'd', 'r' };

	return (MDB_val){ sizeof(key), key };
}

/* ---- what is there ------------------------------------------------------- */

static int
load_rows(struct update *u, MDB_txn *t)
{
	MDB_cursor *c;
	MDB_val k, v;
	size_t cap = 0;
	int err = mdb_cursor_open(t, u->store->db[INDEX_DB_FILES], &c);

	if (err != 0)
		return err;
	while ((err = mdb_cursor_get(c, &k, &v, MDB_NEXT)) == 0) {
		struct str bytes = str_dup(u->a,
		    (struct str){ v.mv_data, v.mv_size });
		struct index_row *r;

		u->old = arena_grow(u->a, u->old, u->n_old, &cap,
		    sizeof(*u->old));
		r = &u->old[u->n_old++];
		if (!index_row_get(bytes, u->a, r)) {
			err = MDB_CORRUPTED;
			break;
		}
		if (r->slot >= u->slot)
			u->slot = r->slot + 1;
	}
	mdb_cursor_close(c);
	return err == MDB_NOTFOUND ? 0 : err;
}

static int
load(struct update *u)
{
	struct str order;
	MDB_txn *t;
	int err = mdb_txn_begin(u->store->env, NULL, MDB_RDONLY, &t);

	if (err != 0)
		return err;
	err = load_rows(u, t);
	if (err == 0)
		err = index_store_get(u->store, t, INDEX_DB_META,
		    index_update_order(), &order);
	if (err == MDB_NOTFOUND)
		err = 0;
	if (err == 0)
		u->order_before = str_dup(u->a, order);
	mdb_txn_abort(t);
	return err;
}

static struct str
name_of(struct arena *a, struct str feed, struct str path)
{
	return str_cat(a, str_cat(a, feed, S("\n")), path);
}

/* A job for each source, beside what the store has of it. */
static void
make_jobs(struct update *u)
{
	struct map *rows = map_open(u->a), *seen = map_open(u->a);

	for (size_t i = 0; i < u->n_old; i++)
		map_put(rows, name_of(u->a, u->old[i].feed, u->old[i].path),
		    &u->old[i]);
	u->jobs = arena_array(u->a, struct job, u->q->n + 1);
	for (size_t i = 0; i < u->q->n; i++) {
		struct job *job = &u->jobs[u->n];
		struct str feed = u->q->sources[i].feed;
		struct str path = u->q->sources[i].path;
		struct str name = name_of(u->a, feed, path);

		if (!map_add(seen, name, job))
			continue;
		*job = (struct job){ .before = map_get(rows, name),
			.row = { .feed = feed, .path = path } };
		u->n++;
	}
}

/* Jobs in one state, to be worked on. */
static void
select_jobs(struct update *u, enum state state)
{
	u->n_todo = 0;
	for (size_t i = 0; i < u->n; i++) {
		if (u->jobs[i].state == state)
			u->todo[u->n_todo++] = i;
	}
}

/* ---- what changed -------------------------------------------------------- */

/* What could not be read may have been the disk's fault: try once more. */
static bool
is_trusted(const struct index_row *b)
{
	static const uint8_t none[INDEX_SHA256];

	return b != NULL && (!b->is_unread || b->is_confirmed) &&
	    memcmp(b->sha256, none, sizeof(none)) != 0;
}

/* Files that look as they did are the same. */
static void
look(struct update *u)
{
	for (size_t i = 0; i < u->n; i++) {
		struct job *job = &u->jobs[i];
		const struct index_row *b = job->before;
		struct io_stat st;

		if (is_trusted(b) && b->is_settled &&
		    io_stat(u->mirror, job->row.path, &st) == 0 &&
		    index_row_is_same(&st, &b->seen)) {
			job->state = STATE_SAME;
			job->row = *b;
		}
	}
}

static void
work_digest(void *ctx, size_t i, unsigned worker)
{
	struct update *u = ctx;
	struct job *job = &u->jobs[u->todo[i]];
	const struct index_row *b = job->before;
	struct index_row now = job->row;
	bool is_same;

	(void)worker;
	job->err = index_row_digest(u->mirror, &now);
	if (job->err != 0) {
		job->state = STATE_LOST;
		return;
	}
	now.is_settled = now.seen.mtime_ns < u->now_ns - TICK_NS;
	job->state = STATE_READ;
	is_same = b != NULL &&
	    memcmp(b->sha256, now.sha256, INDEX_SHA256) == 0;
	now.is_confirmed = is_same && b->is_unread;
	if (is_same && is_trusted(b)) {
		job->state = STATE_SAME;
		if (now.is_settled || b->is_settled)
			job->state = STATE_SEEN;
		job->row = *b;
		job->row.seen = now.seen;
		job->row.is_settled = now.is_settled;
		return;
	}
	job->row = now;
}

static void
report_lost(struct update *u, const struct job *job)
{
	diag_report(u->d, DIAG_ALERT, "index-file", (struct span){ 0 },
	    "%.*s: cannot be read: %s", STR_ARG(job->row.path),
	    index_store_text(job->err));
	diag_help(u->d, "run `hansho fetch`; until then it counts as empty");
}

/* Digests of what does not look the same, by a clock read before. */
static int
find_changes(struct update *u)
{
	struct io_stat st;
	int err;

	look(u);
	select_jobs(u, STATE_NEW);
	if (u->n_todo == 0)
		return 0;
	err = io_remove(u->store->dir, S(STAMP));
	if (err == 0)
		err = io_write_new_stat(u->store->dir, S(STAMP), S(""), &st);
	if (err != 0)
		return err;
	u->now_ns = st.mtime_ns;
	progress_begin("looking at feeds", u->n_todo);
	pool_run(u->q->pool, u->n_todo, work_digest, u);
	progress_end();
	for (size_t i = 0; i < u->n; i++) {
		if (u->jobs[i].state == STATE_LOST)
			report_lost(u, &u->jobs[i]);
	}
	return 0;
}

/* ---- writing ------------------------------------------------------------- */

static int
del(struct update *u, MDB_txn *t, enum index_db db, MDB_val key)
{
	int err = mdb_del(t, u->store->db[db], &key, NULL);

	return err == MDB_NOTFOUND ? 0 : err;
}

/* Take what a file had out of the store. */
static int
del_row(struct update *u, MDB_txn *t, const struct index_row *r)
{
	uint8_t key[INDEX_STORE_KEY];
	int err = del(u, t, INDEX_DB_FILES, index_store_key(key, &r->slot, 1));

	for (uint32_t i = 0; err == 0 && i < r->n_chunks; i++)
		err = del(u, t, INDEX_DB_RECORDS,
		    index_store_key(key, (uint32_t[]){ r->slot, i }, 2));
	for (uint32_t i = 0; i < r->n_runs; i++) {
		for (uint32_t k = 0; err == 0 && k < r->runs[i]; k++)
			err = del(u, t, INDEX_DB_RUNS,
			    index_store_key(key, (uint32_t[]){ r->slot, i, k },
				3));
	}
	return err;
}

/* Rows whose file is read again, or is no source any more. */
static int
del_rows(struct update *u)
{
	struct map *kept = map_open(u->a);
	MDB_txn *t;
	int err = mdb_txn_begin(u->store->env, NULL, 0, &t);

	if (err != 0)
		return err;
	for (size_t i = 0; i < u->n; i++) {
		struct job *job = &u->jobs[i];

		if (job->state == STATE_SAME || job->state == STATE_SEEN)
			map_put(kept,
			    name_of(u->a, job->row.feed, job->row.path), job);
	}
	for (size_t i = 0; err == 0 && i < u->n_old; i++) {
		const struct index_row *r = &u->old[i];

		if (map_get(kept, name_of(u->a, r->feed, r->path)) == NULL)
			err = del_row(u, t, r);
	}
	if (err == 0)
		return mdb_txn_commit(t);
	mdb_txn_abort(t);
	return err;
}

static void
work_read(void *ctx, size_t i, unsigned worker)
{
	struct update *u = ctx;
	struct job *job = &u->jobs[u->todo[i]];

	(void)worker;
	job->err = index_scan_file(&u->scan, job->a, job->d, &job->row);
	progress_add(1);
}

static int
read_changed(struct update *u)
{
	int err = 0;

	select_jobs(u, STATE_READ);
	for (size_t i = 0; i < u->n_todo; i++) {
		struct job *job = &u->jobs[u->todo[i]];

		job->a = arena_open_in(u->a);
		job->d = diags_open(job->a);
		job->row.slot = u->slot++;
	}
	progress_begin("indexing feeds", u->n_todo);
	pool_run(u->q->pool, u->n_todo, work_read, u);
	progress_end();
	for (size_t i = 0; i < u->n_todo; i++) {
		struct job *job = &u->jobs[u->todo[i]];

		diags_merge(u->d, job->d);
		if (err == 0)
			err = job->err;
	}
	return err;
}

static int
put_row(struct update *u, const struct index_row *r)
{
	uint8_t key[INDEX_STORE_KEY];
	struct buf b;
	int err;

	buf_init(&b, UINT32_MAX);
	index_row_put(&b, r);
	err = index_store_put(u->store, INDEX_DB_FILES,
	    index_store_key(key, &r->slot, 1), buf_str(&b));
	buf_fini(&b);
	return err;
}

/* The rows that numbers count through, and their slots. */
static size_t
final_rows(struct update *u, struct index_row **rows, struct str *order)
{
	uint32_t *slots = arena_array(u->a, uint32_t, u->n + 1);
	size_t n = 0;

	*rows = arena_array(u->a, struct index_row, u->n + 1);
	for (size_t i = 0; i < u->n; i++) {
		if (u->jobs[i].state == STATE_LOST)
			continue;
		slots[n] = u->jobs[i].row.slot;
		(*rows)[n++] = u->jobs[i].row;
	}
	*order = (struct str){ (const char *)slots, n * sizeof(*slots) };
	return n;
}

/* Read, write and merge; the seal comes last. */
static int
bring_up(struct update *u)
{
	struct index_row *rows;
	struct str order;
	size_t n;
	int err = index_store_unseal(u->store);

	if (err == 0)
		err = del_rows(u);
	if (err == 0)
		err = read_changed(u);
	for (size_t i = 0; err == 0 && i < u->n; i++) {
		enum state state = u->jobs[i].state;

		if (state == STATE_READ || state == STATE_SEEN)
			err = put_row(u, &u->jobs[i].row);
	}
	if (err != 0)
		return err;
	n = final_rows(u, &rows, &order);
	/* Slots are new where files were read: the same order, the same
	 * records. */
	if (!str_eq(order, u->order_before) || u->order_before.n == 0) {
		progress_begin("sorting the index", 0);
		err = index_merge_all(u->store, rows, n);
		progress_end();
		if (err == 0)
			err = index_store_put(u->store, INDEX_DB_META,
			    index_update_order(), order);
	}
	return err == 0 ? index_store_seal(u->store) : err;
}

static bool
is_up_to_date(struct update *u)
{
	struct index_row *rows;
	struct str order;

	for (size_t i = 0; i < u->n; i++) {
		if (u->jobs[i].state == STATE_SEEN ||
		    u->jobs[i].state == STATE_READ)
			return false;
	}
	(void)final_rows(u, &rows, &order);
	return u->store->is_sealed && str_eq(order, u->order_before);
}

static void
count(const struct update *u, struct index_report *out)
{
	*out = (struct index_report){ 0 };
	for (size_t i = 0; i < u->n; i++) {
		const struct job *job = &u->jobs[i];

		out->files_same += job->state == STATE_SAME ||
		    job->state == STATE_SEEN;
		if (job->state != STATE_LOST) {
			out->records += job->row.records;
			out->faulty += job->row.faulty;
		}
		if (job->state == STATE_READ) {
			out->files_read++;
			out->bytes += job->row.seen.size;
		}
	}
}

int
index_update_all(struct index_store *store, const struct index_request *q,
    const struct index_feeder *feeder, struct diags *d,
    struct index_report *out)
{
	struct update u = { .store = store, .q = q, .d = d };
	size_t sort_bytes = LIMIT_INDEX_SORT / pool_jobs(q->pool);
	int err = 0;

	u.mirror = q->mirror;
	if (q->mirror == NULL)
		err = io_mkdirs(q->hansho, S(MIRROR));
	if (q->mirror == NULL && err == 0)
		err = io_dir_open_at(q->hansho, S(MIRROR), &u.mirror);
	if (err != 0)
		return err;
	u.a = arena_open();
	u.scan = (struct index_scan){ store, u.mirror, feeder,
		sort_bytes > LIMIT_INDEX_SORT_LEAST ? sort_bytes :
						      LIMIT_INDEX_SORT_LEAST };
	err = load(&u);
	if (err == 0) {
		make_jobs(&u);
		u.todo = arena_array(u.a, size_t, u.n + 1);
		err = find_changes(&u);
	}
	if (err == 0 && !is_up_to_date(&u))
		err = bring_up(&u);
	if (err == 0)
		count(&u, out);
	if (q->mirror == NULL)
		io_dir_close(u.mirror);
	arena_close(u.a);
	return err;
}
