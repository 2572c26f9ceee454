#include "feed/feed_pull.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/io.h"
#include "base/io_file.h"
#include "base/limits.h"

#define CHUNK_BYTES	((size_t)256 << 10)

#define PASS_BYTES	8192

/* A tar header says what it is at this offset. */
#define USTAR_AT	257
#define HEAD_BYTES	((size_t)512)

/* What tells that a member is compressed stands in its first bytes. */
#define PEEK_BYTES	((size_t)8)

struct feed_pull {
	struct arena *a;
	struct io_file *file;
	struct archive *archive;	/* NULL: plain */
	struct archive *inner;		/* of a compressed member, else NULL */
	char *chunk;			/* CHUNK_BYTES, for libarchive */
	char *member;			/* the same, for inner; or NULL */
	char peek[PEEK_BYTES];		/* read of the member, not given yet */
	size_t peeked, peek_at;
	const char *fault;
	uint64_t packed;		/* bytes read of the file */
	uint64_t unpacked;		/* bytes given */
	uint64_t end;			/* bytes of the file */
	uint32_t members;
	bool is_begun;
	bool is_raw;			/* compressed, but no archive */
	char why[160];
};

static bool
fail(struct feed_pull *p, const char *why)
{
	p->fault = why;
	return false;
}

/* What libarchive says; its own texts may quote the file. */
static bool
fail_archive(struct feed_pull *p, struct archive *a, const char *otherwise)
{
	const char *why = archive_error_string(a);
	size_t n = 0;

	if (p->fault != NULL)
		return false;
	for (; why != NULL && why[n] != '\0' && n + 1 < sizeof(p->why); n++)
		p->why[n] = why[n] >= ' ' && why[n] < 0x7f ? why[n] : '?';
	p->why[n] = '\0';
	return fail(p, n > 0 ? p->why : otherwise);
}

/* ---- what libarchive asks for ------------------------------------------ */

static la_ssize_t
give(struct archive *a, void *ctx, const void **out)
{
	struct feed_pull *p = ctx;
	size_t got = 0;
	int err = io_file_read(p->file, p->chunk, CHUNK_BYTES, &got);

	if (err != 0) {
		archive_set_error(a, err, "the file cannot be read");
		return ARCHIVE_FATAL;
	}
	p->packed += got;
	*out = p->chunk;
	return (la_ssize_t)got;
}

/* Zip files have their list of members at the end. */
static la_int64_t
go_to(struct archive *a, void *ctx, la_int64_t off, int whence)
{
	struct feed_pull *p = ctx;
	uint64_t from = whence == SEEK_END ? p->end : 0;
	int err = EINVAL;

	if (whence != SEEK_CUR && off >= -(la_int64_t)from) {
		from += (uint64_t)off;
		err = io_file_seek(p->file, from);
	}
	if (err == 0)
		return (la_int64_t)from;
	archive_set_error(a, err, "the file cannot be read");
	return ARCHIVE_FATAL;
}

/* ---- opening ----------------------------------------------------------- */

/* Whether it is compressed: gzip, xz, zstd, bzip2. */
static bool
is_squeezed(struct str head)
{
	static const struct str begins[] = {
		STR_INIT("\x1f\x8b"),
		STR_INIT("\xfd"
			 "7zXZ"),
		STR_INIT("\x28\xb5\x2f\xfd"),
		STR_INIT("BZh"),
	};

	for (size_t i = 0; i < ARRAY_LEN(begins); i++) {
		if (str_starts(head, begins[i]))
			return true;
	}
	return false;
}

static bool
is_packed(struct str head)
{
	return is_squeezed(head) || str_starts(head, S("PK\x03\x04")) ||
	    str_starts(head, S("PK\x05\x06")) ||
	    str_starts(str_from(head, USTAR_AT), S("ustar"));
}

/* A reader of what is compressed, and of nothing else yet. */
static bool
new_reader(struct archive **out)
{
	struct archive *a = archive_read_new();

	if (a == NULL)
		die_env(ENOMEM, "cannot unpack a file");
	*out = a;
	return archive_read_support_filter_gzip(a) == ARCHIVE_OK &&
	    archive_read_support_filter_xz(a) == ARCHIVE_OK &&
	    archive_read_support_filter_zstd(a) == ARCHIVE_OK &&
	    archive_read_support_filter_bzip2(a) == ARCHIVE_OK &&
	    archive_read_support_format_raw(a) == ARCHIVE_OK;
}

static bool
use_archive(struct feed_pull *p)
{
	bool ok = new_reader(&p->archive);
	struct archive *a = p->archive;

	if (!ok || archive_read_support_format_tar(a) != ARCHIVE_OK ||
	    archive_read_support_format_zip(a) != ARCHIVE_OK ||
	    archive_read_set_seek_callback(a, go_to) != ARCHIVE_OK ||
	    archive_read_open2(a, p, NULL, give, NULL, NULL) != ARCHIVE_OK)
		return fail_archive(p, p->archive, "it cannot be unpacked");
	return true;
}

int
feed_pull_open(struct arena *a, struct io_dir *mirror, struct str path,
    struct feed_pull **out)
{
	struct feed_pull *p = arena_new(a, struct feed_pull);
	char head[HEAD_BYTES];
	struct io_stat st;
	size_t got = 0;
	int err = io_stat(mirror, path, &st);

	if (err == 0)
		err = io_file_open(mirror, path, IO_FILE_READ, &p->file);
	if (err != 0)
		return err;
	p->end = st.size;
	err = io_file_read(p->file, head, sizeof(head), &got);
	if (err == 0)
		err = io_file_seek(p->file, 0);
	if (err != 0) {
		feed_pull_close(p);
		return err;
	}
	if (p->end > (uint64_t)LIMIT_FETCH_BYTES_MOST)
		(void)fail(p, "it is larger than any feed");
	else if (is_packed((struct str){ head, got })) {
		p->chunk = arena_bytes(a, CHUNK_BYTES);
		(void)use_archive(p);
	}
	p->a = a;
	*out = p;
	return 0;
}

static void
close_member(struct feed_pull *p)
{
	if (p->inner != NULL)
		(void)archive_read_free(p->inner);
	p->inner = NULL;
	p->peeked = 0;
	p->peek_at = 0;
}

void
feed_pull_close(struct feed_pull *p)
{
	close_member(p);
	if (p->archive != NULL)
		(void)archive_read_free(p->archive);
	/* Nothing was written to it. */
	if (io_file_close(p->file) != 0)
		return;
}

/* ---- reading ----------------------------------------------------------- */

const char *
feed_pull_fault(const struct feed_pull *p)
{
	return p->fault;
}

static bool
is_bomb(const struct feed_pull *p)
{
	return p->unpacked > LIMIT_FETCH_UNPACKED ||
	    (p->unpacked > LIMIT_FEED_RATIO_FREE &&
		p->unpacked / LIMIT_FEED_RATIO > p->packed);
}

/* What an archive gives, counted: that of a member counts as well. */
static bool
take_data(struct feed_pull *p, struct archive *a, char *to, size_t max,
    size_t *got)
{
	la_ssize_t n = archive_read_data(a, to, max);

	if (n < 0)
		return fail_archive(p, a, "it is damaged");
	*got = (size_t)n;
	p->unpacked += *got;
	if (is_bomb(p))
		return fail(p, "it unpacks to far more than any feed does");
	return true;
}

/* Of a member as it stands in the archive. */
static bool
take_member(struct feed_pull *p, char *to, size_t max, size_t *got)
{
	size_t n = p->peeked - p->peek_at;

	if (n == 0)
		return take_data(p, p->archive, to, max, got);
	*got = n < max ? n : max;
	memcpy(to, p->peek + p->peek_at, *got);
	p->peek_at += *got;
	return true;
}

bool
feed_pull_read(struct feed_pull *p, char *to, size_t max, size_t *got)
{
	*got = 0;
	if (p->fault != NULL)
		return false;
	if (p->archive == NULL) {
		if (io_file_read(p->file, to, max, got) != 0)
			return fail(p, "it cannot be read");
		return true;
	}
	if (p->inner != NULL)
		return take_data(p, p->inner, to, max, got);
	return take_member(p, to, max, got);
}

/* ---- members that are compressed --------------------------------------- */

static la_ssize_t
give_member(struct archive *a, void *ctx, const void **out)
{
	struct feed_pull *p = ctx;
	size_t got = 0;

	if (!take_member(p, p->member, CHUNK_BYTES, &got)) {
		archive_set_error(a, EINVAL, "its archive is damaged");
		return ARCHIVE_FATAL;
	}
	*out = p->member;
	return (la_ssize_t)got;
}

/*
 * Look at the first bytes of a member; a compressed one is unpacked, too.  That
 * is as deep as it goes: archives in archives are no feeds.
 */
static bool
open_member(struct feed_pull *p)
{
	struct archive_entry *e;
	size_t got = 1;

	while (p->peeked < PEEK_BYTES && got > 0) {
		if (!take_data(p, p->archive, p->peek + p->peeked,
			PEEK_BYTES - p->peeked, &got))
			return false;
		p->peeked += got;
	}
	if (!is_squeezed((struct str){ p->peek, p->peeked }))
		return true;
	if (p->member == NULL)
		p->member = arena_bytes(p->a, CHUNK_BYTES);
	if (!new_reader(&p->inner) ||
	    archive_read_open(p->inner, p, NULL, give_member, NULL) !=
		ARCHIVE_OK ||
	    archive_read_next_header(p->inner, &e) != ARCHIVE_OK)
		return fail_archive(p, p->inner, "a member is damaged");
	return true;
}

/* The rest of a member, counted: hidden bombs are bombs. */
static bool
pass_over(struct feed_pull *p)
{
	char rest[PASS_BYTES];
	size_t got = 1;

	while (got > 0) {
		if (!feed_pull_read(p, rest, sizeof(rest), &got))
			return false;
	}
	return true;
}

static struct str
name_of(const struct feed_pull *p, struct archive_entry *e)
{
	const char *name = archive_entry_pathname_utf8(e);

	if (name == NULL)
		name = archive_entry_pathname(e);
	return str_z(p->is_raw || name == NULL ? "" : name);
}

/* The next header of the archive; false at the end, and after a fault. */
static bool
next_header(struct feed_pull *p, struct archive_entry **e)
{
	int got = archive_read_next_header(p->archive, e);

	if (got == ARCHIVE_EOF)
		return false;
	if (got < ARCHIVE_WARN)
		return fail_archive(p, p->archive, "it is damaged");
	if (++p->members > LIMIT_FEED_MEMBERS)
		return fail(p, "it has more members than any feed");
	p->is_raw = archive_format(p->archive) == ARCHIVE_FORMAT_RAW;
	return true;
}

bool
feed_pull_next(struct feed_pull *p, struct str *name)
{
	struct archive_entry *e;
	bool was_begun = p->is_begun;

	*name = S("");
	p->is_begun = true;
	if (p->fault != NULL)
		return false;
	if (p->archive == NULL)
		return !was_begun;
	if (was_begun && !pass_over(p))
		return false;
	close_member(p);
	for (;;) {
		if (!next_header(p, &e))
			return false;
		if (p->is_raw || archive_entry_filetype(e) == AE_IFREG) {
			*name = name_of(p, e);
			return p->is_raw || open_member(p);
		}
		if (!pass_over(p))
			return false;
	}
}
