#include "fetch/fetch_transfer.h"

#include "base/arena.h"
#include "base/io.h"
#include "base/io_file.h"
#include "fetch/fetch.h"
#include "fetch/fetch_admit.h"
#include "fetch/fetch_sum.h"
#include "fetch/fetch_transfer_impl.h"
#include "model/records.h"

/* An option that libcurl does not take is a fault of ours. */
#define SET(t, option, value)						\
	ASSERT(curl_easy_setopt((t)->easy, (option), (value)) == CURLE_OK)

static void
add_header(struct fetch_transfer *t, const char *name, struct str value)
{
	struct scratch tmp = scratch_begin(t->f->perm);
	struct curl_slist *v;

	if (value.n > 0 && fetch_transfer_is_plain(value)) {
		v = curl_slist_append(t->headers,
		    str_to_z(tmp.a,
			str_fmt(tmp.a, "%s: %.*s", name, STR_ARG(value))));
		if (v == NULL)
			die_env(0, "libcurl cannot take a header");
		t->headers = v;
	}
	scratch_end(tmp);
}

/*
 * Go on behind a part of the same source when a strong validator tells that
 * it is still the same file (RFC 9110, 13.1.5); otherwise ask for the file
 * when it is not what we have.
 */
static void
set_condition(struct fetch_transfer *t)
{
	struct arena *a = t->f->perm;
	struct sidecar s;
	struct io_stat st;
	struct str validator;

	if (sidecar_read(a, t->f->mirror, t->part, &s) &&
	    io_stat(t->f->mirror, t->part, &st) == 0 && st.size > 0 &&
	    st.size < (uint64_t)t->job->feed->bytes_max &&
	    str_eq(s.source, t->job->url)) {
		validator = s.etag.n > 0 && !str_starts(s.etag, S("W/")) ?
		    s.etag :
		    s.last_modified;
		if (validator.n > 0) {
			t->have = st.size;
			add_header(t, "If-Range", validator);
			add_header(t, "Range",
			    str_fmt(a, "bytes=%llu-",
				(unsigned long long)st.size));
			return;
		}
	}
	/* A checksum already told that there is something else. */
	if (t->job->sum != NULL || !fetch_admit_last(t->f, t->job, &s) ||
	    !str_eq(s.source, t->job->url))
		return;
	t->is_conditional = s.etag.n > 0 || s.last_modified.n > 0;
	add_header(t, "If-None-Match", s.etag);
	add_header(t, "If-Modified-Since", s.last_modified);
}

/*
 * libcurl sends headers of ours to whomever it is redirected to, so a request
 * with a key follows no redirect.
 */
static void
set_key(struct fetch_transfer *t)
{
	const struct fetch_feed *feed = t->job->feed;
	bool has_key = feed->key.n > 0;

	SET(t, CURLOPT_FOLLOWLOCATION, has_key ? 0L : 1L);
	SET(t, CURLOPT_HEADEROPT, (long)CURLHEADER_SEPARATE);
	if (!has_key)
		return;
	add_header(t, str_to_z(t->f->perm, feed->row->key_header.s),
	    feed->key);
}

static void
set_bounds(struct fetch_transfer *t)
{
	const struct fetch_feed *feed = t->job->feed;

	/* Before 8.4.0 only where the length is told; on_body() counts. */
	SET(t, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)feed->bytes_max);
	SET(t, CURLOPT_TIMEOUT, (long)feed->timeout_s);
	SET(t, CURLOPT_CONNECTTIMEOUT, (long)LIMIT_FETCH_CONNECT_S);
	SET(t, CURLOPT_LOW_SPEED_LIMIT, (long)LIMIT_FETCH_SLOW_BYTES);
	SET(t, CURLOPT_LOW_SPEED_TIME, (long)LIMIT_FETCH_SLOW_S);
	SET(t, CURLOPT_MAXREDIRS, (long)LIMIT_FETCH_REDIRECTS);
}

static void
set_trust(struct fetch_transfer *t)
{
	const struct fetch_options *o = &t->f->options;

	SET(t, CURLOPT_PROTOCOLS_STR, "https");
	SET(t, CURLOPT_REDIR_PROTOCOLS_STR, "https");
	SET(t, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	SET(t, CURLOPT_SSL_VERIFYPEER, 1L);
	SET(t, CURLOPT_SSL_VERIFYHOST, 2L);
	SET(t, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
	if (o->cacert != NULL) {
		SET(t, CURLOPT_CAINFO, o->cacert);
		SET(t, CURLOPT_CAPATH, (char *)NULL);
	}
	if (o->proxy != NULL)
		SET(t, CURLOPT_PROXY, o->proxy);
}

struct fetch_transfer *
fetch_transfer_begin(struct fetch *f, struct fetch_job *job,
    enum fetch_what what)
{
	struct fetch_transfer *t = arena_new(f->perm, struct fetch_transfer);

	t->f = f;
	t->job = job;
	t->what = what;
	t->text = what == FETCH_CHECKSUM ? job->sum :
	    what == FETCH_LATEST         ? job->latest :
					   NULL;
	t->part = fetch_admit_part(f->perm, job);
	t->easy = curl_easy_init();
	if (t->easy == NULL)
		die_env(0, "libcurl cannot make a request");
	buf_init(&t->sum, LIMIT_FETCH_SUM);
	if (what == FETCH_FILE)
		set_condition(t);
	SET(t, CURLOPT_URL,
	    str_to_z(f->perm, t->text != NULL ? t->text->url : job->url));
	SET(t, CURLOPT_NOSIGNAL, 1L);
	SET(t, CURLOPT_USERAGENT, "hansho-fetch");
	SET(t, CURLOPT_PRIVATE, t);
	SET(t, CURLOPT_ERRORBUFFER, t->error);
	SET(t, CURLOPT_HEADERFUNCTION, fetch_transfer_on_header);
	SET(t, CURLOPT_HEADERDATA, t);
	SET(t, CURLOPT_WRITEFUNCTION, fetch_transfer_on_body);
	SET(t, CURLOPT_WRITEDATA, t);
	set_trust(t);
	set_bounds(t);
	set_key(t);
	SET(t, CURLOPT_HTTPHEADER, t->headers);
	return t;
}

CURL *
fetch_transfer_handle(const struct fetch_transfer *t)
{
	return t->easy;
}

struct fetch_transfer *
fetch_transfer_of(CURL *handle)
{
	char *t = NULL;

	ASSERT(curl_easy_getinfo(handle, CURLINFO_PRIVATE, &t) == CURLE_OK &&
	    t != NULL);
	return (struct fetch_transfer *)(void *)t;
}

struct fetch_job *
fetch_transfer_job(const struct fetch_transfer *t)
{
	return t->job;
}

enum fetch_what
fetch_transfer_what(const struct fetch_transfer *t)
{
	return t->what;
}

uint64_t
fetch_transfer_bytes(const struct fetch_transfer *t)
{
	return t->got;
}

/* Faults of ours or of the source that another try does not mend. */
static bool
is_final(CURLcode code)
{
	static const CURLcode final[] = {
		CURLE_UNSUPPORTED_PROTOCOL,
		CURLE_URL_MALFORMAT,
		CURLE_WRITE_ERROR,
		CURLE_TOO_MANY_REDIRECTS,
		CURLE_PEER_FAILED_VERIFICATION,
		CURLE_SSL_CACERT_BADFILE,
		CURLE_SSL_ISSUER_ERROR,
		CURLE_FILESIZE_EXCEEDED,
		CURLE_LOGIN_DENIED,
	};

	for (size_t i = 0; i < ARRAY_LEN(final); i++) {
		if (code == final[i])
			return true;
	}
	return false;
}

static struct fetch_result
result(enum fetch_outcome outcome, struct str reason)
{
	return (struct fetch_result){ .outcome = outcome, .reason = reason };
}

/* libcurl's own words, as far as a terminal may have them. */
static struct fetch_result
judge_code(struct fetch_transfer *t, CURLcode code)
{
	struct str why = str_z(t->error);
	curl_off_t connected_us = 0;
	struct fetch_result r;

	if (why.n == 0 || !fetch_transfer_is_plain(why))
		why = str_z(curl_easy_strerror(code));
	if (t->is_too_large || code == CURLE_FILESIZE_EXCEEDED)
		return result(FETCH_FAILED,
		    str_fmt(t->f->perm, "it is larger than %lld bytes",
			(long long)(t->what == FETCH_FILE ?
				t->job->feed->bytes_max :
				(int64_t)LIMIT_FETCH_SUM)));
	if (code == CURLE_UNSUPPORTED_PROTOCOL)
		why = S("it is redirected to something else than https");
	if (t->header_bytes > LIMIT_FETCH_HEADERS)
		why = S("its header does not end");
	r = result(is_final(code) ? FETCH_FAILED : FETCH_AGAIN,
	    str_dup(t->f->perm, why));
	r.is_unreachable = curl_easy_getinfo(t->easy, CURLINFO_CONNECT_TIME_T,
			       &connected_us) == CURLE_OK &&
	    connected_us == 0;
	return r;
}

static bool
is_passing(long status)
{
	return status == 408 || status == 425 || status == 429 ||
	    status == 500 || status == 502 || status == 503 || status == 504;
}

/* The part is not of what the server has: begin anew. */
static struct fetch_result
drop_part(struct fetch_transfer *t)
{
	int err = sidecar_remove(t->f->mirror, t->part);

	if (err == 0)
		err = io_remove(t->f->mirror, t->part);
	if (err != 0)
		die_env(err, ".hansho/feeds/%.*s", STR_ARG(t->part));
	return result(FETCH_AGAIN, S("what came before was of another file"));
}

static struct fetch_result
judge_status(struct fetch_transfer *t)
{
	struct arena *a = t->f->perm;
	curl_off_t after = 0;
	long status = 0;
	struct fetch_result r;

	(void)curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	if (t->what == FETCH_FILE && t->body == FETCH_BODY_UNKNOWN)
		fetch_transfer_open(t);
	if (t->is_misplaced || (status == 416 && t->have > 0))
		return drop_part(t);
	if (status == 206 && t->have + t->got != t->range_total)
		return drop_part(t);
	if (status == 304 && t->is_conditional)
		r = result(FETCH_UNCHANGED, S(""));
	else if (status == 200 || status == 206)
		r = result(FETCH_CAME, S(""));
	else if (status == 404 || status == 410)
		r = result(FETCH_MISSING,
		    str_fmt(a, "the source has no such file (%ld)", status));
	else if (status >= 300 && status < 400 && t->job->feed->key.n > 0)
		r = result(FETCH_FAILED,
		    S("it redirects; a request with a key does not follow"));
	else
		r = result(is_passing(status) ? FETCH_AGAIN : FETCH_FAILED,
		    str_fmt(a, "the server answers %ld", status));
	if ((status == 429 || status == 503) &&
	    curl_easy_getinfo(t->easy, CURLINFO_RETRY_AFTER, &after) ==
		CURLE_OK &&
	    after > 0)
		r.retry_after_s = after;
	r.etag = str_dup(a, str_z(t->etag));
	r.last_modified = str_dup(a, str_z(t->last_modified));
	return r;
}

struct fetch_result
fetch_transfer_end(struct fetch_transfer *t, CURLcode code)
{
	struct fetch_result r = code == CURLE_OK ? judge_status(t) :
						   judge_code(t, code);
	int err = io_file_close(t->out);

	if (err != 0)
		die_env(err, ".hansho/feeds/%.*s", STR_ARG(t->part));
	if (t->text != NULL && r.outcome == FETCH_CAME)
		t->text->text = str_dup(t->f->perm, buf_str(&t->sum));
	buf_fini(&t->sum);
	curl_slist_free_all(t->headers);
	curl_easy_cleanup(t->easy);
	return r;
}
