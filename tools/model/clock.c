#include "model/clock.h"

#include "base/attr.h"

/* Places in the list of what presses, by state. */
static int
clock_class(const struct clock *c)
{
	switch (c->state) {
	case CLOCK_STATE_OVERDUE:
	case CLOCK_STATE_WARNED:
	case CLOCK_STATE_RUNNING:
	case CLOCK_STATE_PAUSED:
		return c->has_due ? 0 : 1;
	case CLOCK_STATE_UNKNOWN:
		return 1;
	case CLOCK_STATE_WAITING:
		return 2;
	case CLOCK_STATE_MISSED:
		return 3;
	case CLOCK_STATE_MET:
		return 4;
	case CLOCK_STATE_WAIVED:
		return 5;
	case CLOCK_STATE_NONE:
		return 6;
	}
	BUG("state of a clock");
}

bool
clock_is_open(const struct clock *c)
{
	return clock_class(c) <= 1;
}

static int
compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* What weighs most comes first; what says nothing is policy. */
static int
weight_of(const struct clock *c)
{
	return c->rule->weight.v != 0 ? c->rule->weight.v : (int)WEIGHT_POLICY;
}

static struct str
party_of(const struct clock *c)
{
	return c->party != NULL ? c->party->e.id : S("");
}

static struct str
product_of(const struct clock *c)
{
	return c->product != NULL ? c->product->e.id : S("");
}

int
clock_cmp(const void *a, const void *b)
{
	const struct clock *x = a, *y = b;
	int cmp = compare(clock_class(x), clock_class(y));

	if (cmp == 0 && x->has_due && y->has_due)
		cmp = compare(instant_day(x->due).n, instant_day(y->due).n);
	if (cmp == 0)
		cmp = compare(weight_of(x), weight_of(y));
	if (cmp == 0 && x->has_due && y->has_due)
		cmp = compare(x->due.s, y->due.s);
	if (cmp == 0)
		cmp = str_cmp(x->owner.id, y->owner.id);
	if (cmp == 0)
		cmp = str_cmp(x->rule->id.s, y->rule->id.s);
	if (cmp == 0)
		cmp = str_cmp(x->key, y->key);
	if (cmp == 0)
		cmp = str_cmp(party_of(x), party_of(y));
	return cmp != 0 ? cmp : str_cmp(product_of(x), product_of(y));
}
