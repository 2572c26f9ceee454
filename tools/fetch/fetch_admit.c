#include "fetch/fetch_admit.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/io.h"
#include "base/io_file.h"
#include "fetch/fetch.h"
#include "fetch/fetch_look.h"
#include "fetch/fetch_show.h"
#include "fetch/fetch_sum.h"

#define PIECE	((size_t)256 << 10)

/* Less than this percentage of the last good copy is too little. */
#define SHRUNKEN	70

/* What a file in quarantine turned out to be. */
struct judgement {
	struct str why;		/* empty: it may pass */
	struct str sha256;
	struct str published;	/* of the kind that the source publishes */
	uint64_t size;
};

struct str
fetch_admit_part(struct arena *a, const struct fetch_job *job)
{
	return str_fmt(a, ".quarantine/%.*s.part", STR_ARG(job->name));
}

/* Where a refused file can be looked at. */
static struct str
refused_path(struct arena *a, const struct fetch_job *job)
{
	return str_fmt(a, ".quarantine/%.*s.refused", STR_ARG(job->name));
}

static struct str
source_of(const struct fetch *f, const struct fetch_job *job)
{
	return job->url.n > 0 ? job->url :
				str_cat(f->perm, S("file:"), job->path);
}

static void
must(int err, const struct fetch_job *job)
{
	if (err != 0)
		die_env(err, ".hansho/feeds/%.*s", STR_ARG(job->name));
}

bool
fetch_admit_last(struct fetch *f, const struct fetch_job *job,
    struct sidecar *out)
{
	struct io_stat st;

	if (f->mirror == NULL) {
		*out = sidecar_none();
		return false;
	}
	return sidecar_read(f->perm, f->mirror, job->name, out) &&
	    out->sha256.n > 0 && io_stat(f->mirror, job->name, &st) == 0 &&
	    st.kind == IO_FILE && st.size == out->size;
}

struct reading {
	struct io_file *file;
	struct fetch_look *look;
	struct digest *sha256, *sha512;
	uint64_t size;
};

/* All of a file through digests and look, once. */
static int
read_through(struct arena *a, struct reading *r)
{
	char *p = arena_bytes(a, PIECE);
	bool goes_on = true;
	size_t got = 1;
	int err = 0;

	while (err == 0 && got > 0) {
		struct str s;

		err = io_file_read(r->file, p, PIECE, &got);
		if (err != 0)
			break;
		s = (struct str){ p, got };
		r->size += got;
		digest_add(r->sha256, s);
		if (r->sha512 != NULL)
			digest_add(r->sha512, s);
		goes_on = goes_on && fetch_look_add(r->look, s);
	}
	return err;
}

static void
judge(struct fetch *f, const struct fetch_job *job, struct arena *a,
    struct judgement *out)
{
	enum feed_checksum kind = job->sum != NULL ? job->sum->kind :
						     feed_checksum_unset;
	uint8_t bytes[DIGEST_BYTES_MAX];
	struct reading r = { .sha256 = digest_begin(DIGEST_SHA256) };
	struct str inner;

	must(io_file_open(f->mirror, fetch_admit_part(a, job), IO_FILE_READ,
		 &r.file),
	    job);
	if (fetch_sum_digest(kind) == DIGEST_SHA512)
		r.sha512 = digest_begin(DIGEST_SHA512);
	r.look = fetch_look_begin(a, job->name, fetch_sum_is_inner(kind));
	must(read_through(a, &r), job);
	must(io_file_close(r.file), job);
	(void)fetch_look_end(r.look, &out->why, &inner);
	out->size = r.size;
	out->sha256 = digest_hex_of(a, bytes, digest_end(r.sha256, bytes));
	out->published = fetch_sum_is_inner(kind) ? inner : out->sha256;
	if (r.sha512 != NULL)
		out->published = digest_hex_of(a, bytes,
		    digest_end(r.sha512, bytes));
}

static bool
is_shrunken(const struct fetch *f, const struct judgement *j,
    const struct sidecar *last)
{
	return !f->options.takes_shrunken && last->sha256.n > 0 &&
	    j->size * 100 < last->size * SHRUNKEN;
}

/* The last good copy, if there is one, with what is to be said of it. */
static void
put_sidecar(struct fetch *f, const struct fetch_job *job, struct sidecar *s)
{
	s->source = source_of(f, job);
	must(sidecar_write(f->mirror, job->name, s), job);
}

static void
remove_part(struct fetch *f, const struct fetch_job *job)
{
	struct str part = fetch_admit_part(f->perm, job);

	must(io_remove(f->mirror, part), job);
	must(sidecar_remove(f->mirror, part), job);
}

void
fetch_admit_fail(struct fetch *f, struct fetch_job *job, struct str reason)
{
	struct sidecar s;

	/* A sidecar without its file tells of no good copy. */
	if (!fetch_admit_last(f, job, &s))
		s = sidecar_none();
	s.is_stale = true;
	s.reason = reason;
	s.failed = f->now;
	put_sidecar(f, job, &s);
	job->state = FETCH_DONE;
	job->feed->is_stale = true;
	f->n_stale++;
	fetch_say(f, "stale", job->name, reason);
}

void
fetch_admit_same(struct fetch *f, struct fetch_job *job,
    const struct fetch_got *got)
{
	struct sidecar s;

	if (!fetch_admit_last(f, job, &s)) {
		fetch_admit_fail(f, job,
		    S("the source says that nothing changed, but there is no "
		      "good copy"));
		return;
	}
	s.is_stale = false;
	s.reason = S("");
	s.failed = sidecar_none().failed;
	s.checked = got->carried != NULL ? got->carried->checked : f->now;
	if (got->etag.n > 0)
		s.etag = got->etag;
	if (got->last_modified.n > 0)
		s.last_modified = got->last_modified;
	if (got->published.n > 0 && got->carried == NULL)
		s.published = got->published;
	put_sidecar(f, job, &s);
	remove_part(f, job);
	job->state = FETCH_DONE;
	f->n_same++;
	fetch_say(f, "same", job->name, S(""));
}

/*
 * Data first: when we are killed between the two, the sidecar does not fit the
 * file, and the source is asked for all of it.
 */
static void
take(struct fetch *f, struct fetch_job *job, const struct fetch_got *got,
    const struct judgement *j)
{
	struct str part = fetch_admit_part(f->perm, job);
	struct sidecar s = sidecar_none();
	size_t slash = str_find_byte(job->name, '/', 0);

	for (size_t i = slash; i < job->name.n; i++) {
		if (job->name.p[i] == '/')
			slash = i;
	}
	must(io_mkdirs(f->mirror, str_sub(job->name, 0, slash)), job);
	must(io_rename(f->mirror, part, job->name), job);
	if (got->carried != NULL) {
		s = *got->carried;
	} else {
		s.fetched = s.checked = f->now;
		s.etag = got->etag;
		s.last_modified = got->last_modified;
		s.published = got->published;
	}
	s.sha256 = str_dup(f->perm, j->sha256);
	s.size = j->size;
	put_sidecar(f, job, &s);
	remove_part(f, job);
	must(io_remove(f->mirror, refused_path(f->perm, job)), job);
	job->state = FETCH_DONE;
	f->n_new++;
	fetch_say(f, "new", job->name, fetch_show_bytes(f->perm, j->size));
}

static void
refuse(struct fetch *f, struct fetch_job *job, const struct fetch_got *got,
    struct str why)
{
	must(io_rename(f->mirror, fetch_admit_part(f->perm, job),
		 refused_path(f->perm, job)),
	    job);
	remove_part(f, job);
	if (got->carried == NULL) {
		fetch_admit_fail(f, job, why);
		return;
	}
	/* What a bundle lacks does not make worse what we have. */
	job->state = FETCH_DONE;
	f->n_stale++;
	fetch_say(f, "refused", job->name, why);
}

void
fetch_admit(struct fetch *f, struct fetch_job *job,
    const struct fetch_got *got)
{
	struct arena *a = arena_open();
	struct judgement j = { 0 };
	struct sidecar last;

	judge(f, job, a, &j);
	if (!fetch_admit_last(f, job, &last))
		last = sidecar_none();
	if (got->published.n > 0 && !str_eq(got->published, j.published))
		refuse(f, job, got,
		    S("its digest is not the one that its source publishes"));
	else if (j.why.n > 0)
		refuse(f, job, got, str_dup(f->perm, j.why));
	else if (str_eq(last.sha256, j.sha256))
		fetch_admit_same(f, job, got);
	else if (is_shrunken(f, &j, &last))
		refuse(f, job, got,
		    str_fmt(f->perm,
			"it shrank from %llu to %llu bytes; "
			"--accept-shrunken takes it",
			(unsigned long long)last.size,
			(unsigned long long)j.size));
	else
		take(f, job, got, &j);
	arena_close(a);
}
