#include "model/clock.h"

#include "base/attr.h"
#include "base/num.h"

#define HOUR_S	3600
#define DAY_S	86400

enum weight
clock_rule_weight(const struct deadline *rule)
{
	return rule->weight.v != 0 ? (enum weight)rule->weight.v :
				     WEIGHT_POLICY;
}

enum weight
clock_weight(const struct clock *c)
{
	return clock_rule_weight(c->rule);
}

bool
clock_rests_on_law(const struct deadline *rule)
{
	return clock_rule_weight(rule) == WEIGHT_LAW;
}

bool
clock_is_minimum(const struct clock *c)
{
	return c->rule->minimum.b;
}

bool
clock_warning(struct str s, int64_t *seconds)
{
	int64_t n;
	bool is_days = str_ends(s, S("d"));

	if ((!is_days && !str_ends(s, S("h"))) ||
	    !num_parse(str_sub(s, 0, s.n - 1), 1, INT32_MAX, &n))
		return false;
	*seconds = n * (is_days ? DAY_S : HOUR_S);
	return true;
}

/* Places in the list of what presses, by state. */
static int
clock_class(const struct clock *c)
{
	switch (c->state) {
	case CLOCK_STATE_OVERDUE:
	case CLOCK_STATE_WARNED:
	case CLOCK_STATE_RUNNING:
	case CLOCK_STATE_PAUSED:
		if (clock_is_minimum(c))
			return 3;
		return c->has_due ? 0 : 1;
	case CLOCK_STATE_UNKNOWN:
		return 1;
	case CLOCK_STATE_WAITING:
		return 2;
	case CLOCK_STATE_MISSED:
		return 4;
	case CLOCK_STATE_MET:
		return 5;
	case CLOCK_STATE_WAIVED:
		return 6;
	case CLOCK_STATE_NONE:
		return 7;
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
	enum weight of_x = clock_weight(x), of_y = clock_weight(y);
	int cmp = compare(clock_class(x), clock_class(y));

	if (cmp == 0 && x->has_due && y->has_due)
		cmp = compare(instant_day(x->due).n, instant_day(y->due).n);
	if (cmp == 0)
		cmp = compare((int)of_x, (int)of_y);
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
