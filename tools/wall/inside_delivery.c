#include "wall/inside_delivery.h"

#include "base/arena.h"
#include "model/delivery.h"
#include "model/model.h"

/* Of an alert, of "PRODUCT@VERSION", of a system. */
static bool
shows_thing(const struct model *view, const struct delivery *x)
{
	struct str id, version;

	if (x->of.n == 0)
		return model_find(view, SPACE_ALERT, x->item) != NULL;
	if (str_cut(x->of, '@', &id, &version))
		return model_find(view, SPACE_PRODUCT, id) != NULL;
	return model_find(view, SPACE_SYSTEM, x->of) != NULL;
}

static bool
is_of_edition(const struct delivery *x, const struct audience *a)
{
	return a->view.v == (int)VIEW_DESK || str_eq(x->edition, a->id.s);
}

const struct deliveries *
inside_delivery(struct arena *perm, const struct model *full,
    const struct audience *a, const struct model *view)
{
	const struct deliveries *from = full->deliveries;
	struct delivery *v;
	size_t n = 0;

	if (from == NULL)
		return NULL;
	v = arena_array(perm, struct delivery, from->n + 1);
	for (size_t i = 0; i < from->n; i++) {
		const struct delivery *x = &from->v[i];

		if (x->label > view->ceiling || !is_of_edition(x, a) ||
		    !shows_thing(view, x))
			continue;
		v[n] = *x;
		/* The file is none of the view's sources. */
		v[n++].where = (struct span){ 0 };
	}
	return delivery_of(perm, v, n);
}
