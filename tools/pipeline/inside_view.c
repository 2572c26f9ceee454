#include "pipeline/inside_view.h"

#include "finding/matched.h"
#include "model/model.h"
#include "pipeline/derive.h"
#include "wall/level.h"
#include "wall/wall.h"

struct model *
inside_view(const struct wall *w, const struct audience *a,
    const struct derive *d, struct matching *x)
{
	struct model *view = wall_inside(w, a);
	struct derive own = *d;

	own.with_cases = level_fields((enum tlp)a->ceiling.v) >= AUDIENCE_TEAM;
	derive_run(&own, view);
	if (x != NULL)
		matched_run(x, d->perm, view);
	return view;
}
