/*
 * The readers of sign/ over any bytes.  The first byte says which:
 *
 *   k  a public key's line: a fingerprint has one form
 *   s  an SSH signature: what is read is checked against a key that nobody
 *      holds and a text it never signed, so it is never good
 *   c  a commit: the parts are of the commit, in its order, and the payload
 *      has no signature any more
 *   f  an OpenPGP fingerprint: the canonical form is its own
 *   a  OpenPGP armour: its blob armoured again reads the same
 */
#include <stddef.h>
#include <stdint.h>

#include <openssl/evp.h>

#include "base/arena.h"
#include "base/attr.h"
#include "sign/sign.h"
#include "sign/sign_armour.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Its secret half was thrown away. */
#define NOBODY								\
	"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEm87FQ/K/LiT5KigHwr"	\
	"96/E8M0TgMEMhulyjQ/SwMUD"

static void
fuzz_line(struct arena *a, struct str s)
{
	struct str key;

	if (sign_ssh_fingerprint(a, s, &key) == SIGN_GOOD)
		ASSERT(key.n == 50 && str_starts(key, S("SHA256:")));
}

static void
fuzz_ssh(struct arena *a, struct str s)
{
	struct sign_made made, read;
	enum sign_result first = sign_ssh_read(a, s, &read);
	enum sign_result r = sign_ssh_check(a, S(NOBODY), S(SIGN_FOR_APPROVAL),
	    S("message"), s, &made);

	ASSERT(r != SIGN_GOOD);
	if (first != SIGN_GOOD) {
		ASSERT(r == first && made.key.n == 0);
		return;
	}
	ASSERT(sign_kind_of(s) == SIGN_SSH);
	ASSERT(r == SIGN_NAMESPACE || r == SIGN_WRONG_KEY || r == SIGN_BAD);
	ASSERT(read.key.n == 50 && read.purpose.n > 0);
	ASSERT(str_eq(read.key, made.key));
}

static void
fuzz_commit(struct arena *a, struct str s)
{
	struct sign_commit c, again;
	enum sign_result r = sign_commit_split(a, s, &c);

	if (r == SIGN_MALFORMED && c.payload.n == 0)
		return;
	ASSERT(c.payload.n + c.armour.n <= s.n);
	ASSERT((r == SIGN_UNSIGNED) == (c.armour.n == 0) || r == SIGN_GOOD);
	ASSERT(str_starts(s, S("tree ")));
	ASSERT(sign_commit_split(a, c.payload, &again) == SIGN_UNSIGNED);
	ASSERT(str_eq(again.payload, c.payload));
}

static void
fuzz_fingerprint(struct arena *a, struct str s)
{
	struct str once, twice;

	if (!sign_openpgp_fingerprint(a, s, &once))
		return;
	ASSERT(sign_openpgp_fingerprint(a, once, &twice));
	ASSERT(str_eq(once, twice));
}

static void
fuzz_armour(struct arena *a, struct str s)
{
	struct str label = S("PGP SIGNATURE"), blob, again, rest, base64;
	struct str text = S("-----BEGIN PGP SIGNATURE-----\n\n");
	char *p;

	if (!sign_armour_openpgp(a, s, label, &blob, &rest))
		return;
	ASSERT(rest.n < s.n && str_ends(s, rest));
	p = arena_bytes(a, blob.n * 2 + 8);
	base64 = (struct str){ p,
		(size_t)EVP_EncodeBlock((unsigned char *)p,
		    (const unsigned char *)blob.p, (int)blob.n) };
	for (size_t i = 0; i < base64.n; i += 64)
		text = str_cat(a, text,
		    str_cat(a, str_sub(base64, i, 64), S("\n")));
	text = str_cat(a, text, S("-----END PGP SIGNATURE-----"));
	ASSERT(sign_armour_openpgp(a, text, label, &again, &rest));
	ASSERT(rest.n == 0 && str_eq(again, blob));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a;
	struct str s;

	if (size == 0)
		return 0;
	a = arena_open();
	s = (struct str){ (const char *)data + 1, size - 1 };
	switch (data[0]) {
	case 'k':
		fuzz_line(a, s);
		break;
	case 's':
		fuzz_ssh(a, s);
		break;
	case 'c':
		fuzz_commit(a, s);
		break;
	case 'f':
		fuzz_fingerprint(a, s);
		break;
	case 'a':
		fuzz_armour(a, s);
		break;
	}
	arena_close(a);
	return 0;
}
