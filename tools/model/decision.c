#include "model/decision.h"

/* Whether a decision made at a time replaces one of *newest. */
static bool
replaces(struct when at, const struct zone *zone, struct instant now,
    int64_t *newest)
{
	int64_t s;

	if (at.kind == WHEN_UNSET)
		return false;
	s = when_start(at, zone).s;
	if (s > now.s || s < *newest)
		return false;
	*newest = s;
	return true;
}

const struct regime_decision *
decision_on_regime(const struct regime_decision_list *l, struct str regime,
    const struct zone *zone, struct instant now)
{
	const struct regime_decision *found = NULL;
	int64_t newest = INT64_MIN;

	for (size_t i = 0; i < l->n; i++) {
		if (str_eq(l->v[i].regime.s, regime) &&
		    replaces(l->v[i].at.w, zone, now, &newest))
			found = &l->v[i];
	}
	return found;
}

const struct clock_setting *
decision_on_clock(const struct clock_setting_list *l, struct str clock,
    const struct zone *zone, struct instant now)
{
	const struct clock_setting *found = NULL;
	int64_t newest = INT64_MIN;

	for (size_t i = 0; i < l->n; i++) {
		if (str_eq(l->v[i].clock.s, clock) &&
		    replaces(l->v[i].at.w, zone, now, &newest))
			found = &l->v[i];
	}
	return found;
}

bool
decision_is_end(const struct disclosure *d)
{
	return d != NULL && (d->withdraw.b || d->superseded_by.s.n > 0);
}

bool
decision_not_before(const struct case_file *c, const struct zone *zone,
    struct instant *out, struct span *at)
{
	const struct moment *v[] = {
		c->embargo != NULL ? &c->embargo->until : NULL,
		c->disclosure != NULL ? &c->disclosure->planned : NULL,
	};
	bool has = false;

	for (size_t i = 0; i < ARRAY_LEN(v); i++) {
		struct instant t;

		if (v[i] == NULL || v[i]->w.kind == WHEN_UNSET)
			continue;
		t = zone_at(zone, when_start(v[i]->w, zone));
		if (has && t.s <= out->s)
			continue;
		*out = t;
		*at = v[i]->at;
		has = true;
	}
	return has;
}
