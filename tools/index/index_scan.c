#include "index/index_scan.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/span.h"
#include "index/index_terms.h"

/* A file being read. */
struct scan {
	const struct index_scan *s;
	struct index_row *row;
	struct arena *a;	/* the row's arrays */
	struct arena *tmp;
	struct diags *d;
	struct buf one;		/* the record at work */
	struct buf records;	/* of the chunk in the making */
	struct buf ends;	/* uint32_t: where each ends in it */
	struct buf chunk;
	struct index_run run;
	size_t chunks_cap, runs_cap;
	int err;
};

static uint32_t *
append(struct arena *a, uint32_t *v, size_t *n, size_t *cap, uint32_t value)
{
	v = arena_grow(a, v, *n, cap, sizeof(*v));
	v[(*n)++] = value;
	return v;
}

static uint32_t
word_at(struct str bytes, size_t i)
{
	uint32_t v;

	memcpy(&v, bytes.p + i * sizeof(v), sizeof(v));
	return v;
}

uint32_t
index_scan_count(struct str chunk)
{
	uint32_t n;

	if (chunk.n < sizeof(n))
		return 0;
	n = word_at(chunk, 0);
	return n <= chunk.n / sizeof(n) - 1 ? n : 0;
}

struct str
index_scan_record(struct str chunk, uint32_t i)
{
	uint32_t n = index_scan_count(chunk);
	struct str bytes;
	uint32_t from, to;

	if (i >= n)
		return S("");
	bytes = str_from(chunk, ((size_t)n + 1) * sizeof(n));
	from = i > 0 ? word_at(chunk, i) : 0;
	to = word_at(chunk, (size_t)i + 1);
	if (from > to || to > bytes.n)
		return S("");
	return (struct str){ bytes.p + from, to - from };
}

/* Write the chunk: how many, where each ends, then all of them. */
static void
flush_records(struct scan *f)
{
	uint32_t n = (uint32_t)(f->ends.n / sizeof(n));
	uint8_t key[INDEX_STORE_KEY];
	MDB_val k = index_store_key(key,
	    (uint32_t[]){ f->row->slot, (uint32_t)f->row->n_chunks }, 2);

	if (n == 0 || f->err != 0)
		return;
	buf_clear(&f->chunk);
	buf_put(&f->chunk, (struct str){ (const char *)&n, sizeof(n) });
	buf_put(&f->chunk, buf_str(&f->ends));
	buf_put(&f->chunk, buf_str(&f->records));
	if (!buf_ok(&f->chunk))
		f->err = EFBIG;
	else
		f->err = index_store_put(f->s->store, INDEX_DB_RECORDS, k,
		    buf_str(&f->chunk));
	f->row->chunks = append(f->a, f->row->chunks, &f->row->n_chunks,
	    &f->chunks_cap, n);
	buf_clear(&f->ends);
	buf_clear(&f->records);
}

static bool
take_chunk(void *ctx, struct str chunk)
{
	struct scan *f = ctx;
	struct index_row *row = f->row;
	uint8_t key[INDEX_STORE_KEY];
	MDB_val k = index_store_key(key,
	    (uint32_t[]){ row->slot, (uint32_t)row->n_runs - 1,
		row->runs[row->n_runs - 1] },
	    3);

	f->err = index_store_put(f->s->store, INDEX_DB_RUNS, k, chunk);
	row->runs[row->n_runs - 1]++;
	return f->err == 0;
}

static void
flush_run(struct scan *f)
{
	struct index_run_sink sink = { take_chunk, f };

	if (f->err != 0)
		return;
	f->row->runs = append(f->a, f->row->runs, &f->row->n_runs,
	    &f->runs_cap, 0);
	if (!index_run_flush(&f->run, &sink) && f->err == 0)
		f->err = EFBIG;
}

/* Numbers of ids have a bit more: all keys of one kind are alike. */
static void
take_key(void *ctx, enum index_key kind, struct str key, bool is_alias)
{
	struct scan *f = ctx;
	uint32_t number = f->row->records;
	char p[LIMIT_INDEX_KEY];

	/* Keys are filled up with zeros. */
	if (key.n >= sizeof(p) || memchr(key.p, '\0', key.n) != NULL)
		return;
	p[0] = (char)('a' + (int)kind);
	memcpy(p + 1, key.p, key.n);
	if (kind == INDEX_ID)
		number = number << 1 | (is_alias ? INDEX_SCAN_ALIAS : 0);
	index_run_add(&f->run, (struct str){ p, key.n + 1 }, number);
}

static void
too_large(struct scan *f, const struct feed_record *r)
{
	diag_report(f->d, DIAG_ALERT, "index-record", (struct span){ 0 },
	    "%.*s: the record %.*s is larger than %u bytes, the limit",
	    STR_ARG(f->row->path), STR_ARG(str_sub(r->id, 0, 80)),
	    LIMIT_INDEX_BLOB);
	diag_help(f->d, "tell the source; the record is left out");
}

/* Append the record; false, and nothing is, when it is too large. */
static bool
put_record(struct scan *f, const struct feed_document *doc,
    const struct feed_record *r)
{
	uint64_t off = r->off >= doc->off ? r->off - doc->off : UINT64_MAX;
	struct str bytes = str_sub(doc->text, (size_t)off, (size_t)r->len);
	struct index_codec_origin from = { .member = doc->member };
	uint8_t sum[DIGEST_BYTES_MAX];
	uint32_t end;

	(void)digest_bytes(DIGEST_SHA256, bytes, sum);
	memcpy(from.sha256, sum, INDEX_SHA256);
	buf_clear(&f->one);
	index_codec_put(&f->one, &from, r);
	if (!buf_ok(&f->one)) {
		too_large(f, r);
		return false;
	}
	buf_put(&f->records, buf_str(&f->one));
	end = (uint32_t)f->records.n;
	buf_put(&f->ends, (struct str){ (const char *)&end, sizeof(end) });
	return true;
}

static bool
take(void *ctx, const struct feed_document *doc,
    const struct feed_record *record)
{
	struct scan *f = ctx;
	struct index_terms_sink sink = { take_key, f };
	struct scratch tmp = scratch_begin(f->tmp);

	if (f->row->records == LIMIT_INDEX_RECORDS) {
		f->err = EFBIG;
		return false;
	}
	if (put_record(f, doc, record)) {
		index_terms(f->tmp, record, &sink);
		f->row->records++;
	}
	if (f->records.n >= LIMIT_INDEX_CHUNK)
		flush_records(f);
	if (index_run_is_full(&f->run))
		flush_run(f);
	scratch_end(tmp);
	return f->err == 0;
}

/* What was said of the file, before it was read on, and after. */
static uint32_t
reports(const struct diags *d)
{
	return (
	    uint32_t)(diags_count(d, DIAG_ERROR) + diags_count(d, DIAG_ALERT));
}

/* Whether a file is said not to be read to its end. */
static bool
is_cut_off(const struct diags *d)
{
	for (size_t i = 0; i < diags_len(d); i++) {
		if (str_eq_z(diags_at(d, i)->rule, "feed-file"))
			return true;
	}
	return false;
}

int
index_scan_file(const struct index_scan *s, struct arena *a, struct diags *d,
    struct index_row *row)
{
	struct scan f = { .s = s, .row = row, .a = a, .d = d };
	struct feed_sink sink = { take, &f, d };
	struct io_stat after;

	f.tmp = arena_open();
	buf_init(&f.one, LIMIT_INDEX_BLOB);
	buf_init(&f.records, UINT32_MAX);
	buf_init(&f.ends, UINT32_MAX);
	buf_init(&f.chunk, UINT32_MAX);
	index_run_init(&f.run, s->sort_bytes);
	row->is_unread = !s->feeder->read(s->feeder->ctx, s->mirror, row->feed,
			     row->path, &sink) ||
	    is_cut_off(d);
	row->is_confirmed = row->is_unread && row->is_confirmed;
	flush_records(&f);
	flush_run(&f);
	row->faulty = reports(d);
	if (io_stat(s->mirror, row->path, &after) != 0 ||
	    !index_row_is_same(&row->seen, &after))
		memset(row->sha256, 0, sizeof(row->sha256));
	buf_fini(&f.one);
	buf_fini(&f.records);
	buf_fini(&f.ends);
	buf_fini(&f.chunk);
	index_run_fini(&f.run);
	arena_close(f.tmp);
	return f.err;
}
