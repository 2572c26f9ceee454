#include "base/arena.h"
#include "base/attr.h"
#include "export/public/vex_impl.h"

/* Names in inventories, in OpenVEX 0.2.0 (appendix A) and in CycloneDX. */
static const struct {
	struct str ours;
	const char *openvex;
	const char *cyclonedx;	/* NULL: it has none */
	size_t digits;
} algorithms[] = {
	{ STR_INIT("md5"), "md5", "MD5", 32 },
	{ STR_INIT("sha1"), "sha1", "SHA-1", 40 },
	{ STR_INIT("sha256"), "sha-256", "SHA-256", 64 },
	{ STR_INIT("sha384"), "sha-384", "SHA-384", 96 },
	{ STR_INIT("sha512"), "sha-512", "SHA-512", 128 },
	{ STR_INIT("sha3-224"), "sha3-224", NULL, 56 },
	{ STR_INIT("sha3-256"), "sha3-256", "SHA3-256", 64 },
	{ STR_INIT("sha3-384"), "sha3-384", "SHA3-384", 96 },
	{ STR_INIT("sha3-512"), "sha3-512", "SHA3-512", 128 },
	{ STR_INIT("blake2s256"), "blake2s-256", NULL, 64 },
	{ STR_INIT("blake2b256"), "blake2b-256", "BLAKE2b-256", 64 },
	{ STR_INIT("blake2b512"), "blake2b-512", "BLAKE2b-512", 128 },
};

static bool
is_hex(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (str_find_byte(S("0123456789abcdefABCDEF"), s.p[i], 0) ==
		    SIZE_MAX)
			return false;
	}
	return true;
}

static const struct public_hash *
find(const struct public_hash *v, size_t n, size_t algorithm)
{
	for (size_t i = 0; i < n; i++) {
		bool is_it = str_eq_nocase(v[i].algorithm,
				 algorithms[algorithm].ours) ||
		    str_eq_nocase(v[i].algorithm,
			str_z(algorithms[algorithm].openvex));

		if (is_it && v[i].value.n == algorithms[algorithm].digits &&
		    is_hex(v[i].value))
			return &v[i];
	}
	return NULL;
}

size_t
vex_digests(struct arena *a, const struct public_hash *v, size_t n,
    struct vex_digest **out)
{
	size_t found = 0;

	*out = arena_array(a, struct vex_digest, ARRAY_LEN(algorithms));
	for (size_t i = 1; i < n; i++) {
		if (!str_eq(v[i].filename, v[0].filename))
			return 0;
	}
	for (size_t i = 0; i < ARRAY_LEN(algorithms); i++) {
		const struct public_hash *h = find(v, n, i);

		if (h != NULL)
			(*out)[found++] = (struct vex_digest){
				algorithms[i].openvex,
				algorithms[i].cyclonedx,
				str_lower(a, h->value),
			};
	}
	return found;
}
