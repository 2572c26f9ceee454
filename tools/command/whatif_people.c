#include "command/whatif_impl.h"

#include "base/arena.h"
#include "base/attr.h"
#include "model/approval.h"
#include "model/at_work.h"
#include "model/model.h"

/* Reasons to call one person; further ones help nobody. */
#define REASON_BYTES	160

struct calling {
	struct whatif *w;
	struct day today;
	size_t cap;
};

static struct whatif_person *
find(struct whatif *w, const struct person_entry *p)
{
	for (size_t i = 0; i < w->n_people; i++) {
		if (w->people[i].person == p)
			return &w->people[i];
	}
	return NULL;
}

/* A reason once, as long as it can be read. */
static void
add_reason(const struct tell *t, struct whatif_person *p, struct str why)
{
	if (str_find(p->why, why, 0) != SIZE_MAX || p->why.n > REASON_BYTES)
		return;
	p->why = tell_join(t, p->why, why);
}

/* Call p, who is there today, in the place of away (NULL: nobody's). */
static void
call_there(struct calling *k, const struct person_entry *p,
    const struct person_entry *away, struct str why)
{
	struct whatif *w = k->w;
	struct whatif_person *one = find(w, p);

	if (one == NULL) {
		w->people = arena_grow(w->t->say.a, w->people, w->n_people,
		    &k->cap, sizeof(*w->people));
		one = &w->people[w->n_people++];
		*one = (struct whatif_person){ .person = p, .why = S("") };
	}
	if (one->instead_of == NULL)
		one->instead_of = away;
	add_reason(w->t, one, why);
}

/* Call p or who stands in. */
static void
call(struct calling *k, const struct person_entry *p, struct str why)
{
	const struct person_entry *there;

	if (p == NULL || p->person == NULL)
		return;
	there = at_work(p, k->today);
	call_there(k, there, there != p ? p : NULL, why);
}

static struct str
role_text(const struct calling *k, enum role role)
{
	return say_enum(&k->w->t->say, &enum_role, (int)role);
}

/* "Company contact: ExaGate" */
static struct str
role_of(const struct calling *k, enum role role, const struct entry *e)
{
	return tell_colon(k->w->t, role_text(k, role),
	    say_entry(&k->w->t->say, e));
}

/* Whoever can supply what the next stage lacks: the first of them. */
static void
call_suppliers(struct calling *k)
{
	const struct case_state *s = k->w->after;

	for (size_t i = 0; i < s->n_requirements; i++) {
		const struct requirement_state *r = &s->requirements[i];

		if (r->stage == s->next && r->n_who > 0 &&
		    r->verdict == REQUIREMENT_MISSING)
			call(k, r->who[0],
			    say_words(&k->w->t->say, &r->r->text));
	}
}

/*
 * The first contact of a company; when away, the stand-in of that row before
 * the one of the person's file.
 */
static void
call_company(struct calling *k, const struct company_entry *c)
{
	const struct person_entry *p, *deputy;
	struct str why;

	if (c == NULL || c->company == NULL || c->company->contacts.n == 0)
		return;
	p = c->company->contacts.v[0].person.target;
	deputy = c->company->contacts.v[0].deputy.target;
	why = role_of(k, ROLE_COMPANY_CONTACT, &c->e);
	if (p != NULL && p->person != NULL && deputy != NULL &&
	    deputy->person != NULL && at_work(p, k->today) != p)
		call_there(k, at_work(deputy, k->today), p, why);
	else
		call(k, p, why);
}

static bool
needs_work(enum row_state s)
{
	return s != ROW_NOT_AFFECTED && s != ROW_FIXED && s != row_state_unset;
}

/* Owners of the products that are hit, and their companies. */
static void
call_products(struct calling *k)
{
	const struct case_state *s = k->w->after;

	for (size_t i = 0; i < s->n_flaws; i++) {
		for (size_t j = 0; j < s->flaws[i].n_products; j++) {
			const struct exposure_state *e =
			    &s->flaws[i].products[j];

			if (e->product == NULL || !needs_work(e->state))
				continue;
			call(k, e->product->product->owner.target,
			    role_of(k, ROLE_PRODUCT_OWNER, &e->product->e));
			call_company(k, e->product->company);
		}
	}
}

/* The lawyers of the case's company, else of the head company. */
static void
call_legal(struct calling *k)
{
	const struct model *m = k->w->t->r.model;
	const struct company_entry *own = k->w->c->c->company.target;
	bool is_found = false;

	for (int round = 0; round < 2 && !is_found; round++) {
		for (size_t i = 0; i < m->n_people; i++) {
			const struct person_entry *p = &m->people[i];
			bool is_there = round == 0 ? p->company == own :
						     p->company != NULL &&
				p->company->company != NULL &&
				p->company->company->kind.v ==
				    (int)COMPANY_HEAD;

			if (!is_there ||
			    !approval_has_role(p->person, ROLE_LEGAL))
				continue;
			call(k, p, role_text(k, ROLE_LEGAL));
			is_found = true;
		}
	}
}

static bool
has_law(const struct whatif *w)
{
	for (size_t i = 0; i < w->n_clocks; i++) {
		const struct whatif_clock *k = &w->clocks[i];

		if ((k->kind == WHATIF_START || k->kind == WHATIF_WAIT) &&
		    clock_rests_on_law(k->after->rule))
			return true;
	}
	return false;
}

void
whatif_people(struct whatif *w)
{
	const struct say *s = &w->t->say;
	struct calling k = {
		.w = w,
		.today = instant_day(zone_at(s->zone, s->now)),
	};

	if (!whatif_differs(w))
		return;
	call(&k, w->c->c->owner.target, tell_word(w->t, "whatif.owner"));
	if (has_law(w))
		call_legal(&k);
	call_suppliers(&k);
	call_company(&k, w->c->c->company.target);
	call_products(&k);
}
