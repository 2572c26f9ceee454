/*
 * The views that letters are made of: each edition once, as `build` sees it.
 */
#ifndef COMMAND_DIGEST_VIEWS_H
#define COMMAND_DIGEST_VIEWS_H

#include <stddef.h>

#include "delivery/letter.h"

struct matching;
struct world;

struct digest_views {
	struct world *w;
	struct matching *x;
	struct letter_view *v;	/* by audience; m NULL: not made yet */
};

/* For a derived world. */
void digest_views_open(struct world *w, struct matching *x,
    struct digest_views *out);

/* The view of an edition of w->model: the wall's, derived and matched anew, so
 * that nothing else can show through. */
const struct letter_view *digest_views_get(struct digest_views *k,
    const struct audience *a);

#endif
