#include "model/approval.h"

#include "base/arena.h"
#include "model/at_work.h"
#include "model/event.h"
#include "model/model.h"
#include "model/policy.h"

static void
ask_row(const struct approval_question *q, const struct approval_row *row,
    struct approval_ask *out, size_t *n)
{
	struct predicate_trace trace = { 0 };

	if (q->roots == NULL && row->when.p != NULL)
		return;
	if (!predicate_holds(row->when.p, q->roots, q->n_roots, q->tmp,
		&trace))
		return;
	for (size_t i = 0; i < row->roles.n; i++) {
		int role = row->roles.v[i].v;
		size_t at = 0;

		while (at < *n && (int)out[at].role != role)
			at++;
		if (role != 0 && at == *n && *n < LIMIT_APPROVAL_ROLES)
			out[(*n)++] = (struct approval_ask){
				.role = (enum role)role,
				.row = row,
				.trace = trace,
			};
	}
}

static bool
is_in_force(const struct model *m, const struct document *doc, struct day day)
{
	const struct policy *p = doc->record;

	return policy_is_main(m, doc) &&
	    (!span_is_set(p->approvals_since.at) ||
		p->approvals_since.w.day.n <= day.n);
}

size_t
approval_asked(const struct approval_question *q,
    struct approval_ask out[LIMIT_APPROVAL_ROLES])
{
	const struct document_list *docs = &q->m->docs[KIND_POLICY];
	size_t n = 0;

	for (size_t i = 0; i < docs->n; i++) {
		const struct policy *p = docs->v[i].record;

		if (!is_in_force(q->m, &docs->v[i], q->day))
			continue;
		for (size_t k = 0; k < p->approvals.n; k++)
			ask_row(q, &p->approvals.v[k], out, &n);
	}
	return n;
}

bool
approval_is_in_force(const struct model *m, struct day day)
{
	const struct document_list *docs = &m->docs[KIND_POLICY];

	for (size_t i = 0; i < docs->n; i++) {
		const struct policy *p = docs->v[i].record;

		if (is_in_force(m, &docs->v[i], day) && p->approvals.n > 0)
			return true;
	}
	return false;
}

/* Approvals and roles as two sides of a graph. */
struct matching {
	const struct approval *const *good;
	size_t n_good;
	struct approval_ask *asks;
	size_t n_asks;
	bool tried[LIMIT_APPROVAL_ROLES];
};

/* The role that a person gives so far, or n_asks. */
static size_t
role_of(const struct matching *m, struct str person)
{
	for (size_t i = 0; i < m->n_asks; i++) {
		if (m->asks[i].given != NULL &&
		    str_eq(m->asks[i].given->by.id, person))
			return i;
	}
	return m->n_asks;
}

/*
 * Find somebody for a role; whoever gives another already is taken when that
 * one finds somebody else.  Each role is tried once, so the depth is bounded.
 */
static bool
find_giver(struct matching *m, size_t ask)
{
	if (m->tried[ask])
		return false;
	m->tried[ask] = true;
	for (size_t i = 0; i < m->n_good; i++) {
		const struct approval *a = m->good[i];
		size_t other;

		if (a->role.v != (int)m->asks[ask].role)
			continue;
		other = role_of(m, a->by.id);
		if (other == m->n_asks || find_giver(m, other)) {
			m->asks[ask].given = a;
			return true;
		}
	}
	return false;
}

void
approval_match(const struct approval *const *good, size_t n_good,
    struct approval_ask *asks, size_t n_asks)
{
	struct matching m = { .good = good,
		.n_good = n_good,
		.asks = asks,
		.n_asks = n_asks };

	for (size_t i = 0; i < n_asks; i++) {
		for (size_t k = 0; k < n_asks; k++)
			m.tried[k] = false;
		(void)find_giver(&m, i);
	}
}

bool
approval_is_commit_enough(const struct model *m)
{
	const struct document_list *docs = &m->docs[KIND_POLICY];

	for (size_t i = 0; i < docs->n; i++) {
		const struct policy *p = docs->v[i].record;

		if (policy_is_main(m, &docs->v[i]) &&
		    p->accept_commit_approval.b)
			return true;
	}
	return false;
}

bool
approval_has_role(const struct person *p, enum role role)
{
	for (size_t i = 0; i < p->roles.n; i++) {
		if (p->roles.v[i].v == (int)role)
			return true;
	}
	return false;
}

bool
approval_may(const struct model *m, const struct person_entry *p,
    enum role role, struct day day)
{
	if (p->person == NULL || at_work_is_away(p, day))
		return false;
	if (approval_has_role(p->person, role))
		return true;
	for (size_t i = 0; i < m->n_people; i++) {
		const struct person_entry *q = &m->people[i];

		if (q != p && approval_has_role(q->person, role) &&
		    at_work(q, day) == p)
			return true;
	}
	return false;
}

static bool
is_publication(const struct fact *f)
{
	enum event e;

	return event_find(f->event.s, &e) && e == EVENT_OWN_PUBLICATION;
}

struct case_file
approval_case_before(const struct model *m, const struct case_entry *c,
    struct instant at, struct arena *a)
{
	const struct fact_list *facts = &c->c->facts;
	struct case_file out = *c->c;
	bool is_out = c->published != NULL && c->published->revisions.n > 0 &&
	    c->published->revisions.v[0].at.w.at.s < at.s;

	out.facts.v = arena_array(a, struct fact, facts->n);
	out.facts.n = 0;
	for (size_t i = 0; i < facts->n; i++) {
		const struct fact *x = &facts->v[i];

		/* Reported when loading. */
		if (x->at.w.kind == WHEN_UNSET ||
		    (!is_out && is_publication(x)))
			continue;
		if (when_start(x->at.w, m->zone).s < at.s)
			out.facts.v[out.facts.n++] = *x;
	}
	return out;
}
