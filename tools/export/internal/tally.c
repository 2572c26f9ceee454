#include "export/internal/tally.h"

#include "base/arena.h"
#include "export/export.h"
#include "export/internal/clock_row.h"
#include "model/event.h"
#include "model/matched.h"
#include "model/model.h"

bool
tally_is_past(const struct model *m, struct when w, struct instant now)
{
	return w.kind != WHEN_UNSET && when_stop(w, m->zone).s < now.s;
}

bool
tally_alert_is_current(const struct model *m, const struct alert *a,
    struct instant now)
{
	return !tally_is_past(m, a->until.w, now);
}

bool
tally_campaign_is_open(const struct campaign *k, struct instant now)
{
	return k->closed.w.kind != WHEN_INSTANT || k->closed.w.at.s > now.s;
}

/* Whether the last word on it is that it was closed. */
static bool
was_closed(const struct fact_list *facts)
{
	bool closed = false;

	for (size_t i = 0; i < facts->n; i++) {
		enum event e;

		if (!event_find(facts->v[i].event.s, &e))
			continue;
		if (e == EVENT_CLOSED)
			closed = true;
		else if (e == EVENT_REOPENED)
			closed = false;
	}
	return closed;
}

enum tally_case
tally_case(const struct case_entry *c, struct instant now)
{
	if (model_released(c, now.s) != NULL)
		return TALLY_PUBLISHED;
	if (c->c->exit != NULL || was_closed(&c->c->facts))
		return TALLY_CLOSED;
	return TALLY_OPEN;
}

enum tally_case
tally_state(const struct model *m, const struct case_entry *c,
    struct instant now)
{
	const struct case_state *s = derived_case(m, c);

	/* Without a table of stages nothing is known of them. */
	if (s == NULL || (s->stage == NULL && s->next == NULL))
		return tally_case(c, now);
	return s->exit == NULL && s->next != NULL ? TALLY_OPEN : TALLY_CLOSED;
}

static void
count_cases(struct tally *t, const struct model *m, struct instant now)
{
	for (size_t i = 0; i < m->n_cases; i++) {
		const struct case_entry *c = &m->cases[i];
		enum tally_case state = tally_state(m, c, now);

		t->n[TALLY_CASES_OPEN] += state == TALLY_OPEN;
		t->n[TALLY_CASES_CLOSED] += state == TALLY_CLOSED;
		t->n[TALLY_CASES_PUBLISHED] += model_released(c, now.s) !=
		    NULL;
	}
}

static size_t
pressing(const struct model *m, struct instant now)
{
	const struct derived *d = clock_row_derived(m);
	size_t n = 0;

	for (size_t i = 0; i < d->clocks.n; i++) {
		const struct clock *c = &d->clocks.v[i];

		n += clock_row_part(c) == CLOCK_PART_OPEN &&
		    clock_span_of(c, now) <= CLOCK_SPAN_SOON;
	}
	return n;
}

/* Questions that nobody has answered. */
static size_t
count_open(const struct document_list *requests)
{
	size_t n = 0;

	for (size_t i = 0; i < requests->n; i++) {
		const struct request *r = requests->v[i].record;

		n += r != NULL && r->answered.w.kind == WHEN_UNSET;
	}
	return n;
}

static void
count_findings(struct tally *t, const struct matched *k)
{
	for (size_t i = 0; k != NULL && i < k->n; i++)
		t->n[TALLY_FINDINGS] += finding_is_open(&k->v[i]);
	t->n[TALLY_KNOWN] = k != NULL ? k->n_known : 0;
}

const struct tally *
tally_make(struct arena *perm, const struct model *m,
    const struct export_context *c)
{
	struct tally *t = arena_new(perm, struct tally);

	count_cases(t, m, c->now);
	for (size_t i = 0; i < m->n_alerts; i++)
		t->n[TALLY_ALERTS] += tally_alert_is_current(m,
		    m->alerts[i].record, c->now);
	for (size_t i = 0; i < m->n_campaigns; i++)
		t->n[TALLY_CAMPAIGNS] +=
		    tally_campaign_is_open(m->campaigns[i].record, c->now);
	t->n[TALLY_REQUESTS] = count_open(&m->docs[KIND_REQUEST]);
	t->n[TALLY_PRODUCTS] = m->n_products;
	t->n[TALLY_SYSTEMS] = m->n_systems;
	t->n[TALLY_UNREADABLE] = m->n_unreadable;
	t->n[TALLY_CLOCKS] = pressing(m, c->now);
	count_findings(t, m->matched);
	return t;
}
