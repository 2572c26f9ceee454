#include "base/arena.h"
#include "model/audit.h"
#include "model/model.h"
#include "pipeline/world.h"
#include "review/review_impl.h"

/* Persons shown who may give an approval. */
#define WHO_SHOWN	3

static const struct approval_need *
need_of(const struct case_state *s, enum role role)
{
	for (size_t i = 0; s != NULL && i < s->n_needs; i++) {
		if (s->needs[i].role == role)
			return &s->needs[i];
	}
	return NULL;
}

/*
 * The approval of a role that counted.  What went out needs none any more, but
 * loses it all the same when its text changes.
 */
static const struct approval *
given_before(const struct review *r, const struct case_state *s,
    enum role role)
{
	const struct audit_case *k = s == NULL ?
	    NULL :
	    audit_case(r->before->model, s->c);
	const struct approval_need *n = need_of(s, role);

	if (n != NULL)
		return n->given;
	for (size_t i = 0; k != NULL && i < k->n_approvals; i++) {
		const struct audit_approval *a = &k->approvals[i];

		if (a->verdict == APPROVAL_GOOD &&
		    a->approval->role.v == (int)role)
			return a->approval;
	}
	return NULL;
}

/* What the audit says of an approval of the case. */
static struct str
why_of(const struct review *r, const struct case_state *s,
    const struct approval *a)
{
	const struct audit_case *k = audit_case(r->after->model, s->c);
	struct str text = S("");

	for (size_t i = 0; k != NULL && i < k->n_approvals; i++) {
		const struct audit_approval *x = &k->approvals[i];

		if (x->approval != a || x->verdict == APPROVAL_GOOD)
			continue;
		text = say_enum(&r->say, &enum_approval_verdict,
		    (int)x->verdict);
		return review_join(r, text, "say.colon",
		    say_reason(&r->say, x->why));
	}
	return text;
}

static void
add_who(const struct review *r, struct review_approval *a,
    const struct entry *e)
{
	a->who = review_join(r, a->who, "say.comma", say_entry(&r->say, e));
	a->who_ids = a->who_ids.n == 0 ?
	    e->id :
	    str_fmt(r->perm, "%.*s, %.*s", STR_ARG(a->who_ids),
		STR_ARG(e->id));
}

/* Who gives it again: whoever gave it, else those who may. */
static void
name_who(const struct review *r, struct review_approval *a,
    const struct approval_need *n, const struct approval *given)
{
	if (given != NULL && given->by.target != NULL) {
		add_who(r, a, given->by.target);
		return;
	}
	for (size_t i = 0; i < n->n_who && i < WHO_SHOWN; i++)
		add_who(r, a, &n->who[i]->e);
}

static struct review_approval *
add(struct review *r, const struct case_state *s, enum role role,
    enum review_approval_how how)
{
	struct review_approval *a;

	r->approvals = arena_grow(r->perm, r->approvals, r->n_approvals,
	    &r->approvals_cap, sizeof(*r->approvals));
	a = &r->approvals[r->n_approvals++];
	*a = (struct review_approval){ .c = s->c, .how = how, .role = role };
	review_tells(r, s->c->label);
	return a;
}

static bool
was_released(const struct review *r, const struct case_entry *c)
{
	return c != NULL && model_released(c, r->before->now.s) != NULL;
}

static void
compare_need(struct review *r, const struct review_record *x,
    const struct case_state *was, const struct case_state *is,
    const struct approval_need *n)
{
	const struct approval_need *old = need_of(was, n->role);
	const struct approval *had = given_before(r, was, n->role);
	struct review_approval *a;

	if (n->given != NULL) {
		if (old != NULL && old->given == NULL) {
			a = add(r, is, n->role, REVIEW_GAINED);
			name_who(r, a, n, n->given);
		}
		return;
	}
	/* A case begins without approvals. */
	if (had == NULL && (old != NULL || x->is_new))
		return;
	a = add(r, is, n->role, had != NULL ? REVIEW_LOST : REVIEW_WANTED);
	name_who(r, a, n, had);
	a->is_released = was_released(r, x->before);
	a->proof = n->proof;
	if (had != NULL && n->lost != NULL)
		a->proof = proof_at(r->after->sources, n->lost->where, S(""));
	if (n->lost != NULL)
		a->why = why_of(r, is, n->lost);
	else if (had != NULL)
		a->why = review_word(r, "review.approvals.line_gone");
}

/* ---- given newly --------------------------------------------------------- */

static bool
is_told(const struct review *r, const struct case_entry *c,
    const struct approval *a)
{
	for (size_t i = 0; i < r->n_approvals; i++) {
		const struct review_approval *x = &r->approvals[i];

		if (x->c == c && x->how == REVIEW_GAINED &&
		    (int)x->role == a->role.v && str_eq(x->who_ids, a->by.id))
			return true;
	}
	return false;
}

static bool
counted_before(const struct review *r, const struct case_entry *c,
    const struct approval *a)
{
	const struct audit_case *k = c == NULL ?
	    NULL :
	    audit_case(r->before->model, c);

	for (size_t i = 0; k != NULL && i < k->n_approvals; i++) {
		const struct approval *x = k->approvals[i].approval;

		if (k->approvals[i].verdict == APPROVAL_GOOD &&
		    x->role.v == a->role.v && str_eq(x->by.id, a->by.id) &&
		    str_eq(x->digest.s, a->digest.s))
			return true;
	}
	return false;
}

/* Those that count now, whether or not anybody waits for them. */
static void
tell_given(struct review *r, const struct review_record *x)
{
	const struct audit_case *k = audit_case(r->after->model, x->after);
	const struct case_state *s = derived_case(r->after->model, x->after);

	for (size_t i = 0; s != NULL && k != NULL && i < k->n_approvals; i++) {
		const struct approval *a = k->approvals[i].approval;
		struct review_approval *to;

		if (k->approvals[i].verdict != APPROVAL_GOOD ||
		    a->by.target == NULL || is_told(r, x->after, a) ||
		    counted_before(r, x->before, a))
			continue;
		to = add(r, s, (enum role)a->role.v, REVIEW_GAINED);
		add_who(r, to, a->by.target);
		to->proof = proof_at(r->after->sources, a->where, S(""));
	}
}

void
review_approval_run(struct review *r)
{
	for (size_t i = 0; i < r->n_records; i++) {
		const struct review_record *x = &r->records[i];
		const struct case_state *was, *is;

		if (x->after == NULL)
			continue;
		was = x->before == NULL ?
		    NULL :
		    derived_case(r->before->model, x->before);
		is = derived_case(r->after->model, x->after);
		for (size_t k = 0; is != NULL && k < is->n_needs; k++)
			compare_need(r, x, was, is, &is->needs[k]);
		for (size_t k = 0;
		     was != NULL && is != NULL && k < was->n_needs; k++) {
			if (need_of(is, was->needs[k].role) == NULL)
				(void)add(r, is, was->needs[k].role,
				    REVIEW_DROPPED);
		}
		tell_given(r, x);
	}
}
