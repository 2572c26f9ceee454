#include "base/arena.h"
#include "base/map.h"
#include "deadline/collect.h"
#include "model/model.h"
#include "model/predicate.h"

/* How far the answers to a campaign are. */
struct progress {
	const struct campaign *c;
	const struct zone *zone;
	size_t n_asked;
	bool is_answered;	/* every product, on every flaw */
	bool is_settled;
	struct moment answered;	/* the last of the first answers */
	struct moment settled;	/* the last of the answers that stand */
};

/* Outside makers are not asked, whatever the condition says. */
static bool
is_asked(const struct collect *k, const struct campaign *c,
    const struct product_entry *p)
{
	const struct predicate_root roots[] = {
		{ "product", &record_product, p->product },
	};

	if (p->company != NULL && p->company->company != NULL &&
	    p->company->company->kind.v == (int)COMPANY_VENDOR)
		return false;
	return predicate_holds(c->asks.p, roots, ARRAY_LEN(roots), k->tmp,
	    NULL);
}

static bool
is_earlier(const struct progress *p, const struct moment *a,
    const struct moment *b)
{
	return when_stop(a->w, p->zone).s < when_stop(b->w, p->zone).s;
}

static void
keep_later(const struct progress *p, struct moment *last,
    const struct moment *at)
{
	if (last->w.kind == WHEN_UNSET || is_earlier(p, last, at))
		*last = *at;
}

static bool
is_final(const struct answer *a)
{
	return a->status.v != (int)ANSWER_NONE &&
	    a->status.v != (int)ANSWER_INVESTIGATING;
}

/* One product on one flaw: its first answer, and the last one. */
static void
count_flaw(struct progress *p, const struct answers *answers, struct str flaw)
{
	const struct answer *first = NULL, *last = NULL;

	for (size_t i = 0; answers != NULL && i < answers->answers.n; i++) {
		const struct answer *a = &answers->answers.v[i];

		if (!str_eq(a->vulnerability.s, flaw) ||
		    a->at.w.kind == WHEN_UNSET ||
		    a->status.v == (int)ANSWER_NONE)
			continue;
		if (first == NULL || is_earlier(p, &a->at, &first->at))
			first = a;
		last = a;
	}
	if (first != NULL)
		keep_later(p, &p->answered, &first->at);
	else
		p->is_answered = false;
	if (last != NULL && is_final(last))
		keep_later(p, &p->settled, &last->at);
	else
		p->is_settled = false;
}

/* Product -> answers. */
static const struct map *
answers_to(const struct collect *k, struct str campaign)
{
	const struct document_list *docs = &k->r->m->docs[KIND_ANSWERS];
	struct map *all = map_open(k->tmp);

	for (size_t i = 0; i < docs->n; i++) {
		union {
			const void *in;
			void *out;
		} record = { .in = docs->v[i].record };

		if (str_eq(docs->v[i].path.dir, campaign))
			map_put(all, docs->v[i].path.id, record.out);
	}
	return all;
}

static void
count_answers(const struct collect *k, struct str id, struct progress *p)
{
	const struct map *answers = answers_to(k, id);
	const struct model *m = k->r->m;

	for (size_t i = 0; i < m->n_products; i++) {
		const struct product_entry *e = &m->products[i];

		if (!is_asked(k, p->c, e))
			continue;
		p->n_asked++;
		for (size_t j = 0; j < p->c->vulnerabilities.n; j++)
			count_flaw(p, map_get(answers, e->e.id),
			    p->c->vulnerabilities.v[j].s);
	}
}

static void
add_progress(struct dated *l, const struct progress *p)
{
	bool any = p->n_asked > 0;
	bool is_settled = any && p->is_settled;

	if (any && p->is_answered)
		collect_field(l, EVENT_CAMPAIGN_ANSWERED, &p->answered, NULL,
		    p->c->where);
	collect_field(l, EVENT_CAMPAIGN_COMPLETED,
	    is_settled ? &p->settled : &p->c->closed, NULL, p->c->where);
}

void
collect_campaigns(struct collect *k)
{
	const struct model *m = k->r->m;

	for (size_t i = 0; i < m->n_campaigns; i++) {
		const struct plain_entry *e = &m->campaigns[i];
		const struct campaign *c = e->record;
		struct dated l = collect_dated(k);
		struct progress p = {
			.c = c,
			.zone = m->zone,
			.is_answered = true,
			.is_settled = true,
		};

		if (c == NULL)
			continue;
		if (c->opened.w.kind != WHEN_UNSET)
			collect_field(&l, EVENT_CAMPAIGN_OPENED, &c->opened,
			    &c->due, c->where);
		count_answers(k, e->e.id, &p);
		add_progress(&l, &p);
		collect_clocks(k,
		    &(struct clock_owner){ CLOCK_ON_CAMPAIGN, &e->e, e->e.id,
			NULL },
		    &(struct predicate_root){ "campaign", &record_campaign,
			c },
		    &l);
	}
}
