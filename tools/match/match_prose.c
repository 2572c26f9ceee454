#include "match/match_cpe.h"
#include "match/match_impl.h"
#include "match/match_name.h"

/* Versions that are not given, or that nobody can read. */
#define PRODUCT_ONLY	20

/*
 * "全バージョン" was read like any other phrase; an entry without a word on
 * versions is of all of them only because it must be of some.
 */
static bool
tells_all(const struct feed_affects *e)
{
	return e->is_all && !e->is_unread &&
	    (e->text.n > 0 || e->otherwise == FEED_AFFECTED);
}

bool
match_prose(struct match_look *k, struct match_try *t)
{
	uint8_t full = match_confidence(MATCH_prose), all = PRODUCT_ONLY;

	if (!t->of->is_jvn || t->e->is_platform)
		return false;
	if (tells_all(t->e))
		all = full;
	t->m.rule = MATCH_prose;
	t->m.confidence = full;
	if (t->e->by == FEED_BY_CPE) {
		if (!match_cpe_entry(k, t, all))
			return false;
		if (t->m.miss == MISS_NONE && t->e->config > 0)
			match_config(k, t);
	} else if (!match_name_entry(k, t, full, all)) {
		return false;
	}
	t->is_bare = t->is_bare && all < full;
	if (t->e->text.n > 0)
		match_step_add(k, t, "prose", k->self.version, t->e->text,
		    S(""));
	return true;
}
