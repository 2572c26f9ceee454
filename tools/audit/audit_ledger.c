#include "audit/audit_impl.h"

#include <string.h>

#include "audit/audit_ledger_read.h"
#include "audit/audit_people.h"
#include "audit/audit_time.h"
#include "base/arena.h"
#include "base/digest.h"
#include "base/limits.h"
#include "model/kind.h"

/* A revision as it once stood in a committed version. */
struct stood {
	const struct revision *r;
	const struct history_commit *broken;	/* the last that changed it */
};

/* The ledger of one case, whatever its folder was called. */
struct ledger {
	struct audit_work *w;
	const struct history_file *f;
	struct kind_path path;
	const struct case_entry *now;	/* the case of that id; NULL: gone */
	struct stood *stood;
	size_t n, cap;
	int64_t at_s;	/* of the newest change taken in */
	const struct history_change *first;	/* since when one stands */
	struct str old_id;	/* what it was published as; or empty */
	struct str *backdated;	/* versions that were written too late */
	size_t n_backdated, cap_backdated;
};

static struct str
by_whom(const struct audit_work *w, const struct history_commit *c)
{
	if (c == NULL)
		return S("no commit has that yet");
	return str_fmt(w->perm, "by %.*s <%.*s> in commit %.*s",
	    STR_ARG(c->author->name), STR_ARG(c->author->mail),
	    STR_ARG(audit_people_short_id(w, c->id)));
}

/* Whether a commit that took a ledger away put it into another folder. */
static bool
moved_on(const struct history_file *f)
{
	const struct history_commit *c = f->changes[0]->commit;
	struct kind_path p;

	if (f->changes[0]->kind != HISTORY_DELETED)
		return false;
	for (size_t i = 0; i < c->n_changes; i++) {
		if (c->changes[i].from == f &&
		    kind_match(c->changes[i].file->path, &p) &&
		    p.kind == KIND_PUBLISHED)
			return true;
	}
	return false;
}

/* ---- what stood ------------------------------------ */

static const struct revision *
find(const struct published *p, struct str version)
{
	for (size_t i = 0; p != NULL && i < p->revisions.n; i++) {
		if (str_eq(p->revisions.v[i].version.s, version))
			return &p->revisions.v[i];
	}
	return NULL;
}

static struct stood *
find_stood(const struct ledger *l, struct str version)
{
	for (size_t i = 0; i < l->n; i++) {
		if (str_eq(l->stood[i].r->version.s, version))
			return &l->stood[i];
	}
	return NULL;
}

/* Forget what had not gone out: a commit may change that. */
static void
forget(struct ledger *l, int64_t at_s, bool all)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		if (!all && l->stood[i].r->at.w.at.s <= at_s)
			l->stood[n++] = l->stood[i];
	}
	l->n = n;
}

/* Whether one that stands has a later date. */
static bool
is_backdated(const struct ledger *l, size_t n, const struct revision *r)
{
	for (size_t i = 0; i < n; i++) {
		if (l->stood[i].r->at.w.at.s > r->at.w.at.s)
			return true;
	}
	return false;
}

static void
add_new(struct ledger *l, const struct published *p, bool judged)
{
	size_t before = l->n;

	for (size_t i = 0; p != NULL && i < p->revisions.n; i++) {
		const struct revision *r = &p->revisions.v[i];

		if (r->version.s.n == 0 || find_stood(l, r->version.s) != NULL)
			continue;
		if (judged && is_backdated(l, before, r)) {
			l->backdated = arena_grow(l->w->perm, l->backdated,
			    l->n_backdated, &l->cap_backdated,
			    sizeof(*l->backdated));
			l->backdated[l->n_backdated++] = r->version.s;
			continue;
		}
		l->stood = arena_grow(l->w->perm, l->stood, l->n, &l->cap,
		    sizeof(*l->stood));
		l->stood[l->n++] = (struct stood){ r, NULL };
	}
}

/* A change of the ledger, oldest first. */
static void
take(struct ledger *l, const struct history_change *c)
{
	bool judged = audit_people_is_judged(l->w, c->commit);
	const struct published *p = NULL;
	struct kind_path before;

	if (c->kind != HISTORY_DELETED)
		p = audit_ledger_read(l->w, c->after);
	if (l->at_s < audit_time_made(l->w, c->commit))
		l->at_s = audit_time_made(l->w, c->commit);
	forget(l, l->at_s, !judged);
	if (l->n > 0 && c->from != NULL && l->old_id.n == 0 &&
	    kind_match(c->from->path, &before))
		l->old_id = before.id;
	for (size_t i = 0; i < l->n; i++) {
		struct stood *s = &l->stood[i];
		struct str what = audit_ledger_compare(s->r,
		    find(p, s->r->version.s));

		if (what.n == 0)
			s->broken = NULL;
		else if (s->broken == NULL)
			s->broken = c->commit;
	}
	add_new(l, p, judged);
	if (l->n == 0)
		l->first = NULL;
	else if (l->first == NULL || !judged)
		l->first = c;
}

/* ---- what stands ------------------------------------ */

static void
report_stood(struct ledger *l, const struct stood *s)
{
	struct audit_work *w = l->w;
	const struct revision *now = find(l->now->published, s->r->version.s);
	struct str what = audit_ledger_compare(s->r, now);
	struct str at = instant_format(w->perm, s->r->at.w.at);
	struct span place = now != NULL ?
	    now->version.at :
	    (struct span){ l->now->published_doc->file, 0, 0 };

	if (what.n == 0)
		return;
	audit_report(w, "ledger-history", place,
	    str_fmt(w->perm, "revision %.*s went out on %.*s and %s%.*s",
		STR_ARG(s->r->version.s), STR_ARG(at),
		now != NULL ? "has now another " : "is ", STR_ARG(what)),
	    by_whom(w, s->broken),
	    S("put it back as it was, and add a revision: "
	      "`hansho publish`"));
}

static void
report_backdated(struct ledger *l)
{
	for (size_t i = 0; i < l->n_backdated; i++) {
		const struct revision *r = find(l->now->published,
		    l->backdated[i]);

		if (r != NULL)
			audit_report(l->w, "ledger-history", r->at.at,
			    str_fmt(l->w->perm,
				"revision %.*s is dated "
				"before one that had gone out when it was "
				"written",
				STR_ARG(r->version.s)),
			    S(""),
			    S("give it the instant at which it went out"));
	}
}

static void
report_gone(struct ledger *l)
{
	struct audit_work *w = l->w;
	struct span at = audit_people_place_of_all(w);
	const struct stood *s = &l->stood[l->n - 1];

	if (l->now != NULL)
		at = (struct span){ l->now->e.doc->file, 0, 0 };
	audit_report(w, "published-gone", at,
	    str_fmt(w->perm,
		"%.*s went out as revision %.*s, and %.*s is gone",
		STR_ARG(l->path.id), STR_ARG(s->r->version.s),
		STR_ARG(l->f->path)),
	    by_whom(w, s->broken),
	    S("put it back; withdraw instead: disclosure.withdraw, then "
	      "`hansho publish`"));
}

/* The number under which it went out, and that it has now. */
static void
compare_number(struct ledger *l)
{
	struct audit_work *w = l->w;
	struct str old, now = l->now->c->advisory.s;

	/* The whole case stands as that commit left it. */
	if (audit_files_is_committed(w, l->now->e.doc->file) &&
	    str_eq(w->out->files[l->now->e.doc->file]->id,
		digest_hex_of(w->perm, l->first->commit->id,
		    HISTORY_ID_BYTES)))
		return;
	old = audit_ledger_number(w, l->first->file->path, l->first->commit);
	if (old.n == 0 || str_eq(old, now))
		return;
	audit_report(w, "published-gone",
	    now.n > 0 ? l->now->c->advisory.at :
			(struct span){ l->now->e.doc->file, 0, 0 },
	    str_fmt(w->perm,
		"advisory %.*s went out, and the case has now "
		"%s%.*s",
		STR_ARG(old), now.n > 0 ? "number " : "no number",
		STR_ARG(now)),
	    S(""), S("give it its number back"));
}

static void
compare(struct ledger *l)
{
	struct audit_work *w = l->w;

	forget(l, w->r->now.s, false);
	if (l->n == 0)
		return;
	if (l->now == NULL || l->now->published == NULL) {
		/* One that cannot be read is reported as such. */
		if (l->now == NULL || l->now->published_doc == NULL)
			report_gone(l);
		return;
	}
	for (size_t i = 0; i < l->n; i++)
		report_stood(l, &l->stood[i]);
	report_backdated(l);
	compare_number(l);
	if (l->old_id.n > 0 && !str_eq(l->old_id, l->now->e.id))
		audit_report(w, "published-gone", l->now->e.at,
		    str_fmt(w->perm, "%.*s went out, and is called %.*s now",
			STR_ARG(l->old_id), STR_ARG(l->now->e.id)),
		    S(""), S("give the case its id back"));
}

/* One version, which still stands: nothing was changed. */
static bool
is_as_added(const struct ledger *l, size_t n)
{
	return n == 1 && l->now != NULL && l->now->published != NULL &&
	    audit_files_is_committed(l->w, l->now->published_doc->file) &&
	    model_released(l->now, l->w->r->now.s) != NULL;
}

static void
report_cut(struct audit_work *w, const struct history_file *f, size_t n)
{
	audit_report(w, "history-shallow", audit_people_place_of_all(w),
	    str_fmt(w->perm,
		"%.*s has %zu versions: those in the middle were not read",
		STR_ARG(f->path), n),
	    S("the oldest and the newest were"),
	    S("see in `git log` who wrote so many, and why"));
}

static void
judge(struct audit_work *w, const struct history_file *f)
{
	struct ledger l = { .w = w, .f = f, .at_s = INT64_MIN };
	const struct history_change **v;
	size_t n;

	if (!kind_match(f->path, &l.path) || l.path.kind != KIND_PUBLISHED ||
	    moved_on(f))
		return;
	l.now = (const struct case_entry *)model_find(w->m, SPACE_CASE,
	    l.path.id);
	v = history_follow(f, w->perm, &n);
	audit_time_sort(w, v, n);
	if (n > LIMIT_HISTORY_VERSIONS)
		report_cut(w, f, n);
	n = audit_time_cut(v, n);
	if (is_as_added(&l, n)) {
		l.first = v[0];
		compare_number(&l);
		return;
	}
	while (n > 0)
		take(&l, v[--n]);
	compare(&l);
}

/* Whether there is something that may not change any more. */
static bool
has_released(const struct audit_work *w)
{
	for (size_t i = 0; i < w->m->n_cases; i++) {
		if (model_released(&w->m->cases[i], w->r->now.s) != NULL)
			return true;
	}
	return false;
}

/* Of a shallow copy, and of one without history: what cannot be said. */
static void
report_unknown(struct audit_work *w)
{
	if (w->h != NULL)
		audit_report(w, "history-shallow",
		    audit_people_place_of_all(w),
		    S("this copy of the repository is shallow: whether what "
		      "went out was changed in older commits is not known"),
		    S(""), S("`git fetch --unshallow` brings the rest"));
	else
		audit_report(w, "history-shallow",
		    audit_people_place_of_all(w),
		    str_fmt(w->perm,
			"whether what went out was changed, and by whom, is "
			"not known: %.*s",
			STR_ARG(w->r->history->why)),
		    S(""),
		    S("check a clone that has the commits; `hansho doctor` "
		      "says what is read of git"));
}

void
audit_ledger_run(struct audit_work *w)
{
	for (size_t i = 0; w->h != NULL && i < w->h->n_files; i++)
		judge(w, w->h->files[i]);
	if ((w->h != NULL ? w->h->is_shallow : w->r->history != NULL) &&
	    has_released(w))
		report_unknown(w);
}
