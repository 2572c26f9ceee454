/* The published OpenPGP keys that documents are signed with. */
#include "audit/audit_impl.h"
#include "audit/audit_ring.h"
#include "base/arena.h"
#include "base/io.h"
#include "base/limits.h"

/* Days before its end from which on a key is told, and from which on readers
 * may refuse what it signs (CSAF 2.1, 7.1.20). */
#define DAYS_TOLD	90
#define DAYS_NEEDED	30
#define SECONDS_A_DAY	86400

#define EXPIRES	"key-expires"
#define WRONG	"organisation-key"

#define NEW_KEY								\
	"make a new key, or a later end for this one; a new one goes into " \
	"contact.openpgp_key and signing_key, the old one into "	\
	"csaf.former_keys"

static void
report_end(struct audit_work *w, const struct text *file, int64_t until)
{
	int64_t left = until - w->r->now.s;
	struct instant end = { until, 0 };
	struct str day, text;

	if (until == 0 || left > (int64_t)DAYS_TOLD * SECONDS_A_DAY)
		return;
	day = day_format(w->perm, instant_day(zone_at(w->m->zone, end)));
	if (left <= 0)
		text = str_fmt(w->perm,
		    "the key ended on %.*s: nothing can be signed",
		    STR_ARG(day));
	else
		text = str_fmt(w->perm, "the key ends in %lld days, on %.*s%s",
		    (long long)(left / SECONDS_A_DAY), STR_ARG(day),
		    left <= (int64_t)DAYS_NEEDED * SECONDS_A_DAY ?
			": readers may refuse what it signs" :
			"");
	audit_report(w, EXPIRES, file->at, text, S(""), S(NEW_KEY));
}

/* The only key of a file, in a ring of its own, or why it is none. */
static const char *
open_key(struct audit_work *w, const struct text *file,
    struct sign_openpgp **ring, struct str *name)
{
	struct str path = str_cat(w->perm, S("content/"), file->s);
	struct str text, *names;
	size_t n;

	if (io_read(w->r->root, path, LIMIT_SIGN_KEYS, w->perm, &text) != 0)
		return NULL;	/* the public edition says so */
	if (sign_openpgp_open(w->perm, S(SIGN_PARENT), w->r->now, ring) !=
	    SIGN_GOOD)
		return NULL;	/* doctor says so */
	if (sign_openpgp_add(*ring, text, &names, &n) != SIGN_GOOD)
		return "this is no armoured OpenPGP public key";
	if (n != 1)
		return "there are several keys in this file";
	*name = names[0];
	return NULL;
}

/* One key: what is written of it, and its end when new ones are signed. */
static void
see_key(struct audit_work *w, const struct text *file,
    const struct text *fingerprint, bool is_current)
{
	struct sign_openpgp *ring = NULL;
	struct str name = S(""), written;
	const char *fault;
	int64_t until;

	if (file->s.n == 0 || w->r->root == NULL)
		return;
	fault = open_key(w, file, &ring, &name);
	if (fault != NULL)
		audit_report(w, WRONG, file->at, str_z(fault), S(""),
		    S("export it: gpg --armor --export FINGERPRINT"));
	else if (name.n > 0 &&
	    (!sign_openpgp_fingerprint(w->perm, fingerprint->s, &written) ||
		!str_eq(written, name)))
		audit_report(w, WRONG,
		    span_is_set(fingerprint->at) ? fingerprint->at : file->at,
		    S("this is not the fingerprint of the key"), S(""),
		    str_fmt(w->perm, "it is %.*s", STR_ARG(name)));
	if (name.n > 0 && is_current &&
	    sign_openpgp_end(ring, name, &until) == SIGN_GOOD)
		report_end(w, file, until);
	sign_openpgp_close(ring);
}

void
audit_signing_run(struct audit_work *w)
{
	const struct organisation *o = w->m->organisation;

	if (o == NULL)
		return;
	if (o->contact != NULL)
		see_key(w, &o->contact->openpgp_key,
		    &o->contact->openpgp_fingerprint, true);
	for (size_t i = 0; o->csaf != NULL && i < o->csaf->former_keys.n; i++)
		see_key(w, &o->csaf->former_keys.v[i].file,
		    &o->csaf->former_keys.v[i].fingerprint, false);
}
