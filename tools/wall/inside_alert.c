#include "wall/inside_alert.h"

#include <stdint.h>

#include "model/model.h"
#include "wall/wall.h"

static bool
is_psirt(const struct audience *to)
{
	return to->view.v == (int)VIEW_DESK;
}

/* Written ahead: it is for its readers from that time on. */
static bool
is_to_come(const struct wall *w, struct when at)
{
	return at.kind != WHEN_UNSET &&
	    when_start(at, w->model->zone).s > w->now.s;
}

/* Revisions that are there by now; whether others are not. */
static bool
trim_revisions(const struct wall *w, struct alert *copy)
{
	struct alert_revision *v = (void *)(uintptr_t)copy->revisions.v;
	size_t kept = 0, n = copy->revisions.n;

	for (size_t i = 0; i < n; i++) {
		if (!is_to_come(w, v[i].at.w))
			v[kept++] = v[i];
	}
	copy->revisions.n = kept;
	return kept < n;
}

bool
inside_alert_is_for(const struct wall *w, const struct alert *a,
    const struct audience *to)
{
	if (is_psirt(to))
		return true;
	if (is_to_come(w, a->at.w))
		return false;
	if (a->audiences.n == 0)
		return true;
	for (size_t i = 0; i < a->audiences.n; i++) {
		if (str_eq(a->audiences.v[i].id, to->id.s))
			return true;
	}
	return false;
}

bool
inside_alert_trim(const struct wall *w, struct alert *copy,
    const struct audience *to)
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
	return trim_revisions(w, copy) || kept < n;
}
