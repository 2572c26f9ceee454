#include "history/history_lost.h"

#include <string.h>

#include "base/map.h"
#include "history/history_impl.h"
#include "history/history_object.h"
#include "history/history_table.h"

/* All that the cache had and that is not below HEAD. */
static void
list_lost(struct history_lost *l, const struct history_table *t)
{
	for (size_t i = 0; i < map_len(t->commits); i++) {
		const struct history_commit *c = map_at(t->commits, i)->value;

		if (c->place != SIZE_MAX)
			continue;
		if (l->n_ids < HISTORY_LOST_IDS)
			memcpy(l->ids[l->n_ids++], c->id, sizeof(c->id));
		l->n++;
	}
}

void
history_lost_find(struct history *h, const struct history_table *t,
    const struct history_lost *before)
{
	struct history_lost *l = &h->lost;
	const struct history_commit *old;

	*l = (struct history_lost){
		.branch = history_object_branch(h, h->git->perm),
	};
	memcpy(l->tip, h->commits[0]->id, sizeof(l->tip));
	if (l->branch.n == 0 || !str_eq(l->branch, before->branch))
		return;
	if (before->n > 0 &&
	    memcmp(before->found, l->tip, sizeof(l->tip)) == 0) {
		*l = *before;
		return;
	}
	old = history_table_commit(t, before->tip);
	if (old == NULL || old->place != SIZE_MAX)
		return;
	memcpy(l->found, l->tip, sizeof(l->tip));
	list_lost(l, t);
}
