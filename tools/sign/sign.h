/*
 * Signatures of approvals, releases and commits: SSH (OpenSSH's
 * PROTOCOL.sshsig), checked here with libcrypto; OpenPGP (RFC 9580), by gpg
 * through GPGME with a keyring of its own; and those inside git commits.
 *
 * Not for whose key it is and what that person may approve: callers know
 * people, this knows keys.  Nothing here reads the clock, opens the network or
 * asks anybody, but for those that make a signature: they ask the signer's own
 * agent or, on the terminal, for a passphrase.
 */
#ifndef SIGN_SIGN_H
#define SIGN_SIGN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/digest.h"
#include "base/time.h"

struct arena;

/* The purposes of SSH signatures; git's is fixed by git. */
#define SIGN_FOR_APPROVAL	"hansho-approval"
#define SIGN_FOR_GIT		"git"
#define SIGN_PARENT		"/tmp"	/* of folders for a moment */

enum sign_result {
#define RESULT(id, name, text)	id,
#include "sign/results.def"
};

const char *sign_result_name(enum sign_result r);	/* "wrong-key" */
const char *sign_result_text(enum sign_result r);	/* a sentence's text */

enum sign_kind { SIGN_NONE, SIGN_SSH, SIGN_OPENPGP };

/* What the first line says it is. */
enum sign_kind sign_kind_of(struct str armour);
/* What a signature says of itself; empty and 0 where it does not. */
struct sign_made {
	struct str key;		/* "SHA256:...", or hexadecimal capitals */
	struct str primary;	/* OpenPGP: the main key of a subkey */
	struct str algorithm;	/* "ssh-ed25519", "rsa-sha2-512", "EdDSA" */
	struct str purpose;	/* SSH: the namespace */
	int64_t made_s;		/* OpenPGP: when, seconds since 1970 */
	int64_t until_s;	/* OpenPGP: first end of it or its keys */
	bool is_revoked;	/* OpenPGP: the key is, whenever that was */
	bool is_present;	/* security keys: somebody touched it */
	bool is_verified;	/* security keys: PIN or finger, too */
	uint32_t counter;	/* security keys: signatures made so far */
};

/* ---- SSH: ed25519, ecdsa nistp256/384, rsa-sha2 (2048 bits and more), and
 * security keys (sk-ssh-ed25519, sk-ecdsa nistp256); sha256, sha512. ---- */

/* The fingerprint of a public key's line: "TYPE BASE64 [COMMENT]". */
MUST_USE enum sign_result sign_ssh_fingerprint(struct arena *a,
    struct str line, struct str *out);

/* Whose key a signature names and what for; it is not checked. */
MUST_USE enum sign_result sign_ssh_read(struct arena *a, struct str armour,
    struct sign_made *out);

/* The exact bytes that a key signs (PROTOCOL.sshsig section 3). */
struct str sign_ssh_bytes(struct arena *a, struct str purpose,
    enum digest_kind hash, struct str message);

/*
 * Check an armoured signature over message, for purpose, with the key of line.
 * *out holds what could be read; it is proven with SIGN_GOOD alone.
 */
MUST_USE enum sign_result sign_ssh_check(struct arena *a, struct str line,
    struct str purpose, struct str message, struct str armour,
    struct sign_made *out);

/*
 * ---- OpenPGP: an empty keyring in a new folder below parent (SIGN_PARENT),
 * where it is always now.  SIGN_ENVIRONMENT: no gpg, no folder.  One thread.
 */
struct sign_openpgp;
MUST_USE enum sign_result sign_openpgp_open(struct arena *a, struct str parent,
    struct instant now, struct sign_openpgp **out);
void sign_openpgp_close(struct sign_openpgp *h);	/* NULL is fine */

/* Add armoured public keys, all or an error; *keys gets main fingerprints. */
MUST_USE enum sign_result sign_openpgp_add(struct sign_openpgp *h,
    struct str armoured, struct str **keys, size_t *n);

/* When an added key ends (0: never), or the last of its parts that sign. */
MUST_USE enum sign_result sign_openpgp_end(struct sign_openpgp *h,
    struct str key, int64_t *until_s);
/* As gpg writes it, of one with blanks or small letters. */
MUST_USE bool sign_openpgp_fingerprint(struct arena *a, struct str s,
    struct str *out);

/*
 * Check a detached armoured signature over message by the key (main or sub)
 * with this fingerprint, any added key when empty.  Key and signature must
 * hold at the instant at; a revoked key never does.  *out as above.
 */
MUST_USE enum sign_result sign_openpgp_check(struct sign_openpgp *h,
    struct str key, struct str message, struct str armour, struct instant at,
    struct sign_made *out);

/* The same made with a key of home, GNUPGHOME when NULL: *out is armoured. */
MUST_USE enum sign_result sign_openpgp_make(struct arena *a, const char *home,
    struct str key, struct str message, struct str *out);

/* ---- git ---- */

struct sign_commit {
	struct str payload;	/* what was signed */
	struct str armour;	/* the signature */
};

/* Split a raw commit object (without its loose header) as git does. */
MUST_USE enum sign_result sign_commit_split(struct arena *a, struct str raw,
    struct sign_commit *out);

#endif
