#include <gpgme.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/num.h"
#include "sign/sign.h"
#include "sign/sign_armour.h"
#include "sign/sign_wire.h"

#define SIGNATURE	"PGP SIGNATURE"
#define KEY		"PGP PUBLIC KEY BLOCK"
#define PRIVATE_KEY	"PRIVATE KEY BLOCK"

/* NIST SP 800-131A, as for SSH. */
#define BITS_MIN	2048

struct sign_openpgp {
	struct arena *a;	/* where results live */
	struct str parent;	/* the folder in which home is */
	const char *home;	/* gpg's folder, ours alone */
	struct instant now;
	gpgme_ctx_t ctx;
	gpgme_key_t last;	/* asked for last, and of which subkey: most */
	struct str last_of;	/* signatures in a row are of one key */
};

/* A context for gpg in home, its own choice when NULL; NULL without gpg. */
static gpgme_ctx_t
context(const char *home)
{
	gpgme_ctx_t ctx = NULL;

	/* GPGME wants to be asked for its version before all else. */
	if (gpgme_check_version(NULL) == NULL ||
	    gpgme_engine_check_version(GPGME_PROTOCOL_OpenPGP) != 0 ||
	    gpgme_new(&ctx) != 0)
		return NULL;
	if (gpgme_set_protocol(ctx, GPGME_PROTOCOL_OpenPGP) != 0 ||
	    (home != NULL &&
		gpgme_ctx_set_engine_info(ctx, GPGME_PROTOCOL_OpenPGP, NULL,
		    home) != 0)) {
		gpgme_release(ctx);
		return NULL;
	}
	gpgme_set_offline(ctx, 1);
	gpgme_set_armor(ctx, 1);
	return ctx;
}

/*
 * Without agents and the network, without opinions on whom to trust, and with
 * a clock that stands still: the same bytes are judged alike tomorrow.
 */
static int
write_settings(struct sign_openpgp *h)
{
	struct io_dir *d;
	int err = io_dir_open(h->home, &d);

	if (err != 0)
		return err;
	err = io_write_new(d, S("gpg.conf"),
	    str_fmt(h->a,
		"no-autostart\ndisable-dirmngr\nno-auto-key-retrieve\n"
		"no-auto-key-locate\nno-auto-check-trustdb\n"
		"trust-model always\nfaked-system-time %lld!\n",
		(long long)h->now.s));
	io_dir_close(d);
	return err;
}

enum sign_result
sign_openpgp_open(struct arena *a, struct str parent, struct instant now,
    struct sign_openpgp **out)
{
	struct sign_openpgp *h = arena_new(a, struct sign_openpgp);

	*h = (struct sign_openpgp){
		.a = a,
		.parent = str_dup(a, parent),
		.now = now,
	};
	*out = NULL;
	if (io_mkdir_temp(h->parent, a, &h->home) != 0)
		return SIGN_ENVIRONMENT;
	if (write_settings(h) == 0)
		h->ctx = context(h->home);
	if (h->ctx == NULL) {
		sign_openpgp_close(h);
		return SIGN_ENVIRONMENT;
	}
	(void)gpgme_set_pinentry_mode(h->ctx, GPGME_PINENTRY_MODE_ERROR);
	*out = h;
	return SIGN_GOOD;
}

static void
forget_key(struct sign_openpgp *h)
{
	if (h->last != NULL)
		gpgme_key_unref(h->last);
	h->last = NULL;
	h->last_of = S("");
}

void
sign_openpgp_close(struct sign_openpgp *h)
{
	struct io_dir *d;

	if (h == NULL)
		return;
	forget_key(h);
	if (h->ctx != NULL)
		gpgme_release(h->ctx);
	if (io_dir_open(str_to_z(h->a, h->parent), &d) != 0)
		return;
	/* What cannot be taken away holds public keys alone. */
	if (io_remove_tree(d, str_from(str_z(h->home), h->parent.n + 1)) != 0)
		h->home = NULL;
	io_dir_close(d);
}

/* A view for GPGME. */
static gpgme_data_t
data_of(struct str s)
{
	gpgme_data_t data = NULL;

	if (gpgme_data_new_from_mem(&data, s.n > 0 ? s.p : "", s.n, 0) != 0)
		die_env(0, "GPGME has no memory");
	return data;
}

bool
sign_openpgp_fingerprint(struct arena *a, struct str s, struct str *out)
{
	/* 40 digits (version 4) or 64, ten groups of them with blanks. */
	char *p = arena_bytes(a, s.n);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (num_hex(c) >= 0)
			p[n++] = (char)(c >= 'a' ? c - 'a' + 'A' : c);
		else if (c != ' ')
			return false;
	}
	*out = (struct str){ p, n };
	return n == 40 || n == 64;
}

/*
 * Why gpg did not take a key: made after now, which it says to people alone, or
 * not well made.  Keys begin with a packet of type 6, its length, a version,
 * and when they were made (RFC 9580 sections 4.2 and 5.5.2).
 */
static enum sign_result
why_not_added(struct sign_openpgp *h, struct str armoured)
{
	struct str blob, rest;
	struct sign_wire w = { 0 };
	unsigned tag, length, version;

	if (!sign_armour_openpgp(h->a, armoured, S(KEY), &blob, &rest))
		return SIGN_MALFORMED;
	w.rest = blob;
	tag = sign_wire_u8(&w);
	length = sign_wire_u8(&w);
	/* Lengths of more than a byte, in the old and the new way. */
	if (tag == 0x99 || (tag == 0xc6 && length >= 192 && length < 224))
		(void)sign_wire_bytes(&w, 1);
	else if (tag == 0x9a || (tag == 0xc6 && length == 255))
		(void)sign_wire_bytes(&w, tag == 0x9a ? 3 : 4);
	else if (tag != 0x98 && tag != 0xc6)
		return SIGN_MALFORMED;
	version = sign_wire_u8(&w);
	if (version < 4 || version > 6)
		return SIGN_UNSUPPORTED;
	return (int64_t)sign_wire_u32(&w) > h->now.s ? SIGN_FUTURE :
						       SIGN_MALFORMED;
}

/* The main keys of an import; false when one was left out. */
static bool
take_keys(struct sign_openpgp *h, gpgme_import_result_t res, struct str **keys,
    size_t *n)
{
	struct str *v = NULL;
	size_t cap = 0;

	*n = 0;
	for (gpgme_import_status_t i = res->imports; i != NULL; i = i->next) {
		if (i->result != 0 || i->fpr == NULL)
			return false;
		v = arena_grow(h->a, v, *n, &cap, sizeof(*v));
		v[(*n)++] = str_dup(h->a, str_z(i->fpr));
	}
	*keys = v;
	return *n > 0 && res->considered == (int)*n && res->no_user_id == 0 &&
	    res->secret_read == 0;
}

enum sign_result
sign_openpgp_add(struct sign_openpgp *h, struct str armoured,
    struct str **keys, size_t *n)
{
	enum sign_result r = SIGN_GOOD;
	gpgme_import_result_t res;
	gpgme_error_t err;
	gpgme_data_t data;

	*keys = NULL;
	*n = 0;
	if (armoured.n > LIMIT_SIGN_KEYS ||
	    !str_starts(armoured, S("-----BEGIN " KEY "-----")) ||
	    str_find(armoured, S(PRIVATE_KEY), 0) != SIZE_MAX)
		return SIGN_MALFORMED;
	forget_key(h);
	data = data_of(armoured);
	err = gpgme_op_import(h->ctx, data);
	res = gpgme_op_import_result(h->ctx);
	if (err != 0 || res == NULL || !take_keys(h, res, keys, n))
		r = why_not_added(h, armoured);
	gpgme_data_release(data);
	return r;
}

/* The earlier of two ends; 0 is none. */
static int64_t
first_end(int64_t x, int64_t y)
{
	if (x == 0 || y == 0)
		return x + y;
	return x < y ? x : y;
}

/* The later of two ends; 0 is none. */
static int64_t
last_end(int64_t x, int64_t y)
{
	if (x == 0 || y == 0)
		return 0;
	return x > y ? x : y;
}

enum sign_result
sign_openpgp_end(struct sign_openpgp *h, struct str key, int64_t *until_s)
{
	enum sign_result r = SIGN_UNSUPPORTED;
	gpgme_key_t found = NULL;
	int64_t until = 0;
	unsigned n = 0;

	*until_s = 0;
	if (!sign_openpgp_fingerprint(h->a, key, &key) ||
	    gpgme_get_key(h->ctx, str_to_z(h->a, key), &found, 0) != 0)
		return SIGN_UNKNOWN_KEY;
	for (gpgme_subkey_t s = found->subkeys;
	     s != NULL && n < LIMIT_SIGN_SUBKEYS; s = s->next, n++) {
		if (!s->can_sign || s->revoked)
			continue;
		until = r == SIGN_GOOD ? last_end(until, s->expires) :
					 s->expires;
		r = SIGN_GOOD;
	}
	if (found->revoked)
		r = SIGN_REVOKED;
	if (r == SIGN_GOOD)
		*until_s = first_end(found->subkeys->expires, until);
	gpgme_key_unref(found);
	return r;
}

/* The bytes of one armoured signature; line ends may follow. */
static bool
read_armour(struct arena *a, struct str armour, struct str *blob)
{
	struct str rest;

	if (armour.n > LIMIT_SIGN_ARMOUR ||
	    !sign_armour_openpgp(a, armour, S(SIGNATURE), blob, &rest))
		return false;
	while (str_starts(rest, S("\n")))
		rest = str_from(rest, 1);
	return rest.n == 0;
}

/* What gpg says of the signature itself, whenever that was. */
static enum sign_result
judge(const struct _gpgme_signature *s)
{
	gpgme_err_code_t code = gpgme_err_code(s->status);

	/* A number: the list of their words has hundreds. */
	switch ((int)code) {
	case GPG_ERR_NO_ERROR:
	case GPG_ERR_KEY_EXPIRED:
	case GPG_ERR_SIG_EXPIRED:
	case GPG_ERR_CERT_REVOKED:
		break;
	case GPG_ERR_BAD_SIGNATURE:
		return SIGN_BAD;
	case GPG_ERR_NO_PUBKEY:
		return SIGN_UNKNOWN_KEY;
	case GPG_ERR_TIME_CONFLICT:
		return SIGN_FUTURE;
	case GPG_ERR_DIGEST_ALGO:
	case GPG_ERR_PUBKEY_ALGO:
	case GPG_ERR_UNSUPPORTED_ALGORITHM:
	case GPG_ERR_UNKNOWN_ALGORITHM:
		return SIGN_UNSUPPORTED;
	default:
		return SIGN_MALFORMED;
	}
	if (s->hash_algo != GPGME_MD_SHA256 &&
	    s->hash_algo != GPGME_MD_SHA384 && s->hash_algo != GPGME_MD_SHA512)
		return SIGN_UNSUPPORTED;
	return s->wrong_key_usage ? SIGN_UNSUPPORTED : SIGN_GOOD;
}

static bool
is_weak(const struct _gpgme_subkey *k)
{
	return (k->pubkey_algo == GPGME_PK_RSA ||
		   k->pubkey_algo == GPGME_PK_RSA_S ||
		   k->pubkey_algo == GPGME_PK_DSA) &&
	    k->length < BITS_MIN;
}

/* The key with a subkey, valid until the next is asked for; NULL: unknown. */
static gpgme_key_t
key_of(struct sign_openpgp *h, struct str subkey)
{
	if (h->last != NULL && str_eq(h->last_of, subkey))
		return h->last;
	forget_key(h);
	if (gpgme_get_key(h->ctx, str_to_z(h->a, subkey), &h->last, 0) != 0)
		h->last = NULL;
	h->last_of = subkey;
	return h->last;
}

/* What the signature's key, and the main key above it, say. */
static enum sign_result
look_at_key(struct sign_openpgp *h, const struct _gpgme_signature *s,
    struct sign_made *out)
{
	enum sign_result r = SIGN_UNKNOWN_KEY;
	gpgme_key_t key = key_of(h, out->key);
	gpgme_subkey_t sub;
	unsigned n = 0;

	if (key == NULL)
		return SIGN_UNKNOWN_KEY;
	for (sub = key->subkeys; sub != NULL && n < LIMIT_SIGN_SUBKEYS;
	     sub = sub->next, n++) {
		bool is_it = str_eq(str_z(sub->fpr), out->key);

		if (is_it)
			r = is_weak(sub) ? SIGN_UNSUPPORTED : SIGN_GOOD;
		if (n == 0)
			out->primary = str_dup(h->a, str_z(sub->fpr));
		if (!is_it && n > 0)
			continue;
		out->is_revoked |= sub->revoked;
		out->until_s = first_end(out->until_s, sub->expires);
	}
	out->is_revoked |= key->revoked ||
	    gpgme_err_code(s->status) == GPG_ERR_CERT_REVOKED;
	return r;
}

static enum sign_result
check_one(struct sign_openpgp *h, gpgme_verify_result_t res, struct str key,
    struct instant at, struct sign_made *out)
{
	const struct _gpgme_signature *s = res->signatures;
	enum sign_result r;

	/* Two signatures of two persons have no one answer. */
	if (s == NULL || s->next != NULL || s->fpr == NULL)
		return SIGN_MALFORMED;
	out->key = str_dup(h->a, str_z(s->fpr));
	out->algorithm = str_z(gpgme_pubkey_algo_name(s->pubkey_algo));
	out->made_s = (int64_t)s->timestamp;
	out->until_s = (int64_t)s->exp_timestamp;
	r = judge(s);
	if (r == SIGN_GOOD)
		r = look_at_key(h, s, out);
	if (r != SIGN_GOOD)
		return r;
	if (key.n > 0 && !str_eq(key, out->key) && !str_eq(key, out->primary))
		return SIGN_WRONG_KEY;
	if (out->is_revoked)
		return SIGN_REVOKED;
	if (out->made_s > at.s)
		return SIGN_FUTURE;
	if (out->until_s != 0 && out->until_s <= at.s)
		return SIGN_EXPIRED;
	return SIGN_GOOD;
}

enum sign_result
sign_openpgp_check(struct sign_openpgp *h, struct str key, struct str message,
    struct str armour, struct instant at, struct sign_made *out)
{
	gpgme_data_t text, signature;
	gpgme_verify_result_t res;
	gpgme_error_t err;
	struct str blob;

	*out = (struct sign_made){ 0 };
	if (armour.n == 0)
		return SIGN_UNSIGNED;
	if (!read_armour(h->a, armour, &blob))
		return SIGN_MALFORMED;
	if (key.n > 0 && !sign_openpgp_fingerprint(h->a, key, &key))
		return SIGN_UNKNOWN_KEY;
	text = data_of(message);
	signature = data_of(blob);
	err = gpgme_op_verify(h->ctx, signature, text, NULL);
	gpgme_data_release(text);
	gpgme_data_release(signature);
	res = gpgme_op_verify_result(h->ctx);
	if (err != 0 || res == NULL)
		return SIGN_MALFORMED;
	return check_one(h, res, key, at, out);
}

/* Whether gpg may sign with the key, as far as can be seen before. */
static enum sign_result
choose_signer(gpgme_ctx_t ctx, const char *fingerprint)
{
	enum sign_result r = SIGN_GOOD;
	gpgme_key_t key = NULL;

	if (gpgme_get_key(ctx, fingerprint, &key, 1) != 0)
		return SIGN_UNKNOWN_KEY;
	if (key->revoked)
		r = SIGN_REVOKED;
	else if (key->expired)
		r = SIGN_EXPIRED;
	else if (key->disabled || key->invalid || !key->can_sign)
		r = SIGN_UNSUPPORTED;
	else if (gpgme_signers_add(ctx, key) != 0)
		r = SIGN_ENVIRONMENT;
	gpgme_key_unref(key);
	return r;
}

static enum sign_result
make(struct arena *a, gpgme_ctx_t ctx, struct str message, struct str *out)
{
	gpgme_data_t text = data_of(message), signature = NULL;
	enum sign_result r = SIGN_REFUSED;
	struct str blob;
	char *p;
	size_t n;

	if (gpgme_data_new(&signature) != 0)
		die_env(0, "GPGME has no memory");
	if (gpgme_op_sign(ctx, text, signature, GPGME_SIG_MODE_DETACH) == 0)
		r = SIGN_GOOD;
	gpgme_data_release(text);
	p = gpgme_data_release_and_get_mem(signature, &n);
	if (r == SIGN_GOOD && p != NULL)
		*out = str_dup(a, (struct str){ p, n });
	gpgme_free(p);
	return r == SIGN_GOOD && !read_armour(a, *out, &blob) ? SIGN_REFUSED :
								r;
}

enum sign_result
sign_openpgp_make(struct arena *a, const char *home, struct str key,
    struct str message, struct str *out)
{
	enum sign_result r;
	gpgme_ctx_t ctx;

	*out = S("");
	if (!sign_openpgp_fingerprint(a, key, &key))
		return SIGN_UNKNOWN_KEY;
	ctx = context(home);
	if (ctx == NULL)
		return SIGN_ENVIRONMENT;
	r = choose_signer(ctx, str_to_z(a, key));
	if (r == SIGN_GOOD)
		r = make(a, ctx, message, out);
	gpgme_release(ctx);
	return r;
}
