/*
 * Limits on what is fetched; part of base/limits.h.
 */
#ifndef BASE_LIMITS_FETCH_H
#define BASE_LIMITS_FETCH_H

/* A file of the mirror, unless its feed says otherwise: CVE List V5 has some
 * 500 MB packed; and what no feed may say: a tar member's size field. */
#define LIMIT_FETCH_BYTES	(INT64_C(1) << 30)
#define LIMIT_FETCH_BYTES_MOST	((INT64_C(8) << 30) - 1)

/* What a compressed file may hold: NVD's largest year has 0.2 GB. */
#define LIMIT_FETCH_UNPACKED	(UINT64_C(8) << 30)

/* Seconds for one file, and what a feed may say; slower than so many bytes a
 * second for so long is a server that hangs. */
#define LIMIT_FETCH_SECONDS	3600
#define LIMIT_FETCH_SECONDS_MOST	86400
#define LIMIT_FETCH_SLOW_BYTES	64
#define LIMIT_FETCH_SLOW_S	60
#define LIMIT_FETCH_CONNECT_S	30

/* Redirects: browsers follow 20, honest sources need 2. */
#define LIMIT_FETCH_REDIRECTS	10

/* Header lines of an answer: servers send 2 KB. */
#define LIMIT_FETCH_HEADERS	(64u << 10)
#define LIMIT_FETCH_ETAG	256u

/* The body of an answer that is no file, read and dropped. */
#define LIMIT_FETCH_ERROR_BODY	(1u << 20)

/* A published checksum; JVN's list has 3 KB. */
#define LIMIT_FETCH_SUM		(1u << 20)

/* Waiting longer than this for Retry-After is for the next run. */
#define LIMIT_FETCH_RETRY_AFTER_S	300
#define LIMIT_FETCH_BACK_OFF_MS	60000
#define LIMIT_FETCH_RETRIES	10

/* Requests of one host that a pace counts; NVD allows 50 in 30 seconds. */
#define LIMIT_FETCH_PACE	64
#define LIMIT_FETCH_PACE_S	3600

/* Hosts asked at one time. */
#define LIMIT_FETCH_PARALLEL	16

/* All feeds of all years have some 100 files; the NVD API 200 pages. */
#define LIMIT_FETCH_JOBS	100000u

/* A name in the mirror with its feed: that of a ustar member. */
#define LIMIT_FETCH_NAME	100u

/* A sidecar has 600 bytes; the list of a bundle one of each. */
#define LIMIT_SIDECAR_BYTES	(64u << 10)
#define LIMIT_BUNDLE_LIST	(64u << 20)
#define LIMIT_BUNDLE_BYTES	(UINT64_C(64) << 30)

/* Nesting of JSON that is only looked at. */
#define LIMIT_FETCH_DEPTH	512u

/* A key of NVD has 36 characters. */
#define LIMIT_FETCH_KEY		4096u

#endif
