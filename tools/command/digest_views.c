#include "command/digest_views.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "model/model.h"
#include "pipeline/derive.h"
#include "pipeline/inside_view.h"
#include "pipeline/world.h"
#include "wall/wall.h"

void
digest_views_open(struct world *w, struct matching *x,
    struct digest_views *out)
{
	*out = (struct digest_views){ w, x,
		arena_array(w->perm, struct letter_view,
		    w->model->n_audiences + 1) };
}

/* Where it stands, with the slash behind that links need. */
static struct str
address_of(struct arena *a, const struct audience *of)
{
	struct str url = of->address.s;

	return url.n == 0 || str_ends(url, S("/")) ? url :
						     str_cat(a, url, S("/"));
}

static void
make(struct digest_views *k, const struct audience *a, struct letter_view *v)
{
	struct world *w = k->w;
	/* What is faulty, `check` says. */
	struct wall wall = world_wall(w, diags_open(w->perm));
	struct derive d = world_run(w);

	wall.now = zone_at(w->model->zone, w->now);
	d.now = wall.now;
	*v = (struct letter_view){
		.m = inside_view(&wall, a, &d, k->x),
		.audience = a,
		.ceiling = (enum tlp)a->ceiling.v,
		.address = address_of(w->perm, a),
	};
	letter_view_open(w->perm, v);
}

const struct letter_view *
digest_views_get(struct digest_views *k, const struct audience *a)
{
	const struct model *m = k->w->model;

	for (size_t i = 0; i < m->n_audiences; i++) {
		if (m->audiences[i].audience != a)
			continue;
		if (k->v[i].m == NULL)
			make(k, a, &k->v[i]);
		return &k->v[i];
	}
	BUG("an edition of another model");
}
