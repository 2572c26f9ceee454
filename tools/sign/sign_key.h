/*
 * Public keys of SSH and their signatures, taken apart.  Which types and hashes
 * count is decided here, by a table; sign_evp.h does the arithmetic.
 */
#ifndef SIGN_SIGN_KEY_H
#define SIGN_SIGN_KEY_H

#include "sign/sign.h"

enum sign_key_family {
	SIGN_KEY_ED25519,	/* RFC 8709 */
	SIGN_KEY_ECDSA,		/* RFC 5656 */
	SIGN_KEY_RSA,		/* RFC 4253, signatures RFC 8332 */
};

struct sign_key_type {
	struct str name;	/* in the key */
	enum sign_key_family family;
	bool is_token;		/* a security key: PROTOCOL.u2f */
	struct str curve;	/* ECDSA: as SSH names it */
	const char *group;	/* ECDSA: as libcrypto names it */
	size_t point_bytes;	/* ed25519: 32; ECDSA: not compressed */
	const char *hash;	/* of the signature; NULL: its own, or RSA's */
};

/* All are views into the blob. */
struct sign_key {
	const struct sign_key_type *type;
	struct str blob;	/* the whole key on the wire */
	struct str point;	/* ed25519 and ECDSA */
	struct str exponent;	/* RSA */
	struct str modulus;	/* RSA */
	struct str application;	/* security keys */
};

/* A signature on the wire, taken apart. */
struct sign_key_proof {
	struct str algorithm;	/* a view */
	const char *hash;	/* libcrypto's name; NULL: the algorithm's */
	struct str bytes;	/* as libcrypto takes it */
	uint8_t flags;		/* security keys: 1 touched, 4 verified */
	struct str tail;	/* security keys: flags and counter */
	uint32_t counter;	/* security keys */
};

#define SIGN_KEY_TOUCHED	0x01
#define SIGN_KEY_VERIFIED	0x04

/* A key on the wire. */
MUST_USE enum sign_result sign_key_parse(struct str blob,
    struct sign_key *out);

/* A key's line; its blob lives in a. */
MUST_USE enum sign_result sign_key_line(struct arena *a, struct str line,
    struct sign_key *out);

/* A signature on the wire, of a key like k. */
MUST_USE enum sign_result sign_key_proof(struct arena *a,
    const struct sign_key *k, struct str blob, struct sign_key_proof *out);

#endif
