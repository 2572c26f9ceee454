#include "review/review_roster.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/map.h"
#include "history/history_snapshot.h"
#include "model/audit.h"
#include "model/model.h"
#include "pipeline/world.h"
#include "review/review_impl.h"
#include "rule/rule.h"

/* ---- the files ----------------------------------------------------------- */

static bool
decides(struct str path)
{
	struct kind_path k;

	if (!str_starts(path, S("content/")))
		return false;
	if (!kind_match(path, &k))
		return true;
	return k.kind == KIND_PEOPLE || k.kind == KIND_POLICY ||
	    k.kind == KIND_ORGANISATION;
}

static bool
is_same(const struct io_view_file *a, const struct io_view_file *b)
{
	return a != NULL && a->is_link == b->is_link &&
	    str_eq(a->content, b->content);
}

bool
review_roster_files(struct arena *a, const struct history_snapshot *base,
    struct history_snapshot *merged)
{
	struct io_view_file *v = arena_array(a, struct io_view_file,
	    base->n_files + merged->n_files + 1);
	struct map *was = map_open(a);
	size_t n = 0, n_was, n_kept = 0;
	bool differs = false;

	for (size_t i = 0; i < base->n_files; i++) {
		if (!decides(base->files[i].path))
			continue;
		v[n++] = base->files[i];
		map_put(was, base->files[i].path, &base->files[i]);
	}
	n_was = n;
	for (size_t i = 0; i < merged->n_files; i++) {
		const struct io_view_file *f = &merged->files[i];

		if (!decides(f->path)) {
			v[n++] = *f;
			continue;
		}
		n_kept++;
		differs = differs || !is_same(map_get(was, f->path), f);
	}
	merged->files = v;
	merged->n_files = n;
	return differs || n_kept != n_was;
}

/* ---- what the third world finds ------------------------------------------ */

/* What these rules find is about approvals and what went out. */
static bool
is_asked(struct str rule)
{
	static const struct str heads[] = { STR_INIT("approval-"),
		STR_INIT("published-"), STR_INIT("ledger-"),
		STR_INIT("released-"), STR_INIT("history-") };

	for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
		if (str_starts(rule, heads[i]))
			return true;
	}
	return false;
}

static struct review_own *
add(struct review *r, enum tlp label)
{
	r->own = arena_grow(r->perm, r->own, r->n_own, &r->own_cap,
	    sizeof(*r->own));
	review_tells(r, label);
	r->own[r->n_own] = (struct review_own){ .label = label };
	return &r->own[r->n_own++];
}

static void
put_keys(const struct review *r, const struct world *w, bool is_before,
    struct map *out)
{
	for (size_t i = 0; i < diags_len(w->diags); i++) {
		const struct diag *d = diags_at(w->diags, i);

		if (is_asked(d->rule) && !d->is_waived &&
		    d->class == DIAG_ERROR)
			map_put(out, review_finding_key(r, w, d, is_before),
			    out);
	}
}

/* Errors that neither BASE nor the branch has by its own files. */
static void
find_errors(struct review *r, const struct world *judged)
{
	struct map *known = map_open(r->perm);

	put_keys(r, r->before, true, known);
	put_keys(r, r->after, false, known);
	for (size_t i = 0; i < diags_len(judged->diags); i++) {
		const struct diag *d = diags_at(judged->diags, i);
		struct review_own *x;

		if (!is_asked(d->rule) || d->class != DIAG_ERROR ||
		    map_get(known, review_finding_key(r, judged, d, false)) !=
			NULL)
			continue;
		x = add(r, TLP_AMBER_STRICT);
		x->path = source_get(judged->sources, d->at.file)->path;
		x->line = span_is_set(d->at) ?
		    source_line(judged->sources, d->at) :
		    0;
		x->rule = d->rule;
		x->text = d->message;
	}
}

/* ---- approvals ----------------------------------------------------------- */

/* Whether an approval that says the same counts in this world; *has: whether
 * it is there at all. */
static bool
counts_in(const struct world *w, const struct case_entry *c,
    const struct approval *like, bool *has)
{
	const struct audit_case *k = c == NULL ? NULL :
						 audit_case(w->model, c);

	*has = false;
	for (size_t i = 0; k != NULL && i < k->n_approvals; i++) {
		const struct approval *x = k->approvals[i].approval;

		if (x->role.v != like->role.v ||
		    !str_eq(x->by.id, like->by.id) ||
		    !str_eq(x->digest.s, like->digest.s) ||
		    x->at.w.at.s != like->at.w.at.s)
			continue;
		*has = true;
		if (k->approvals[i].verdict == APPROVAL_GOOD)
			return true;
	}
	return false;
}

static const struct case_entry *
case_in(const struct world *w, struct str id)
{
	return (const struct case_entry *)(const void *)model_find(w->model,
	    SPACE_CASE, id);
}

static void
find_approvals(struct review *r, const struct world *judged,
    const struct case_entry *c)
{
	const struct audit_case *k = audit_case(r->after->model, c);
	const struct case_entry *was = case_in(r->before, c->e.id);
	const struct case_entry *other = case_in(judged, c->e.id);

	for (size_t i = 0; k != NULL && i < k->n_approvals; i++) {
		const struct approval *a = k->approvals[i].approval;
		struct review_own *x;
		bool has;

		if (k->approvals[i].verdict != APPROVAL_GOOD ||
		    counts_in(r->before, was, a, &has) || has ||
		    counts_in(judged, other, a, &has))
			continue;
		x = add(r, c->label);
		x->path = source_get(r->after->sources, a->where.file)->path;
		x->line = source_line(r->after->sources, a->where);
		x->c = c;
		x->role = (enum role)a->role.v;
		x->by = a->by.id;
		x->who = a->by.target;
	}
}

/* A revision of a case that BASE's files do not let us read is judged by
 * nobody. */
static void
find_unjudged(struct review *r, const struct world *judged,
    const struct case_entry *c)
{
	const struct case_entry *was = case_in(r->before, c->e.id);
	const struct case_entry *other = case_in(judged, c->e.id);
	size_t n = c->published == NULL ? 0 : c->published->revisions.n;
	size_t old = was == NULL || was->published == NULL ?
	    0 :
	    was->published->revisions.n;
	struct review_own *x;

	if (n <= old ||
	    (other != NULL && other->published != NULL &&
		other->published->revisions.n == n))
		return;
	x = add(r, c->label);
	x->path = model_path(r->after->model, c->e.doc);
	x->c = c;
}

void
review_roster_run(const struct review_request *q, struct review *r)
{
	const struct model *m = r->after->model;
	struct world *judged = q->judged;

	if (judged == NULL)
		return;
	rules_run(judged->model, judged->now, judged->pool, r->perm,
	    judged->diags);
	find_errors(r, judged);
	for (size_t i = 0; i < m->n_cases; i++) {
		find_approvals(r, judged, &m->cases[i]);
		find_unjudged(r, judged, &m->cases[i]);
	}
}
