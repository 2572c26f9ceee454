#include "base/arena.h"
#include "base/limits.h"
#include "provided/provided_part.h"
#include "sign/sign.h"

/* Days before its end from which on a key is told (CSAF 2.1, 7.1.20: 30 at
 * least, 90 better). */
#define DAYS_TOLD	90
#define SECONDS_A_DAY	86400

#define NEW_KEY								\
	"put the new key into contact.openpgp_key and signing_key, the old " \
	"one into csaf.former_keys, and publish"

static void
check_end(struct provided *k, struct sign_openpgp *ring,
    const struct json_node *node, struct str name)
{
	int64_t until, left;
	enum sign_result r = sign_openpgp_end(ring, name, &until);

	if (r != SIGN_GOOD) {
		provided_error(k->d, PROVIDED_KEY, node->at, NEW_KEY,
		    "the key cannot sign: %s", sign_result_text(r));
		return;
	}
	left = until - k->q->now.s;
	if (until == 0 || left > (int64_t)DAYS_TOLD * SECONDS_A_DAY)
		return;
	if (left <= 0)
		provided_warn(k->d, PROVIDED_KEY, node->at, NEW_KEY,
		    "the key has expired: readers may refuse its signatures");
	else
		provided_warn(k->d, PROVIDED_KEY, node->at, NEW_KEY,
		    "the key ends in %lld days",
		    (long long)(left / SECONDS_A_DAY));
}

/* One key of the metadata: its file, alone in a keyring. */
static void
check_key(struct provided *k, struct sign_openpgp *ring,
    const struct json_node *node, struct provided_file *f)
{
	struct str want = json_get_str(node, "fingerprint"), text, *names;
	size_t n;

	if (!provided_text(k, f, PROVIDED_KEY, &text))
		return;
	if (sign_openpgp_add(ring, text, &names, &n) != SIGN_GOOD || n != 1) {
		provided_error(k->d, PROVIDED_KEY, provided_at(f),
		    "export the key with gpg --armor --export FINGERPRINT",
		    "this is not one armoured public key that gpg takes");
		return;
	}
	if (!sign_openpgp_fingerprint(k->a, want, &want) ||
	    !str_eq(want, names[0])) {
		provided_error(k->d, PROVIDED_KEY, node->at,
		    "write the key's own fingerprint",
		    "the fingerprint in the metadata is not that of the key, "
		    "%.*s",
		    STR_ARG(names[0]));
		return;
	}
	check_end(k, ring, node, names[0]);
	k->keys = arena_grow(k->a, k->keys, k->n_keys, &k->keys_cap,
	    sizeof(*k->keys));
	k->keys[k->n_keys++] = text;
}

static void
read_key(struct provided *k, const struct json_node *node)
{
	const struct json_node *url = json_get(node, "url");
	struct provided_file *f = url != NULL && url->kind == JSON_IS_STRING ?
	    provided_url(k, url->text) :
	    NULL;
	struct sign_openpgp *ring;

	if (f == NULL) {
		provided_error(k->d, PROVIDED_KEY, node->at,
		    "build the tree anew", "there is no file of this key");
		return;
	}
	/* Several metadata name the same keys. */
	for (size_t i = 0; i < k->n_keys; i++) {
		if (str_eq(k->keys[i],
			source_get(k->q->sources, f->source)->text))
			return;
	}
	if (sign_openpgp_open(k->a, S(SIGN_PARENT), k->q->now, &ring) !=
	    SIGN_GOOD)
		die_env(0, "gpg is missing or cannot run here");
	check_key(k, ring, node, f);
	sign_openpgp_close(ring);
}

void
provided_key(struct provided *k, const struct json_node *metadata)
{
	const struct json_node *list = json_get(metadata,
	    "public_openpgp_keys");
	bool is_trusted = str_eq(json_get_str(metadata, "role"),
	    S("csaf_trusted_provider"));
	size_t n = 0;

	for (const struct json_node *m =
		 list != NULL && list->kind == JSON_IS_ARRAY ? list->first :
							       NULL;
	     m != NULL && n < LIMIT_PROVIDED_KEYS; m = m->next, n++)
		read_key(k, m);
	if (n == 0 && is_trusted)
		provided_error(k->d, PROVIDED_KEY, metadata->at,
		    "add contact.openpgp_key and contact.openpgp_fingerprint "
		    "to content/organisation.yaml",
		    "a trusted provider publishes its key, here is none");
	if (n == LIMIT_PROVIDED_KEYS)
		provided_warn(k->d, PROVIDED_KEY, metadata->at,
		    "keep those that signed what is published",
		    "only the first %u keys were read", LIMIT_PROVIDED_KEYS);
}
