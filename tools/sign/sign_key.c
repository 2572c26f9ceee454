#include "sign/sign_key.h"

#include "base/arena.h"
#include "base/limits.h"
#include "sign/sign_wire.h"

/* NIST SP 800-131A: fewer bits no longer sign. */
#define RSA_BITS_MIN	2048

/* libcrypto takes no longer exponents with large moduli either. */
#define RSA_EXPONENT_BYTES	8

#define ED25519_SIGNATURE_BYTES	64

static const struct sign_key_type types[] = {
	{ .name = STR_INIT("ssh-ed25519"),
	    .family = SIGN_KEY_ED25519,
	    .point_bytes = 32 },
	{ .name = STR_INIT("sk-ssh-ed25519@openssh.com"),
	    .family = SIGN_KEY_ED25519,
	    .is_token = true,
	    .point_bytes = 32 },
	{ .name = STR_INIT("ecdsa-sha2-nistp256"),
	    .family = SIGN_KEY_ECDSA,
	    .curve = STR_INIT("nistp256"),
	    .group = "P-256",
	    .point_bytes = 65,
	    .hash = "SHA256" },
	{ .name = STR_INIT("ecdsa-sha2-nistp384"),
	    .family = SIGN_KEY_ECDSA,
	    .curve = STR_INIT("nistp384"),
	    .group = "P-384",
	    .point_bytes = 97,
	    .hash = "SHA384" },
	{ .name = STR_INIT("sk-ecdsa-sha2-nistp256@openssh.com"),
	    .family = SIGN_KEY_ECDSA,
	    .is_token = true,
	    .curve = STR_INIT("nistp256"),
	    .group = "P-256",
	    .point_bytes = 65,
	    .hash = "SHA256" },
	{ .name = STR_INIT("ssh-rsa"), .family = SIGN_KEY_RSA },
};

static const struct sign_key_type *
find_type(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(types); i++)
		if (str_eq(types[i].name, name))
			return &types[i];
	return NULL;
}

/* Bits of a positive number in its shortest form. */
static size_t
bits(struct str positive)
{
	struct str s = str_from(positive, positive.p[0] == 0 ? 1 : 0);
	size_t n = s.n * 8;

	for (unsigned first = (uint8_t)s.p[0]; first < 0x80; first <<= 1)
		n--;
	return n;
}

static enum sign_result
parse_rsa(struct sign_wire *w, struct sign_key *k)
{
	k->exponent = sign_wire_positive(w);
	k->modulus = sign_wire_positive(w);
	if (!sign_wire_end(w))
		return SIGN_MALFORMED;
	if (k->exponent.n > RSA_EXPONENT_BYTES ||
	    bits(k->modulus) < RSA_BITS_MIN ||
	    bits(k->modulus) > LIMIT_SIGN_RSA_BITS)
		return SIGN_UNSUPPORTED;
	return SIGN_GOOD;
}

static enum sign_result
parse_point(struct sign_wire *w, struct sign_key *k)
{
	struct str curve = S("");

	if (k->type->family == SIGN_KEY_ECDSA)
		curve = sign_wire_string(w);
	k->point = sign_wire_string(w);
	if (k->type->is_token)
		k->application = sign_wire_string(w);
	if (!sign_wire_end(w) || !str_eq(curve, k->type->curve) ||
	    k->point.n != k->type->point_bytes)
		return SIGN_MALFORMED;
	/* RFC 5656 section 3.1 allows the other form, OpenSSH does not. */
	if (k->type->family == SIGN_KEY_ECDSA && k->point.p[0] != 4)
		return SIGN_UNSUPPORTED;
	return SIGN_GOOD;
}

enum sign_result
sign_key_parse(struct str blob, struct sign_key *out)
{
	struct sign_wire w = { .rest = blob };
	struct str name = sign_wire_string(&w);

	if (w.failed || name.n == 0 || name.n > LIMIT_SIGN_NAME)
		return SIGN_MALFORMED;
	*out = (struct sign_key){ .blob = blob, .type = find_type(name) };
	if (out->type == NULL)
		return SIGN_UNSUPPORTED;
	if (out->type->family == SIGN_KEY_RSA)
		return parse_rsa(&w, out);
	return parse_point(&w, out);
}

enum sign_result
sign_key_line(struct arena *a, struct str line, struct sign_key *out)
{
	struct str name, base64, comment, blob;
	struct sign_wire w;

	if (str_ends(line, S("\n")))
		line.n--;
	if (line.n > LIMIT_SIGN_LINE ||
	    str_find_byte(line, '\n', 0) != SIZE_MAX ||
	    !str_cut(line, ' ', &name, &base64))
		return SIGN_MALFORMED;
	(void)str_cut(base64, ' ', &base64, &comment);
	if (!sign_wire_base64(a, base64, &blob))
		return SIGN_MALFORMED;
	w = (struct sign_wire){ .rest = blob };
	if (!str_eq(sign_wire_string(&w), name) || w.failed)
		return SIGN_MALFORMED;
	return sign_key_parse(blob, out);
}

/*
 * The two numbers of an ECDSA signature as libcrypto takes them (RFC 3279
 * section 2.2.3); SSH and DER write positive numbers alike.  The longest, of
 * P-384, stays below the 128 bytes from which on lengths have another form.
 */
static enum sign_result
read_ecdsa(struct arena *a, const struct sign_key *k, struct sign_wire *w,
    struct str *out)
{
	struct sign_wire in = { .rest = sign_wire_string(w) };
	struct str r = sign_wire_positive(&in), s = sign_wire_positive(&in);
	size_t most = k->type->point_bytes / 2 + 1;

	if (w->failed || !sign_wire_end(&in) || r.n > most || s.n > most)
		return SIGN_MALFORMED;
	*out = str_fmt(a, "\x30%c\x02%c", (char)(4 + r.n + s.n), (char)r.n);
	*out = str_cat(a, *out, r);
	*out = str_cat(a, *out, str_fmt(a, "\x02%c", (char)s.n));
	*out = str_cat(a, *out, s);
	return SIGN_GOOD;
}

/* RFC 8332; what SHA-1 signed ("ssh-rsa") is refused. */
static enum sign_result
read_rsa(struct arena *a, const struct sign_key *k, struct sign_wire *w,
    struct sign_key_proof *out)
{
	struct str bytes = sign_wire_string(w);
	size_t n = (bits(k->modulus) + 7) / 8;
	struct str zeros;

	if (str_eq_z(out->algorithm, "rsa-sha2-256"))
		out->hash = "SHA256";
	else if (str_eq_z(out->algorithm, "rsa-sha2-512"))
		out->hash = "SHA512";
	else
		return SIGN_UNSUPPORTED;
	if (bytes.n == 0 || bytes.n > n)
		return SIGN_MALFORMED;
	/* Some agents leave leading zeros out; OpenSSH takes that. */
	zeros = (struct str){ arena_alloc(a, n, 1), n - bytes.n };
	out->bytes = str_cat(a, zeros, bytes);
	return SIGN_GOOD;
}

enum sign_result
sign_key_proof(struct arena *a, const struct sign_key *k, struct str blob,
    struct sign_key_proof *out)
{
	struct sign_wire w = { .rest = blob };
	enum sign_result r = SIGN_GOOD;

	*out = (struct sign_key_proof){
		.algorithm = sign_wire_string(&w),
		.hash = k->type->hash,
	};
	if (w.failed || out->algorithm.n > LIMIT_SIGN_NAME)
		return SIGN_MALFORMED;
	if (k->type->family != SIGN_KEY_RSA &&
	    !str_eq(out->algorithm, k->type->name))
		return SIGN_UNSUPPORTED;
	switch (k->type->family) {
	case SIGN_KEY_ED25519:
		out->bytes = sign_wire_string(&w);
		if (out->bytes.n != ED25519_SIGNATURE_BYTES)
			r = SIGN_MALFORMED;
		break;
	case SIGN_KEY_ECDSA:
		r = read_ecdsa(a, k, &w, &out->bytes);
		break;
	case SIGN_KEY_RSA:
		r = read_rsa(a, k, &w, out);
		break;
	}
	if (k->type->is_token) {
		out->tail = w.rest;
		out->flags = sign_wire_u8(&w);
		out->counter = sign_wire_u32(&w);
	}
	if (r == SIGN_GOOD && !sign_wire_end(&w))
		return SIGN_MALFORMED;
	return r;
}
