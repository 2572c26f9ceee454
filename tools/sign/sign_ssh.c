#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "sign/sign.h"
#include "sign/sign_armour.h"
#include "sign/sign_evp.h"
#include "sign/sign_key.h"
#include "sign/sign_wire.h"

/* PROTOCOL.sshsig section 2: both the signature and what it signs begin so. */
#define PREAMBLE	"SSHSIG"
#define VERSION		1

/* A signature taken apart; views, but for the proof's bytes. */
struct ssh_signature {
	struct sign_key key;
	struct str purpose;
	enum digest_kind hash;
	struct sign_key_proof proof;
};

/* The parts on the wire, section 2. */
static enum sign_result
read_parts(struct arena *a, struct str blob, struct ssh_signature *s)
{
	struct sign_wire w = { .rest = blob };
	struct str preamble = sign_wire_bytes(&w, sizeof(PREAMBLE) - 1);
	uint32_t version = sign_wire_u32(&w);
	struct str key = sign_wire_string(&w);
	struct str purpose = sign_wire_string(&w);
	struct str reserved = sign_wire_string(&w);
	struct str hash = sign_wire_string(&w);
	struct str proof = sign_wire_string(&w);
	enum sign_result r;

	if (w.failed || !str_eq(preamble, S(PREAMBLE)) || version < VERSION)
		return SIGN_MALFORMED;
	if (version > VERSION)
		return SIGN_UNSUPPORTED;
	if (!sign_wire_end(&w) || purpose.n == 0 ||
	    purpose.n > LIMIT_SIGN_NAME)
		return SIGN_MALFORMED;
	/* OpenSSH leaves this part out of what is signed: nothing vouches. */
	if (reserved.n > 0)
		return SIGN_UNSUPPORTED;
	s->purpose = purpose;
	if (str_eq_z(hash, "sha256"))
		s->hash = DIGEST_SHA256;
	else if (str_eq_z(hash, "sha512"))
		s->hash = DIGEST_SHA512;
	else
		return SIGN_UNSUPPORTED;
	r = sign_key_parse(key, &s->key);
	if (r != SIGN_GOOD)
		return r;
	return sign_key_proof(a, &s->key, proof, &s->proof);
}

static enum sign_result
read_signature(struct arena *a, struct str armour, struct ssh_signature *s,
    struct sign_made *out)
{
	enum sign_result r;
	struct str blob;

	*out = (struct sign_made){ 0 };
	if (armour.n == 0)
		return SIGN_UNSIGNED;
	if (armour.n > LIMIT_SIGN_ARMOUR || !sign_armour_ssh(a, armour, &blob))
		return SIGN_MALFORMED;
	r = read_parts(a, blob, s);
	if (r != SIGN_GOOD)
		return r;
	*out = (struct sign_made){
		.key = sign_wire_fingerprint(a, s->key.blob),
		.algorithm = s->proof.algorithm,
		.purpose = s->purpose,
		.is_present = (s->proof.flags & SIGN_KEY_TOUCHED) != 0,
		.is_verified = (s->proof.flags & SIGN_KEY_VERIFIED) != 0,
		.counter = s->proof.counter,
	};
	return SIGN_GOOD;
}

enum sign_result
sign_ssh_fingerprint(struct arena *a, struct str line, struct str *out)
{
	struct sign_key k;
	enum sign_result r = sign_key_line(a, line, &k);

	if (r == SIGN_GOOD)
		*out = sign_wire_fingerprint(a, k.blob);
	return r;
}

enum sign_result
sign_ssh_read(struct arena *a, struct str armour, struct sign_made *out)
{
	struct ssh_signature s = { 0 };

	return read_signature(a, armour, &s, out);
}

struct str
sign_ssh_bytes(struct arena *a, struct str purpose, enum digest_kind hash,
    struct str message)
{
	uint8_t digest[DIGEST_BYTES_MAX];
	size_t n = digest_bytes(hash, message, digest);
	struct buf b;
	struct str out;

	ASSERT(purpose.n > 0 && purpose.n <= LIMIT_SIGN_NAME);
	buf_init(&b, LIMIT_SIGN_ARMOUR);
	buf_put(&b, S(PREAMBLE));
	sign_wire_put(&b, purpose);
	sign_wire_put(&b, S(""));
	sign_wire_put(&b, hash == DIGEST_SHA256 ? S("sha256") : S("sha512"));
	sign_wire_put(&b, (struct str){ (const char *)digest, n });
	ASSERT(buf_ok(&b));
	out = str_dup(a, buf_str(&b));
	buf_fini(&b);
	return out;
}

enum sign_result
sign_ssh_check(struct arena *a, struct str line, struct str purpose,
    struct str message, struct str armour, struct sign_made *out)
{
	struct ssh_signature s = { 0 };
	struct sign_key k;
	enum sign_result r = read_signature(a, armour, &s, out);

	if (r == SIGN_GOOD)
		r = sign_key_line(a, line, &k);
	if (r != SIGN_GOOD)
		return r;
	if (!str_eq(s.purpose, purpose))
		return SIGN_NAMESPACE;
	if (!str_eq(s.key.blob, k.blob))
		return SIGN_WRONG_KEY;
	if (!sign_evp_check(a, &s.key, &s.proof,
		sign_ssh_bytes(a, purpose, s.hash, message)))
		return SIGN_BAD;
	if (k.type->is_token && !out->is_present)
		return SIGN_UNTOUCHED;
	return SIGN_GOOD;
}
