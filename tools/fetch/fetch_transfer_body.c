/* What a server sends, as it comes. */
#include <string.h>

#include "base/arena.h"
#include "base/io_file.h"
#include "base/num.h"
#include "fetch/fetch.h"
#include "fetch/fetch_show.h"
#include "fetch/fetch_sum.h"
#include "fetch/fetch_transfer_impl.h"

bool
fetch_transfer_is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < ' ' || s.p[i] > '~')
			return false;
	}
	return true;
}

/* A value that is kept as it was sent, or not at all. */
static void
keep(char *out, struct str s)
{
	out[0] = '\0';
	if (s.n <= LIMIT_FETCH_ETAG && fetch_transfer_is_plain(s)) {
		memcpy(out, s.p, s.n);
		out[s.n] = '\0';
	}
}

/* "bytes 100-199/200": from and total (RFC 9110, 14.4). */
static void
take_range(struct fetch_transfer *t, struct str s)
{
	struct str from, to, total;
	int64_t a, b, all;

	t->has_range = false;
	if (!str_starts(s, S("bytes ")) ||
	    !str_cut(str_from(s, 6), '-', &from, &to) ||
	    !str_cut(to, '/', &to, &total) ||
	    !num_parse(from, 0, INT64_MAX / 2, &a) ||
	    !num_parse(to, a, INT64_MAX / 2, &b) ||
	    !num_parse(total, b + 1, INT64_MAX / 2, &all) || b + 1 != all)
		return;
	t->has_range = true;
	t->range_from = (uint64_t)a;
	t->range_total = (uint64_t)all;
}

size_t
fetch_transfer_on_header(char *p, size_t size, size_t n, void *ctx)
{
	struct fetch_transfer *t = ctx;
	struct str name, value;

	t->header_bytes += size * n;
	if (t->header_bytes > LIMIT_FETCH_HEADERS)
		return 0;
	/* Each redirect, and a proxy, sends an answer of its own. */
	if (str_starts((struct str){ p, size * n }, S("HTTP/"))) {
		t->etag[0] = t->last_modified[0] = '\0';
		t->has_range = false;
	}
	if (!str_cut((struct str){ p, size * n }, ':', &name, &value))
		return size * n;
	value = str_trim(value);
	if (str_eq_nocase(name, S("ETag")))
		keep(t->etag, value);
	else if (str_eq_nocase(name, S("Last-Modified")))
		keep(t->last_modified, value);
	else if (str_eq_nocase(name, S("Content-Range")))
		take_range(t, value);
	return size * n;
}

static void
must(int err, const struct fetch_transfer *t)
{
	if (err != 0)
		die_env(err, ".hansho/feeds/%.*s", STR_ARG(t->part));
}

/* What a part is of, so that a later request can go on behind it. */
static void
note_part(struct fetch_transfer *t)
{
	struct sidecar s = sidecar_none();

	s.source = t->job->url;
	s.etag = str_z(t->etag);
	s.last_modified = str_z(t->last_modified);
	must(sidecar_write(t->f->mirror, t->part, &s), t);
}

void
fetch_transfer_open(struct fetch_transfer *t)
{
	long code = 0;

	(void)curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &code);
	t->body = FETCH_BODY_DROPPED;
	if (t->what != FETCH_FILE) {
		if (code == 200)
			t->body = FETCH_BODY_SUM;
		return;
	}
	if (code == 206 &&
	    (t->have == 0 || !t->has_range || t->range_from != t->have)) {
		t->is_misplaced = true;
		return;
	}
	if (code != 200 && code != 206)
		return;
	if (code == 200)
		t->have = 0;
	t->body = FETCH_BODY_FILE;
	must(io_file_open(t->f->mirror, t->part,
		 code == 200 ? IO_FILE_NEW : IO_FILE_APPEND, &t->out),
	    t);
	if (code == 200)
		note_part(t);
}

static void
show(const struct fetch_transfer *t)
{
	curl_off_t length = -1;

	if (curl_easy_getinfo(t->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T,
		&length) != CURLE_OK ||
	    length < 0)
		length = 0;
	fetch_show_file(t->job->name, t->have + t->got,
	    length > 0 ? t->have + (uint64_t)length : 0);
}

/* Anything but the number of bytes ends the transfer. */
size_t
fetch_transfer_on_body(char *p, size_t size, size_t n, void *ctx)
{
	struct fetch_transfer *t = ctx;
	struct str s = { p, size * n };

	if (t->body == FETCH_BODY_UNKNOWN)
		fetch_transfer_open(t);
	t->got += s.n;
	switch (t->body) {
	case FETCH_BODY_FILE:
		t->is_too_large = t->have + t->got >
		    (uint64_t)t->job->feed->bytes_max;
		if (t->is_too_large)
			return 0;
		must(io_file_write(t->out, s), t);
		show(t);
		return s.n;
	case FETCH_BODY_SUM:
		buf_put(&t->sum, s);
		t->is_too_large = !buf_ok(&t->sum);
		return t->is_too_large ? 0 : s.n;
	case FETCH_BODY_DROPPED:
	case FETCH_BODY_UNKNOWN:
		return t->got > LIMIT_FETCH_ERROR_BODY ? 0 : s.n;
	}
	BUG("body");
}
