#include "audit/audit_impl.h"

#include "audit/audit_people.h"
#include "audit/audit_ring.h"
#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/pool.h"
#include "history/history_object.h"
#include "model/key.h"
#include "model/policy.h"
#include "sign/sign.h"

/* A commit whose signature is looked at. */
struct job {
	const struct history_commit *commit;
	const struct person_entry *who;	/* its author; NULL: unknown */
	struct sign_commit parts;
	enum sign_result split;		/* whether there are parts */
	const char *why;		/* NULL: it is good */
};

struct signatures {
	struct audit_work *w;
	struct job *jobs;
	size_t n;
	struct map *groups;	/* "mail\nwhy" -> struct audit_people_group */
};

static bool
is_asked_for(const struct model *m)
{
	const struct document_list *l = &m->docs[KIND_POLICY];

	for (size_t i = 0; i < l->n; i++) {
		const struct policy *p = l->v[i].record;

		if (policy_is_main(m, &l->v[i]) && p->signed_commits.b)
			return true;
	}
	return false;
}

/* Why a key does not count for a commit, or NULL. */
static const char *
why_not(const struct audit_work *w, const struct public_key *key,
    const struct history_commit *c)
{
	struct day day = instant_day(zone_at(w->m->zone, c->committer_at));

	switch (key_on(key, day)) {
	case KEY_HOLDS:
		return NULL;
	case KEY_REVOKED:
		return "its key was given up as lost or stolen";
	case KEY_EARLY:
		return "its key counts from a later day on";
	case KEY_ENDED:
		return "its key had ended";
	}
	BUG("day of a key");
}

/* ---- SSH, by the pool ------------------------------------ */

/* The first reason that says more than that a key is another one. */
static const char *
better(const char *old, enum sign_result r)
{
	if (old != NULL && r == SIGN_WRONG_KEY)
		return old;
	return sign_result_text(r);
}

/*
 * Why no SSH key of the author's counts, or NULL.  A key that stands twice,
 * with one span of days each, counts in either.
 */
static const char *
why_ssh(const struct signatures *s, const struct job *job, struct arena *tmp)
{
	const char *day = NULL, *why = NULL;

	for (size_t k = 0; k < job->who->person->keys.n; k++) {
		const struct public_key *key = &job->who->person->keys.v[k];
		struct sign_made made;
		enum sign_result r;

		if (!str_eq(key->kind.s, S("ssh")))
			continue;
		r = sign_ssh_check(tmp, key->key.s, S(SIGN_FOR_GIT),
		    job->parts.payload, job->parts.armour, &made);
		if (r != SIGN_GOOD) {
			why = better(why, r);
			continue;
		}
		day = why_not(s->w, key, job->commit);
		if (day == NULL)
			return NULL;
	}
	if (day != NULL)
		return day;
	return why != NULL ? why : sign_result_text(SIGN_UNKNOWN_KEY);
}

static void
check_ssh(void *ctx, size_t i, unsigned worker)
{
	const struct signatures *s = ctx;
	struct job *job = &s->jobs[i];
	struct arena *tmp;

	(void)worker;
	if (job->who == NULL || job->split != SIGN_GOOD ||
	    sign_kind_of(job->parts.armour) != SIGN_SSH)
		return;
	tmp = arena_open();
	job->why = why_ssh(s, job, tmp);
	arena_close(tmp);
}

/* ---- OpenPGP, by gpg ------------------------------------ */

/* The same of OpenPGP keys. */
static const char *
why_openpgp(const struct signatures *s, const struct job *job)
{
	const char *day = NULL, *why = sign_result_text(SIGN_UNKNOWN_KEY);
	enum sign_result r;
	struct sign_openpgp *gpg = audit_ring_gpg(s->w->ring, &r);

	if (gpg == NULL)
		return sign_result_text(r);
	for (size_t k = 0; k < job->who->person->keys.n; k++) {
		const struct public_key *key = &job->who->person->keys.v[k];
		struct sign_made made;

		if (!str_eq(key->kind.s, S("openpgp")) ||
		    !audit_ring_add(s->w->ring, key))
			continue;
		r = sign_openpgp_check(gpg, key->key.s, job->parts.payload,
		    job->parts.armour, job->commit->committer_at, &made);
		if (r != SIGN_GOOD) {
			why = sign_result_text(r);
			continue;
		}
		day = why_not(s->w, key, job->commit);
		if (day == NULL)
			return NULL;
	}
	return day != NULL ? day : why;
}

/* ---- all ------------------------------------ */

static void
read_job(struct signatures *s, const struct history_commit *c)
{
	struct job *job = &s->jobs[s->n++];
	struct str raw;

	*job = (struct job){
		.commit = c,
		.who = audit_people_find(s->w, c->author),
		.split = SIGN_MALFORMED,
	};
	if (job->who == NULL)
		job->why = "its author is nobody on the roster";
	else if (!history_object_commit(s->w->h, c, s->w->tmp, &raw))
		job->why = "git cannot read it";
	else
		job->split = sign_commit_split(s->w->tmp, raw, &job->parts);
	if (job->why == NULL && job->split != SIGN_GOOD)
		job->why = sign_result_text(job->split);
}

static void
note_job(struct signatures *s, const struct job *job)
{
	struct str key = str_fmt(s->w->perm, "%.*s\n%s",
	    STR_ARG(job->commit->author->mail), job->why);
	struct audit_people_group *g = map_get(s->groups, key);

	if (g == NULL) {
		g = arena_new(s->w->perm, struct audit_people_group);
		map_put(s->groups, key, g);
	}
	audit_people_add(g, job->commit);
}

/* Check what was gathered, and forget it. */
static void
check_jobs(struct signatures *s)
{
	pool_run(s->w->r->pool, s->n, check_ssh, s);
	for (size_t i = 0; i < s->n; i++) {
		struct job *job = &s->jobs[i];

		if (job->who != NULL && job->split == SIGN_GOOD &&
		    sign_kind_of(job->parts.armour) != SIGN_SSH)
			job->why = why_openpgp(s, job);
		if (job->why != NULL)
			note_job(s, job);
	}
	s->n = 0;
}

static void
report(struct signatures *s)
{
	struct audit_work *w = s->w;

	for (size_t i = 0; i < map_len(s->groups); i++) {
		const struct map_entry *e = map_at(s->groups, i);
		const struct audit_people_group *g = e->value;
		struct str mail, why;

		(void)str_cut(e->key, '\n', &mail, &why);
		audit_report(w, "history-signature",
		    audit_people_place_of_all(w),
		    str_fmt(w->perm,
			"cases were changed by %.*s without a "
			"good signature: %.*s",
			STR_ARG(mail), STR_ARG(why)),
		    audit_people_group_text(w, g),
		    S("sign commits with a key of `keys:` in content/people/: "
		      "git config commit.gpgSign true"));
	}
}

void
audit_signature_run(struct audit_work *w)
{
	struct signatures s = { .w = w };
	struct scratch tmp;

	if (w->h == NULL || !is_asked_for(w->m))
		return;
	s.groups = map_open(w->perm);
	s.jobs = arena_array(w->perm, struct job, LIMIT_HISTORY_RAW);
	tmp = scratch_begin(w->tmp);
	for (size_t i = 0; i < w->h->n_commits; i++) {
		const struct history_commit *c = w->h->commits[i];

		if (!audit_people_is_judged(w, c) ||
		    !audit_people_touches_cases(c))
			continue;
		if (s.n == LIMIT_HISTORY_RAW) {
			check_jobs(&s);
			scratch_end(tmp);
			tmp = scratch_begin(w->tmp);
		}
		read_job(&s, c);
	}
	check_jobs(&s);
	scratch_end(tmp);
	report(&s);
}
