#include "match/match_context.h"

#include "base/arena.h"
#include "match/match.h"
#include "match/match_memo.h"

#define PART	"\x1f"

static struct str
add(struct arena *a, struct str key, const struct component *c)
{
	const struct str v[] = { c->cpe, c->cpe.n > 0 ? S("") : c->name,
		c->version, c->purl,
		c->scope == COMPONENT_EXACT      ? S("e") :
		    c->scope == COMPONENT_SERIES ? S("s") :
						   S("a") };

	for (size_t i = 0; i < sizeof(v) / sizeof(v[0]); i++)
		key = str_cat(a, str_cat(a, key, v[i]), S(PART));
	return key;
}

struct str
match_context(struct arena *a, struct match_memo *m,
    const struct match_inventory *inv, size_t component,
    const struct match_watch *v, size_t n)
{
	struct str key = S("");

	for (size_t i = 0; i < n; i++) {
		struct cpe rule = { .part = { [CPE_PART] = v[i].part,
					[CPE_VENDOR] = v[i].vendor,
					[CPE_PRODUCT] = v[i].product } };
		size_t n_like;
		const size_t *like = match_memo_like(m, inv, &rule, &n_like);
		bool has = match_memo_has_other(m, inv, component, &rule);

		key = str_cat(a, key, has ? S("+") : S("-"));
		for (size_t k = 0; k < n_like; k++)
			key = add(a, key, &inv->v[like[k]]);
	}
	return key;
}
