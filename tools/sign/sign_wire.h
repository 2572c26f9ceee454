/*
 * The wire format of SSH (RFC 4251 section 5) and base64 (RFC 4648), read
 * strictly: every text has one reading, and every reading one text.
 *
 * A reader remembers the first error and then gives empty values, so read
 * freely and check sign_wire_end() once.
 */
#ifndef SIGN_SIGN_WIRE_H
#define SIGN_SIGN_WIRE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;
struct buf;

struct sign_wire {
	struct str rest;	/* what is still to be read */
	bool failed;		/* something did not fit */
};

uint8_t sign_wire_u8(struct sign_wire *w);
uint32_t sign_wire_u32(struct sign_wire *w);

/* The next n bytes. */
struct str sign_wire_bytes(struct sign_wire *w, size_t n);

/* A length and so many bytes; a view. */
struct str sign_wire_string(struct sign_wire *w);

/* A positive integer in its shortest form: two's complement, big end first. */
struct str sign_wire_positive(struct sign_wire *w);

/* Whether all fitted and nothing is left. */
MUST_USE bool sign_wire_end(const struct sign_wire *w);

/* Write a string with its length. */
void sign_wire_put(struct buf *b, struct str s);

/* Base64 with its padding, in the only way to write it; nothing else. */
MUST_USE bool sign_wire_base64(struct arena *a, struct str text,
    struct str *out);

/* "SHA256:" and the base64 of the digest of blob, as OpenSSH shows it. */
struct str sign_wire_fingerprint(struct arena *a, struct str blob);

#endif
