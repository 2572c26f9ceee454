#include "match/match_name.h"

#include "base/arena.h"
#include "match/match_called.h"
#include "match/match_impl.h"
#include "match/match_range.h"

#define ALL		40	/* no versions given */
#define NO_VENDOR	40	/* one side does not say whose it is */

enum alike {
	OTHER,
	PRODUCT,	/* the product; one side has no maker */
	BOTH,
};

static enum alike
compare(struct arena *a, const struct match_self *s,
    const struct match_entry *e)
{
	struct str ours = s->maker, theirs = e->vendor;
	struct str mine = s->goods, its = e->product;

	if (mine.n == 0 || its.n == 0)
		return OTHER;
	if (str_eq(mine, its) && ours.n > 0 && theirs.n > 0)
		return str_eq(s->one, e->maker) ? BOTH : OTHER;
	/* "Cisco IOS XE" without a maker beside it. */
	if (ours.n == 0 && theirs.n > 0 &&
	    str_eq(mine, str_cat(a, theirs, its)))
		return BOTH;
	if (theirs.n == 0 && ours.n > 0 && str_eq(its, str_cat(a, ours, mine)))
		return BOTH;
	return str_eq(mine, its) ? PRODUCT : OTHER;
}

/* By the other names that the product has. */
static bool
is_called_so(const struct match_self *s, const struct match_entry *e)
{
	const struct match_called ours = { s->maker, s->goods };
	const struct match_called theirs = { e->vendor, e->product };
	struct match_called other;

	for (size_t i = 0; match_called(&theirs, i, &other); i++) {
		if (match_called_same(&ours, &other))
			return true;
	}
	return false;
}

bool
match_name_entry(struct match_look *k, struct match_try *t, uint8_t full,
    uint8_t all)
{
	const struct feed_affects *e = t->e;
	bool is_called = false;
	enum alike alike;

	if (e->by != FEED_BY_NAME || k->self.product.n == 0 ||
	    e->product.n == 0)
		return false;
	alike = compare(k->a, &k->self, t->p);
	if (alike != BOTH && is_called_so(&k->self, t->p)) {
		alike = BOTH;
		is_called = true;
	}
	if (alike == OTHER)
		return false;
	t->m.confidence = alike == BOTH ? full : NO_VENDOR;
	match_step_add(k, t, "vendor", k->self.vendor, e->vendor,
	    alike == PRODUCT                        ? S("?") :
		str_eq(k->self.maker, t->p->vendor) ? S("=") :
						      S("alias"));
	match_step_add(k, t, "product", k->self.product, e->product,
	    is_called ? S("alias") : S("="));
	if (e->platform.n > 0)
		match_step_add(k, t, "note", S(""), e->platform, S(""));
	match_range_judge(k, t, e->scheme, k->self.full, all);
	/* It may be another's product of that name. */
	t->is_explicit = t->is_explicit && alike == BOTH;
	return true;
}

bool
match_name(struct match_look *k, struct match_try *t)
{
	t->m.rule = MATCH_name;
	return !t->of->is_jvn &&
	    match_name_entry(k, t, match_confidence(MATCH_name), ALL);
}
