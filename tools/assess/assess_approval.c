#include "assess/assess_impl.h"
#include "base/arena.h"
#include "model/approval.h"
#include "model/decision.h"
#include "model/audit.h"
#include "model/model.h"
#include "model/who.h"

static const struct audit_case *
audit_of(const struct assess *a, const struct case_entry *c)
{
	return audit_case(a->tables->m, c);
}

/* Whether anything will go out, or a decision against it needs a signature. */
static bool
is_asked(const struct case_entry *c)
{
	if (model_case_is_import(c))
		return false;
	return c->c->exit == NULL || decision_is_end(c->c->disclosure);
}

/*
 * What went out as it is now waits for nobody; what went out before revisions
 * were signed cannot be compared.
 */
static bool
is_waiting(const struct case_entry *c, const struct audit_case *x)
{
	const struct revision *newest;

	if (model_case_is_copy(c))
		return false;
	if (c->published == NULL || c->published->revisions.n == 0)
		return true;
	newest = &c->published->revisions.v[c->published->revisions.n - 1];
	return x != NULL &&
	    (x->is_changed ||
		(newest->view.s.n > 0 && x->digest.n > 0 &&
		    !str_eq(newest->view.s, x->digest)));
}

/* The approvals of the case that count, in the order of the file. */
static size_t
find_good(const struct audit_case *x, struct arena *tmp,
    const struct approval ***out)
{
	size_t n = 0;

	*out = arena_array(tmp, const struct approval *,
	    (x != NULL ? x->n_approvals : 0) + 1);
	for (size_t i = 0; x != NULL && i < x->n_approvals; i++) {
		if (x->approvals[i].verdict == APPROVAL_GOOD)
			(*out)[n++] = x->approvals[i].approval;
	}
	return n;
}

/* The newest approval of a role that does not count, or NULL. */
static const struct approval *
find_lost(const struct audit_case *x, enum role role)
{
	const struct approval *newest = NULL;

	for (size_t i = 0; x != NULL && i < x->n_approvals; i++) {
		const struct approval *a = x->approvals[i].approval;

		if (a->role.v == (int)role &&
		    x->approvals[i].verdict != APPROVAL_GOOD &&
		    (newest == NULL || a->at.w.at.s > newest->at.w.at.s))
			newest = a;
	}
	return newest;
}

static bool
is_author(const struct audit_case *x, const struct person_entry *p)
{
	for (size_t i = 0; x != NULL && i < x->n_authors; i++) {
		if (x->authors[i] == p)
			return true;
	}
	return false;
}

/* Whether the person gives another of the roles. */
static bool
gives_another(const struct approval_ask *asks, size_t n,
    const struct person_entry *p)
{
	for (size_t i = 0; i < n; i++) {
		if (asks[i].given != NULL &&
		    str_eq(asks[i].given->by.id, p->e.id))
			return true;
	}
	return false;
}

/* Fill who of a need: not authors, nobody who gives another role. */
static void
name_who(const struct assess_work *w, const struct approval_ask *asks,
    size_t n, struct approval_need *need)
{
	const struct model *m = w->a->tables->m;
	const struct audit_case *x = audit_of(w->a, w->s->c);
	struct choice role = { (int)need->role, { 0 } };
	const struct choice_list roles = { &role, 1 };
	struct who found;

	who_supplies(m, w->s->c, &roles, w->today, &found);
	need->who = arena_array(w->perm, const struct person_entry *,
	    found.n + 1);
	for (size_t i = 0; i < found.n; i++) {
		const struct person_entry *p = found.v[i];

		if (approval_may(m, p, need->role, w->today) &&
		    !is_author(x, p) && !gives_another(asks, n, p))
			need->who[need->n_who++] = p;
	}
}

static void
add_need(struct assess_work *w, const struct approval_ask *asks, size_t n,
    size_t i)
{
	const struct audit_case *x = audit_of(w->a, w->s->c);
	const struct approval_ask *ask = &asks[i];
	struct approval_need *need = &w->s->needs[w->s->n_needs++];

	*need = (struct approval_need){
		.role = ask->role,
		.row = ask->row,
		.proof = assess_proof(w,
		    span_is_set(ask->trace.value_at) ? ask->trace.value_at :
						       ask->row->where,
		    str_dup(w->perm, ask->trace.text)),
		.given = ask->given,
	};
	need->proof.parts = ask->trace.parts;
	if (need->given != NULL)
		return;
	need->lost = find_lost(x, need->role);
	name_who(w, asks, n, need);
}

static void
add_needs(struct assess_work *w)
{
	/* As far ahead as facts may be. */
	const struct case_file c = approval_case_before(w->a->tables->m,
	    w->s->c, (struct instant){ .s = INT64_MAX }, w->tmp);
	const struct company_entry *company = c.company.target;
	const struct predicate_root roots[] = {
		{ "case", &record_case_file, &c },
		{ "assessment", &record_assessment, &w->s->assessment },
		{ "company", &record_company,
		    company != NULL ? company->company : NULL },
	};
	const struct approval_question q = {
		.m = w->a->tables->m,
		.day = w->today,
		.roots = roots,
		.n_roots = ARRAY_LEN(roots),
		.tmp = w->tmp,
	};
	struct approval_ask asks[LIMIT_APPROVAL_ROLES];
	size_t n = approval_asked(&q, asks), n_good;
	const struct approval **good;

	n_good = find_good(audit_of(w->a, w->s->c), w->tmp, &good);
	approval_match(good, n_good, asks, n);
	w->s->needs = arena_array(w->perm, struct approval_need, n);
	for (int role = 1; role <= (int)enum_role.n; role++) {
		for (size_t i = 0; i < n; i++) {
			if ((int)asks[i].role == role)
				add_need(w, asks, n, i);
		}
	}
}

void
assess_approval(const struct assess *a, const struct policy_set *p,
    struct arena *perm, struct case_state *s)
{
	struct assess_work w = {
		.a = a,
		.policy = p,
		.perm = perm,
		.tmp = arena_open(),
		.s = s,
		.today = instant_day(zone_at(a->tables->m->zone, a->now)),
	};
	int64_t missing = 0;

	if (is_asked(s->c))
		add_needs(&w);
	if (is_waiting(s->c, audit_of(a, s->c))) {
		for (size_t i = 0; i < s->n_needs; i++)
			missing += s->needs[i].given == NULL;
	}
	s->assessment.approvals_missing = (struct number){ missing,
		s->c->c->where };
	arena_close(w.tmp);
}
