#include "pipeline/matched_blind.h"

#include "base/arena.h"
#include "pipeline/stock.h"

/* Nobody resolved it, so its words are all there is. */
size_t
matched_blind(struct arena *perm, const struct blind_ask *q,
    struct blind_spot **out)
{
	size_t n = 0, cap = 0;

	*out = NULL;
	for (size_t i = 0; i < q->stocks->n; i++) {
		const struct stock *s = &q->stocks->v[i];

		for (size_t k = 0; k < s->inv.n; k++) {
			const struct component *c = &s->inv.v[k];

			if (c->keyword.n == 0)
				continue;
			*out = arena_grow(perm, *out, n, &cap, sizeof(**out));
			(*out)[n++] = (struct blind_spot){
				.product = s->product,
				.version = s->version,
				.system = s->system,
				.component = c->keyword,
				.reason = "unresolved",
				.at = c->at,
			};
		}
	}
	return n;
}
