#include "audit/audit_approval.h"

#include "audit/audit_author.h"
#include "audit/audit_people.h"
#include "audit/audit_view.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/pool.h"
#include "model/approval.h"
#include "model/at_work.h"
#include "model/decision.h"
#include "sign/sign.h"
#include "text/catalog.h"
#include "wall/wall.h"

/* What is done for all cases at once, by the pool. */
struct digesting {
	struct audit_work *w;
	const struct audit_keys *keys;
	struct arena **arenas; /* one a worker, for results */
	struct arena **scratch; /* and for what is thrown away */
};

/* One case, on the main thread. */
struct judging {
	struct audit_work *w;
	struct audit_keys *keys;
	struct audit_roster *roster;
	struct audit_lines *lines;
	const struct case_entry *c;
	struct audit_case *x;
	bool is_commit_enough;
	/* Who wrote for the revision at a place of the ledger; asked for in
	 * order, mostly the same. */
	struct arena *kept;
	struct audit_writings writings;
	size_t place;
};

static const struct revision_list *
ledger(const struct case_entry *c)
{
	static const struct revision_list none;

	return c->published != NULL ? &c->published->revisions : &none;
}

static const struct approval_list *
lines_of(const struct case_entry *c)
{
	static const struct approval_list none;

	return c->approvals != NULL ? &c->approvals->approvals : &none;
}

/*
 * Whether anybody signs this: a case of ours with a text, with approvals, with
 * a decision against publication, or with a revision that was signed.
 */
static bool
is_signed_case(const struct case_entry *c)
{
	const struct revision_list *l = ledger(c);
	const struct disclosure *said = c->c->disclosure;

	if (model_case_is_import(c))
		return false;
	return c->ja != NULL || c->en != NULL || lines_of(c)->n > 0 ||
	    (said != NULL && said->decision.v != 0) ||
	    (l->n > 0 && l->v[l->n - 1].view.s.n > 0);
}

/* Words that `hansho publish` writes when the case has none: nobody signs. */
static bool
is_first_words(const struct digesting *g, const struct revision *r)
{
	struct str ja, en;

	return g->w->r->words != NULL &&
	    catalog_get(g->w->r->words, S("ja"), S("release.first"), &ja) &&
	    catalog_get(g->w->r->words, S("en"), S("release.first"), &en) &&
	    str_eq(r->summary.ja.s, ja) && str_eq(r->summary.en.s, en);
}

/*
 * Whether a case is as a revision's view has it, with the words of the ledger,
 * which readers see.
 */
static bool
is_as_out(const struct digesting *g, const struct wall *wall,
    const struct case_entry *c, const struct revision *r)
{
	struct revision said = *r;
	struct str view = S("");

	if (r->legacy_version.s.n > 0)
		return false;
	if (audit_view_revision(wall, c, &said, wall->perm, &view) &&
	    str_eq(r->view.s, digest_hex(wall->perm, DIGEST_SHA256, view)))
		return true;
	if (r != ledger(c)->v || !is_first_words(g, r))
		return false;
	said.summary = (struct words){ 0 };
	return audit_view_revision(wall, c, &said, wall->perm, &view) &&
	    str_eq(r->view.s, digest_hex(wall->perm, DIGEST_SHA256, view));
}

static void
digest_case(const struct digesting *g, const struct case_entry *c,
    struct audit_case *x, unsigned worker)
{
	struct scratch tmp = scratch_begin(g->scratch[worker]);
	const struct wall wall = {
		.model = g->w->m,
		.now = g->w->r->now,
		.pool = g->w->r->pool,
		.perm = tmp.a,
		/* The rules report what is wrong with a text. */
		.d = diags_open(tmp.a),
	};
	const struct revision *r = model_released(c, g->w->r->now.s);
	struct str view;

	if (audit_view_json(&wall, c, tmp.a, &view))
		x->digest = digest_hex(g->arenas[worker], DIGEST_SHA256, view);
	x->is_changed = r != NULL && r->view.s.n > 0 &&
	    !is_as_out(g, &wall, c, r);
	scratch_end(tmp);
}

/* The digest, and what needs neither git nor gpg. */
static void
begin_case(void *ctx, size_t i, unsigned worker)
{
	const struct digesting *g = ctx;
	const struct case_entry *c = &g->w->m->cases[i];
	const struct approval_list *l = lines_of(c);
	struct audit_case *x = &g->w->out->cases[i];

	if (!is_signed_case(c))
		return;
	digest_case(g, c, x, worker);
	if (l->n == 0)
		return;
	x->approvals = arena_array(g->arenas[worker], struct audit_approval,
	    l->n);
	x->n_approvals = l->n;
	for (size_t k = 0; k < l->n; k++) {
		struct audit_approval *a = &x->approvals[k];
		struct audit_judgement j = { APPROVAL_UNSIGNED, S("") };

		a->approval = &l->v[k];
		if (sign_kind_of(l->v[k].signature.s) == SIGN_SSH)
			j = audit_key_ssh(g->keys, c, &l->v[k],
			    g->arenas[worker]);
		a->verdict = j.verdict;
		a->why = j.why;
	}
}

static void
begin_all(struct audit_work *w, const struct audit_keys *keys)
{
	unsigned n = pool_jobs(w->r->pool);
	struct digesting g = {
		.w = w,
		.keys = keys,
		.arenas = arena_array(w->perm, struct arena *, n),
		.scratch = arena_array(w->perm, struct arena *, n),
	};

	for (unsigned i = 0; i < n; i++) {
		g.arenas[i] = arena_open_in(w->perm);
		g.scratch[i] = arena_open();
	}
	pool_run(w->r->pool, w->m->n_cases, begin_case, &g);
	for (unsigned i = 0; i < n; i++)
		arena_close(g.scratch[i]);
}

/* ---- one approval after the other ------------------------------------ */

static struct audit_judgement
say(enum approval_verdict verdict, struct str why)
{
	return (struct audit_judgement){ verdict, why };
}

/* A line without a signature: who committed it? */
static struct audit_judgement
judge_unsigned(struct judging *j, const struct approval *x)
{
	struct arena *perm = j->w->perm;
	const struct history_commit *c;
	const struct person_entry *by;

	if (!j->is_commit_enough)
		return say(APPROVAL_UNSIGNED, S(""));
	if (j->w->h == NULL)
		return say(APPROVAL_NOT_COMMITTED, j->w->out->git_why);
	c = audit_line_commit(j->lines, x);
	if (c == NULL)
		return say(APPROVAL_NOT_COMMITTED,
		    S("no commit has this line"));
	by = audit_people_find(j->w, c->author);
	if (by != NULL && by == x->by.target)
		return say(APPROVAL_GOOD, S(""));
	return say(APPROVAL_NOT_COMMITTED,
	    str_fmt(perm, "%.*s did, commit %.*s",
		STR_ARG(by != NULL ? by->e.id : c->author->name),
		STR_ARG(audit_people_short_id(j->w, c->id))));
}

/* When an approval came, as its author says; not committed: now. */
static struct instant
came_at(struct judging *j, const struct approval *x)
{
	const struct history_commit *c;

	if (j->w->h == NULL)
		return x->at.w.at;
	c = audit_line_commit(j->lines, x);
	if (c == NULL)
		return j->w->r->now;
	return c->is_cut || !audit_people_is_judged(j->w, c) ? x->at.w.at :
							       c->author_at;
}

static struct audit_judgement
judge_signature(struct judging *j, const struct audit_approval *a)
{
	const struct approval *x = a->approval;

	switch (sign_kind_of(x->signature.s)) {
	case SIGN_SSH:
		/* By the pool. */
		if (a->verdict == APPROVAL_GOOD)
			return audit_key_late(j->keys, x, came_at(j, x),
			    j->w->perm);
		break;
	case SIGN_OPENPGP:
		return audit_key_openpgp(j->keys, j->c, x, came_at(j, x));
	case SIGN_NONE:
		if (x->signature.s.n > 0)
			return say(APPROVAL_FORGED,
			    str_z(sign_result_text(SIGN_MALFORMED)));
		return judge_unsigned(j, x);
	}
	return say(a->verdict, a->why);
}

/*
 * Whether a person had the role when the approval was given, and still when it
 * came: its own instant is what the approver writes.
 */
static bool
held(struct judging *j, const struct approval *x, struct instant came,
    const struct person_entry *p)
{
	enum role role = (enum role)x->role.v;

	return audit_roster_held(j->roster, p, role, x->at.w.at) &&
	    audit_roster_held(j->roster, p, role, came);
}

/* The role that the person had then, or that of somebody who was away. */
static struct audit_judgement
judge_role(struct judging *j, struct audit_approval *a)
{
	const struct approval *x = a->approval;
	const struct person_entry *by = x->by.target;
	enum role role = (enum role)x->role.v;
	const struct model *m = j->w->m;
	struct day day = instant_day(zone_at(m->zone, x->at.w.at));
	struct instant came = came_at(j, x);

	if (at_work_is_away(by, day))
		return say(APPROVAL_ABSENT, S(""));
	if (held(j, x, came, by))
		return say(APPROVAL_GOOD, S(""));
	for (size_t i = 0; i < m->n_people; i++) {
		const struct person_entry *p = &m->people[i];

		if (p == by || at_work(p, day) != by || !held(j, x, came, p))
			continue;
		a->instead_of = p;
		return say(APPROVAL_GOOD, S(""));
	}
	if (audit_roster_held(j->roster, by, role, x->at.w.at))
		return say(APPROVAL_NO_ROLE,
		    S("the role had ended when the approval came"));
	if (approval_has_role(by->person, role))
		return say(APPROVAL_NO_ROLE, S("the role came later"));
	return say(APPROVAL_NO_ROLE, S(""));
}

/*
 * The place in the ledger of what an approval is for, by its digest alone,
 * since its instant is what the approver writes: of the revision that went out
 * with this digest; while none has, of the one that comes next.  So is one of
 * an older revision's digest where the case says again what it said then.
 */
static size_t
place_of(const struct judging *j, const struct approval *x)
{
	const struct revision_list *l = ledger(j->c);

	for (size_t i = l->n; i-- > 0;) {
		if (str_eq(l->v[i].view.s, x->digest.s))
			return i + 1 < l->n &&
				str_eq(x->digest.s, j->x->digest) ?
			    l->n :
			    i;
	}
	return l->n;
}

static const struct audit_writings *
writings_of(struct judging *j, size_t place)
{
	if (j->place != place)
		j->writings = audit_author_writings(j->w, j->c, place,
		    j->kept);
	j->place = place;
	return &j->writings;
}

static struct audit_judgement
judge_author(struct judging *j, const struct approval *x)
{
	const struct audit_writings *l;
	const struct audit_writing *by;
	enum approval_verdict verdict = APPROVAL_AUTHOR;
	struct str who = S("");

	/* Who wrote a copy's texts was asked where its master is. */
	if (model_case_is_copy(j->c))
		return say(APPROVAL_GOOD, S(""));
	l = writings_of(j, place_of(j, x));
	by = audit_author_by(j->w, l, x->by.target);
	if (by == NULL) {
		verdict = APPROVAL_AUTHOR_UNKNOWN;
		by = audit_author_unknown(j->w, l, &who);
	}
	if (by == NULL)
		return say(APPROVAL_GOOD, S(""));
	return say(verdict,
	    str_fmt(j->w->perm, "%.*s, commit %.*s", STR_ARG(by->path),
		STR_ARG(audit_people_short_id(j->w, by->commit->id))));
}

/* Good in itself, but what for? */
static struct audit_judgement
judge_digest(struct judging *j, const struct approval *x)
{
	const struct history_commit *c;
	struct str what;

	if (j->x->digest.n > 0 && str_eq(x->digest.s, j->x->digest))
		return say(APPROVAL_GOOD, S(""));
	if (j->x->digest.n == 0)
		return say(APPROVAL_VOID,
		    S("what would be published cannot be made"));
	c = j->w->h != NULL ? audit_line_commit(j->lines, x) : NULL;
	if (c == NULL)
		return say(APPROVAL_VOID, S(""));
	what = audit_author_since(j->w, j->c, c);
	return say(APPROVAL_VOID,
	    what.n > 0 ? what :
			 S("nothing in the case's folder: a product or a "
			   "company that it names"));
}

/* "2026-11-25T10:00:00+09:00" by our clocks. */
static struct str
say_instant(const struct judging *j, struct instant t)
{
	return instant_format(j->w->perm, zone_at(j->w->m->zone, t));
}

/* When it may go out may move away from what was approved, not come nearer. */
static struct audit_judgement
judge_instant(struct judging *j, const struct approval *x)
{
	const struct revision_list *l = ledger(j->c);
	size_t place = place_of(j, x);
	struct str was, is = S("none is agreed");
	struct instant t;
	struct span at;
	bool has = place < l->n;

	if (x->not_before.w.kind != WHEN_INSTANT)
		return say(APPROVAL_GOOD, S(""));
	/* Of what went out the ledger has the instant. */
	if (has)
		t = l->v[place].at.w.at;
	else
		has = decision_not_before(j->c->c, j->w->m->zone, &t, &at);
	if (has && t.s >= x->not_before.w.at.s)
		return say(APPROVAL_GOOD, S(""));
	if (has)
		is = str_fmt(j->w->perm, "it is %.*s",
		    STR_ARG(say_instant(j, t)));
	was = say_instant(j, x->not_before.w.at);
	return say(APPROVAL_EARLIER,
	    str_fmt(j->w->perm, "%.*s was approved, and now %.*s",
		STR_ARG(was), STR_ARG(is)));
}

/* The first that speaks against it; a void one is good in all else. */
static struct audit_judgement
judge(struct judging *j, struct audit_approval *a)
{
	const struct approval *x = a->approval;
	struct audit_judgement found;

	/* Reported when loading. */
	if (x->by.target == NULL || x->role.v == 0 ||
	    x->at.w.kind != WHEN_INSTANT)
		return say(APPROVAL_NO_ROLE, S(""));
	if (x->at.w.at.s > j->w->r->now.s)
		return say(APPROVAL_FUTURE, S(""));
	found = judge_signature(j, a);
	if (found.verdict == APPROVAL_GOOD)
		found = judge_role(j, a);
	if (found.verdict == APPROVAL_GOOD)
		found = judge_author(j, x);
	if (found.verdict == APPROVAL_GOOD)
		found = judge_digest(j, x);
	if (found.verdict == APPROVAL_GOOD)
		found = judge_instant(j, x);
	return found;
}

/* Who wrote for the next revision. */
static void
list_authors(struct judging *j)
{
	const struct audit_writings *l = writings_of(j, ledger(j->c)->n);
	const struct audit_writing *by;
	struct str who;

	audit_author_list(j->w, l, j->x);
	by = model_case_is_copy(j->c) ? NULL :
					audit_author_unknown(j->w, l, &who);
	if (by != NULL)
		j->x->stranger = str_fmt(j->w->perm,
		    "%.*s, commit %.*s by %.*s", STR_ARG(by->path),
		    STR_ARG(audit_people_short_id(j->w, by->commit->id)),
		    STR_ARG(who));
}

static void
judge_case(struct judging *j)
{
	struct scratch tmp = scratch_begin(j->w->tmp);

	j->lines = audit_line_open(j->w, j->c, tmp.a);
	j->kept = arena_open();
	j->place = SIZE_MAX;
	list_authors(j);
	for (size_t i = 0; i < j->x->n_approvals; i++) {
		struct audit_judgement found = judge(j, &j->x->approvals[i]);

		j->x->approvals[i].verdict = found.verdict;
		j->x->approvals[i].why = found.why;
	}
	arena_close(j->kept);
	scratch_end(tmp);
}

void
audit_approval_run(struct audit_work *w)
{
	struct judging j = {
		.w = w,
		.keys = audit_key_open(w),
		.roster = audit_roster_open(w),
		.is_commit_enough = approval_is_commit_enough(w->m),
	};

	begin_all(w, j.keys);
	for (size_t i = 0; i < w->m->n_cases; i++) {
		j.c = &w->m->cases[i];
		j.x = &w->out->cases[i];
		if (is_signed_case(j.c))
			judge_case(&j);
	}
}
