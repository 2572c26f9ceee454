#include "deadline/collect.h"

#include "base/arena.h"
#include "model/model.h"

static const struct {
	enum clock_subject on;
	void (*collect)(struct collect *k);
} collectors[] = {
	{ CLOCK_ON_PRODUCT, collect_products },
	{ CLOCK_ON_CAMPAIGN, collect_campaigns },
	{ CLOCK_ON_ALERT, collect_alerts },
	{ CLOCK_ON_POLICY, collect_policies },
	{ CLOCK_ON_COMPANY, collect_companies },
	{ CLOCK_ON_ORGANISATION, collect_organisation },
	{ CLOCK_ON_CVE, collect_cves },
};

struct dated
collect_dated(const struct collect *k)
{
	return (struct dated){
		.perm = k->perm,
		.places = k->r->places,
		.zone = k->r->m->zone,
	};
}

void
collect_field(struct dated *l, enum event event, const struct moment *at,
    const struct moment *until, struct span where)
{
	struct dated_field f = { .event = event, .where = where };

	if (at != NULL)
		f.at = *at;
	if (until != NULL)
		f.until = *until;
	dated_field(l, &f);
}

static const struct policy_set *
policy_for(struct collect *k, const struct company_entry *company)
{
	const struct model *m = k->r->m;
	size_t i = company != NULL ? (size_t)(company - m->companies) :
				     m->n_companies;

	if (k->policies[i] == NULL)
		k->policies[i] = policy_of(k->perm, m, company);
	return k->policies[i];
}

/* What waits for a first date is shown where somebody is to give it one. */
static bool
waits(enum clock_subject on)
{
	return on != CLOCK_ON_ALERT && on != CLOCK_ON_CVE;
}

void
collect_clocks(struct collect *k, const struct clock_owner *owner,
    const struct predicate_root *root, struct dated *l)
{
	const struct company_entry *of = owner->company;
	struct clocked s = {
		.owner = *owner,
		.roots = {
			*root,
			{ "company", &record_company,
			    of != NULL ? of->company : NULL },
		},
		.n_roots = owner->subject == CLOCK_ON_COMPANY ? 1 : 2,
		.waits = waits(owner->subject),
	};
	struct clock_list found;

	dated_finish(l);
	s.v = l->v;
	s.n = l->n;
	clock_run(k->r, policy_for(k, of), &s, k->perm, &found);
	for (size_t i = 0; i < found.n; i++) {
		k->v = arena_grow(k->tmp, k->v, k->n, &k->cap, sizeof(*k->v));
		k->v[k->n++] = found.v[i];
	}
}

static bool
has_rules(const struct deadline_rules *rules, enum clock_subject on)
{
	for (size_t i = 0; i < rules->n_groups; i++) {
		if (rules->groups[i].on == (int)on)
			return true;
	}
	return false;
}

void
collect_all(const struct deadline_run *r, struct arena *perm,
    struct clock_list *out)
{
	struct collect k = { .r = r, .perm = perm, .tmp = arena_open() };

	k.policies = arena_array(k.tmp, const struct policy_set *,
	    r->m->n_companies + 1);
	for (size_t i = 0; i < ARRAY_LEN(collectors); i++) {
		if (has_rules(r->rules, collectors[i].on))
			collectors[i].collect(&k);
	}
	*out = (struct clock_list){ arena_array(perm, struct clock, k.n + 1),
		k.n };
	for (size_t i = 0; i < k.n; i++)
		out->v[i] = k.v[i];
	arena_close(k.tmp);
}
