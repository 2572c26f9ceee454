#include "deadline/clock_due.h"

#include "base/arena.h"
#include "base/limits.h"
#include "deadline/clock_count.h"
#include "deadline/clock_match.h"
#include "model/model.h"

#define DAY_S	86400

/* Whether waiting for this party pauses the clock. */
static bool
is_pause(const struct clock_work *w, const struct occurrence *o)
{
	const struct choice_list *kinds = &w->rule->d->pause;
	const struct party_entry *party;

	if (o->event != EVENT_WAITING || !clock_match_counts(w->run, o))
		return false;
	party = occurrence_party(o);
	if (party == NULL || party->party == NULL)
		return false;
	for (size_t i = 0; i < kinds->n; i++) {
		if (kinds->v[i].v == party->party->kind.v)
			return true;
	}
	return false;
}

/* The end moved by all paused time: to the second for hours, else by days. */
static enum clock_due
shift(struct clock_moving *m)
{
	struct clock_work *w = m->w;
	struct clock_local at;
	int64_t day;

	if (w->length.unit == UNIT_HOURS) {
		m->due.s = m->base.s + m->paused_s;
		at = clock_count_local(w->rule->zone, m->due);
		return clock_count_at(w, at.day.n, at.s, &m->due) ?
		    CLOCK_DUE_SET :
		    CLOCK_DUE_UNKNOWN;
	}
	at = clock_count_local(w->rule->zone, m->base);
	day = at.day.n + (m->paused_s + DAY_S - 1) / DAY_S;
	if (!clock_count_at(w, day, at.s, &m->due))
		return CLOCK_DUE_UNKNOWN;
	/* A clock of business days ends on one, if anybody can tell. */
	if (w->length.unit == UNIT_BUSINESS_DAYS && w->days == NULL)
		return CLOCK_DUE_UNKNOWN;
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
	return clock_count_at(w, day, at.s, &m->due) ? CLOCK_DUE_SET :
						       CLOCK_DUE_UNKNOWN;
}

static enum clock_due
add_wait(struct clock_moving *m, const struct clock_wait *wait,
    int64_t until_s)
{
	struct clock_work *w = m->w;
	int64_t end = wait->to_s;
	int64_t begin = wait->from_s > m->cursor_s ? wait->from_s :
						     m->cursor_s;
	bool is_open = end > w->horizon.s && w->c->stop == NULL &&
	    until_s >= w->horizon.s;
	int64_t length;
	enum clock_due found;

	if (end > w->horizon.s)
		end = w->horizon.s;
	if (end > until_s)
		end = until_s;
	/* What begins after the end comes too late to move it. */
	if (begin > m->due.s || end < begin)
		return CLOCK_DUE_SET;
	length = end - begin;
	if (length > m->left_s) {
		length = m->left_s;
		is_open = false;
	}
	m->paused_s += length;
	m->left_s -= length;
	m->cursor_s = end;
	if (is_open)
		w->c->waiting = wait->o;
	if (length == 0)
		return CLOCK_DUE_SET;
	found = shift(m);
	clock_due_step(w,
	    (struct clock_step){
		.kind = CLOCK_STEP_PAUSE,
		.at = m->due,
		.n = length,
		.proof = wait->o->proof,
	    });
	return found;
}

enum clock_due
clock_pause(struct clock_moving *m, int64_t until_s)
{
	for (size_t i = 0; i < m->n_waits; i++) {
		if (m->waits[i].from_s < until_s &&
		    add_wait(m, &m->waits[i], until_s) != CLOCK_DUE_SET)
			return CLOCK_DUE_UNKNOWN;
	}
	return CLOCK_DUE_SET;
}

struct clock_moving
clock_pause_begin(struct clock_work *w, struct instant due)
{
	const struct deadline *d = w->rule->d;
	const struct clocked *s = w->run->s;
	const struct deadline_run *r = w->run->r;
	struct clock_moving m = {
		.w = w,
		.base = due,
		.due = due,
		.left_s = INT64_MAX,
		.cursor_s = w->c->start->start.s,
	};
	struct clock_wait *waits;

	/* A regulator's clock never pauses, whatever a row says. */
	if (d->pause.n == 0 || clock_rests_on_law(d))
		return m;
	if (span_is_set(d->pause_max.at))
		m.left_s = (d->pause_max.n < LIMIT_CLOCK_LENGTH ?
				   d->pause_max.n :
				   LIMIT_CLOCK_LENGTH) *
		    DAY_S;
	waits = arena_array(w->run->tmp, struct clock_wait,
	    LIMIT_CLOCK_PAUSES);
	for (size_t i = 0; i < s->n && m.n_waits < LIMIT_CLOCK_PAUSES; i++) {
		if (!is_pause(w, &s->v[i]))
			continue;
		waits[m.n_waits++] = (struct clock_wait){
			.o = &s->v[i],
			.from_s = s->v[i].start.s,
			.to_s = occurrence_wait_end(s->v, s->n, i, r->now,
			    r->m->zone),
		};
	}
	m.waits = waits;
	return m;
}
