/*
 * What a request knows: private to fetch_transfer*.c.
 */
#ifndef FETCH_FETCH_TRANSFER_IMPL_H
#define FETCH_FETCH_TRANSFER_IMPL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/limits.h"
#include "feed/sidecar.h"
#include "fetch/fetch_transfer.h"

struct io_file;

/* Where a body goes, once its status is known. */
enum fetch_body {
	FETCH_BODY_UNKNOWN,	/* nothing of it came yet */
	FETCH_BODY_DROPPED,
	FETCH_BODY_SUM,
	FETCH_BODY_FILE,
};

struct fetch_transfer {
	struct fetch *f;
	struct fetch_job *job;
	enum fetch_what what;
	struct fetch_sum *text;	/* the small text it is for, or NULL */
	CURL *easy;
	struct curl_slist *headers;
	struct str part;	/* path below the mirror */
	uint64_t have;		/* bytes of the part that the request is to go
				 * on behind; 0: from the beginning */
	bool is_conditional;
	bool is_too_large;
	bool is_misplaced;	/* 206, but not of the range asked for */
	enum fetch_body body;
	struct io_file *out;
	struct buf sum;
	uint64_t got;		/* bytes of the body */
	size_t header_bytes;
	/* Of the answer that is being read. */
	char etag[LIMIT_FETCH_ETAG + 1];
	char last_modified[LIMIT_FETCH_ETAG + 1];
	bool has_range;
	uint64_t range_from, range_total;
	char error[CURL_ERROR_SIZE];
};

/* libcurl's callbacks; ctx is the transfer. */
size_t fetch_transfer_on_header(char *p, size_t size, size_t n, void *ctx);
size_t fetch_transfer_on_body(char *p, size_t size, size_t n, void *ctx);

/* Open the part for a body of this status; FETCH_BODY_DROPPED for others. */
void fetch_transfer_open(struct fetch_transfer *t);

/* Visible ASCII and blanks: what may stand in a header. */
bool fetch_transfer_is_plain(struct str s);

#endif
