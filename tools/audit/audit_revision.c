#include "audit/audit_revision.h"

#include "audit/audit_ledger_read.h"
#include "audit/audit_people.h"
#include "audit/audit_time.h"
#include "base/arena.h"

static bool
has_revision(const struct published *p, const struct revision *r)
{
	for (size_t i = 0; p != NULL && i < p->revisions.n; i++) {
		const struct revision *x = &p->revisions.v[i];

		if (str_eq(x->version.s, r->version.s) &&
		    x->at.w.at.s == r->at.w.at.s)
			return true;
	}
	return false;
}

/* The first commit that had each, oldest first, until all are found. */
static void
find_commits(struct audit_work *w, const struct revision_list *l,
    const struct history_change *const *v, size_t n,
    const struct history_commit **out)
{
	size_t missing = l->n;

	while (n > 0 && missing > 0) {
		const struct history_change *c = v[--n];
		const struct published *p = c->kind != HISTORY_DELETED ?
		    audit_ledger_read(w, c->after) :
		    NULL;

		for (size_t i = 0; i < l->n; i++) {
			if (out[i] != NULL || !has_revision(p, &l->v[i]))
				continue;
			out[i] = c->commit;
			missing--;
		}
	}
}

/* Nothing is known of a ledger of another repository. */
static const struct history_commit **
commits_of(struct audit_work *w, const struct case_entry *c)
{
	const struct source *s = source_get(w->m->sources,
	    c->published_doc->file);
	const struct revision_list *l = &c->published->revisions;
	const struct history_commit **out;
	const struct history_change **v;
	const struct history_file *f;
	size_t n;

	if (w->h == NULL || s->layer != 0)
		return NULL;
	out = arena_array(w->perm, const struct history_commit *, l->n);
	f = history_file(w->h, s->path);
	if (f == NULL)
		return out;
	v = history_follow(f, w->perm, &n);
	audit_time_sort(w, v, n);
	n = audit_time_cut(v, n);
	find_commits(w, l, v, n, out);
	return out;
}

/*
 * The instant by which a revision is judged: what is dated back is as new as
 * the commit that brought it.
 */
static struct instant
instant_of(const struct audit_work *w, const struct revision *r,
    const struct history_commit *c)
{
	struct instant at = r->at.w.at;
	int64_t came = w->r->now.s;

	/* Who wrote what when is not asked, or not known. */
	if (c != NULL && (c->is_cut || !audit_people_is_judged(w, c)))
		return at;
	if (c != NULL)
		came = audit_time_came(w, c);
	if (came > at.s)
		at.s = came;
	return at;
}

static void
add_case(struct audit_work *w, size_t i)
{
	const struct case_entry *c = &w->m->cases[i];
	const struct revision_list *l = &c->published->revisions;
	struct audit_case *x = &w->out->cases[i];
	const struct history_commit **commits = commits_of(w, c);

	w->revisions[i] = commits;
	x->revisions = arena_array(w->perm, struct instant, l->n);
	x->n_revisions = l->n;
	for (size_t k = 0; k < l->n; k++)
		x->revisions[k] = commits != NULL ?
		    instant_of(w, &l->v[k], commits[k]) :
		    l->v[k].at.w.at;
}

void
audit_revision_run(struct audit_work *w)
{
	w->revisions = arena_array(w->perm, const struct history_commit **,
	    w->m->n_cases);
	for (size_t i = 0; i < w->m->n_cases; i++) {
		if (w->m->cases[i].published != NULL &&
		    w->m->cases[i].published->revisions.n > 0)
			add_case(w, i);
	}
}

const struct history_commit *
audit_revision_commit(const struct audit_work *w, const struct case_entry *c,
    size_t i)
{
	const struct history_commit **v =
	    w->revisions[(size_t)(c - w->m->cases)];

	return v != NULL ? v[i] : NULL;
}
