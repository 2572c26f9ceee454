#include "audit/audit_approval.h"
#include "audit/audit_ring.h"
#include "audit/audit_view.h"
#include "base/arena.h"
#include "base/limits.h"
#include "model/key.h"
#include "sign/sign.h"

/* A key on the roster. */
struct key {
	const struct person_entry *of;
	const struct public_key *key;
	struct str name; /* its fingerprint; empty: it is no key */
	bool is_ssh;
	bool is_there; /* OpenPGP: its file is in gpg's ring */
};

struct audit_keys {
	struct audit_work *w;
	struct key *v;
	size_t n;
	bool is_added; /* whether the OpenPGP keys were put into the ring */
};

static struct key
key_of(struct arena *a, const struct person_entry *p,
    const struct public_key *key)
{
	struct key k = { .of = p,
		.key = key,
		.is_ssh = str_eq_z(key->kind.s, "ssh") };
	bool ok = k.is_ssh ?
	    sign_ssh_fingerprint(a, key->key.s, &k.name) == SIGN_GOOD :
	    sign_openpgp_fingerprint(a, key->key.s, &k.name);

	if (!ok)
		k.name = S("");
	return k;
}

struct audit_keys *
audit_key_open(struct audit_work *w)
{
	struct audit_keys *k = arena_new(w->perm, struct audit_keys);
	size_t n = 0;

	k->w = w;
	for (size_t i = 0; i < w->m->n_people; i++)
		n += w->m->people[i].person->keys.n;
	k->v = arena_array(w->perm, struct key, n + 1);
	for (size_t i = 0; i < w->m->n_people; i++) {
		const struct person_entry *p = &w->m->people[i];

		for (size_t j = 0; j < p->person->keys.n; j++)
			k->v[k->n++] = key_of(w->perm, p,
			    &p->person->keys.v[j]);
	}
	return k;
}

/* As written, without the quotes that YAML allows around it. */
static struct str
instant_of(const struct audit_keys *k, const struct moment *t)
{
	struct str s = span_is_set(t->at) ?
	    source_text(k->w->m->sources, t->at) :
	    S("");

	return s.n > 1 && (s.p[0] == '"' || s.p[0] == '\'') ?
	    str_sub(s, 1, s.n - 2) :
	    s;
}

static struct str
statement_of(const struct audit_keys *k, const struct case_entry *c,
    const struct approval *x, struct arena *a)
{
	const struct audit_statement s = {
		.case_id = c->e.id,
		.role = str_z(enum_name(&enum_role, x->role.v)),
		.by = x->by.id,
		.at = instant_of(k, &x->at),
		.digest = x->digest.s,
		.not_before = instant_of(k, &x->not_before),
	};

	return audit_view_statement(a, &s);
}

/* Whether a key of the person's counts at an instant. */
static struct audit_judgement
judge_dates(const struct audit_keys *k, const struct public_key *key,
    struct instant at, struct arena *a)
{
	struct day day = instant_day(zone_at(k->w->m->zone, at));
	struct audit_judgement j = { APPROVAL_KEY_ENDED, S("") };

	switch (key_on(key, day)) {
	case KEY_HOLDS:
		j.verdict = APPROVAL_GOOD;
		break;
	case KEY_REVOKED:
		j.why = str_fmt(a, "the key was given up on %.*s",
		    STR_ARG(day_format(a, key->revoked.w.day)));
		break;
	case KEY_EARLY:
		j.why = str_fmt(a, "the key counts from %.*s on",
		    STR_ARG(day_format(a, key->since.w.day)));
		break;
	case KEY_ENDED:
		j.why = str_fmt(a, "the key ended on %.*s",
		    STR_ARG(day_format(a, key->until.w.day)));
		break;
	}
	return j;
}

/*
 * A good signature of the key with this name: the person's own, or whose.  A
 * key that stands twice, with one span of days each, counts in either.
 */
static struct audit_judgement
judge_owner_at(const struct audit_keys *k, struct str name,
    const struct approval *x, struct instant at, struct arena *a)
{
	struct audit_judgement j = { APPROVAL_OTHER_KEY, S("") };
	const struct person_entry *other = NULL;

	for (size_t i = 0; i < k->n; i++) {
		if (name.n == 0 || !str_eq(k->v[i].name, name))
			continue;
		if (k->v[i].of != x->by.target) {
			other = k->v[i].of;
			continue;
		}
		j = judge_dates(k, k->v[i].key, at, a);
		if (j.verdict == APPROVAL_GOOD)
			return j;
	}
	if (j.verdict == APPROVAL_OTHER_KEY && other != NULL)
		j.why = str_fmt(a, "it is a key of %.*s",
		    STR_ARG(other->e.id));
	else if (j.verdict == APPROVAL_OTHER_KEY)
		j.why = str_fmt(a, "nobody on the roster has the key %.*s",
		    STR_ARG(name));
	return j;
}

static struct audit_judgement
judge_owner(const struct audit_keys *k, struct str name,
    const struct approval *x, struct arena *a)
{
	return judge_owner_at(k, name, x, x->at.w.at, a);
}

/* A key on the roster by its name, whosever. */
static const struct key *
find_key(const struct audit_keys *k, struct str name)
{
	for (size_t i = 0; i < k->n; i++) {
		if (name.n > 0 && str_eq(k->v[i].name, name))
			return &k->v[i];
	}
	return NULL;
}

/* The signature is of nobody's key: the person may have none at all. */
static struct audit_judgement
judge_unknown(const struct audit_keys *k, struct str name,
    const struct approval *x, bool is_ssh, struct arena *a)
{
	for (size_t i = 0; i < k->n; i++) {
		if (k->v[i].of == x->by.target && k->v[i].is_ssh == is_ssh &&
		    k->v[i].name.n > 0 && (is_ssh || k->v[i].is_there))
			return judge_owner(k, name, x, a);
	}
	return (struct audit_judgement){ APPROVAL_NO_KEY,
		str_fmt(a, "content/ has no %s key of %.*s",
		    is_ssh ? "SSH" : "OpenPGP", STR_ARG(x->by.id)) };
}

static struct audit_judgement
forged(enum sign_result r)
{
	return (struct audit_judgement){ APPROVAL_FORGED,
		str_z(sign_result_text(r)) };
}

struct audit_judgement
audit_key_ssh(const struct audit_keys *k, const struct case_entry *c,
    const struct approval *x, struct arena *a)
{
	struct sign_made made = { 0 };
	enum sign_result r = sign_ssh_read(a, x->signature.s, &made);
	const struct key *key;

	if (r != SIGN_GOOD)
		return forged(r);
	key = find_key(k, made.key);
	if (key == NULL)
		return judge_unknown(k, made.key, x, true, a);
	r = sign_ssh_check(a, key->key->key.s, S(SIGN_FOR_APPROVAL),
	    statement_of(k, c, x, a), x->signature.s, &made);
	if (r != SIGN_GOOD)
		return forged(r);
	return judge_owner(k, key->name, x, a);
}

/* A good signature that came later than it says: did the key count then? */
static struct audit_judgement
judge_late(const struct audit_keys *k, struct str name,
    const struct approval *x, struct instant came, struct arena *a)
{
	struct audit_judgement j;

	if (came.s <= x->at.w.at.s)
		return (struct audit_judgement){ APPROVAL_GOOD, S("") };
	j = judge_owner_at(k, name, x, came, a);
	if (j.verdict != APPROVAL_GOOD)
		j.why = str_fmt(a, "%.*s, and the line came on %.*s",
		    STR_ARG(j.why),
		    STR_ARG(day_format(a,
			instant_day(zone_at(k->w->m->zone, came)))));
	return j;
}

struct audit_judgement
audit_key_late(const struct audit_keys *k, const struct approval *x,
    struct instant came, struct arena *a)
{
	struct sign_made made = { 0 };

	if (sign_ssh_read(a, x->signature.s, &made) != SIGN_GOOD)
		return forged(SIGN_MALFORMED);
	return judge_late(k, made.key, x, came, a);
}

/* ---- OpenPGP ------------------------------------ */

/* Have all of the roster's keys in the ring; what is no key is left. */
static void
add_keys(struct audit_keys *k)
{
	for (size_t i = 0; i < k->n && !k->is_added; i++) {
		if (!k->v[i].is_ssh)
			k->v[i].is_there = audit_ring_add(k->w->ring,
			    k->v[i].key);
	}
	k->is_added = true;
}

/* gpg's word on a signature: of which key it is, and whether it is good. */
static struct audit_judgement
judge_openpgp(const struct audit_keys *k, const struct approval *x,
    struct instant came, enum sign_result r, const struct sign_made *made)
{
	struct str name = made->primary.n > 0 ? made->primary : made->key;
	struct audit_judgement j;

	switch (r) {
	case SIGN_GOOD:
		j = judge_owner(k, name, x, k->w->perm);
		return j.verdict == APPROVAL_GOOD ?
		    judge_late(k, name, x, came, k->w->perm) :
		    j;
	case SIGN_EXPIRED:
	case SIGN_REVOKED:
	case SIGN_FUTURE:
		return (struct audit_judgement){ APPROVAL_KEY_ENDED,
			str_z(sign_result_text(r)) };
	case SIGN_UNKNOWN_KEY:
	case SIGN_WRONG_KEY:
		return judge_unknown(k, name, x, false, k->w->perm);
	case SIGN_BAD:
	case SIGN_MALFORMED:
	case SIGN_UNSUPPORTED:
	case SIGN_NAMESPACE:
	case SIGN_UNTOUCHED:
	case SIGN_UNSIGNED:
	case SIGN_REFUSED:
	case SIGN_ENVIRONMENT:
		break;
	}
	return forged(r);
}

struct audit_judgement
audit_key_openpgp(struct audit_keys *k, const struct case_entry *c,
    const struct approval *x, struct instant came)
{
	struct sign_made made = { 0 };
	struct instant at = x->at.w.at;
	enum sign_result r;
	struct sign_openpgp *gpg = audit_ring_gpg(k->w->ring, &r);
	struct str text;

	if (gpg == NULL)
		return (struct audit_judgement){ APPROVAL_NO_KEY,
			str_z(sign_result_text(r)) };
	add_keys(k);
	text = statement_of(k, c, x, k->w->perm);
	r = sign_openpgp_check(gpg, S(""), text, x->signature.s, at, &made);
	/* The line is written before it is signed. */
	if (r == SIGN_FUTURE && made.made_s > at.s &&
	    made.made_s - at.s <= LIMIT_APPROVAL_SKEW_S) {
		at.s = made.made_s;
		r = sign_openpgp_check(gpg, S(""), text, x->signature.s, at,
		    &made);
	}
	return judge_openpgp(k, x, came, r, &made);
}
