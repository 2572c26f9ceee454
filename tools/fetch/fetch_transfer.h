/*
 * One request, by libcurl: https alone, redirects included; bounded in bytes
 * and time whatever the server sends; only what has changed, and only what is
 * missing of a part that came before (RFC 9110 sections 13 and 14).
 */
#ifndef FETCH_FETCH_TRANSFER_H
#define FETCH_FETCH_TRANSFER_H

#include <stdbool.h>
#include <stdint.h>

#include <curl/curl.h>

#include "base/str.h"

struct fetch;
struct fetch_job;
struct fetch_transfer;

enum fetch_outcome {
	FETCH_CAME,		/* the part, or the text, is whole */
	FETCH_UNCHANGED,	/* the source has what we have */
	FETCH_MISSING,		/* the source has no such file */
	FETCH_AGAIN,		/* another try may succeed */
	FETCH_FAILED,
};

struct fetch_result {
	enum fetch_outcome outcome;
	struct str reason;	/* unless it came; for people */
	struct str etag, last_modified;	/* may be empty */
	int64_t retry_after_s;	/* what the server asks for, or 0 */
	bool is_unreachable;	/* there was not even a connection */
};

enum fetch_what {
	FETCH_FILE,		/* the job's file, into its part */
	FETCH_CHECKSUM,		/* its checksum, into job->sum->text */
	FETCH_LATEST,		/* its name, into job->latest->text */
};

/* Make a request ready; the caller gives its handle to a multi handle. */
struct fetch_transfer *fetch_transfer_begin(struct fetch *f,
    struct fetch_job *job, enum fetch_what what);
CURL *fetch_transfer_handle(const struct fetch_transfer *t);

/* Whose request a handle is. */
struct fetch_transfer *fetch_transfer_of(CURL *handle);
struct fetch_job *fetch_transfer_job(const struct fetch_transfer *t);
enum fetch_what fetch_transfer_what(const struct fetch_transfer *t);

/* Bytes that came so far. */
uint64_t fetch_transfer_bytes(const struct fetch_transfer *t);

/* It ended with code and is taken off its multi handle: judge and close it. */
struct fetch_result fetch_transfer_end(struct fetch_transfer *t,
    CURLcode code);

#endif
