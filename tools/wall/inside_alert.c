#include "wall/inside_alert.h"

#include <stdint.h>

#include "model/model.h"

static bool
is_psirt(const struct audience *to)
{
	return to->view.v == (int)VIEW_DESK;
}

bool
inside_alert_is_for(const struct alert *a, const struct audience *to)
{
	if (is_psirt(to) || a->audiences.n == 0)
		return true;
	for (size_t i = 0; i < a->audiences.n; i++) {
		if (str_eq(a->audiences.v[i].id, to->id.s))
			return true;
	}
	return false;
}

bool
inside_alert_trim(struct alert *copy, const struct audience *to)
{
	/* The copy is ours until the view is handed out. */
	struct alert_note *notes = (void *)(uintptr_t)copy->notes.v;
	size_t kept = 0, n = copy->notes.n;

	if (is_psirt(to))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!str_eq(notes[i].audience.id, to->id.s))
			continue;
		notes[kept] = notes[i];
		notes[kept++].audience = (struct ref){ 0 };
	}
	copy->notes.n = kept;
	copy->audiences.n = 0;
	return kept < n;
}
