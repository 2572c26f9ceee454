#include "base/digest.h"

#include <pthread.h>

#include <openssl/evp.h>

#include "base/arena.h"
#include "base/attr.h"

/* Looked up once: libcrypto's search costs more than hashing a short text. */
static EVP_MD *sha256;
static EVP_MD *sha512;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
fetch(void)
{
	sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
	sha512 = EVP_MD_fetch(NULL, "SHA512", NULL);
	if (sha256 == NULL || sha512 == NULL)
		die_env(0, "libcrypto offers no SHA-256 or SHA-512");
}

size_t
digest_bytes(enum digest_kind kind, struct str data,
    uint8_t out[DIGEST_BYTES_MAX])
{
	unsigned int len = 0;

	(void)pthread_once(&once, fetch);

	const EVP_MD *md = kind == DIGEST_SHA256 ? sha256 : sha512;

	if (EVP_Digest(data.p, data.n, out, &len, md, NULL) != 1)
		die_env(0, "libcrypto cannot compute a digest");
	ASSERT(len <= DIGEST_BYTES_MAX);
	return len;
}

/* The context is libcrypto's own, under our name. */
static EVP_MD_CTX *
inside(struct digest *d)
{
	return (EVP_MD_CTX *)(void *)d;
}

struct digest *
digest_begin(enum digest_kind kind)
{
	EVP_MD_CTX *c = EVP_MD_CTX_new();

	(void)pthread_once(&once, fetch);
	if (c == NULL ||
	    EVP_DigestInit_ex(c, kind == DIGEST_SHA256 ? sha256 : sha512,
		NULL) != 1)
		die_env(0, "libcrypto cannot compute a digest");
	return (struct digest *)(void *)c;
}

void
digest_add(struct digest *d, struct str data)
{
	if (EVP_DigestUpdate(inside(d), data.p, data.n) != 1)
		die_env(0, "libcrypto cannot compute a digest");
}

size_t
digest_end(struct digest *d, uint8_t out[DIGEST_BYTES_MAX])
{
	unsigned int len = 0;

	if (EVP_DigestFinal_ex(inside(d), out, &len) != 1)
		die_env(0, "libcrypto cannot compute a digest");
	EVP_MD_CTX_free(inside(d));
	return len;
}

struct str
digest_hex_of(struct arena *a, const uint8_t *bytes, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	char *p = arena_bytes(a, n * 2);

	for (size_t i = 0; i < n; i++) {
		p[i * 2] = digits[bytes[i] >> 4];
		p[i * 2 + 1] = digits[bytes[i] & 15];
	}
	return (struct str){ p, n * 2 };
}

struct str
digest_hex(struct arena *a, enum digest_kind kind, struct str data)
{
	uint8_t bytes[DIGEST_BYTES_MAX];
	size_t n = digest_bytes(kind, data, bytes);

	return digest_hex_of(a, bytes, n);
}
