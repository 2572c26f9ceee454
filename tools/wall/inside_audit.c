#include "wall/inside_audit.h"

#include "base/arena.h"
#include "model/model.h"
#include "wall/wall.h"

static const struct person_entry *
person_of(const struct inside_audit *q, const struct person_entry *p)
{
	if (p == NULL)
		return NULL;
	return (const struct person_entry *)(const void *)model_find(q->view,
	    SPACE_PERSON, p->e.id);
}

static const struct audit_commit *
commit_of(const struct inside_audit *q, const struct audit_commit *from)
{
	struct audit_commit *c;

	if (from == NULL)
		return NULL;
	c = arena_new(q->w->perm, struct audit_commit);
	c->id = from->id;
	c->at = from->at;
	if (q->level < AUDIENCE_TEAM)
		return c;
	c->name = from->name;
	c->who = person_of(q, from->who);
	if (c->who != NULL)
		c->mail = from->mail;
	return c;
}

static bool
lacks_rows(const struct inside_audit *q, const struct document *doc)
{
	return doc != NULL && q->origins[doc->file].lacks_rows;
}

/* Whether the edition sees all that would be published of a case. */
static bool
is_whole(const struct inside_audit *q, const struct case_entry *c)
{
	return !lacks_rows(q, c->e.doc) && !lacks_rows(q, c->ja) &&
	    !lacks_rows(q, c->en);
}

/*
 * Approvals by their places.  What voided one is told only to those who see
 * all that could have: the words say what changed.
 */
static void
copy_approvals(const struct inside_audit *q, const struct case_entry *c,
    const struct audit_case *from, struct audit_case *to)
{
	size_t n = c->approvals != NULL ? c->approvals->approvals.n : 0;

	if (n == 0 || n != from->n_approvals)
		return;
	to->approvals = arena_array(q->w->perm, struct audit_approval, n);
	to->n_approvals = n;
	for (size_t i = 0; i < n; i++) {
		const struct audit_approval *a = &from->approvals[i];

		to->approvals[i] = (struct audit_approval){
			.approval = &c->approvals->approvals.v[i],
			.verdict = a->verdict,
			.instead_of = person_of(q, a->instead_of),
		};
		if (a->verdict != APPROVAL_VOID || is_whole(q, c))
			to->approvals[i].why = a->why;
	}
}

static void
copy_facts(const struct inside_audit *q, const struct case_entry *c,
    const struct audit_case *from, struct audit_case *to)
{
	size_t n = c->c->facts.n;

	if (n == 0 || n != from->n_facts)
		return;
	to->facts = arena_array(q->w->perm, const struct audit_commit *, n);
	to->n_facts = n;
	for (size_t i = 0; i < n; i++)
		to->facts[i] = commit_of(q, from->facts[i]);
}

/* Who may not approve, since they wrote the texts. */
static void
copy_authors(const struct inside_audit *q, const struct audit_case *from,
    struct audit_case *to)
{
	to->authors = arena_array(q->w->perm, const struct person_entry *,
	    from->n_authors + 1);
	for (size_t i = 0; i < from->n_authors; i++) {
		const struct person_entry *p = person_of(q, from->authors[i]);

		if (p != NULL)
			to->authors[to->n_authors++] = p;
	}
}

/* Approvals and facts are the case teams' (model/case.def). */
static void
copy_cases(const struct inside_audit *q, struct audit *to)
{
	const struct model *full = q->w->model, *v = q->view;

	to->cases = arena_array(q->w->perm, struct audit_case, v->n_cases + 1);
	to->n_cases = v->n_cases;
	for (size_t i = 0; i < v->n_cases && q->level >= AUDIENCE_TEAM; i++) {
		const struct case_entry *c = &v->cases[i];
		const struct audit_case *from = audit_case(full,
		    (const struct case_entry *)(const void *)model_find(full,
			SPACE_CASE, c->e.id));

		if (from == NULL)
			continue;
		copy_approvals(q, c, from, &to->cases[i]);
		copy_facts(q, c, from, &to->cases[i]);
		copy_authors(q, from, &to->cases[i]);
		if (is_whole(q, c)) {
			to->cases[i].digest = from->digest;
			to->cases[i].is_changed = from->is_changed;
		}
	}
}

/* Its file's changes, of an alert that is shown whole. */
static void
copy_alert(const struct inside_audit *q, const struct plain_entry *e,
    struct audit_alert *to)
{
	const struct plain_entry *of =
	    (const struct plain_entry *)(const void *)model_find(q->w->model,
		SPACE_ALERT, e->e.id);
	const struct audit_alert *from = of != NULL ?
	    audit_alert(q->w->model, of) :
	    NULL;

	if (from == NULL || q->origins[e->e.doc->file].is_cut)
		return;
	to->changes = arena_array(q->w->perm, struct audit_alert_change,
	    from->n + 1);
	to->n = from->n;
	to->is_pending = from->is_pending;
	for (size_t i = 0; i < from->n; i++)
		to->changes[i] = (struct audit_alert_change){
			commit_of(q, from->changes[i].commit),
			from->changes[i].n_revisions,
		};
}

static void
copy_alerts(const struct inside_audit *q, struct audit *to)
{
	const struct model *v = q->view;

	to->alerts = arena_array(q->w->perm, struct audit_alert,
	    v->n_alerts + 1);
	to->n_alerts = v->n_alerts;
	for (size_t i = 0; i < v->n_alerts; i++)
		copy_alert(q, &v->alerts[i], &to->alerts[i]);
}

static void
copy_files(const struct inside_audit *q, struct audit *to)
{
	size_t n = sources_len(q->view->sources) + 1;
	bool *cut;

	to->files = arena_array(q->w->perm, const struct audit_commit *, n);
	to->n_files = n;
	cut = arena_array(q->w->perm, bool, n);
	to->is_cut = cut;
	for (size_t i = 0; i < n; i++) {
		const struct inside_origin *o = &q->origins[i];

		cut[i] = o->is_cut;
		if (o->doc != NULL && !o->is_cut)
			to->files[i] = commit_of(q,
			    audit_document(q->w->model, o->doc));
	}
}

const struct audit *
inside_audit(const struct inside_audit *q)
{
	const struct audit *from = q->w->model->audit;
	struct audit *to;

	if (from == NULL)
		return NULL;
	to = arena_new(q->w->perm, struct audit);
	to->has_git = from->has_git;
	to->is_shallow = from->is_shallow;
	copy_cases(q, to);
	copy_alerts(q, to);
	if (from->has_git)
		copy_files(q, to);
	return to;
}
