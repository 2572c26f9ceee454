#include "rule/rule.h"

#include "base/arena.h"
#include "base/map.h"
#include "sign/sign.h"

RULE_TEXT(rule_person_key_shared,
    .why_en = "A key proves who signed. One that stands with two persons lets "
	      "one of them approve as both, and four eyes become two.",
    .why_ja = "鍵は、署名した人が誰かを示すものです。二人に同じ鍵があると、一"
	      "人で二人分の承認ができてしまいます。",
    .bad = "sato and mori, both with keys: [{kind: ssh, key: ssh-ed25519 "
	   "AAAA...}] of the same key",
    .good = "a key of their own for each of them");

/* Where a key stands first, and whose it is there. */
struct seat {
	const struct person_entry *p;
	struct span at;
};

/* What tells keys apart; empty for what is no key. */
static struct str
fingerprint(struct arena *a, const struct public_key *key)
{
	struct str out = S("");

	if (str_eq(key->kind.s, S("ssh")))
		return sign_ssh_fingerprint(a, key->key.s, &out) == SIGN_GOOD ?
		    out :
		    S("");
	return sign_openpgp_fingerprint(a, key->key.s, &out) ? out : S("");
}

void
rule_person_key_shared(const struct check *k, const struct model *m)
{
	struct map *seen = map_open(k->tmp);

	for (size_t i = 0; i < m->n_people; i++) {
		const struct person_entry *p = &m->people[i];

		for (size_t j = 0; j < p->person->keys.n; j++) {
			const struct public_key *key = &p->person->keys.v[j];
			struct str id = fingerprint(k->tmp, key);
			struct seat *first = map_get(seen, id);

			if (id.n == 0 || (first != NULL && first->p == p))
				continue;
			if (first == NULL) {
				first = arena_new(k->tmp, struct seat);
				*first = (struct seat){ p, key->key.at };
				map_put(seen, id, first);
				continue;
			}
			check_report(k, key->key.at,
			    "%.*s has the same key as %.*s", STR_ARG(p->e.id),
			    STR_ARG(first->p->e.id));
			check_note(k, first->at, "there");
			check_help(k,
			    "have one of them make a new key and sign anew");
		}
	}
}
