/*
 * sign/: OpenPGP signatures, against vectors and keys that gpg makes here, and
 * against tampering.
 */
#include <errno.h>
#include <time.h>

#include <openssl/evp.h>

#include "base/buf.h"
#include "base/limits.h"
#include "sign/sign_armour.h"
#include "sign_text.h"

static struct arena *perm;
static struct sign_openpgp *ring;

/* 2026-03-02, 2031-03-01 and 2025-12-01. */
#define IN_MARCH	((struct instant){ 1772409600, 0 })
#define IN_2031		((struct instant){ 1930089600, 0 })
#define IN_2025		((struct instant){ 1764547200, 0 })

static bool
open_ring(struct instant now)
{
	enum sign_result r = sign_openpgp_open(perm, str_z(sign_text_root),
	    now, &ring);

	if (r == SIGN_GOOD)
		return true;
	ck_assert_result(r, SIGN_ENVIRONMENT);
	test_skip("sign_openpgp", "no gpg");
	return false;
}

static void
setup(void)
{
	perm = arena_open();
	ring = NULL;
}

static void
teardown(void)
{
	sign_openpgp_close(ring);
	arena_close(perm);
}

/* Add a vector's key. */
static struct str
add(const char *name)
{
	struct str *keys,
	    text = sign_text_vector(perm,
		str_to_z(perm, str_fmt(perm, "pgp-%s.pub", name)));
	size_t n;

	ck_assert_result(sign_openpgp_add(ring, text, &keys, &n), SIGN_GOOD);
	ck_assert_uint_eq(n, 1);
	ck_assert_uint_eq(keys[0].n, 40);
	return keys[0];
}

static struct str
signature(const char *name)
{
	return sign_text_vector(perm,
	    str_to_z(perm, str_fmt(perm, "pgp-%s.asc", name)));
}

static enum sign_result
check(struct str armour, struct instant at, struct sign_made *made)
{
	return sign_openpgp_check(ring, S(""),
	    sign_text_vector(perm, "message"), armour, at, made);
}

/* ---- vectors ----------------------------------------------------------- */

static const struct {
	const char *name;
	const char *algorithm;
} vectors[] = {
	{ "good", "EdDSA" },
	{ "rsa", "RSA" },
};

START_TEST(good_vector)
{
	struct sign_made made;
	struct str key;

	if (!open_ring(IN_MARCH))
		return;
	key = add(vectors[_i].name);
	ck_assert_uint_eq(sign_text_folders(perm), 1);
	ck_assert_result(check(signature(vectors[_i].name), SIGN_TEXT_AT,
			     &made),
	    SIGN_GOOD);
	ck_assert(str_eq(made.key, key));
	ck_assert(str_eq(made.primary, key));
	ck_assert(str_eq_z(made.algorithm, vectors[_i].algorithm));
	/* 2026-02-01. */
	ck_assert_int_eq(made.made_s, 1769904000);
	ck_assert_int_eq(made.until_s, 0);
	ck_assert(!made.is_revoked);
	sign_openpgp_close(ring);
	ring = NULL;
	ck_assert_uint_eq(sign_text_folders(perm), 0);
}
END_TEST

/* Who may be meant by the fingerprint that is asked for. */
START_TEST(whose)
{
	struct str message = sign_text_vector(perm, "message"), key, other;
	struct sign_made made;
	struct str shown = S("");

	if (!open_ring(IN_MARCH))
		return;
	key = add("good");
	other = add("rsa");
	for (size_t i = 0; i < key.n; i += 4)
		shown = str_cat(perm, shown,
		    str_cat(perm, str_lower(perm, str_sub(key, i, 4)),
			S(" ")));
	ck_assert_result(sign_openpgp_check(ring, key, message,
			     signature("good"), SIGN_TEXT_AT, &made),
	    SIGN_GOOD);
	ck_assert_result(sign_openpgp_check(ring, shown, message,
			     signature("good"), SIGN_TEXT_AT, &made),
	    SIGN_GOOD);
	ck_assert_result(sign_openpgp_check(ring, other, message,
			     signature("good"), SIGN_TEXT_AT, &made),
	    SIGN_WRONG_KEY);
	ck_assert(str_eq(made.key, key));
	ck_assert_result(sign_openpgp_check(ring, S("hanako@example.com"),
			     message, signature("good"), SIGN_TEXT_AT, &made),
	    SIGN_UNKNOWN_KEY);
}
END_TEST

START_TEST(unknown)
{
	struct sign_made made;

	if (!open_ring(IN_MARCH))
		return;
	ck_assert_result(check(signature("good"), SIGN_TEXT_AT, &made),
	    SIGN_UNKNOWN_KEY);
	(void)add("rsa");
	ck_assert_result(check(signature("good"), SIGN_TEXT_AT, &made),
	    SIGN_UNKNOWN_KEY);
	/* The signature says whose it is all the same. */
	ck_assert_uint_eq(made.key.n, 40);
}
END_TEST

/* The key ends on 2026-03-01: before, it is good, even when seen later. */
START_TEST(expiring)
{
	struct sign_made made;

	if (!open_ring(IN_2031))
		return;
	(void)add("expiring");
	ck_assert_result(check(signature("expiring"), SIGN_TEXT_AT, &made),
	    SIGN_GOOD);
	ck_assert_int_eq(made.until_s, 1772323200);
	ck_assert_result(check(signature("expiring"), IN_MARCH, &made),
	    SIGN_EXPIRED);
	ck_assert_result(check(signature("expiring"),
			     (struct instant){ 1772323199, 0 }, &made),
	    SIGN_GOOD);
	ck_assert_result(check(signature("expiring"),
			     (struct instant){ 1772323200, 0 }, &made),
	    SIGN_EXPIRED);
}
END_TEST

START_TEST(revoked)
{
	struct sign_made made;

	if (!open_ring(IN_MARCH))
		return;
	(void)add("revoked");
	ck_assert_result(check(signature("revoked"), SIGN_TEXT_AT, &made),
	    SIGN_REVOKED);
	ck_assert(made.is_revoked);
	ck_assert_int_eq(made.made_s, 1769904000);
}
END_TEST

START_TEST(later)
{
	struct str *keys, text = sign_text_vector(perm, "pgp-future.pub");
	struct sign_made made;
	size_t n;

	/* The key was made in 2031: now it cannot be. */
	if (!open_ring(IN_MARCH))
		return;
	ck_assert_result(sign_openpgp_add(ring, text, &keys, &n), SIGN_FUTURE);
	ck_assert_result(check(signature("future"), SIGN_TEXT_AT, &made),
	    SIGN_UNKNOWN_KEY);
	sign_openpgp_close(ring);

	/* Then it can, but the signature comes after what it is asked of. */
	ck_assert(open_ring(IN_2031));
	(void)add("future");
	ck_assert_result(check(signature("future"), SIGN_TEXT_AT, &made),
	    SIGN_FUTURE);
	ck_assert_result(check(signature("future"), IN_2031, &made),
	    SIGN_GOOD);
	sign_openpgp_close(ring);

	ck_assert(open_ring(IN_MARCH));
	(void)add("good");
	ck_assert_result(check(signature("good"), IN_2025, &made),
	    SIGN_FUTURE);
}
END_TEST

START_TEST(changed_message)
{
	struct str message = sign_text_vector(perm, "message");
	struct sign_made made;

	if (!open_ring(IN_MARCH))
		return;
	(void)add("good");
	for (size_t i = 0; i < message.n; i++) {
		struct str s = sign_text_changed(perm, message, i, 1);

		ck_assert_result(sign_openpgp_check(ring, S(""), s,
				     signature("good"), SIGN_TEXT_AT, &made),
		    SIGN_BAD);
	}
	ck_assert_result(sign_openpgp_check(ring, S(""), S(""),
			     signature("good"), SIGN_TEXT_AT, &made),
	    SIGN_BAD);
}
END_TEST

START_TEST(changed_signature)
{
	struct str armour = signature("good");
	struct sign_made made;

	if (!open_ring(IN_MARCH))
		return;
	(void)add("good");
	/* The very last byte is a line end, which does not belong to it. */
	for (size_t i = 0; i < armour.n; i++) {
		struct str s = sign_text_changed(perm, armour, i, 1);
		enum sign_result r = check(s, SIGN_TEXT_AT, &made);

		ck_assert_msg(r != SIGN_GOOD, "byte %zu", i);
		ck_assert_msg(r != SIGN_ENVIRONMENT, "byte %zu", i);
	}
	for (size_t n = 1; n < armour.n - 1; n += 7)
		ck_assert_result(check(str_sub(armour, 0, n), SIGN_TEXT_AT,
				     &made),
		    SIGN_MALFORMED);
}
END_TEST

/* Without the armour's checksum: what still is good says the same. */
START_TEST(changed_packet)
{
	struct sign_made plain, made;
	struct str blob, rest;

	if (!open_ring(IN_MARCH))
		return;
	(void)add("good");
	ck_assert_result(check(signature("good"), SIGN_TEXT_AT, &plain),
	    SIGN_GOOD);
	ck_assert(sign_armour_openpgp(perm, signature("good"),
	    S("PGP SIGNATURE"), &blob, &rest));
	for (size_t i = 0; i < blob.n; i++) {
		struct str s = sign_text_changed(perm, blob, i, 1);
		unsigned char *p = (unsigned char *)arena_bytes(perm,
		    s.n * 2 + 8);
		int n = EVP_EncodeBlock(p, (const unsigned char *)s.p,
		    (int)s.n);
		struct buf b;

		buf_init(&b, 1u << 16);
		buf_put(&b, S("-----BEGIN PGP SIGNATURE-----\n\n"));
		for (int at = 0; at < n; at += 64)
			buf_printf(&b, "%.64s\n", (const char *)p + at);
		buf_put(&b, S("-----END PGP SIGNATURE-----\n"));
		if (check(buf_str(&b), SIGN_TEXT_AT, &made) == SIGN_GOOD) {
			ck_assert(str_eq(made.key, plain.key));
			ck_assert_int_eq(made.made_s, plain.made_s);
			ck_assert_int_eq(made.until_s, plain.until_s);
		}
		buf_fini(&b);
	}
}
END_TEST

START_TEST(not_a_signature)
{
	struct str armour = signature("good"), s;
	struct sign_made made;

	if (!open_ring(IN_MARCH))
		return;
	(void)add("good");
	ck_assert_result(check(S(""), SIGN_TEXT_AT, &made), SIGN_UNSIGNED);
	ck_assert_result(check(S("x"), SIGN_TEXT_AT, &made), SIGN_MALFORMED);
	s = str_cat(perm, armour, armour);
	ck_assert_result(check(s, SIGN_TEXT_AT, &made), SIGN_MALFORMED);
	s = str_cat(perm, armour, S("x"));
	ck_assert_result(check(s, SIGN_TEXT_AT, &made), SIGN_MALFORMED);
	s = str_cat(perm, S("\n"), armour);
	ck_assert_result(check(s, SIGN_TEXT_AT, &made), SIGN_MALFORMED);
	ck_assert_result(check(sign_text_vector(perm, "ed25519.sig"),
			     SIGN_TEXT_AT, &made),
	    SIGN_MALFORMED);
	ck_assert_result(check(S("-----BEGIN PGP SIGNATURE-----\n\nAAAA\n"
				 "-----END PGP SIGNATURE-----\n"),
			     SIGN_TEXT_AT, &made),
	    SIGN_MALFORMED);
	while (s.n <= LIMIT_SIGN_ARMOUR)
		s = str_cat(perm, s, s);
	s = str_fmt(perm,
	    "-----BEGIN PGP SIGNATURE-----\n%.*s\n"
	    "-----END PGP SIGNATURE-----\n",
	    STR_ARG(s));
	ck_assert_result(check(s, SIGN_TEXT_AT, &made), SIGN_MALFORMED);
	s = str_cat(perm, armour, S("\n\n"));
	ck_assert_result(check(s, SIGN_TEXT_AT, &made), SIGN_GOOD);
	s = str_sub(armour, 0, armour.n - 1);
	ck_assert_result(check(s, SIGN_TEXT_AT, &made), SIGN_GOOD);
}
END_TEST

START_TEST(not_a_key)
{
	static const char *const texts[] = {
		"",
		"x",
		"-----BEGIN PGP PUBLIC KEY BLOCK-----",
		"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n"
		"-----END PGP PUBLIC KEY BLOCK-----\n",
		"-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nAAAA\n"
		"-----END PGP PRIVATE KEY BLOCK-----\n",
	};
	struct str *keys, text, cut;
	size_t n;

	if (!open_ring(IN_MARCH))
		return;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		enum sign_result r = sign_openpgp_add(ring, str_z(texts[i]),
		    &keys, &n);

		ck_assert_msg(r == SIGN_MALFORMED, "row %zu: %s", i,
		    sign_result_name(r));
	}
	text = sign_text_vector(perm, "pgp-good.pub");
	cut = str_sub(text, 0, text.n / 2);
	ck_assert(sign_openpgp_add(ring, cut, &keys, &n) != SIGN_GOOD);
	while (cut.n <= LIMIT_SIGN_KEYS)
		cut = str_cat(perm, cut, cut);
	ck_assert_result(sign_openpgp_add(ring, cut, &keys, &n),
	    SIGN_MALFORMED);
	/* Two texts, one of them twice. */
	text = str_cat(perm, text, sign_text_vector(perm, "pgp-rsa.pub"));
	ck_assert_result(sign_openpgp_add(ring, text, &keys, &n), SIGN_GOOD);
	ck_assert_uint_eq(n, 2);
	ck_assert_result(sign_openpgp_add(ring, text, &keys, &n), SIGN_GOOD);
	ck_assert_uint_eq(n, 2);
}
END_TEST

START_TEST(fingerprints)
{
	static const struct {
		const char *s;
		bool want;
	} rows[] = {
		{ "0123456789abcdef0123456789ABCDEF01234567", true },
		{ "0123 4567 89ab cdef 0123  4567 89AB CDEF 0123 4567", true },
		{ "0123456789abcdef0123456789ABCDEF"
		  "0123456789abcdef0123456789ABCDEF",
		    true },
		{ "0x0123456789abcdef0123456789ABCDEF01234567", false },
		{ "0123456789abcdef0123456789ABCDEF0123456", false },
		{ "0123456789abcdef0123456789ABCDEF0123456g", false },
		{ "89ABCDEF01234567", false },
		{ "", false },
	};
	struct str out;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		ck_assert_msg(sign_openpgp_fingerprint(perm, str_z(rows[i].s),
				  &out) == rows[i].want,
		    "row %zu", i);
	ck_assert(sign_openpgp_fingerprint(perm, str_z(rows[1].s), &out));
	ck_assert(str_eq_z(out, "0123456789ABCDEF0123456789ABCDEF01234567"));
}
END_TEST

START_TEST(no_environment)
{
	ck_assert_result(sign_openpgp_open(perm, S("/nonexistent/folder"),
			     IN_MARCH, &ring),
	    SIGN_ENVIRONMENT);
	ck_assert_ptr_null(ring);
	sign_openpgp_close(ring);
}
END_TEST

/* Every system call of ours may fail: no keyring, and no folder left. */
START_TEST(failing)
{
	uint64_t n;

	if (!open_ring(IN_MARCH))
		return;
	sign_openpgp_close(ring);
	io_fault(0, 0);
	ck_assert(open_ring(IN_MARCH));
	n = io_calls();
	sign_openpgp_close(ring);
	for (uint64_t i = 1; i <= n; i++) {
		io_fault(i, ENOSPC);
		ck_assert_result(sign_openpgp_open(perm, str_z(sign_text_root),
				     IN_MARCH, &ring),
		    SIGN_ENVIRONMENT);
		ck_assert_ptr_null(ring);
		io_fault(0, 0);
		ck_assert_uint_eq(sign_text_folders(perm), 0);
	}
}
END_TEST

START_TEST(commit_vector)
{
	struct str raw = sign_text_vector(perm, "commit-openpgp");
	struct sign_commit c;
	struct sign_made made;

	if (!open_ring(IN_2031))
		return;
	(void)add("good");
	ck_assert_result(sign_commit_split(perm, raw, &c), SIGN_GOOD);
	ck_assert_int_eq(sign_kind_of(c.armour), SIGN_OPENPGP);
	ck_assert_result(sign_openpgp_check(ring, S(""), c.payload, c.armour,
			     IN_2031, &made),
	    SIGN_GOOD);
	for (size_t i = 0; i < raw.n; i += 3) {
		struct str s = sign_text_changed(perm, raw, i, 1);

		ck_assert_msg(sign_commit_split(perm, s, &c) != SIGN_GOOD ||
			sign_openpgp_check(ring, S(""), c.payload, c.armour,
			    IN_2031, &made) != SIGN_GOOD,
		    "byte %zu", i);
	}
}
END_TEST

/* ---- gpg itself -------------------------------------------------------- */

static bool has_tool;

static void
root_setup(void)
{
	sign_text_begin();
}

static void
root_teardown(void)
{
	sign_text_end();
}

/* A function of the shell: gpg with a home of its own, asking nobody. */
#define GPG								\
	"g() { gpg --homedir gpg --batch --no-tty "			\
	"--pinentry-mode loopback --passphrase '' \"$@\"; }\n"

static const char make_keys[] = GPG
    "mkdir -m 700 gpg\n"
    "printf 'allow-loopback-pinentry\\n' >gpg/gpg-agent.conf\n"
    "g --quick-gen-key 'Plain <plain@example.com>' ed25519 sign never\n"
    "g --faked-system-time 20260101T000000 --quick-gen-key "
    "'Old <old@example.com>' ed25519 sign 20260201T000000\n"
    "g --quick-gen-key 'Gone <gone@example.com>' ed25519 sign never\n"
    "g --quick-gen-key 'Weak <weak@example.com>' rsa1024 sign never\n"
    "g --quick-gen-key 'Main <main@example.com>' ed25519 cert never\n"
    "fpr() { g --list-keys --with-colons $1@example.com |\n"
    "    awk -F: '$1 == \"fpr\" { print $10; exit }'; }\n"
    "g --quick-add-key $(fpr main) ed25519 sign never\n"
    "sed 's/^:---/---/' gpg/openpgp-revocs.d/$(fpr gone).rev | g --import\n"
    "for u in plain old gone weak main; do\n"
    "	fpr $u | tr -d '\\n' >$u.fpr\n"
    "	g --armor --export $u@example.com >$u.pub\n"
    "done\n"
    "g --armor --export >all.pub\n";

static void
live_setup(void)
{
	sign_text_begin();
	has_tool = sign_text_run("command -v gpg && command -v gpgconf") == 0;
	if (!has_tool)
		return;
	ck_assert_int_eq(sign_text_run(make_keys), 0);
}

static void
live_teardown(void)
{
	if (has_tool)
		ck_assert_int_eq(
		    sign_text_run("gpgconf --homedir \"$PWD/gpg\" --kill all"),
		    0);
	sign_text_end();
}

/* The instant of this test, for keys that were made a moment ago. */
static struct instant
soon(void)
{
	return (struct instant){ (int64_t)time(NULL) + 3600, 0 };
}

static const struct {
	const char *who;
	enum sign_result want;
} makers[] = {
	{ "plain", SIGN_GOOD },
	{ "main", SIGN_GOOD },
	{ "old", SIGN_EXPIRED },
	{ "gone", SIGN_REVOKED },
};

static enum sign_result
make(const char *who, struct str *out)
{
	const char *home = str_to_z(perm,
	    str_fmt(perm, "%s/gpg", sign_text_root));
	struct str key = sign_text_file(perm,
	    str_to_z(perm, str_fmt(perm, "%s.fpr", who)));

	return sign_openpgp_make(perm, home, key, S("a release"), out);
}

START_TEST(made)
{
	struct str armour, *keys;
	struct sign_made m;
	struct instant at = soon();
	size_t n;
	enum sign_result r;

	if (!has_tool || !open_ring(at))
		return;
	r = make(makers[_i].who, &armour);
	ck_assert_msg(r == makers[_i].want, "%s: %s", makers[_i].who,
	    sign_result_name(r));
	if (r != SIGN_GOOD) {
		ck_assert_uint_eq(armour.n, 0);
		return;
	}
	ck_assert_result(sign_openpgp_add(ring,
			     sign_text_file(perm, "all.pub"), &keys, &n),
	    SIGN_GOOD);
	ck_assert_uint_eq(n, 5);
	ck_assert_result(sign_openpgp_check(ring,
			     sign_text_file(perm,
				 str_to_z(perm,
				     str_fmt(perm, "%s.fpr", makers[_i].who))),
			     S("a release"), armour, at, &m),
	    SIGN_GOOD);
	/* A subkey signs for its main key. */
	ck_assert(
	    str_eq(m.key, m.primary) == (strcmp(makers[_i].who, "main") != 0));
	ck_assert_result(sign_openpgp_check(ring, S(""), S("a Release"),
			     armour, at, &m),
	    SIGN_BAD);
}
END_TEST

START_TEST(not_made)
{
	struct str out;

	if (!has_tool)
		return;
	ck_assert_result(sign_openpgp_make(perm,
			     str_to_z(perm,
				 str_fmt(perm, "%s/gpg", sign_text_root)),
			     S("0123456789ABCDEF0123456789ABCDEF01234567"),
			     S("x"), &out),
	    SIGN_UNKNOWN_KEY);
	ck_assert_result(sign_openpgp_make(perm, sign_text_root,
			     S("plain@example.com"), S("x"), &out),
	    SIGN_UNKNOWN_KEY);
	ck_assert_uint_eq(out.n, 0);
}
END_TEST

/* Keys and hashes that gpg takes and we do not. */
START_TEST(weak)
{
	static const struct {
		const char *options;
		enum sign_result want;
	} rows[] = {
		{ "-u weak@example.com", SIGN_UNSUPPORTED },
		{ "-u plain@example.com --digest-algo SHA1",
		    SIGN_UNSUPPORTED },
		{ "-u plain@example.com --digest-algo RIPEMD160",
		    SIGN_UNSUPPORTED },
		{ "-u plain@example.com --digest-algo SHA384", SIGN_GOOD },
		{ "-u plain@example.com --digest-algo SHA512", SIGN_GOOD },
		{ "-u plain@example.com -u main@example.com", SIGN_MALFORMED },
	};
	struct str *keys;
	struct instant at = soon();
	struct sign_made m;
	size_t n;

	if (!has_tool || !open_ring(at))
		return;
	ck_assert_result(sign_openpgp_add(ring,
			     sign_text_file(perm, "all.pub"), &keys, &n),
	    SIGN_GOOD);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct str line = str_fmt(perm,
		    GPG "rm -f m.asc\nprintf m >m\n"
			"g %s --armor --detach-sign -o m.asc m",
		    rows[i].options);
		enum sign_result r;

		ck_assert_int_eq(sign_text_run(str_to_z(perm, line)), 0);
		r = sign_openpgp_check(ring, S(""), S("m"),
		    sign_text_file(perm, "m.asc"), at, &m);
		ck_assert_msg(r == rows[i].want, "row %zu: %s", i,
		    sign_result_name(r));
	}
}
END_TEST

START_TEST(commit_by_git)
{
	struct str *keys;
	struct sign_commit c;
	struct sign_made m;
	struct instant at = soon();
	size_t n;

	if (!has_tool || sign_text_run("command -v git") != 0 ||
	    !open_ring(at))
		return;
	ck_assert_int_eq(sign_text_run(
			     "export GNUPGHOME=\"$PWD/gpg\"\n"
			     "git init -q r\n"
			     "cd r\n"
			     "git config user.name Hanako\n"
			     "git config user.email hanako@example.com\n"
			     "git config user.signingkey plain@example.com\n"
			     "git commit -q --allow-empty -S -m Approve\n"
			     "git verify-commit HEAD\n"
			     "git cat-file commit HEAD >../raw"),
	    0);
	ck_assert_result(sign_openpgp_add(ring,
			     sign_text_file(perm, "plain.pub"), &keys, &n),
	    SIGN_GOOD);
	ck_assert_result(sign_commit_split(perm, sign_text_file(perm, "raw"),
			     &c),
	    SIGN_GOOD);
	ck_assert_result(sign_openpgp_check(ring, keys[0], c.payload, c.armour,
			     at, &m),
	    SIGN_GOOD);
}
END_TEST

static void
add_live(Suite *s)
{
	TCase *tc = tcase_create("live");

	tcase_add_unchecked_fixture(tc, live_setup, live_teardown);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 120);
	tcase_add_loop_test(tc, made, 0, (int)ARRAY_LEN(makers));
	tcase_add_test(tc, not_made);
	tcase_add_test(tc, weak);
	tcase_add_test(tc, commit_by_git);
	suite_add_tcase(s, tc);
}

Suite *
suite_sign_openpgp(void)
{
	Suite *s = suite_create("sign_openpgp");
	TCase *tc = tcase_create("openpgp");

	tcase_add_unchecked_fixture(tc, root_setup, root_teardown);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 240);
	tcase_add_loop_test(tc, good_vector, 0, (int)ARRAY_LEN(vectors));
	tcase_add_test(tc, whose);
	tcase_add_test(tc, unknown);
	tcase_add_test(tc, expiring);
	tcase_add_test(tc, revoked);
	tcase_add_test(tc, later);
	tcase_add_test(tc, changed_message);
	tcase_add_test(tc, changed_signature);
	tcase_add_test(tc, changed_packet);
	tcase_add_test(tc, not_a_signature);
	tcase_add_test(tc, not_a_key);
	tcase_add_test(tc, fingerprints);
	tcase_add_test(tc, no_environment);
	tcase_add_test(tc, failing);
	tcase_add_test(tc, commit_vector);
	suite_add_tcase(s, tc);
	add_live(s);
	return s;
}
