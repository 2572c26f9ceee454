#include "fetch/fetch_pace.h"

#include "base/attr.h"

void
fetch_pace_limit(struct fetch_pace *p, int64_t requests, int64_t pace_s)
{
	if (requests == 0)
		return;
	ASSERT(requests <= LIMIT_FETCH_PACE && pace_s > 0);
	/* requests / pace_s is less than what was. */
	if (p->requests == 0 || requests * p->pace_s < p->requests * pace_s) {
		p->requests = requests;
		p->pace_s = pace_s;
	}
}

int64_t
fetch_pace_next(const struct fetch_pace *p, int64_t now_ms)
{
	int64_t next = now_ms;

	if (p->not_before_ms > next)
		next = p->not_before_ms;
	if (p->requests > 0 && p->n_starts >= (size_t)p->requests) {
		size_t i = (p->n_starts - (size_t)p->requests) %
		    LIMIT_FETCH_PACE;
		int64_t free_ms = p->starts_ms[i] + p->pace_s * 1000;

		if (free_ms > next)
			next = free_ms;
	}
	return next;
}

void
fetch_pace_begin(struct fetch_pace *p, int64_t now_ms)
{
	ASSERT(!p->is_busy);
	p->is_busy = true;
	p->starts_ms[p->n_starts++ % LIMIT_FETCH_PACE] = now_ms;
}

void
fetch_pace_end(struct fetch_pace *p)
{
	ASSERT(p->is_busy);
	p->is_busy = false;
}

int64_t
fetch_pace_back_off(int64_t first_ms, int64_t failures)
{
	int64_t wait = first_ms;

	for (int64_t i = 1; i < failures && wait < LIMIT_FETCH_BACK_OFF_MS;
	     i++)
		wait *= 2;
	return wait < LIMIT_FETCH_BACK_OFF_MS ? wait : LIMIT_FETCH_BACK_OFF_MS;
}
