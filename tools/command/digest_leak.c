#include "command/digest_leak.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/pool.h"
#include "command/command.h"
#include "command/digest_json.h"
#include "model/model.h"
#include "pipeline/leak.h"
#include "pipeline/world.h"
#include "wall/wall.h"

/* A file of a letter. */
struct letter_file {
	const struct digest_letter *x;
	size_t i;
};

/* Letters whose readers may read the same editions. */
struct group {
	struct world *w;
	struct leak *leak;
	struct letter_file *files;
	size_t n;
};

static bool
is_alike(const struct digest_letter *x, const struct digest_letter *y)
{
	if (x->n_views != y->n_views)
		return false;
	for (size_t i = 0; i < x->n_views; i++) {
		if (x->views[i] != y->views[i])
			return false;
	}
	return true;
}

/* What the reader knows of themselves and their editions, and every message
 * needs to say. */
static void
allow_reader(struct leak *l, size_t i, const struct digest_letter *x,
    unsigned worker)
{
	const struct subscriber *s = x->letter.s;

	leak_allow(l, i, s->id, worker);
	leak_allow(l, i, subscriber_name(s, s->lang), worker);
	for (size_t j = 0; j < s->n_to; j++)
		leak_allow(l, i, s->to[j], worker);
	for (size_t j = 0; j < x->n_views; j++) {
		const struct audience *a = x->views[j]->audience;

		leak_allow(l, i, a->address.s, worker);
		leak_allow(l, i, a->name.ja.s, worker);
		leak_allow(l, i, a->name.en.s, worker);
	}
}

static void
search(void *ctx, size_t i, unsigned worker)
{
	const struct group *k = ctx;
	const struct letter_file *f = &k->files[i];

	allow_reader(k->leak, i, f->x, worker);
	leak_file(k->leak, i, f->x->files[f->i], f->x->contents[f->i], worker);
}

/* The files of the letters that are like v[first], which is none of a group
 * before. */
static void
collect(struct group *k, struct arena *a, const struct digest_letter *v,
    size_t n, size_t first)
{
	size_t room = 0;

	for (size_t i = first; i < n; i++)
		room += is_alike(&v[i], &v[first]) ? v[i].n_files : 0;
	k->files = arena_array(a, struct letter_file, room + 1);
	for (size_t i = first; i < n && k->n < room; i++) {
		for (size_t j = 0;
		     j < v[i].n_files && is_alike(&v[i], &v[first]); j++)
			k->files[k->n++] = (struct letter_file){ &v[i], j };
	}
}

static bool
check_group(struct group *k, struct wall *w, const struct digest_letter *of,
    struct str folder)
{
	const struct model *views[SUBSCRIBER_EDITIONS];

	for (size_t i = 0; i < of->n_views; i++)
		views[i] = of->views[i]->m;
	k->leak = leak_open_any(w, of->views[0]->audience, views, of->n_views,
	    k->n);
	pool_run(w->pool, k->n, search, k);
	return leak_close(k->leak, folder, k->w->sources);
}

bool
digest_leak_check(struct invocation *v, struct world *w,
    const struct digest_letter *letters, size_t n, struct str folder)
{
	struct diags *faults = diags_open(v->perm);
	struct wall wall = world_wall(w, faults);
	bool *is_done = arena_array(v->perm, bool, n + 1);
	struct arena **held = arena_array(v->perm, struct arena *, n + 1);
	size_t n_held = 0;

	wall.now = zone_at(w->model->zone, w->now);
	for (size_t i = 0; i < n; i++) {
		struct group k = { .w = w };

		if (is_done[i] || letters[i].n_files == 0)
			continue;
		for (size_t j = i; j < n; j++)
			is_done[j] = is_done[j] ||
			    is_alike(&letters[j], &letters[i]);
		wall.perm = arena_open();
		collect(&k, wall.perm, letters, n, i);
		/* What is reported lies in it. */
		if (check_group(&k, &wall, &letters[i], folder))
			arena_close(wall.perm);
		else
			held[n_held++] = wall.perm;
	}
	if (n_held > 0)
		command_diags(v, w->sources, faults);
	for (size_t i = 0; i < n_held; i++)
		arena_close(held[i]);
	return n_held == 0;
}
