/*
 * SHA-256 and SHA-512 (FIPS 180-4) through libcrypto.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stdint.h>

#include "base/str.h"

struct arena;

enum digest_kind {
	DIGEST_SHA256,	/* 32 bytes */
	DIGEST_SHA512,	/* 64 bytes */
};

#define DIGEST_BYTES_MAX	64

/* The digest's length in bytes; out receives it. */
size_t digest_bytes(enum digest_kind kind, struct str data,
    uint8_t out[DIGEST_BYTES_MAX]);

/* Of data that comes piece by piece.  digest_end() closes it. */
struct digest;

struct digest *digest_begin(enum digest_kind kind);
void digest_add(struct digest *d, struct str data);
size_t digest_end(struct digest *d, uint8_t out[DIGEST_BYTES_MAX]);

/* Bytes of a digest as lower-case hexadecimal. */
struct str digest_hex_of(struct arena *a, const uint8_t *bytes, size_t n);

/* The digest of data, so written. */
struct str digest_hex(struct arena *a, enum digest_kind kind, struct str data);

#endif
