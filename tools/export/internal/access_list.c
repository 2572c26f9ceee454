#include "export/internal/access_list.h"

#include "base/arena.h"
#include "base/limits.h"
#include "export/internal/tally.h"
#include "model/derived.h"
#include "model/model.h"
#include "model/named.h"
#include "model/reach.h"

/* Who works on all cases. */
static const enum role psirt[] = { ROLE_PSIRT_LEAD, ROLE_COORDINATOR,
	ROLE_INTAKE, ROLE_ANALYST, ROLE_PUBLISHER };

struct making {
	struct arena *a;
	const struct model *m;
	struct day today;
	struct access *out;
	struct access_set psirt;
};

static struct access_set
set_new(const struct making *k)
{
	return (struct access_set){
		arena_array(k->a, bool, k->m->n_people + 1), 0
	};
}

static void
set_add(const struct making *k, struct access_set *s,
    const struct person_entry *p)
{
	size_t i = (size_t)(p - k->m->people);

	s->n += !s->has[i];
	s->has[i] = true;
}

static void
set_join(const struct making *k, struct access_set *s,
    const struct access_set *more)
{
	for (size_t i = 0; i < k->m->n_people; i++) {
		if (more->has[i])
			set_add(k, s, &k->m->people[i]);
	}
}

static bool
is_psirt(const struct person *p)
{
	for (size_t i = 0; i < p->roles.n; i++) {
		for (size_t j = 0; j < ARRAY_LEN(psirt); j++) {
			if (p->roles.v[i].v == (int)psirt[j])
				return true;
		}
	}
	return false;
}

/* Whether a company is another one, or a unit of it. */
static bool
is_part(const struct company_entry *c, const struct company_entry *of)
{
	for (size_t i = 0; i < LIMIT_COMPANY_DEPTH && c != NULL; i++) {
		if (c == of)
			return true;
		c = c->company->parent.target;
	}
	return false;
}

/* Those who are named and under an agreement; their circle, and its end. */
static void
fill_restricted(struct making *k, struct access_case *x)
{
	struct access_circle *circle = &k->out->circles[1];
	struct named r = named_of(k->a, x->c);

	x->is_restricted = true;
	k->out->n_circles = ACCESS_CIRCLES;
	for (size_t i = 0; i < r.n; i++) {
		const struct person_entry *p = r.v[i].person;
		const struct nda *n = named_nda(x->c, p->person);
		int32_t *last = &circle->last[p - k->m->people];

		if (!named_holds(n, k->today))
			continue;
		set_add(k, &x->who, p);
		if (n->expires.w.kind == WHEN_DATE &&
		    n->expires.w.day.n < *last)
			*last = n->expires.w.day.n;
	}
	set_join(k, &circle->who, &x->who);
}

static void
fill_team(struct making *k, struct access_case *x)
{
	const struct case_state *s = derived_case(k->m, x->c);
	struct named r = named_of(k->a, x->c);

	set_join(k, &x->who, &k->psirt);
	for (size_t i = 0; i < r.n; i++)
		set_add(k, &x->who, r.v[i].person);
	for (size_t i = 0; s != NULL && i < s->n_needs; i++) {
		for (size_t j = 0; j < s->needs[i].n_who; j++)
			set_add(k, &x->who, s->needs[i].who[j]);
	}
	set_join(k, &k->out->circles[0].who, &x->who);
}

static void
fill_cases(struct making *k, struct instant now)
{
	struct access *out = k->out;

	out->cases = arena_array(k->a, struct access_case, k->m->n_cases + 1);
	for (size_t i = 0; i < k->m->n_cases; i++) {
		const struct case_entry *c = &k->m->cases[i];
		struct access_case *x = &out->cases[out->n_cases];

		if (tally_state(k->m, c, now) == TALLY_CLOSED)
			continue;
		out->n_cases++;
		*x = (struct access_case){ .c = c, .who = set_new(k) };
		if (c->label == TLP_RED)
			fill_restricted(k, x);
		else
			fill_team(k, x);
	}
}

static void
fill_edition(struct making *k, struct access_edition *e)
{
	const struct audience *a = e->audience;
	const struct company_entry *of = a->company.target;

	e->how = ACCESS_LISTED;
	e->who = set_new(k);
	/* A restricted one is read by staff here as others of its label; who
	 * else reads it has an account on its own host. */
	if (a->view.v == (int)VIEW_PUBLIC && !reach_is_restricted(a)) {
		e->how = ACCESS_EVERYBODY;
	} else if (a->ceiling.v == (int)TLP_RED) {
		set_join(k, &e->who, &k->out->circles[1].who);
	} else if (a->company.id.n > 0) {
		set_join(k, &e->who, &k->psirt);
		for (size_t i = 0; of != NULL && i < k->m->n_people; i++) {
			if (is_part(k->m->people[i].company, of))
				set_add(k, &e->who, &k->m->people[i]);
		}
	} else if (a->ceiling.v == (int)TLP_AMBER_STRICT) {
		set_join(k, &e->who, &k->out->circles[0].who);
	} else {
		e->how = ACCESS_STAFF;
	}
}

static void
fill_editions(struct making *k, struct str edition)
{
	struct access *out = k->out;

	out->n_editions = k->m->n_audiences;
	out->editions = arena_array(k->a, struct access_edition,
	    out->n_editions + 1);
	for (size_t i = 0; i < out->n_editions; i++) {
		const struct audience *a = k->m->audiences[i].audience;

		out->editions[i].audience = a;
		fill_edition(k, &out->editions[i]);
		if (str_eq(a->id.s, edition))
			out->is_whole = a->company.id.n == 0 &&
			    a->filter.p == NULL;
	}
}

const struct access *
access_list(struct arena *a, const struct model *m, struct instant now,
    struct str edition)
{
	struct making k = {
		.a = a,
		.m = m,
		.today = instant_day(now),
		.out = arena_new(a, struct access),
	};
	struct access_circle *c = k.out->circles;

	k.out->m = m;
	k.out->n_circles = 1;
	k.psirt = set_new(&k);
	for (size_t i = 0; i < m->n_people; i++) {
		if (is_psirt(m->people[i].person))
			set_add(&k, &k.psirt, &m->people[i]);
	}
	c[0] = (struct access_circle){ "internal", TLP_AMBER_STRICT,
		set_new(&k), NULL };
	c[1] = (struct access_circle){ "restricted", TLP_RED, set_new(&k),
		arena_array(a, int32_t, m->n_people + 1) };
	for (size_t i = 0; i < m->n_people; i++)
		c[1].last[i] = INT32_MAX;
	set_join(&k, &c[0].who, &k.psirt);
	fill_cases(&k, now);
	fill_editions(&k, edition);
	return k.out;
}
