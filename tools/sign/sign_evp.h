/*
 * The arithmetic of SSH signatures, by libcrypto.
 */
#ifndef SIGN_SIGN_EVP_H
#define SIGN_SIGN_EVP_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;
struct sign_key;
struct sign_key_proof;

/*
 * Whether proof is k's signature over signed_bytes, whatever libcrypto finds
 * wrong with either.  Security keys sign a digest with their own words around
 * it (OpenSSH's PROTOCOL.u2f, "SSH U2F signatures").
 */
MUST_USE bool sign_evp_check(struct arena *a, const struct sign_key *k,
    const struct sign_key_proof *proof, struct str signed_bytes);

#endif
