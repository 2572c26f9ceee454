#include "finding/mirror.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/span.h"
#include "feed/feed_beside.h"
#include "feed/feed_read.h"
#include "index/index_makers.h"
#include "model/model.h"
#include "model/records.h"
#include "resolve/dictionary.h"

#define HANSHO	".hansho"
#define MIRROR	"feeds"
#define SIDECAR	".meta.json"

#define HOUR_S	3600

/* Reading what is there. */
struct reading {
	struct arena *perm;
	struct io_dir *mirror;
	struct instant now;
	const struct feed *feed;
	struct mirror *out;
	size_t cap;
};

const char *
mirror_state_name(enum mirror_state s)
{
	switch (s) {
	case MIRROR_FRESH:
		return "fresh";
	case MIRROR_STALE:
		return "stale";
	case MIRROR_UNDATED:
		return "undated";
	case MIRROR_MISSING:
		return "missing";
	}
	BUG("a state without a word");
}

static struct mirror_file *
add(struct reading *r, struct str path)
{
	struct mirror *m = r->out;

	m->v = arena_grow(r->perm, m->v, m->n, &r->cap, sizeof(*m->v));
	m->v[m->n] = (struct mirror_file){ .feed = r->feed->id.s,
		.ceiling = r->feed->ceiling.v > (int)TLP_CLEAR ?
		    (enum tlp)r->feed->ceiling.v :
		    TLP_CLEAR,
		.path = path,
		.side = sidecar_none() };
	return &m->v[m->n++];
}

static int64_t
latest(struct instant x, struct instant y)
{
	return x.s > y.s ? x.s : y.s;
}

/* How fresh a file is, by its sidecar and what its feed asks for. */
static void
judge(struct reading *r, struct mirror_file *f, bool has_file)
{
	int64_t hours = span_is_set(r->feed->fresh_hours.at) ?
	    r->feed->fresh_hours.n :
	    INT64_MAX / HOUR_S;
	int64_t at = latest(f->side.fetched, f->side.checked);

	if (!has_file) {
		f->state = MIRROR_MISSING;
		f->why = f->side.reason.n > 0 ? f->side.reason :
						S("it was never fetched");
	} else if (f->side.is_stale) {
		f->state = MIRROR_STALE;
		f->why = f->side.reason;
	} else if (at == INT64_MIN) {
		f->state = MIRROR_UNDATED;
	} else if (r->now.s - at > hours * HOUR_S) {
		f->state = MIRROR_STALE;
		f->why = str_fmt(r->perm, "%lld hours old, %lld are allowed",
		    (long long)((r->now.s - at) / HOUR_S), (long long)hours);
	}
}

/* What a file begins with, unpacked, tells its format. */
static void
tell_format(struct reading *r, struct mirror_file *f)
{
	struct arena *a = arena_open();
	struct feed_head head = feed_beside_head(a, r->mirror, f->path);
	enum feed_format format = feed_format_of(head.text);

	if (format == FEED_FORMATS)
		f->beside = feed_beside(r->mirror, f->path, &head);
	f->is_indexed = f->beside == NULL &&
	    (head.is_archive || format != FEED_FORMATS);
	if (f->is_indexed)
		f->format = head.is_archive ? S("archive") :
					      str_z(feed_title(format));
	else if (f->beside != NULL && strcmp(f->beside, FEED_BESIDE_EPSS) == 0)
		f->format = S(FEED_BESIDE_EPSS);
	arena_close(a);
}

static void
take_file(struct reading *r, struct str path)
{
	struct mirror_file *f = add(r, path);
	struct io_stat st;

	(void)sidecar_read(r->perm, r->mirror, path, &f->side);
	if (io_stat(r->mirror, path, &st) == 0)
		f->size = st.size;
	judge(r, f, true);
	tell_format(r, f);
}

/* A sidecar without its file: what never came. */
static void
take_sidecar(struct reading *r, struct str path)
{
	struct str file = str_sub(path, 0, path.n - (sizeof(SIDECAR) - 1));
	struct mirror_file *f;
	struct io_stat st;

	if (io_stat(r->mirror, file, &st) == 0)
		return;
	f = add(r, file);
	(void)sidecar_read(r->perm, r->mirror, file, &f->side);
	judge(r, f, false);
}

/* All files of a folder and its folders, sorted. */
static void
walk(struct reading *r, struct str dir, unsigned depth)
{
	struct io_entry *v;
	size_t n;

	if (depth > LIMIT_PATH_DEPTH ||
	    io_list(r->mirror, dir, r->perm, &v, &n) != 0)
		return;
	for (size_t i = 0; i < n; i++) {
		struct str path = str_cat(r->perm,
		    str_cat(r->perm, dir, S("/")), v[i].name);

		if (str_starts(v[i].name, S(".")))
			continue;
		if (v[i].kind == IO_DIR)
			walk(r, path, depth + 1);
		else if (v[i].kind == IO_FILE && sidecar_is(path))
			take_sidecar(r, path);
		else if (v[i].kind == IO_FILE)
			take_file(r, path);
	}
}

static void
take_feed(struct reading *r, const struct feed *feed)
{
	size_t before = r->out->n;

	if (span_is_set(feed->enabled.at) && !feed->enabled.b)
		return;
	r->feed = feed;
	if (r->mirror != NULL)
		walk(r, feed->id.s, 1);
	if (r->out->n == before)
		judge(r, add(r, S("")), false);
}

void
mirror_read(struct arena *perm, struct io_dir *own, const struct model *m,
    struct instant now, struct mirror *out)
{
	const struct document_list *docs = &m->docs[KIND_FEEDS];
	struct reading r = { .perm = perm, .now = now, .out = out };

	*out = (struct mirror){ .n = 0 };
	if (io_dir_open_at(own, S(HANSHO "/" MIRROR), &r.mirror) != 0)
		r.mirror = NULL;
	for (size_t i = 0; i < docs->n; i++) {
		const struct feeds *rows = docs->v[i].record;

		for (size_t k = 0; rows != NULL && k < rows->feeds.n; k++)
			take_feed(&r, &rows->feeds.v[k]);
	}
	io_dir_close(r.mirror);
}

struct index *
mirror_index(struct arena *perm, struct io_dir *own, const struct mirror *from,
    struct pool *pool, struct diags *d, struct index_report *out)
{
	struct index_source *sources = arena_array(perm, struct index_source,
	    from->n + 1);
	struct index_request q = { .sources = sources, .pool = pool };
	struct index *x = NULL;
	int err = io_mkdirs(own, S(HANSHO));

	if (err == 0)
		err = io_dir_open_at(own, S(HANSHO), &q.hansho);
	if (err != 0) {
		diag_error(d, "index-cache", (struct span){ 0 }, HANSHO ": %s",
		    strerror(err));
		diag_help(d, "make it a folder that you may write to");
		return NULL;
	}
	for (size_t i = 0; i < from->n; i++) {
		if (from->v[i].is_indexed)
			sources[q.n++] = (struct index_source){
				from->v[i].feed, from->v[i].path
			};
	}
	x = index_open(perm, &q, d, out);
	io_dir_close(q.hansho);
	return x;
}

void
mirror_makers(struct arena *perm, struct io_dir *root, struct io_dir *own,
    const struct mirror *from, struct index *x)
{
	struct str *paths = arena_array(perm, struct str, from->n + 1);
	struct io_dir *mirror;
	size_t n = 0;

	if (io_dir_open_at(own, S(HANSHO "/" MIRROR), &mirror) != 0)
		mirror = NULL;
	for (size_t i = 0; i < from->n; i++) {
		if (!from->v[i].is_indexed && from->v[i].path.n > 0 &&
		    from->v[i].state != MIRROR_MISSING)
			paths[n++] = from->v[i].path;
	}
	index_makers_set(x, dictionary_makers(perm, root, mirror, paths, n));
	io_dir_close(mirror);
}
