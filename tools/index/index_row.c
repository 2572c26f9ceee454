#include "index/index_row.h"

#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/io_file.h"
#include "index/index_pack.h"

/* Read at once. */
#define PIECE	((size_t)256 << 10)

static void
pass_u32(struct index_pack *k, void *item)
{
	index_pack_u32(k, item);
}

static void
pass_counts(struct index_pack *k, uint32_t **v, size_t *n)
{
	struct index_pack_array all = { *v, *n, sizeof(**v), 1 };

	index_pack_items(k, &all, pass_u32);
	*v = all.items;
	*n = all.n;
}

static void
pass_row(struct index_pack *k, struct index_row *r)
{
	index_pack_u32(k, &r->slot);
	index_pack_str(k, &r->feed);
	index_pack_str(k, &r->path);
	index_pack_bytes(k, r->sha256, INDEX_SHA256);
	index_pack_u64(k, &r->seen.size);
	index_pack_i64(k, &r->seen.mtime_ns);
	index_pack_u64(k, &r->seen.inode);
	index_pack_u64(k, &r->seen.device);
	index_pack_bools(k,
	    (bool *const[]){ &r->is_settled, &r->is_unread, &r->is_confirmed },
	    3);
	index_pack_u32(k, &r->records);
	index_pack_u32(k, &r->faulty);
	pass_counts(k, &r->chunks, &r->n_chunks);
	pass_counts(k, &r->runs, &r->n_runs);
}

void
index_row_put(struct buf *out, const struct index_row *r)
{
	struct index_pack k = index_pack_writer(out);
	struct index_row row = *r;

	pass_row(&k, &row);
}

bool
index_row_get(struct str bytes, struct arena *a, struct index_row *r)
{
	struct index_pack k = index_pack_reader(bytes, a);
	uint64_t records = 0;

	*r = (struct index_row){ .seen.kind = IO_FILE };
	pass_row(&k, r);
	for (size_t i = 0; i < r->n_chunks; i++)
		records += r->chunks[i];
	return index_pack_done(&k) && records == r->records;
}

bool
index_row_is_same(const struct io_stat *x, const struct io_stat *y)
{
	return x->kind == y->kind && x->size == y->size &&
	    x->mtime_ns == y->mtime_ns && x->inode == y->inode &&
	    x->device == y->device;
}

static int
digest(struct io_dir *mirror, struct str path, uint8_t out[DIGEST_BYTES_MAX])
{
	struct arena *a = arena_open();
	struct digest *sum = digest_begin(DIGEST_SHA256);
	char *piece = arena_bytes(a, PIECE);
	struct io_file *f = NULL;
	size_t got = 1;
	int err = io_file_open(mirror, path, IO_FILE_READ, &f), closed = 0;

	while (err == 0 && got > 0) {
		err = io_file_read(f, piece, PIECE, &got);
		if (err == 0)
			digest_add(sum, (struct str){ piece, got });
	}
	if (f != NULL)
		closed = io_file_close(f);
	(void)digest_end(sum, out);
	arena_close(a);
	return err != 0 ? err : closed;
}

int
index_row_digest(struct io_dir *mirror, struct index_row *r)
{
	uint8_t sum[DIGEST_BYTES_MAX];
	struct io_stat after;
	int err = io_stat(mirror, r->path, &r->seen);

	if (err == 0)
		err = digest(mirror, r->path, sum);
	if (err == 0)
		err = io_stat(mirror, r->path, &after);
	if (err != 0)
		return err;
	memcpy(r->sha256, sum, INDEX_SHA256);
	if (!index_row_is_same(&r->seen, &after))
		memset(r->sha256, 0, INDEX_SHA256);
	return 0;
}
