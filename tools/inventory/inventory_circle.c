#include "inventory/inventory_circle.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "inventory/inventory_make.h"

enum state {
	UNSEEN,
	OPEN,	/* on the way from the start to here */
	DONE,	/* nothing behind it goes round */
};

struct walk {
	const struct inventory *inv;
	unsigned char *state;	/* enum state of each component */
	size_t *next;		/* which of its needs comes next */
	size_t *way;		/* the open ones, from the start on */
	size_t n;
};

/* Go on from the last of the way; false when that closes a circle at *back. */
static bool
step(struct walk *w, size_t *back)
{
	size_t i = w->way[w->n - 1], j;

	if (w->next[i] == w->inv->v[i].n_needs) {
		w->state[i] = DONE;
		w->n--;
		return true;
	}
	j = w->inv->v[i].needs[w->next[i]++];
	*back = j;
	if (w->state[j] == OPEN)
		return false;
	if (w->state[j] == UNSEEN) {
		w->state[j] = OPEN;
		w->way[w->n++] = j;
	}
	return true;
}

static void
report(struct inventory_make *m, const struct walk *w, size_t back)
{
	const struct component *first = &w->inv->v[back];
	const struct component *last = &w->inv->v[w->way[w->n - 1]];

	diag_report(m->d, DIAG_ALERT, "inventory-circle", first->at,
	    "'%.*s' needs itself by way of '%.*s'",
	    STR_ARG(inventory_make_quote(first->name)),
	    STR_ARG(inventory_make_quote(last->name)));
	diag_note(m->d, last->at, "which needs it");
	diag_help(m->d,
	    "nothing is lost; take one of the dependencies away "
	    "when it is a mistake");
}

void
inventory_circle_report(struct inventory_make *m)
{
	size_t n = m->out->n, back;
	struct walk w = {
		.inv = m->out,
		.state = arena_array(m->tmp, unsigned char, n + 1),
		.next = arena_array(m->tmp, size_t, n + 1),
		.way = arena_array(m->tmp, size_t, n + 1),
	};

	for (size_t i = 0; i < n; i++) {
		if (w.state[i] != UNSEEN)
			continue;
		w.state[i] = OPEN;
		w.way[w.n++] = i;
		while (w.n > 0) {
			if (!step(&w, &back)) {
				report(m, &w, back);
				return;
			}
		}
	}
}
