/*
 * An edition sees what it sees: of a comparison of public documents that part
 * which is about its own cases and products.
 */
#include "base/arena.h"
#include "base/map.h"
#include "model/model.h"
#include "pipeline/agree.h"
#include "pipeline/agree_impl.h"

/* Narrow a flaw; what is said of nothing that is shown vanishes. */
static bool
narrow_flaw(struct arena *a, const struct model *view,
    const struct agreement_flaw *from, struct agreement_flaw *out)
{
	*out = *from;
	out->rows = arena_array(a, struct agreement_row, from->n_rows + 1);
	out->n_rows = 0;
	for (size_t i = 0; i < from->n_rows; i++) {
		if (model_find(view, SPACE_PRODUCT, from->rows[i].inventory) !=
		    NULL)
			out->rows[out->n_rows++] = from->rows[i];
	}
	return from->n_rows == 0 || out->n_rows > 0;
}

static void
narrow(struct arena *a, const struct model *view,
    const struct agreement_advisory *from, struct agreement_advisory *out)
{
	bool is_whole = true;

	*out = (struct agreement_advisory){ .id = from->id,
		.title = from->title };
	out->flaws = arena_array(a, struct agreement_flaw, from->n_flaws + 1);
	for (size_t i = 0; i < from->n_flaws; i++) {
		struct agreement_flaw *f = &out->flaws[out->n_flaws];

		out->n_flaws += narrow_flaw(a, view, &from->flaws[i], f);
		is_whole = is_whole && f->n_rows == from->flaws[i].n_rows;
	}
	/* Each may name any of the products. */
	if (!is_whole)
		return;
	out->faults = from->faults;
	out->n_faults = from->n_faults;
}

const struct agreement *
agree_seen(struct arena *a, const struct agreement *g,
    const struct model *view)
{
	struct agreement *out = arena_new(a, struct agreement);
	struct map *ids = map_open(a);

	for (size_t i = 0; i < view->n_cases; i++) {
		struct str id = model_advisory_id(&view->cases[i]);

		if (id.n > 0)
			map_put(ids, id, out);
	}
	out->advisories = arena_array(a, struct agreement_advisory, g->n + 1);
	for (size_t i = 0; i < READING_FORMATS; i++)
		out->has[i] = g->has[i];
	for (size_t i = 0; i < g->n; i++) {
		if (map_get(ids, g->advisories[i].id) != NULL)
			narrow(a, view, &g->advisories[i],
			    &out->advisories[out->n++]);
	}
	agree_count(out);
	return out;
}
