#include "finding/matched_find.h"

#include <stdlib.h>

#include "assess/assess_known.h"
#include "base/arena.h"
#include "base/limits.h"
#include "base/map.h"
#include "finding/matched_ask.h"
#include "finding/matched_case.h"
#include "finding/matched_evidence.h"
#include "finding/matched_known.h"
#include "finding/matched_label.h"
#include "finding/matched_ruling.h"
#include "finding/matched_tell.h"
#include "finding/stock.h"
#include "index/index.h"
#include "model/model.h"

/* Below, its words may mean it. */
#define LIKELY	50

/* A match as all components with this answer have it. */
struct telling {
	struct found_match m;
	uint32_t record;
	struct known_rows rows;
};

struct tellings {
	struct telling *v;
	size_t n;
};

/* A match of a finding of the stock at hand. */
struct hit {
	size_t finding;		/* of the stock's */
	const struct telling *t;
	const struct known_row *row;
	const struct component *c;
};

/* A finding of it. */
struct draft {
	struct finding f;
	struct known_row *row;
	const struct component **components;	/* as matches */
	const struct str *ids;
	size_t n_ids;
};

struct finding_run {
	struct find_request *q;
	struct matched *out;
	struct map *tellings;	/* the answer's address -> struct tellings */
	struct map *priorities;	/* priority_key() -> struct priority_state */
	const struct policy_set *group;
	const struct policy_set **companies;	/* as m->companies; or NULL */
	struct hit *hits;
	size_t n_hits, cap_hits;
	struct draft *drafts;
	size_t n_drafts, cap_drafts;
	size_t stamp;		/* of the stock, from 1 */
	size_t cap;		/* of out->v */
};

/* ---- matches ------------------------------------------------------------- */

static struct str
bytes_of(const void *p, size_t n)
{
	return (struct str){ p, n };
}

static const struct tellings *
tellings_of(struct finding_run *k, const struct matched_answer *answer,
    const struct component *c)
{
	struct tellings *out = map_get(k->tellings,
	    bytes_of(&answer, sizeof(answer)));
	const struct matched_answer **key;
	struct arena *tmp;

	if (out != NULL)
		return out;
	key = arena_new(k->q->tmp, const struct matched_answer *);
	*key = answer;
	out = arena_new(k->q->tmp, struct tellings);
	out->v = arena_array(k->q->tmp, struct telling, answer->n + 1);
	(void)map_add(k->tellings, bytes_of(key, sizeof(*key)), out);
	tmp = arena_open();
	for (size_t i = 0; i < answer->n; i++) {
		const struct match *m = &answer->v[i];
		struct scratch s = scratch_begin(tmp);
		struct feed_record r;

		if (index_record(k->q->label->x, s.a, m->record, &r))
			out->v[out->n++] = (struct telling){
				matched_tell(k->q->perm, c, &r, m), m->record,
				matched_known_of(k->q->known, m->record)
			};
		scratch_end(s);
	}
	arena_close(tmp);
	return out;
}

static size_t
draft_of(struct finding_run *k, struct known_row *row)
{
	if (row->stamp == k->stamp)
		return row->place;
	row->stamp = k->stamp;
	row->place = k->n_drafts;
	k->drafts = arena_grow(k->q->tmp, k->drafts, k->n_drafts,
	    &k->cap_drafts, sizeof(*k->drafts));
	k->drafts[k->n_drafts] = (struct draft){ .row = row };
	return k->n_drafts++;
}

static void
see_component(struct finding_run *k, const struct matched_answer *answer,
    const struct component *c)
{
	const struct tellings *all = tellings_of(k, answer, c);

	for (size_t i = 0; i < all->n; i++) {
		const struct known_rows *rows = &all->v[i].rows;

		for (size_t j = 0; j < rows->n; j++) {
			size_t place = draft_of(k, rows->v[j]);

			k->hits = arena_grow(k->q->tmp, k->hits, k->n_hits,
			    &k->cap_hits, sizeof(*k->hits));
			k->hits[k->n_hits++] = (struct hit){ place, &all->v[i],
				rows->v[j], c };
			k->drafts[place].f.n_matches++;
		}
	}
}

static void
put_match(struct finding_run *k, const struct hit *h)
{
	struct draft *d = &k->drafts[h->finding];
	struct found_match *m = &d->f.matches[d->f.n_matches];
	struct matched_evidence said;

	*m = h->t->m;
	m->at = h->c->at;
	m->source = matched_known_source(h->row, h->t->record);
	d->components[d->f.n_matches++] = h->c;
	if (h->c->n_findings == 0)
		return;
	said = matched_evidence(k->q->perm, h->c, d->ids, d->n_ids);
	m->note = said.note;
	if (m->fixed.n == 0)
		m->fixed = said.fixed;
}

/* A match, and its component, to be sorted together. */
struct pair {
	struct found_match m;
	const struct component *c;
	size_t at;
};

static int
by_sureness(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->m.is_cleared != y->m.is_cleared)
		return x->m.is_cleared ? 1 : -1;
	if (x->m.is_notice != y->m.is_notice)
		return x->m.is_notice ? 1 : -1;
	if (x->m.confidence != y->m.confidence)
		return x->m.confidence > y->m.confidence ? -1 : 1;
	if (x->m.is_question != y->m.is_question)
		return x->m.is_question ? 1 : -1;
	if (x->m.source != y->m.source)
		return x->m.source < y->m.source ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

static void
sort_matches(struct finding_run *k, struct draft *d)
{
	struct scratch tmp = scratch_begin(k->q->tmp);
	size_t n = d->f.n_matches;
	struct pair *v = arena_array(tmp.a, struct pair, n);

	for (size_t i = 0; i < n; i++)
		v[i] = (struct pair){ d->f.matches[i], d->components[i], i };
	if (n > 1)
		qsort(v, n, sizeof(*v), by_sureness);
	for (size_t i = 0; i < n; i++) {
		d->f.matches[i] = v[i].m;
		d->components[i] = v[i].c;
	}
	scratch_end(tmp);
}

/* ---- states -------------------------------------------------------------- */

static enum finding_state
state_of_matches(struct finding *f)
{
	const struct found_match *best = &f->matches[0];

	if (best->is_cleared)
		return FINDING_CLEARED;
	f->confidence = best->confidence;
	if (best->confidence < LIKELY)
		return FINDING_LOOK;
	return best->is_question ? FINDING_QUESTION : FINDING_OPEN;
}

static enum finding_state
state_of_ruling(const struct ruling *r)
{
	if (r->n_lapses > 0)
		return FINDING_LAPSED;
	switch ((enum decision_verdict)r->decision->verdict.v) {
	case DECISION_AFFECTED:
		return FINDING_AFFECTED;
	case DECISION_NOT_AFFECTED:
	case DECISION_FALSE_MATCH:
		return FINDING_NOT_AFFECTED;
	case DECISION_FIXED:
		return FINDING_FIXED;
	case DECISION_UNDER_INVESTIGATION:
		return FINDING_INVESTIGATED;
	case DECISION_ACCEPTED:
		return FINDING_ACCEPTED;
	case decision_verdict_unset:
		break;
	}
	return FINDING_OPEN;
}

/*
 * Decisions may be on one part each: the worst counts, and a part that nobody
 * judged leaves the finding to be judged.
 */
static void
apply_rulings(struct finding_run *k, struct draft *d)
{
	const struct component *last = NULL;
	const struct ruling *worst = NULL;
	struct ruling_subject s = { .product = d->f.product->e.id,
		.ids = d->ids,
		.n_ids = d->n_ids };

	if (d->f.version != NULL)
		s.version = d->f.version->version.s;
	for (size_t i = 0; i < d->f.n_matches; i++) {
		const struct ruling *r;

		if (d->f.matches[i].is_cleared || d->components[i] == last)
			continue;
		last = d->components[i];
		s.c = last;
		r = matched_ruling_find(k->q->rulings, k->q->n_rulings, &s);
		if (r == NULL)
			return;
		if (worst == NULL ||
		    state_of_ruling(r) < state_of_ruling(worst))
			worst = r;
	}
	if (worst == NULL)
		return;
	d->f.ruling = worst;
	d->f.state = state_of_ruling(worst);
}

static void
set_state(struct finding_run *k, struct draft *d)
{
	enum finding_state by_case;
	bool decided;

	d->f.state = state_of_matches(&d->f);
	if (d->f.product == NULL)
		return;
	apply_rulings(k, d);
	d->f.c = matched_case_find(k->q->cases, &d->f, d->ids, d->n_ids,
	    &by_case, &decided);
	if (decided)
		d->f.state = by_case;
}

/* ---- priorities ---------------------------------------------------------- */

static const struct policy_set *
policy_for(struct finding_run *k, const struct company_entry *c)
{
	const struct model *m = k->q->m;
	size_t i;

	if (c == NULL)
		return k->group;
	i = (size_t)(c - m->companies);
	if (k->companies[i] == NULL)
		k->companies[i] = policy_of(k->q->perm, m, c);
	return k->companies[i];
}

/* What decides on a priority: who is alike gets the same. */
struct priority_key {
	const void *known, *product, *company;
	uintptr_t exposure;
};

static void
set_priority(struct finding_run *k, struct draft *d)
{
	const struct finding *f = &d->f;
	struct priority_key key = { d->row, f->product, finding_company(f),
		0 },
			    *kept;
	struct priority_state *p;

	d->f.priority.rank = PRIORITY_NONE;
	if (f->state == FINDING_NOT_AFFECTED || f->state == FINDING_FIXED ||
	    f->state == FINDING_CLEARED)
		return;
	if (f->system != NULL)
		key.exposure = (uintptr_t)f->system->system->exposure.v;
	p = map_get(k->priorities, bytes_of(&key, sizeof(key)));
	if (p == NULL) {
		const struct assess_known ask = { f->known, d->row->ssvc,
			d->row->is_exploited, f->product, f->system };

		p = arena_new(k->q->tmp, struct priority_state);
		*p = assess_known(k->q->assess,
		    policy_for(k, finding_company(f)), k->q->perm, &ask);
		kept = arena_new(k->q->tmp, struct priority_key);
		*kept = key;
		(void)map_add(k->priorities, bytes_of(kept, sizeof(*kept)), p);
	}
	d->f.priority = *p;
}

/* ---- one stock ----------------------------------------------------------- */

static void
take_ids(struct finding_run *k, struct draft *d)
{
	const struct known *known = d->row->known;
	struct str *v = arena_array(k->q->tmp, struct str,
	    known->n_aliases + 1);

	v[0] = known->id;
	for (size_t i = 0; i < known->n_aliases; i++)
		v[i + 1] = known->aliases[i];
	d->ids = v;
	d->n_ids = known->n_aliases + 1;
}

static int
by_urgency(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;

	if (x->state != y->state)
		return x->state < y->state ? -1 : 1;
	if (x->priority.rank != y->priority.rank)
		return x->priority.rank < y->priority.rank ? -1 : 1;
	if (x->known->score_x10 != y->known->score_x10)
		return x->known->score_x10 > y->known->score_x10 ? -1 : 1;
	return str_cmp(x->known->id, y->known->id);
}

static void
finish_stock(struct finding_run *k, const struct stock *s)
{
	struct matched *out = k->out;
	size_t first = out->n;

	for (size_t i = 0; i < k->n_drafts; i++) {
		struct draft *d = &k->drafts[i];

		d->f.known = d->row->known;
		d->f.product = s->product;
		d->f.version = s->version;
		d->f.system = s->system;
		d->f.matches = arena_array(k->q->perm, struct found_match,
		    d->f.n_matches);
		d->components = arena_array(k->q->tmp,
		    const struct component *, d->f.n_matches);
		d->f.n_matches = 0;
		take_ids(k, d);
	}
	for (size_t i = 0; i < k->n_hits; i++)
		put_match(k, &k->hits[i]);
	for (size_t i = 0; i < k->n_drafts; i++) {
		if (out->n >= LIMIT_MATCHED_FINDINGS) {
			k->q->is_cut = true;
			break;
		}
		sort_matches(k, &k->drafts[i]);
		set_state(k, &k->drafts[i]);
		set_priority(k, &k->drafts[i]);
		out->v = arena_grow(k->q->perm, out->v, out->n, &k->cap,
		    sizeof(*out->v));
		out->v[out->n++] = k->drafts[i].f;
	}
	if (out->n - first > 1)
		qsort(out->v + first, out->n - first, sizeof(*out->v),
		    by_urgency);
}

void
matched_find(struct find_request *q, struct matched *out)
{
	struct finding_run k = { .q = q,
		.out = out,
		.tellings = map_open(q->tmp),
		.priorities = map_open(q->tmp),
		.group = policy_of(q->perm, q->m, NULL),
		.companies = arena_array(q->tmp, const struct policy_set *,
		    q->m->n_companies + 1) };
	size_t at = 0;

	for (size_t i = 0; i < q->stocks->n; i++) {
		const struct stock *s = &q->stocks->v[i];

		k.stamp = i + 1;
		k.n_hits = 0;
		k.n_drafts = 0;
		for (size_t j = 0; j < s->inv.n; j++)
			see_component(&k, q->answers[at++], &s->inv.v[j]);
		finish_stock(&k, s);
	}
}
