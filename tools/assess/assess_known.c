#include "assess/assess_known.h"

#include "assess/assess_impl.h"
#include "base/arena.h"
#include "model/model.h"

/* What is put in the place of a case for the conditions. */
struct standing {
	struct vulnerability v;
	struct ssvc ssvc;
	struct product product;
	struct assessment assessment;
	struct predicate_root roots[ASSESS_ROOTS];
};

static size_t
rank_of(const struct policy_set *p, struct str priority)
{
	for (size_t i = 0; i < p->n_order; i++) {
		if (str_eq(p->order[i], priority))
			return i;
	}
	return p->n_order;
}

/* ---- exceptions ---------------------------------------------------------- */

static bool
names(const struct text_list *only, const struct known *k)
{
	for (size_t i = 0; i < only->n; i++) {
		if (str_eq(only->v[i].s, k->id))
			return true;
		for (size_t j = 0; j < k->n_aliases; j++) {
			if (str_eq(only->v[i].s, k->aliases[j]))
				return true;
		}
	}
	return only->n == 0;
}

static const struct product_exception *
find_exception(const struct assess *a, const struct assess_known *k)
{
	struct day today = instant_day(zone_at(a->m->zone, a->now));

	for (size_t i = 0;
	     k->product != NULL && i < k->product->product->exceptions.n;
	     i++) {
		const struct product_exception *e =
		    &k->product->product->exceptions.v[i];

		if (e->until.w.day.n >= today.n &&
		    names(&e->vulnerabilities, k->known))
			return e;
	}
	return NULL;
}

static struct priority_state
by_exception(const struct assess *a, const struct product_exception *e,
    const struct policy_set *p)
{
	return (struct priority_state){
		.priority = e->priority.s,
		.rank = rank_of(p, e->priority.s),
		.exception = e->reason.s,
		.origin = POLICY_OF_PRODUCT,
		.rule = proof_at(a->places, e->where, S("")),
		.proof = proof_at(a->places, e->until.at, S("")),
	};
}

/* ---- the map ------------------------------------------------------------- */

static void
choose(struct choice *to, const struct enum_table *words, struct str word,
    struct span at)
{
	for (size_t i = 0; i < words->n; i++) {
		if (str_eq_z(word, words->values[i].name))
			*to = (struct choice){ words->values[i].v, at };
	}
}

/* CISA's words: "poc" is what we call public_poc. */
static void
take_ssvc(const struct assess_known *k, struct standing *s, struct span at)
{
	struct str first, second, third, rest;

	(void)str_cut(k->ssvc, '/', &first, &rest);
	(void)str_cut(rest, '/', &second, &third);
	if (str_eq_z(first, "poc"))
		first = S("public_poc");
	if (k->is_exploited)
		first = S("active");
	choose(&s->ssvc.exploitation, &enum_exploitation, first, at);
	choose(&s->ssvc.automatable, &enum_yes_no, second, at);
	choose(&s->ssvc.technical_impact, &enum_technical_impact, third, at);
	s->ssvc.where = at;
	s->v.ssvc = &s->ssvc;
	s->v.exploitation = s->ssvc.exploitation;
}

static void
take_numbers(const struct assess *a, const struct known *k, struct standing *s,
    struct span at)
{
	struct assessment *out = &s->assessment;

	out->where = at;
	if (k->score_x10 >= 0) {
		out->score = (struct number){ k->score_x10, at };
		out->severity = (struct choice){ (int)k->severity, at };
	}
	if (k->is_kev || a->kev != NULL)
		out->kev = (struct truth){ k->is_kev, at };
	if (k->epss >= 0)
		out->epss = (struct number){ k->epss, at };
}

static void
stand(const struct assess *a, const struct assess_known *k, struct standing *s)
{
	const struct company_entry *company = k->product != NULL ?
	    k->product->company :
	    k->system->system->company.target;
	/* It is written nowhere: whose it is stands for it. */
	struct span at = k->product != NULL ? k->product->e.at :
					      k->system->e.at;

	*s = (struct standing){ .v = { .where = at } };
	if (str_starts(k->known->id, S("CVE-")))
		s->v.cve = (struct text){ k->known->id, at };
	take_ssvc(k, s, at);
	take_numbers(a, k->known, s, at);
	if (k->system != NULL) {
		s->product.where = at;
		s->product.exposure = k->system->system->exposure;
	}
	s->roots[0] = (struct predicate_root){ "case", &record_case_file,
		NULL };
	s->roots[1] = (struct predicate_root){ "vulnerability",
		&record_vulnerability, &s->v };
	s->roots[2] = (struct predicate_root){ "product", &record_product,
		k->product != NULL ? k->product->product : &s->product };
	s->roots[3] = (struct predicate_root){ "company", &record_company,
		company != NULL ? company->company : NULL };
	s->roots[4] = (struct predicate_root){ "assessment",
		&record_assessment, &s->assessment };
}

static struct priority_state
by_row(const struct assess *a, const struct policy_priority *pp,
    const struct policy_set *p, const struct standing *s, struct arena *perm)
{
	const struct priority_row *row = pp->row;
	struct predicate_trace trace = { 0 };
	struct arena *tmp = arena_open();
	struct proof proof = { .text = S("") };
	bool has_reason = row->reason.ja.s.n > 0 || row->reason.en.s.n > 0;

	(void)predicate_holds(row->when.p, s->roots, ASSESS_ROOTS, tmp,
	    &trace);
	/* Feeds say so: no file of the repository is to be shown for it. */
	proof.text = str_dup(perm, trace.text);
	proof.parts = trace.parts;
	arena_close(tmp);
	return (struct priority_state){
		.priority = row->priority.s,
		.rank = rank_of(p, row->priority.s),
		.reason = has_reason ? &row->reason : NULL,
		.origin = pp->origin,
		.rule = proof_at(a->places, row->where,
		    predicate_text(perm, row->when.p)),
		.proof = proof,
	};
}

struct priority_state
assess_known(const struct assess *a, const struct policy_set *p,
    struct arena *perm, const struct assess_known *k)
{
	const struct product_exception *e = find_exception(a, k);
	struct priority_state out = { .rank = PRIORITY_NONE };
	struct standing s;
	struct arena *tmp;

	if (e != NULL)
		return by_exception(a, e, p);
	stand(a, k, &s);
	tmp = arena_open();
	for (size_t i = 0; i < p->n_priorities; i++) {
		const struct policy_priority *row = &p->priorities[i];

		if (!predicate_holds(row->row->when.p, s.roots, ASSESS_ROOTS,
			tmp, NULL))
			continue;
		out = by_row(a, row, p, &s, perm);
		break;
	}
	arena_close(tmp);
	return out;
}
