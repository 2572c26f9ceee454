#include "release/release_after.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/io_view.h"
#include "base/span.h"
#include "history/history.h"
#include "model/model.h"
#include "model/reach.h"
#include "pipeline/leak.h"
#include "pipeline/world_layers.h"
#include "release/release_files.h"
#include "rule/rule.h"
#include "wall/wall.h"

/* Repositories below stay below: only the first is written to. */
static void
open_layers(const struct world *w, struct release_after *out)
{
	struct world_layers *l = arena_new(w->perm, struct world_layers);
	struct world *r = &out->world;

	*l = *w->layers;
	l->dirs = arena_array(w->perm, struct io_dir *, l->n);
	for (size_t i = 0; i < l->n; i++)
		l->dirs[i] = i == 0 ? out->top : w->layers->dirs[i];
	r->layers = l;
	r->root = io_view_layers(w->perm, l->dirs, l->n);
}

void
release_after_open(const struct world *w, const struct release_file *v,
    size_t n, struct release_after *out)
{
	struct io_view_file *files = arena_array(w->perm, struct io_view_file,
	    n + 1);
	struct world *r = &out->world;
	struct io_dir *dirs[2];

	for (size_t i = 0; i < n; i++)
		files[i] = (struct io_view_file){
			.path = v[i].path,
			.content = v[i].content,
		};
	*r = *w;
	out->memory = io_view_memory(w->perm, files, n);
	dirs[0] = out->memory;
	dirs[1] = w->own;
	out->top = io_view_layers(w->perm, dirs, 2);
	r->root = out->top;
	if (w->layers != NULL)
		open_layers(w, out);
	r->history = NULL;
	r->sources = sources_open(w->perm);
	r->diags = diags_open(w->perm);
	r->model = model_load(w->perm, r->root, r->sources, w->pool, r->diags);
	if (r->layers != NULL) {
		world_layers_name(r->layers, r->root, r->sources);
		world_layers_check(r->layers, r->model, r->diags);
	}
	world_derive(r);
}

void
release_after_close(struct release_after *x)
{
	if (x->world.history != NULL)
		history_close(x->world.history);
	if (x->world.root != x->top)
		io_dir_close(x->world.root);
	io_dir_close(x->top);
	io_dir_close(x->memory);
}

const struct case_entry *
release_after_case(const struct release_after *x, struct str id)
{
	return (
	    const struct case_entry *)(const void *)model_find(x->world.model,
	    SPACE_CASE, id);
}

static bool
is_released(const struct release_file *f)
{
	return str_find(f->path, S("/released/"), 0) != SIZE_MAX;
}

static bool
search(struct release_after *x, const struct wall *w, enum tlp label,
    const struct release_file *v, size_t n)
{
	const struct audience *a = reach_home(x->world.model, label);
	struct leak *l;

	if (a == NULL)
		return true;
	l = leak_open(w, a, NULL, n);
	for (size_t i = 0; i < n; i++) {
		/* The folder, with the case's number, stays at home. */
		leak_file(l, i, str_base_name(v[i].path),
		    is_released(&v[i]) ? v[i].content : S(""), 0);
	}
	return leak_close(l, S("released"), x->world.sources);
}

/* Whether editions of advisories can be made, all of them. */
static bool
has_views(const struct wall *w)
{
	const struct model *m = w->model;
	bool ok = wall_public(w) != NULL;

	for (size_t i = 0; i < m->n_audiences; i++) {
		const struct audience *a = m->audiences[i].audience;

		if (reach_is_restricted(a))
			ok = wall_public_to(w, a) != NULL && ok;
	}
	return ok;
}

bool
release_after_check(struct release_after *x, enum tlp label,
    const struct release_file *v, size_t n)
{
	struct world *r = &x->world;
	struct diags *all = r->diags;
	struct wall w;
	bool ok;

	rules_run(r->model, r->now, r->pool, r->perm, all);
	r->diags = diags_open(r->perm);
	w = world_wall(r, r->diags);
	w.now = zone_at(r->model->zone, r->now);
	for (size_t i = 0; i < diags_len(all); i++) {
		const struct diag *d = diags_at(all, i);

		if (d->class != DIAG_ERROR || d->is_waived)
			continue;
		diag_error(r->diags, str_to_z(r->perm, d->rule), d->at, "%.*s",
		    STR_ARG(d->message));
		diag_help(r->diags, "%.*s", STR_ARG(d->help));
	}
	ok = diags_count(all, DIAG_ERROR) == 0;
	ok = ok && has_views(&w) && search(x, &w, label, v, n);
	diags_sort(r->diags);
	return ok;
}
