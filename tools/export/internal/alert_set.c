#include "export/internal/alert_set.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "export/internal/row.h"
#include "export/internal/tally.h"
#include "model/matched.h"
#include "model/model.h"

/* ---- lists --------------------------------------------------------------- */

/* What asks most stands first; within that the newest. */
static int
by_level(const void *a, const void *b)
{
	const struct plain_entry *const *x = a, *const *y = b;
	const struct alert *i = (*x)->record, *j = (*y)->record;

	if (i->level.v != j->level.v)
		return i->level.v < j->level.v ? -1 : 1;
	if (i->at.w.at.s != j->at.w.at.s)
		return i->at.w.at.s > j->at.w.at.s ? -1 : 1;
	return str_cmp((*y)->e.id, (*x)->e.id);
}

static void
take_views(struct arena *a, const struct model *m, struct instant now,
    struct alert_set *s)
{
	struct alert_view *current = &s->views[ALERT_CURRENT];
	struct alert_view *ended = &s->views[ALERT_ENDED];
	struct alert_view *all = &s->views[ALERT_ALL];

	*current = (struct alert_view){ .stem = "alerts/index",
		.word = "in.alert.current" };
	*ended = (struct alert_view){ .stem = "alerts/ended",
		.word = "alert.past" };
	*all = (struct alert_view){ .stem = "alerts/all", .word = "in.all" };
	current->v = row_alerts(a, m, &now, &current->n);
	if (current->n > 0)
		qsort(current->v, current->n, sizeof(*current->v), by_level);
	all->v = row_alerts(a, m, NULL, &all->n);
	ended->v = arena_array(a, const struct plain_entry *, all->n + 1);
	for (size_t i = 0; i < all->n; i++) {
		if (!tally_alert_is_current(m, all->v[i]->record, now))
			ended->v[ended->n++] = all->v[i];
	}
}

/* ---- what is concerned --------------------------------------------------- */

/* Findings by vulnerability, as lists through their places. */
struct chains {
	size_t *first, *next;	/* of a vulnerability; of a finding; + 1 */
	struct map *ids;	/* id or alias, lower case -> known */
};

static struct chains
chain(struct arena *a, const struct matched *all)
{
	struct chains c = { .ids = map_open(a) };

	c.first = arena_array(a, size_t, all->n_known + 1);
	c.next = arena_array(a, size_t, all->n + 1);
	for (size_t i = all->n; i > 0; i--) {
		size_t k = (size_t)(all->v[i - 1].known - all->known);

		c.next[i - 1] = c.first[k];
		c.first[k] = i;
	}
	for (size_t i = 0; i < all->n_known; i++) {
		struct known *k = &all->known[i];

		(void)map_add(c.ids, str_lower(a, k->id), k);
		for (size_t j = 0; j < k->n_aliases; j++)
			(void)map_add(c.ids, str_lower(a, k->aliases[j]), k);
	}
	return c;
}

static void
take_flaw(struct arena *a, const struct matched *all, const struct chains *c,
    struct str id, struct alert_flaw *to)
{
	size_t k, n = 0;

	to->known = map_get(c->ids, str_lower(a, id));
	if (to->known == NULL)
		return;
	k = (size_t)(to->known - all->known);
	for (size_t i = c->first[k]; i > 0; i = c->next[i - 1])
		n++;
	to->v = arena_array(a, const struct finding *, n + 1);
	for (size_t i = c->first[k]; i > 0; i = c->next[i - 1])
		to->v[to->n++] = &all->v[i - 1];
}

static void
take_flaws(struct arena *a, const struct model *m, struct alert_set *s)
{
	struct chains c = { .first = NULL };

	s->flaws = arena_array(a, struct alert_flaw *, m->n_alerts + 1);
	if (m->matched != NULL)
		c = chain(a, m->matched);
	for (size_t i = 0; i < m->n_alerts; i++) {
		const struct alert *x = m->alerts[i].record;

		s->flaws[i] = arena_array(a, struct alert_flaw,
		    x->vulnerabilities.n + 1);
		for (size_t j = 0;
		     m->matched != NULL && j < x->vulnerabilities.n; j++)
			take_flaw(a, m->matched, &c, x->vulnerabilities.v[j].s,
			    &s->flaws[i][j]);
	}
}

const struct alert_set *
alert_set_make(struct arena *a, const struct model *m, struct instant now)
{
	struct alert_set *s = arena_new(a, struct alert_set);

	take_views(a, m, now, s);
	take_flaws(a, m, s);
	return s;
}
