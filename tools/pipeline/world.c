#include "pipeline/world.h"

#include "audit/audit.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/span.h"
#include "history/history.h"
#include "model/model.h"
#include "pipeline/theme.h"

bool
world_load(const struct world_request *q, struct world *out, struct str *why)
{
	int err;

	*out = (struct world){
		.perm = q->perm,
		.pool = q->pool,
		.now = q->now,
		.path = q->path,
	};
	if (q->commit.n > 0 || q->n_with > 0 || q->n_files > 0) {
		*why = S("not there yet");
		return false;
	}
	err = io_dir_open(str_to_z(q->perm, q->path), &out->own);
	if (err != 0)
		die_env(err, "cannot open %.*s", STR_ARG(q->path));
	out->root = out->own;
	out->sources = sources_open(q->perm);
	out->diags = diags_open(q->perm);
	out->model = model_load(q->perm, out->root, out->sources, out->pool,
	    out->diags);
	return true;
}

struct derive
world_run(const struct world *w)
{
	return (struct derive){
		.places = w->sources,
		.feeds = w->feeds,
		.now = w->now,
		.pool = w->pool,
		.perm = w->perm,
		.with_cases = true,
	};
}

void
world_derive(struct world *w)
{
	struct audit_request audit = {
		.m = w->model,
		.root = w->root,
		.pool = w->pool,
		.now = w->now,
		.perm = w->perm,
	};
	struct derive d;

	derive_feeds_load(w->perm, w->own, w->sources, w->diags, &w->feeds);
	w->words = theme_words(w->perm, w->root, w->sources, w->diags);
	w->history = history_open(w->perm, str_to_z(w->perm, w->path));
	(void)history_walk(w->history, audit_folders, n_audit_folders, w->own);
	audit.history = w->history;
	audit.words = w->words;
	audit_run(&audit, w->model);
	d = world_run(w);
	derive_run(&d, w->model);
}

void
world_close(struct world *w)
{
	if (w->history != NULL)
		history_close(w->history);
	if (w->root != w->own)
		io_dir_close(w->root);
	io_dir_close(w->own);
}
