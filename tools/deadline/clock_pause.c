#include "deadline/clock_due.h"

#include "base/limits.h"
#include "deadline/clock_count.h"
#include "deadline/clock_match.h"
#include "model/model.h"

#define DAY_S	86400

/* Pauses on their way, in order of time. */
struct pausing {
	struct clock_work *w;
	struct instant base;	/* the end without pauses */
	struct instant due;	/* with those so far */
	int64_t total_s;
	int64_t max_s;
	int64_t cursor_s;	/* paused time is counted up to here */
};

/* Whether waiting for this party pauses the clock. */
static bool
is_pause(const struct clock_work *w, const struct occurrence *o)
{
	const struct choice_list *kinds = &w->rule->d->pause;
	const struct party_entry *party;

	if (o->event != EVENT_WAITING || !clock_match_counts(w->run, o))
		return false;
	party = clock_match_party(o->fact);
	if (party == NULL || party->party == NULL)
		return false;
	for (size_t i = 0; i < kinds->n; i++) {
		if (kinds->v[i].v == party->party->kind.v)
			return true;
	}
	return false;
}

/* Where waiting ends: resumed, the day it was meant to, or not yet. */
static int64_t
end_of(const struct clock_work *w, const struct occurrence *o)
{
	const struct clocked *s = w->run->s;
	const struct party_entry *party = clock_match_party(o->fact);
	int64_t end = INT64_MAX;

	if (o->fact->until.w.kind != WHEN_UNSET)
		end = when_stop(o->fact->until.w, w->run->r->m->zone).s;
	for (size_t i = 0; i < s->n; i++) {
		const struct occurrence *e = &s->v[i];
		const struct party_entry *of;

		if (e->event != EVENT_RESUMED || e->start.s < o->start.s ||
		    !clock_match_counts(w->run, e))
			continue;
		of = clock_match_party(e->fact);
		if ((of == NULL || of == party) && e->start.s < end)
			end = e->start.s;
	}
	return end;
}

/* The end moved by all paused time: to the second for hours, else by days. */
static enum clock_due
shift(struct pausing *p)
{
	struct clock_work *w = p->w;
	struct clock_local at;
	int64_t day;

	if (w->length.unit == UNIT_HOURS) {
		p->due.s = p->base.s + p->total_s;
		at = clock_count_local(w->rule->zone, p->due);
		return clock_count_at(w, at.day.n, at.s, &p->due) ?
		    CLOCK_DUE_SET :
		    CLOCK_DUE_UNKNOWN;
	}
	at = clock_count_local(w->rule->zone, p->base);
	day = at.day.n + (p->total_s + DAY_S - 1) / DAY_S;
	if (!clock_count_at(w, day, at.s, &p->due))
		return CLOCK_DUE_UNKNOWN;
	/* A clock of business days ends on one. */
	for (int i = 0;
	     w->length.unit == UNIT_BUSINESS_DAYS && i < LIMIT_CLOCK_MOVES;
	     i++, day++) {
		struct day d = { (int32_t)day };

		if (!calendar_covers(w->days, d)) {
			w->c->year_missing = day_to_civil(d).year;
			return CLOCK_DUE_UNKNOWN;
		}
		if (calendar_is_open(w->days, d, w->known))
			break;
	}
	return clock_count_at(w, day, at.s, &p->due) ? CLOCK_DUE_SET :
						       CLOCK_DUE_UNKNOWN;
}

static enum clock_due
add_pause(struct pausing *p, const struct occurrence *o)
{
	struct clock_work *w = p->w;
	int64_t end = end_of(w, o);
	int64_t begin = o->start.s > p->cursor_s ? o->start.s : p->cursor_s;
	bool is_open = end > w->horizon.s && w->c->stop == NULL;
	int64_t length;
	enum clock_due found;

	if (end > w->horizon.s)
		end = w->horizon.s;
	/* What begins after the end comes too late to move it. */
	if (begin > p->due.s || end < begin)
		return CLOCK_DUE_SET;
	length = end - begin;
	if (length > p->max_s - p->total_s) {
		length = p->max_s - p->total_s;
		is_open = false;
	}
	p->total_s += length;
	p->cursor_s = end;
	if (is_open)
		w->c->waiting = o;
	if (length == 0)
		return CLOCK_DUE_SET;
	found = shift(p);
	clock_due_step(w,
	    (struct clock_step){
		.kind = CLOCK_STEP_PAUSE,
		.at = p->due,
		.n = length,
		.proof = o->proof,
	    });
	return found;
}

enum clock_due
clock_pause(struct clock_work *w, struct instant *due)
{
	const struct deadline *d = w->rule->d;
	const struct clocked *s = w->run->s;
	struct pausing p = {
		.w = w,
		.base = *due,
		.due = *due,
		.max_s = INT64_MAX,
		.cursor_s = w->c->start->start.s,
	};

	/* A regulator's clock never pauses, whatever a row says. */
	if (d->pause.n == 0 || d->weight.v == (int)WEIGHT_LAW)
		return CLOCK_DUE_SET;
	if (span_is_set(d->pause_max.at))
		p.max_s = (d->pause_max.n < LIMIT_CLOCK_LENGTH ?
				  d->pause_max.n :
				  LIMIT_CLOCK_LENGTH) *
		    DAY_S;
	for (size_t i = 0, n = 0; i < s->n && n < LIMIT_CLOCK_PAUSES; i++) {
		if (!is_pause(w, &s->v[i]))
			continue;
		if (add_pause(&p, &s->v[i]) != CLOCK_DUE_SET)
			return CLOCK_DUE_UNKNOWN;
		n++;
	}
	*due = p.due;
	return CLOCK_DUE_SET;
}
