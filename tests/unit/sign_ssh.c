/*
 * sign/: SSH signatures, against vectors, against OpenSSH itself, against keys
 * of our own making (security keys need no device), and against tampering.
 */
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>

#include "base/buf.h"
#include "base/limits.h"
#include "sign/sign_wire.h"
#include "sign_text.h"

static struct arena *perm;

static void
setup(void)
{
	perm = arena_open();
}

static void
teardown(void)
{
	arena_close(perm);
}

static enum sign_result
check(struct str line, struct str message, struct str armour)
{
	struct sign_made made;

	return sign_ssh_check(perm, line, S(SIGN_FOR_APPROVAL), message,
	    armour, &made);
}

/* ---- vectors ----------------------------------------------------------- */

static const struct {
	const char *name;
	const char *algorithm;
} vectors[] = {
	{ "ed25519", "ssh-ed25519" },
	{ "ecdsa-256", "ecdsa-sha2-nistp256" },
	{ "ecdsa-384", "ecdsa-sha2-nistp384" },
	{ "rsa-3072", "rsa-sha2-512" },
};

struct vector {
	struct str line;
	struct str armour;
	struct str message;
};

static struct vector
vector(const char *name)
{
	return (struct vector){
		.line = sign_text_vector(perm,
		    str_to_z(perm, str_fmt(perm, "%s.pub", name))),
		.armour = sign_text_vector(perm,
		    str_to_z(perm, str_fmt(perm, "%s.sig", name))),
		.message = sign_text_vector(perm, "message"),
	};
}

START_TEST(good_vector)
{
	struct vector v = vector(vectors[_i].name);
	struct sign_made made, read;
	struct str fingerprint;

	ck_assert_result(sign_ssh_check(perm, v.line, S(SIGN_FOR_APPROVAL),
			     v.message, v.armour, &made),
	    SIGN_GOOD);
	ck_assert(str_eq_z(made.algorithm, vectors[_i].algorithm));
	ck_assert(str_eq_z(made.purpose, "hansho-approval"));
	ck_assert(!made.is_present && !made.is_verified && made.counter == 0);
	ck_assert_result(sign_ssh_fingerprint(perm, v.line, &fingerprint),
	    SIGN_GOOD);
	ck_assert(str_eq(made.key, fingerprint));
	ck_assert(str_starts(fingerprint, S("SHA256:")));
	ck_assert_uint_eq(fingerprint.n, 50);
	ck_assert_result(sign_ssh_read(perm, v.armour, &read), SIGN_GOOD);
	ck_assert(str_eq(read.key, made.key));
	ck_assert(str_eq(read.purpose, made.purpose));
}
END_TEST

/* The last line's end may be there or not, and more of them. */
START_TEST(carried)
{
	struct vector v = vector("ed25519");

	v.armour.n--;
	ck_assert_result(check(v.line, v.message, v.armour), SIGN_GOOD);
	v.armour = str_cat(perm, v.armour, S("\n\n"));
	ck_assert_result(check(v.line, v.message, v.armour), SIGN_GOOD);
	v.line.n--;
	ck_assert_result(check(v.line, v.message, v.armour), SIGN_GOOD);
}
END_TEST

START_TEST(changed_text)
{
	struct vector v = vector(vectors[_i].name);

	for (size_t i = 0; i < v.armour.n; i++)
		for (unsigned mask = 1; mask < 256; mask <<= 5) {
			struct str s = sign_text_changed(perm, v.armour, i,
			    mask);

			ck_assert_msg(check(v.line, v.message, s) != SIGN_GOOD,
			    "%s: byte %zu of the signature, mask %u",
			    vectors[_i].name, i, mask);
		}
	for (size_t i = 0; i < v.message.n; i++) {
		struct str s = sign_text_changed(perm, v.message, i, 1);

		ck_assert_result(check(v.line, s, v.armour), SIGN_BAD);
	}
	for (size_t i = 0; i < v.message.n; i++)
		ck_assert_result(check(v.line, str_sub(v.message, 0, i),
				     v.armour),
		    SIGN_BAD);
}
END_TEST

START_TEST(cut_text)
{
	struct vector v = vector(vectors[_i].name);

	/* All but the line end behind it. */
	for (size_t n = 1; n < v.armour.n - 1; n++)
		ck_assert_result(check(v.line, v.message,
				     str_sub(v.armour, 0, n)),
		    SIGN_MALFORMED);
	for (size_t n = 1; n < v.armour.n; n++)
		ck_assert_result(check(v.line, v.message,
				     str_from(v.armour, n)),
		    SIGN_MALFORMED);
}
END_TEST

START_TEST(other_key)
{
	struct vector v = vector("ed25519");
	struct str other = vector("ecdsa-256").line;

	ck_assert_result(check(other, v.message, v.armour), SIGN_WRONG_KEY);
}
END_TEST

START_TEST(other_purpose)
{
	static const char *const purposes[] = { "git", "hansho-approva",
		"hansho-approval ", "HANSHO-APPROVAL", "file" };
	struct vector v = vector("ed25519");
	struct sign_made made;

	for (size_t i = 0; i < ARRAY_LEN(purposes); i++)
		ck_assert_result(sign_ssh_check(perm, v.line,
				     str_z(purposes[i]), v.message, v.armour,
				     &made),
		    SIGN_NAMESPACE);
}
END_TEST

/* ---- texts ------------------------------------------------------------- */

static struct str
filled(const char *head, size_t n, const char *tail)
{
	struct buf b;
	struct str s;

	buf_init(&b, 1u << 20);
	buf_put(&b, str_z(head));
	buf_fill(&b, 'A', n);
	buf_put(&b, str_z(tail));
	s = str_dup(perm, buf_str(&b));
	buf_fini(&b);
	return s;
}

#define BEGIN	"-----BEGIN SSH SIGNATURE-----\n"
#define END	"-----END SSH SIGNATURE-----\n"

START_TEST(not_a_signature)
{
	static const char *const texts[] = {
		"x",
		BEGIN,
		END,
		BEGIN END,
		BEGIN "\n" END,
		BEGIN "AAAA" END,
		BEGIN "AAA\n" END,
		BEGIN "AAA=\n" END,
		BEGIN "AA==\n" END,
		BEGIN "AB==\n" END,
		BEGIN "A===\n" END,
		BEGIN "====\n" END,
		BEGIN "AA=A\n" END,
		BEGIN "AA*A\n" END,
		BEGIN "AA A\n" END,
		BEGIN "U1NIU0lH\n" END,
		BEGIN "U1NIU0lHAAAAAQ==\n" END,
		BEGIN "U1NIU0lH/////w==\n" END,
		BEGIN "U1NIU0lHAAAAAf////8=\n" END,
		("-----BEGIN PGP SIGNATURE-----\nAAAA\n" END),
	};
	struct vector v = vector("ed25519");
	struct str twice = str_cat(perm, v.armour, v.armour), s;

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		enum sign_result r = check(v.line, v.message, str_z(texts[i]));

		ck_assert_msg(r == SIGN_MALFORMED, "row %zu: %s", i,
		    sign_result_name(r));
	}
	ck_assert_result(check(v.line, v.message, S("")), SIGN_UNSIGNED);
	ck_assert_result(check(v.line, v.message, twice), SIGN_MALFORMED);
	s = str_cat(perm, S("\n"), v.armour);
	ck_assert_result(check(v.line, v.message, s), SIGN_MALFORMED);
	s = str_cat(perm, v.armour, S(" "));
	ck_assert_result(check(v.line, v.message, s), SIGN_MALFORMED);
	s = filled(BEGIN, LIMIT_SIGN_LINE_BASE64 + 4, "\n" END);
	ck_assert_result(check(v.line, v.message, s), SIGN_MALFORMED);
	s = filled(BEGIN "AAAA\n", LIMIT_SIGN_ARMOUR, "\n" END);
	ck_assert_result(check(v.line, v.message, s), SIGN_MALFORMED);
	s = str_cat(perm, v.armour, filled("", 0, ""));
	while (s.n <= LIMIT_SIGN_ARMOUR)
		s = str_cat(perm, s, S("\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"));
	ck_assert_result(check(v.line, v.message, s), SIGN_MALFORMED);
}
END_TEST

static const struct {
	const char *line;
	enum sign_result want;
} lines[] = {
	{ "", SIGN_MALFORMED },
	{ "ssh-ed25519", SIGN_MALFORMED },
	{ "ssh-ed25519 ", SIGN_MALFORMED },
	{ "ssh-ed25519 !!!!", SIGN_MALFORMED },
	{ "ssh-ed25519 AAAA", SIGN_MALFORMED },
	{ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5", SIGN_MALFORMED },
	/* 31 bytes for a point */
	{ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAHwAAAAAAAAAAAAAAAAAAAAAA"
	  "AAAAAAAAAAAAAAAAAAA=",
	    SIGN_MALFORMED },
	/* the type in the key is another one */
	{ "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	  "AAAAAAAAAAAAAAAA",
	    SIGN_MALFORMED },
	{ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAA"
	  "AAAAAAAAAAAAAAAAAAAA",
	    SIGN_GOOD },
	/* and something behind it */
	{ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAA"
	  "AAAAAAAAAAAAAAAAAAAAeHl6",
	    SIGN_MALFORMED },
	{ "no-pty ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAA"
	  "AAAAAAAAAAAAAAAAAAAAAAAAAAA",
	    SIGN_MALFORMED },
	{ " ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAA"
	  "AAAAAAAAAAAAAAAAAAAAA",
	    SIGN_MALFORMED },
	{ "ssh-ed25519  AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAA"
	  "AAAAAAAAAAAAAAAAAAAAA",
	    SIGN_MALFORMED },
	{ "ssh-dss AAAAB3NzaC1kc3M=", SIGN_UNSUPPORTED },
	/* exponent 3, modulus 15; exponent -1 */
	{ "ssh-rsa AAAAB3NzaC1yc2EAAAABAwAAAAEP", SIGN_UNSUPPORTED },
	{ "ssh-rsa AAAAB3NzaC1yc2EAAAAB/wAAAAEP", SIGN_MALFORMED },
	{ "ssh-rsa AAAAB3NzaC1yc2EAAAAAAAAAAA==", SIGN_MALFORMED },
};

START_TEST(key_line)
{
	struct str out;
	enum sign_result r = sign_ssh_fingerprint(perm, str_z(lines[_i].line),
	    &out);

	ck_assert_msg(r == lines[_i].want, "row %d: %s", _i,
	    sign_result_name(r));
}
END_TEST

START_TEST(long_key_line)
{
	struct str line = vector("ed25519").line, out;
	struct str comment = filled(" ", LIMIT_SIGN_LINE, "");

	line.n--;
	ck_assert_result(sign_ssh_fingerprint(perm,
			     str_cat(perm, line, comment), &out),
	    SIGN_MALFORMED);
	ck_assert_result(sign_ssh_fingerprint(perm,
			     str_cat(perm, line, S("\n\n")), &out),
	    SIGN_MALFORMED);
}
END_TEST

/* ---- keys of our own --------------------------------------------------- */

struct forge {
	EVP_PKEY *key;
	struct str type;	/* in the key */
	struct str algorithm;	/* in the signature */
	const char *hash;	/* of the signature, NULL: its own */
	struct str application;	/* security keys */
	unsigned flags;		/* security keys, with a counter of 7 */
};

static struct str
bytes_of(const struct buf *b)
{
	return str_dup(perm, buf_str(b));
}

static void
put_bn(struct buf *b, EVP_PKEY *key, const char *what)
{
	BIGNUM *bn = NULL;
	unsigned char p[1024] = { 0 };
	int n;

	ck_assert_int_eq(EVP_PKEY_get_bn_param(key, what, &bn), 1);
	n = BN_bn2bin(bn, p + 1);
	BN_free(bn);
	sign_wire_put(b,
	    p[1] > 0x7f ? (struct str){ (char *)p, (size_t)n + 1 } :
			  (struct str){ (char *)p + 1, (size_t)n });
}

static struct str
forge_key(const struct forge *f)
{
	struct buf b;
	struct str s;
	unsigned char p[256];
	size_t n = sizeof(p);

	buf_init(&b, 4096);
	sign_wire_put(&b, f->type);
	if (EVP_PKEY_is_a(f->key, "RSA")) {
		put_bn(&b, f->key, OSSL_PKEY_PARAM_RSA_E);
		put_bn(&b, f->key, OSSL_PKEY_PARAM_RSA_N);
	} else {
		if (EVP_PKEY_is_a(f->key, "EC"))
			sign_wire_put(&b, S("nistp256"));
		ck_assert_int_eq(EVP_PKEY_get_octet_string_param(f->key,
				     OSSL_PKEY_PARAM_PUB_KEY, p, n, &n),
		    1);
		sign_wire_put(&b, (struct str){ (char *)p, n });
	}
	if (f->application.n > 0)
		sign_wire_put(&b, f->application);
	s = bytes_of(&b);
	buf_fini(&b);
	return s;
}

static struct str
forge_base64(struct str s)
{
	unsigned char *p = (unsigned char *)arena_bytes(perm, s.n * 2 + 8);
	int n = EVP_EncodeBlock(p, (const unsigned char *)s.p, (int)s.n);

	return (struct str){ (char *)p, (size_t)n };
}

static struct str
forge_line(const struct forge *f)
{
	struct str base64 = forge_base64(forge_key(f));

	return str_fmt(perm, "%.*s %.*s forged", STR_ARG(f->type),
	    STR_ARG(base64));
}

/* What a security key signs. */
static struct str
forge_token(const struct forge *f, struct str tail, struct str what)
{
	uint8_t x[DIGEST_BYTES_MAX], y[DIGEST_BYTES_MAX];
	struct str head = { (char *)x,
		digest_bytes(DIGEST_SHA256, f->application, x) };
	struct str end = { (char *)y, digest_bytes(DIGEST_SHA256, what, y) };

	return str_cat(perm, str_cat(perm, head, tail), end);
}

/* The signature on the wire over what. */
static struct str
forge_proof(const struct forge *f, struct str what)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	char tail_bytes[] = { (char)f->flags, 0, 0, 0, 7 };
	struct str tail = { tail_bytes, f->application.n > 0 ? 5 : 0 }, s;
	unsigned char p[1024];
	size_t n = sizeof(p);
	struct buf b, pair;

	if (tail.n > 0)
		what = forge_token(f, tail, what);
	ck_assert_int_eq(EVP_DigestSignInit_ex(ctx, NULL, f->hash, NULL, NULL,
			     f->key, NULL),
	    1);
	ck_assert_int_eq(EVP_DigestSign(ctx, p, &n,
			     (const unsigned char *)what.p, what.n),
	    1);
	EVP_MD_CTX_free(ctx);
	buf_init(&b, 4096);
	buf_init(&pair, 4096);
	sign_wire_put(&b, f->algorithm);
	if (EVP_PKEY_is_a(f->key, "EC")) {
		sign_wire_put(&pair, (struct str){ (char *)p + 4, p[3] });
		sign_wire_put(&pair,
		    (struct str){ (char *)p + 6 + p[3], p[5 + p[3]] });
		sign_wire_put(&b, buf_str(&pair));
	} else {
		sign_wire_put(&b, (struct str){ (char *)p, n });
	}
	buf_put(&b, tail);
	s = bytes_of(&b);
	buf_fini(&b);
	buf_fini(&pair);
	return s;
}

/* The armour of a blob, in lines of 70. */
static struct str
armour_of(struct str blob)
{
	struct str base64 = forge_base64(blob), s;
	struct buf b;

	buf_init(&b, 1u << 20);
	buf_put(&b, S(BEGIN));
	for (size_t i = 0; i < base64.n; i += 70) {
		buf_put(&b, str_sub(base64, i, 70));
		buf_putc(&b, '\n');
	}
	buf_put(&b, S(END));
	s = bytes_of(&b);
	buf_fini(&b);
	return s;
}

/* What stands around a key and a signature; forge() takes it as it comes. */
struct frame {
	const char *preamble;
	char version;
	const char *purpose;
	const char *reserved;
	const char *hash;
	const char *tail;
};

static const struct frame usual = { "SSHSIG", 1, SIGN_FOR_APPROVAL, "",
	"sha512", "" };

static struct str
forge_blob(const struct forge *f, const struct frame *r, struct str message)
{
	enum digest_kind hash = strcmp(r->hash, "sha256") == 0 ?
	    DIGEST_SHA256 :
	    DIGEST_SHA512;
	struct str what = sign_ssh_bytes(perm,
	    r->purpose[0] != '\0' ? str_z(r->purpose) : S("x"), hash, message);
	struct str s;
	struct buf b;

	buf_init(&b, 1u << 20);
	buf_put(&b, str_z(r->preamble));
	buf_fill(&b, '\0', 3);
	buf_putc(&b, r->version);
	sign_wire_put(&b, forge_key(f));
	sign_wire_put(&b, str_z(r->purpose));
	sign_wire_put(&b, str_z(r->reserved));
	sign_wire_put(&b, str_z(r->hash));
	sign_wire_put(&b, forge_proof(f, what));
	buf_put(&b, str_z(r->tail));
	s = bytes_of(&b);
	buf_fini(&b);
	return s;
}

#define APPLICATION	STR_INIT("ssh:")

static const struct {
	const char *name;
	const char *kind;
	struct forge f;
	enum sign_result want;
} forges[] = {
	{ "ed25519", "ED25519",
	    { NULL, STR_INIT("ssh-ed25519"), STR_INIT("ssh-ed25519"), NULL,
		{ 0 }, 0 },
	    SIGN_GOOD },
	{ "ecdsa", "EC",
	    { NULL, STR_INIT("ecdsa-sha2-nistp256"),
		STR_INIT("ecdsa-sha2-nistp256"), "SHA256", { 0 }, 0 },
	    SIGN_GOOD },
	{ "ecdsa of another hash", "EC",
	    { NULL, STR_INIT("ecdsa-sha2-nistp256"),
		STR_INIT("ecdsa-sha2-nistp256"), "SHA512", { 0 }, 0 },
	    SIGN_BAD },
	{ "rsa sha256", "RSA",
	    { NULL, STR_INIT("ssh-rsa"), STR_INIT("rsa-sha2-256"), "SHA256",
		{ 0 }, 0 },
	    SIGN_GOOD },
	{ "rsa sha512", "RSA",
	    { NULL, STR_INIT("ssh-rsa"), STR_INIT("rsa-sha2-512"), "SHA512",
		{ 0 }, 0 },
	    SIGN_GOOD },
	{ "rsa of another hash", "RSA",
	    { NULL, STR_INIT("ssh-rsa"), STR_INIT("rsa-sha2-512"), "SHA256",
		{ 0 }, 0 },
	    SIGN_BAD },
	{ "rsa sha1", "RSA",
	    { NULL, STR_INIT("ssh-rsa"), STR_INIT("ssh-rsa"), "SHA1", { 0 },
		0 },
	    SIGN_UNSUPPORTED },
	{ "rsa of 1024 bits", "RSA-1024",
	    { NULL, STR_INIT("ssh-rsa"), STR_INIT("rsa-sha2-512"), "SHA512",
		{ 0 }, 0 },
	    SIGN_UNSUPPORTED },
	{ "token ed25519, touched", "ED25519",
	    { NULL, STR_INIT("sk-ssh-ed25519@openssh.com"),
		STR_INIT("sk-ssh-ed25519@openssh.com"), NULL, APPLICATION, 1 },
	    SIGN_GOOD },
	{ "token ed25519, touched and verified", "ED25519",
	    { NULL, STR_INIT("sk-ssh-ed25519@openssh.com"),
		STR_INIT("sk-ssh-ed25519@openssh.com"), NULL, APPLICATION, 5 },
	    SIGN_GOOD },
	{ "token ed25519, untouched", "ED25519",
	    { NULL, STR_INIT("sk-ssh-ed25519@openssh.com"),
		STR_INIT("sk-ssh-ed25519@openssh.com"), NULL, APPLICATION, 4 },
	    SIGN_UNTOUCHED },
	{ "token ecdsa, touched", "EC",
	    { NULL, STR_INIT("sk-ecdsa-sha2-nistp256@openssh.com"),
		STR_INIT("sk-ecdsa-sha2-nistp256@openssh.com"), "SHA256",
		APPLICATION, 1 },
	    SIGN_GOOD },
	{ "token ecdsa, untouched", "EC",
	    { NULL, STR_INIT("sk-ecdsa-sha2-nistp256@openssh.com"),
		STR_INIT("sk-ecdsa-sha2-nistp256@openssh.com"), "SHA256",
		APPLICATION, 0 },
	    SIGN_UNTOUCHED },
	{ "token that signs as a plain key", "ED25519",
	    { NULL, STR_INIT("sk-ssh-ed25519@openssh.com"),
		STR_INIT("ssh-ed25519"), NULL, APPLICATION, 1 },
	    SIGN_UNSUPPORTED },
	{ "plain key with a token's tail", "ED25519",
	    { NULL, STR_INIT("ssh-ed25519"), STR_INIT("ssh-ed25519"), NULL,
		APPLICATION, 1 },
	    SIGN_MALFORMED },
};

static EVP_PKEY *
make_key(const char *kind)
{
	EVP_PKEY *key;

	if (strcmp(kind, "EC") == 0)
		key = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	else if (strcmp(kind, "RSA") == 0)
		key = EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)2048);
	else if (strcmp(kind, "RSA-1024") == 0)
		key = EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)1024);
	else
		key = EVP_PKEY_Q_keygen(NULL, NULL, kind);
	ck_assert_ptr_nonnull(key);
	return key;
}

START_TEST(forged)
{
	struct forge f = forges[_i].f;
	bool is_token = f.application.n > 0;
	struct sign_made made;
	struct str blob;
	enum sign_result r;

	f.key = make_key(forges[_i].kind);
	blob = forge_blob(&f, &usual, S("message"));
	r = sign_ssh_check(perm, forge_line(&f), S(SIGN_FOR_APPROVAL),
	    S("message"), armour_of(blob), &made);
	ck_assert_msg(r == forges[_i].want, "%s: %s", forges[_i].name,
	    sign_result_name(r));
	if (r == SIGN_GOOD) {
		ck_assert_uint_eq(made.counter, is_token ? 7 : 0);
		ck_assert(made.is_present == is_token);
		ck_assert(made.is_verified == (f.flags == 5));
	}
	EVP_PKEY_free(f.key);
}
END_TEST

/* Every byte of the blob counts, however it is armoured. */
START_TEST(changed_blob)
{
	struct forge f = forges[_i].f;
	struct str blob, line;

	if (forges[_i].want != SIGN_GOOD)
		return;
	f.key = make_key(forges[_i].kind);
	blob = forge_blob(&f, &usual, S("message"));
	line = forge_line(&f);
	for (size_t i = 0; i < blob.n; i++)
		for (unsigned mask = 1; mask < 256; mask <<= 7) {
			struct str s = sign_text_changed(perm, blob, i, mask);

			ck_assert_msg(check(line, S("message"),
					  armour_of(s)) != SIGN_GOOD,
			    "%s: byte %zu, mask %u", forges[_i].name, i, mask);
		}
	for (size_t n = 1; n < blob.n; n++)
		ck_assert(
		    check(line, S("message"),
			armour_of(str_sub(blob, 0, n))) == SIGN_MALFORMED);
	EVP_PKEY_free(f.key);
}
END_TEST

static const struct {
	struct frame frame;
	enum sign_result want;
} frames[] = {
	{ { "SSHSIG", 1, SIGN_FOR_APPROVAL, "", "sha256", "" }, SIGN_GOOD },
	{ { "SSHSIG", 1, SIGN_FOR_APPROVAL, "", "sha512", "" }, SIGN_GOOD },
	{ { "SSHSIG", 1, SIGN_FOR_APPROVAL, "", "sha1", "" },
	    SIGN_UNSUPPORTED },
	{ { "SSHSIG", 1, SIGN_FOR_APPROVAL, "", "SHA512", "" },
	    SIGN_UNSUPPORTED },
	{ { "SSHSIG", 1, SIGN_FOR_APPROVAL, "", "", "" }, SIGN_UNSUPPORTED },
	{ { "SSHSIG", 1, SIGN_FOR_APPROVAL, "later", "sha512", "" },
	    SIGN_UNSUPPORTED },
	{ { "SSHSIG", 2, SIGN_FOR_APPROVAL, "", "sha512", "" },
	    SIGN_UNSUPPORTED },
	{ { "SSHSIG", 0, SIGN_FOR_APPROVAL, "", "sha512", "" },
	    SIGN_MALFORMED },
	{ { "SSHSIH", 1, SIGN_FOR_APPROVAL, "", "sha512", "" },
	    SIGN_MALFORMED },
	{ { "SSHSIG", 1, "", "", "sha512", "" }, SIGN_MALFORMED },
	{ { "SSHSIG", 1, "git", "", "sha512", "" }, SIGN_NAMESPACE },
	{ { "SSHSIG", 1, SIGN_FOR_APPROVAL, "", "sha512", "x" },
	    SIGN_MALFORMED },
};

START_TEST(framed)
{
	struct forge f = forges[0].f;
	struct str blob;
	enum sign_result r;

	f.key = make_key("ED25519");
	blob = forge_blob(&f, &frames[_i].frame, S("message"));
	r = check(forge_line(&f), S("message"), armour_of(blob));
	ck_assert_msg(r == frames[_i].want, "row %d: %s", _i,
	    sign_result_name(r));
	EVP_PKEY_free(f.key);
}
END_TEST

/* ---- OpenSSH itself ---------------------------------------------------- */

static bool has_tool;

static void
live_setup(void)
{
	sign_text_begin();
	has_tool = sign_text_run("command -v ssh-keygen") == 0;
}

static void
live_teardown(void)
{
	sign_text_end();
}

static const struct {
	const char *options;
	const char *hash;
} live[] = {
	{ "-t ed25519", "sha512" },
	{ "-t ed25519", "sha256" },
	{ "-t ecdsa -b 256", "sha256" },
	{ "-t ecdsa -b 384", "sha512" },
	{ "-t rsa -b 2048", "sha512" },
	{ "-t rsa -b 3072", "sha256" },
};

START_TEST(made_by_ssh_keygen)
{
	struct sign_made made;
	struct str line, armour, shown;
	const char *script = str_to_z(perm,
	    str_fmt(perm,
		"rm -f k k.pub other other.pub\n"
		"ssh-keygen -q -N '' %s -f k\n"
		"ssh-keygen -q -N '' %s -f other\n"
		"printf %%s 'a view' >m\n"
		"ssh-keygen -q -Y sign -n hansho-approval -O hashalg=%s -f k "
		"<m >m.sig\n"
		"ssh-keygen -q -Y sign -n git -f k <m >m.git\n"
		"ssh-keygen -l -f k.pub >shown",
		live[_i].options, live[_i].options, live[_i].hash));

	if (!has_tool) {
		test_skip("sign_ssh live", "no ssh-keygen");
		return;
	}
	ck_assert_int_eq(sign_text_run(script), 0);
	line = sign_text_file(perm, "k.pub");
	armour = sign_text_file(perm, "m.sig");
	shown = sign_text_file(perm, "shown");
	ck_assert_result(sign_ssh_check(perm, line, S(SIGN_FOR_APPROVAL),
			     S("a view"), armour, &made),
	    SIGN_GOOD);
	ck_assert_msg(str_find(shown, made.key, 0) != SIZE_MAX,
	    "ssh-keygen says %.*s", STR_ARG(shown));
	ck_assert_result(check(line, S("a View"), armour), SIGN_BAD);
	ck_assert_result(check(sign_text_file(perm, "other.pub"), S("a view"),
			     armour),
	    SIGN_WRONG_KEY);
	ck_assert_result(check(line, S("a view"),
			     sign_text_file(perm, "m.git")),
	    SIGN_NAMESPACE);
}
END_TEST

/* What we make of parts, OpenSSH takes: its second opinion on our forging. */
START_TEST(taken_by_ssh_keygen)
{
	struct forge f = forges[_i].f;
	struct str line, blob;
	struct io_dir *d;

	if (!has_tool || forges[_i].want != SIGN_GOOD)
		return;
	f.key = make_key(forges[_i].kind);
	blob = forge_blob(&f, &usual, S("message"));
	line = str_fmt(perm, "hanako@example.com %.*s\n",
	    STR_ARG(forge_line(&f)));
	ck_assert_int_eq(io_dir_open(sign_text_root, &d), 0);
	ck_assert_int_eq(io_write_replace(d, S("allowed"), line), 0);
	ck_assert_int_eq(io_write_replace(d, S("m"), S("message")), 0);
	ck_assert_int_eq(io_write_replace(d, S("m.sig"), armour_of(blob)), 0);
	io_dir_close(d);
	ck_assert_msg(sign_text_run("ssh-keygen -Y verify -f allowed "
				    "-I hanako@example.com "
				    "-n hansho-approval -s m.sig <m") == 0,
	    "%s", forges[_i].name);
	EVP_PKEY_free(f.key);
}
END_TEST

/* ---- git --------------------------------------------------------------- */

START_TEST(commit_vector)
{
	struct str raw = sign_text_vector(perm, "commit-ssh");
	struct str line = vector("ed25519").line;
	struct sign_commit c;
	struct sign_made made;

	ck_assert_result(sign_commit_split(perm, raw, &c), SIGN_GOOD);
	ck_assert_int_eq(sign_kind_of(c.armour), SIGN_SSH);
	ck_assert_result(sign_ssh_check(perm, line, S(SIGN_FOR_GIT), c.payload,
			     c.armour, &made),
	    SIGN_GOOD);
	ck_assert(str_ends(c.payload, S("\n\ngpgsig is no header here.\n")));
	/* No byte of the commit can change: header, signature or message. */
	for (size_t i = 0; i < raw.n; i++) {
		struct str s = sign_text_changed(perm, raw, i, 1);

		ck_assert_msg(sign_commit_split(perm, s, &c) != SIGN_GOOD ||
			sign_ssh_check(perm, line, S(SIGN_FOR_GIT), c.payload,
			    c.armour, &made) != SIGN_GOOD,
		    "byte %zu", i);
	}
}
END_TEST

#define TREE	"tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"

static const struct {
	const char *raw;
	enum sign_result want;
	const char *payload;
	const char *armour;
} commits[] = {
	{ "", SIGN_MALFORMED, "", "" },
	{ "blob\n", SIGN_MALFORMED, "", "" },
	{ TREE, SIGN_UNSIGNED, TREE, "" },
	{ TREE "\ngpgsig x\n", SIGN_UNSIGNED, TREE "\ngpgsig x\n", "" },
	{ TREE "gpgsig a\n b\n \n c\n\nm\n", SIGN_GOOD, TREE "\nm\n",
	    "a\nb\n\nc\n" },
	{ TREE "gpgsig a\n b\nauthor x\n c\n\nm", SIGN_GOOD,
	    TREE "author x\n c\n\nm", "a\nb\n" },
	{ TREE "mergetag object\n gpgsig a\n b\n\nm\n", SIGN_UNSIGNED,
	    TREE "mergetag object\n gpgsig a\n b\n\nm\n", "" },
	{ TREE "gpgsig-sha256 z\n y\ngpgsig a\n b\n\nm\n", SIGN_GOOD,
	    TREE "\nm\n", "a\nb\n" },
	{ TREE "gpgsig a\n b\ngpgsig-sha256 z\n y\nx y\n\nm\n", SIGN_GOOD,
	    TREE "x y\n\nm\n", "a\nb\n" },
	{ TREE "gpgsig a\ngpgsig b\n\nm\n", SIGN_MALFORMED, TREE "\nm\n",
	    "a\nb\n" },
	{ TREE "gpgsig a", SIGN_GOOD, TREE, "a" },
	{ TREE "gpgsig\n a\n\n", SIGN_UNSIGNED, TREE "\n", "" },
};

START_TEST(split_commit)
{
	struct sign_commit c;
	enum sign_result r = sign_commit_split(perm, str_z(commits[_i].raw),
	    &c);

	ck_assert_msg(r == commits[_i].want, "row %d: %s", _i,
	    sign_result_name(r));
	ck_assert_msg(str_eq_z(c.payload, commits[_i].payload), "row %d: %.*s",
	    _i, STR_ARG(c.payload));
	ck_assert_msg(str_eq_z(c.armour, commits[_i].armour), "row %d: %.*s",
	    _i, STR_ARG(c.armour));
}
END_TEST

START_TEST(long_commit)
{
	struct sign_commit c;
	char *p = arena_bytes(perm, LIMIT_SIGN_COMMIT + 1);

	memset(p, 'x', LIMIT_SIGN_COMMIT + 1);
	memcpy(p, TREE, sizeof(TREE) - 1);
	ck_assert_result(sign_commit_split(perm,
			     (struct str){ p, LIMIT_SIGN_COMMIT + 1 }, &c),
	    SIGN_MALFORMED);
	ck_assert_result(sign_commit_split(perm,
			     (struct str){ p, LIMIT_SIGN_COMMIT }, &c),
	    SIGN_UNSIGNED);
	ck_assert_uint_eq(c.payload.n, LIMIT_SIGN_COMMIT);
}
END_TEST

/* A real commit, and git's own opinion of it. */
START_TEST(commit_by_git)
{
	struct sign_commit c;
	struct sign_made made;

	if (!has_tool || sign_text_run("command -v git") != 0) {
		test_skip("sign_ssh commit_by_git", "no ssh-keygen or git");
		return;
	}
	ck_assert_int_eq(
	    sign_text_run(
		"ssh-keygen -q -N '' -t ed25519 -f c\n"
		"git init -q r\n"
		"cd r\n"
		"git config user.name Hanako\n"
		"git config user.email hanako@example.com\n"
		"git config gpg.format ssh\n"
		"git config user.signingkey ../c\n"
		"echo 'hanako@example.com '$(cat ../c.pub) >../allowed\n"
		"git config gpg.ssh.allowedSignersFile ../allowed\n"
		"git commit -q --allow-empty -S -m Approve\n"
		"git verify-commit HEAD\n"
		"git cat-file commit HEAD >../raw"),
	    0);
	ck_assert_result(sign_commit_split(perm, sign_text_file(perm, "raw"),
			     &c),
	    SIGN_GOOD);
	ck_assert_result(sign_ssh_check(perm, sign_text_file(perm, "c.pub"),
			     S(SIGN_FOR_GIT), c.payload, c.armour, &made),
	    SIGN_GOOD);
}
END_TEST

/* ---- words ------------------------------------------------------------- */

START_TEST(words)
{
	ck_assert_str_eq(sign_result_name(SIGN_WRONG_KEY), "wrong-key");
	for (int r = SIGN_GOOD; r <= SIGN_ENVIRONMENT; r++) {
		ck_assert(sign_result_name((enum sign_result)r)[0] != '\0');
		ck_assert(sign_result_text((enum sign_result)r)[0] != '\0');
	}
	ck_assert_int_eq(sign_kind_of(S("-----BEGIN SSH SIGNATURE-----\n")),
	    SIGN_SSH);
	ck_assert_int_eq(sign_kind_of(S("-----BEGIN PGP SIGNATURE-----\nx")),
	    SIGN_OPENPGP);
	ck_assert_int_eq(sign_kind_of(S("-----BEGIN SIGNED MESSAGE-----\n")),
	    SIGN_NONE);
	ck_assert_int_eq(sign_kind_of(S("")), SIGN_NONE);
}
END_TEST

static void
add_live(Suite *s)
{
	TCase *tc = tcase_create("live");

	tcase_add_unchecked_fixture(tc, live_setup, live_teardown);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 120);
	tcase_add_loop_test(tc, made_by_ssh_keygen, 0, (int)ARRAY_LEN(live));
	tcase_add_loop_test(tc, taken_by_ssh_keygen, 0,
	    (int)ARRAY_LEN(forges));
	tcase_add_test(tc, commit_by_git);
	suite_add_tcase(s, tc);
}

Suite *
suite_sign_ssh(void)
{
	Suite *s = suite_create("sign_ssh");
	TCase *tc = tcase_create("ssh");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 120);
	tcase_add_loop_test(tc, good_vector, 0, (int)ARRAY_LEN(vectors));
	tcase_add_test(tc, carried);
	tcase_add_loop_test(tc, changed_text, 0, (int)ARRAY_LEN(vectors));
	tcase_add_loop_test(tc, cut_text, 0, (int)ARRAY_LEN(vectors));
	tcase_add_test(tc, other_key);
	tcase_add_test(tc, other_purpose);
	tcase_add_test(tc, not_a_signature);
	tcase_add_loop_test(tc, key_line, 0, (int)ARRAY_LEN(lines));
	tcase_add_test(tc, long_key_line);
	tcase_add_loop_test(tc, forged, 0, (int)ARRAY_LEN(forges));
	tcase_add_loop_test(tc, changed_blob, 0, (int)ARRAY_LEN(forges));
	tcase_add_loop_test(tc, framed, 0, (int)ARRAY_LEN(frames));
	tcase_add_test(tc, commit_vector);
	tcase_add_loop_test(tc, split_commit, 0, (int)ARRAY_LEN(commits));
	tcase_add_test(tc, long_commit);
	tcase_add_test(tc, words);
	suite_add_tcase(s, tc);
	add_live(s);
	return s;
}
