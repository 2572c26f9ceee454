#include "index/index_store.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/io_file.h"
#include "base/limits.h"
#include "base/progress.h"

#define FOLDER	"cache/index"
#define DATA	"index.mdb"
#define LOCK	"index.mdb-lock"
#define SEAL	"seal"
#define GUARD	"lock"

/* Goes up with each change of what is stored. */
#define FORMAT	"hansho index 2"

#define SEAL_BYTES	512
#define WAIT_MS		20
#define READERS		512
#define MODE_FILE	0644

static const char *const names[INDEX_DBS] = {
	[INDEX_DB_META] = "meta",
	[INDEX_DB_FILES] = "files",
	[INDEX_DB_RECORDS] = "records",
	[INDEX_DB_RUNS] = "runs",
	[INDEX_DB_POSTINGS] = "postings",
	[INDEX_DB_GROUPS] = "groups",
};

const char *
index_store_text(int err)
{
	return err > 0 ? strerror(err) : mdb_strerror(err);
}

/* Another process may be at it: wait until it ends. */
static int
lock(struct index_store *s)
{
	int err = io_lock(s->dir, S(GUARD), &s->lock);

	if (err == EWOULDBLOCK)
		progress_begin("waiting for another hansho", 0);
	for (int waited = 0;
	     err == EWOULDBLOCK && waited < LIMIT_INDEX_WAIT_MS;
	     waited += WAIT_MS) {
		(void)poll(NULL, 0, WAIT_MS);
		err = io_lock(s->dir, S(GUARD), &s->lock);
	}
	progress_end();
	s->is_locked = err == 0;
	return err;
}

void
index_store_unlock(struct index_store *s)
{
	if (s->is_locked)
		io_unlock(s->lock);
	s->is_locked = false;
}

static struct str
stat_text(struct arena *a, const struct io_stat *st)
{
	return str_fmt(a, "%llu %lld %llu %llu", (unsigned long long)st->size,
	    (long long)st->mtime_ns, (unsigned long long)st->inode,
	    (unsigned long long)st->device);
}

/*
 * What the seal says when the data are as they stand now.  Another program may
 * read feeds otherwise: it makes its own.
 */
static int
seal_text(struct index_store *s, struct arena *a, struct str *out)
{
	struct io_stat data, program;
	int err = io_stat(s->dir, S(DATA), &data);

	if (err == 0 && data.kind != IO_FILE)
		err = EINVAL;
	if (err == 0)
		err = io_file_program(&program);
	if (err == 0)
		*out = str_fmt(a, "%s\nprogram %.*s\ndata %.*s\n", FORMAT,
		    STR_ARG(stat_text(a, &program)),
		    STR_ARG(stat_text(a, &data)));
	return err;
}

/* LMDB would follow a link. */
static bool
is_lock_file(struct index_store *s)
{
	struct io_stat st;
	int err = io_stat(s->dir, S(LOCK), &st);

	return err == ENOENT || (err == 0 && st.kind == IO_FILE);
}

static bool
is_whole(struct index_store *s)
{
	struct arena *a = arena_open();
	struct str want, got;
	bool whole = is_lock_file(s) && seal_text(s, a, &want) == 0 &&
	    io_read(s->dir, S(SEAL), SEAL_BYTES, a, &got) == 0 &&
	    str_eq(want, got);

	arena_close(a);
	return whole;
}

static int
remove_all(struct index_store *s)
{
	int err = io_remove(s->dir, S(SEAL));

	if (err == 0)
		err = io_remove_tree(s->dir, S(DATA));
	if (err == 0)
		err = io_remove_tree(s->dir, S(LOCK));
	return err;
}

static int
env_open(struct index_store *s)
{
	struct arena *a = arena_open();
	struct str path;
	int err = io_file_foreign(s->dir, a, &path);

	if (err == 0)
		err = mdb_env_create(&s->env);
	if (err == 0)
		err = mdb_env_set_mapsize(s->env, LIMIT_INDEX_MAP);
	if (err == 0)
		err = mdb_env_set_maxdbs(s->env, INDEX_DBS);
	if (err == 0)
		err = mdb_env_set_maxreaders(s->env, READERS);
	/* Nothing counts before the seal, which comes after mdb_env_sync(). */
	if (err == 0)
		err = mdb_env_open(s->env,
		    str_to_z(a, str_cat(a, path, S("/" DATA))),
		    MDB_NOSUBDIR | MDB_NOTLS | MDB_NOSYNC | MDB_NORDAHEAD,
		    MODE_FILE);
	arena_close(a);
	return err;
}

static int
dbs_open(struct index_store *s)
{
	MDB_txn *t;
	int err = mdb_txn_begin(s->env, NULL, s->is_sealed ? MDB_RDONLY : 0,
	    &t);

	if (err != 0)
		return err;
	for (unsigned i = 0; err == 0 && i < INDEX_DBS; i++)
		err = mdb_dbi_open(t, names[i], s->is_sealed ? 0 : MDB_CREATE,
		    &s->db[i]);
	if (err == 0)
		return mdb_txn_commit(t);
	mdb_txn_abort(t);
	return err;
}

static void
env_close(struct index_store *s)
{
	if (s->env != NULL)
		mdb_env_close(s->env);
	s->env = NULL;
}

int
index_store_open(struct io_dir *hansho, struct index_store *s)
{
	int dead, err = io_mkdirs(hansho, S(FOLDER));

	*s = (struct index_store){ .dir = NULL };
	if (err == 0)
		err = io_dir_open_at(hansho, S(FOLDER), &s->dir);
	if (err == 0)
		err = lock(s);
	if (err != 0)
		return err;
	s->is_sealed = is_whole(s);
	if (!s->is_sealed)
		err = remove_all(s);
	if (err == 0)
		err = env_open(s);
	/* Slots of readers that were killed would keep old pages for ever. */
	if (err == 0)
		err = mdb_reader_check(s->env, &dead);
	if (err == 0)
		err = dbs_open(s);
	return err;
}

void
index_store_close(struct index_store *s)
{
	env_close(s);
	index_store_unlock(s);
	io_dir_close(s->dir);
	s->dir = NULL;
}

int
index_store_unseal(struct index_store *s)
{
	int err;

	if (!s->is_sealed)
		return 0;
	err = io_remove(s->dir, S(SEAL));
	/* The disk must know before it learns of anything else. */
	if (err == 0)
		err = io_sync(s->dir, S(""));
	s->is_sealed = err != 0;
	return err;
}

int
index_store_seal(struct index_store *s)
{
	struct arena *a;
	struct str text;
	int err;

	if (s->is_sealed)
		return 0;
	a = arena_open();
	err = mdb_env_sync(s->env, 1);
	if (err == 0)
		err = seal_text(s, a, &text);
	if (err == 0)
		err = io_write_replace(s->dir, S(SEAL), text);
	s->is_sealed = err == 0;
	arena_close(a);
	return err;
}

MDB_val
index_store_key(uint8_t bytes[INDEX_STORE_KEY], const uint32_t *v, unsigned n)
{
	for (unsigned i = 0; i < 4 * n; i++)
		bytes[i] = (uint8_t)(v[i / 4] >> (24 - i % 4 * 8));
	return (MDB_val){ (size_t)4 * n, bytes };
}

int
index_store_put(struct index_store *s, enum index_db db, MDB_val key,
    struct str value)
{
	MDB_val room = { value.n, NULL };
	MDB_txn *t;
	int err = mdb_txn_begin(s->env, NULL, 0, &t);

	if (err != 0)
		return err;
	err = mdb_put(t, s->db[db], &key, &room, MDB_RESERVE);
	if (err != 0) {
		mdb_txn_abort(t);
		return err;
	}
	if (value.n > 0)
		memcpy(room.mv_data, value.p, value.n);
	return mdb_txn_commit(t);
}

int
index_store_get(const struct index_store *s, MDB_txn *t, enum index_db db,
    MDB_val key, struct str *out)
{
	MDB_val value;
	int err = mdb_get(t, s->db[db], &key, &value);

	*out = err == 0 ? (struct str){ value.mv_data, value.mv_size } : S("");
	return err;
}
