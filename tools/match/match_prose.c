#include "match/match_cpe.h"
#include "match/match_impl.h"
#include "match/match_name.h"

/* Versions that are not given, or that nobody can read. */
#define PRODUCT_ONLY	20

bool
match_prose(struct match_look *k, struct match_try *t)
{
	uint8_t full = match_confidence(MATCH_prose);

	if (!t->of->is_jvn || t->e->is_platform)
		return false;
	t->m.rule = MATCH_prose;
	t->m.confidence = full;
	if (t->e->by == FEED_BY_CPE) {
		if (!match_cpe_entry(k, t, PRODUCT_ONLY))
			return false;
		if (t->m.miss == MISS_NONE && t->e->config > 0)
			match_config(k, t);
	} else if (!match_name_entry(k, t, full, PRODUCT_ONLY)) {
		return false;
	}
	if (t->e->text.n > 0)
		match_step_add(k, t, "prose", k->self.version, t->e->text,
		    S(""));
	return true;
}
