#include "base/arena.h"
#include "base/diag.h"
#include "model/model.h"
#include "pipeline/world.h"
#include "review/review_impl.h"
#include "wall/wall.h"

/* What the readers of an edition see of a side; NULL: there is none. */
static const struct model *
view_of(const struct review *r, const struct world *w, struct str id)
{
	/* Faults of texts are findings of the editions. */
	const struct wall wall = world_wall(w, diags_open(r->perm));
	const struct audience_entry *e = (const void *)model_find(w->model,
	    SPACE_AUDIENCE, id);

	if (e == NULL || e->audience->view.v == (int)VIEW_PUBLIC ||
	    e->audience->view.v == (int)audience_view_unset)
		return NULL;
	return wall_inside(&wall, e->audience);
}

/* Whether the edition showed the case, under the number it had then. */
static bool
was_shown(const struct review *r, const struct model *view,
    const struct case_entry *c)
{
	for (size_t i = 0; view != NULL && i < view->n_cases; i++) {
		if (str_eq(review_id_after(r, view->cases[i].e.id), c->e.id))
			return true;
	}
	return false;
}

static void
compare(struct review *r, const struct audience_entry *e)
{
	const struct model *is = view_of(r, r->after, e->e.id);
	const struct model *was = view_of(r, r->before, e->e.id);

	for (size_t i = 0; is != NULL && i < is->n_cases; i++) {
		const struct case_entry *c = (const void *)
		    model_find(r->after->model, SPACE_CASE, is->cases[i].e.id);

		if (c == NULL || was_shown(r, was, c))
			continue;
		r->shown = arena_grow(r->perm, r->shown, r->n_shown,
		    &r->shown_cap, sizeof(*r->shown));
		r->shown[r->n_shown++] = (struct review_shown){ c,
			e->audience };
		review_tells(r, c->label);
	}
}

void
review_shown_run(struct review *r)
{
	const struct model *m = r->after->model;

	for (size_t i = 0; i < m->n_audiences; i++)
		compare(r, &m->audiences[i]);
}
