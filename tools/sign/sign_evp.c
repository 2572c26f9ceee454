#include "sign/sign_evp.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include "base/arena.h"
#include "base/digest.h"
#include "sign/sign_key.h"

static const unsigned char *
octets(struct str s)
{
	return (const unsigned char *)s.p;
}

/* A key of named parts; NULL when libcrypto finds it impossible. */
static EVP_PKEY *
key_of_parts(const char *name, OSSL_PARAM_BLD *parts)
{
	OSSL_PARAM *params = OSSL_PARAM_BLD_to_param(parts);
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, name, NULL);
	EVP_PKEY *key = NULL;

	if (params == NULL || ctx == NULL)
		die_env(0, "libcrypto offers no %s", name);
	if (EVP_PKEY_fromdata_init(ctx) != 1 ||
	    EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_PUBLIC_KEY, params) != 1)
		key = NULL;
	EVP_PKEY_CTX_free(ctx);
	OSSL_PARAM_free(params);
	return key;
}

static EVP_PKEY *
rsa_key(const struct sign_key *k, OSSL_PARAM_BLD *parts)
{
	BIGNUM *n = BN_bin2bn(octets(k->modulus), (int)k->modulus.n, NULL);
	BIGNUM *e = BN_bin2bn(octets(k->exponent), (int)k->exponent.n, NULL);
	EVP_PKEY *key = NULL;

	if (n != NULL && e != NULL &&
	    OSSL_PARAM_BLD_push_BN(parts, OSSL_PKEY_PARAM_RSA_N, n) == 1 &&
	    OSSL_PARAM_BLD_push_BN(parts, OSSL_PKEY_PARAM_RSA_E, e) == 1)
		key = key_of_parts("RSA", parts);
	BN_free(n);
	BN_free(e);
	return key;
}

static EVP_PKEY *
ecdsa_key(const struct sign_key *k, OSSL_PARAM_BLD *parts)
{
	if (OSSL_PARAM_BLD_push_utf8_string(parts, OSSL_PKEY_PARAM_GROUP_NAME,
		k->type->group, 0) != 1 ||
	    OSSL_PARAM_BLD_push_octet_string(parts, OSSL_PKEY_PARAM_PUB_KEY,
		k->point.p, k->point.n) != 1)
		return NULL;
	return key_of_parts("EC", parts);
}

static EVP_PKEY *
key_of(const struct sign_key *k)
{
	OSSL_PARAM_BLD *parts;
	EVP_PKEY *key = NULL;

	if (k->type->family == SIGN_KEY_ED25519)
		return EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL,
		    octets(k->point), k->point.n);
	parts = OSSL_PARAM_BLD_new();
	if (parts == NULL)
		die_env(0, "libcrypto has no memory");
	key = k->type->family == SIGN_KEY_RSA ? rsa_key(k, parts) :
						ecdsa_key(k, parts);
	OSSL_PARAM_BLD_free(parts);
	return key;
}

/* What a security key signs: digests around its flags and counter. */
static struct str
token_bytes(struct arena *a, const struct sign_key *k, struct str tail,
    struct str signed_bytes)
{
	uint8_t whose[DIGEST_BYTES_MAX], what[DIGEST_BYTES_MAX];
	struct str s = { (const char *)whose,
		digest_bytes(DIGEST_SHA256, k->application, whose) };
	struct str t = { (const char *)what,
		digest_bytes(DIGEST_SHA256, signed_bytes, what) };

	return str_cat(a, str_cat(a, s, tail), t);
}

bool
sign_evp_check(struct arena *a, const struct sign_key *k,
    const struct sign_key_proof *proof, struct str signed_bytes)
{
	EVP_PKEY *key = key_of(k);
	EVP_MD_CTX *ctx;
	bool good;

	if (key == NULL)
		return false;
	if (k->type->is_token)
		signed_bytes = token_bytes(a, k, proof->tail, signed_bytes);
	ctx = EVP_MD_CTX_new();
	if (ctx == NULL)
		die_env(0, "libcrypto has no memory");
	good = EVP_DigestVerifyInit_ex(ctx, NULL, proof->hash, NULL, NULL, key,
		   NULL) == 1 &&
	    EVP_DigestVerify(ctx, octets(proof->bytes), proof->bytes.n,
		octets(signed_bytes), signed_bytes.n) == 1;
	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(key);
	return good;
}
