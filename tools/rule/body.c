#include "rule/body.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/pool.h"
#include "base/progress.h"
#include "model/model.h"
#include "text/markdown.h"

struct work {
	const struct model *m;
	const struct document **docs;
	size_t n;
	struct diags **found;	/* one a document; NULL where none */
	struct arena **kept;	/* one a worker, as the next */
	struct arena **tmp;
};

static void
check_one(void *ctx, size_t i, unsigned worker)
{
	struct work *w = ctx;
	const struct document *doc = w->docs[i];
	struct scratch tmp = scratch_begin(w->tmp[worker]);
	struct arena_mark mark = arena_mark(w->kept[worker]);
	struct diags *found = diags_open(w->kept[worker]);

	progress_add(1);
	(void)markdown_check(tmp.a, w->m->sources, doc->body, found);
	scratch_end(tmp);
	if (diags_len(found) > 0)
		w->found[i] = found;
	else
		arena_reset(w->kept[worker], mark);
}

static void
add_docs(struct work *w, struct arena *perm)
{
	size_t n = 0;

	for (size_t kind = 0; kind < KINDS; kind++)
		n += w->m->docs[kind].n;
	w->docs = arena_array(perm, const struct document *, n + 1);
	for (size_t kind = 0; kind < KINDS; kind++) {
		for (size_t i = 0; i < w->m->docs[kind].n; i++) {
			const struct document *doc = &w->m->docs[kind].v[i];

			if (doc->body.len > 0)
				w->docs[w->n++] = doc;
		}
	}
}

void
body_check(const struct model *m, struct pool *pool, struct arena *perm,
    struct diags *d)
{
	struct work w = { .m = m };
	unsigned jobs = pool_jobs(pool);

	add_docs(&w, perm);
	w.found = arena_array(perm, struct diags *, w.n + 1);
	w.kept = arena_array(perm, struct arena *, jobs);
	w.tmp = arena_array(perm, struct arena *, jobs);
	for (unsigned i = 0; i < jobs; i++) {
		w.kept[i] = arena_open();
		w.tmp[i] = arena_open();
	}
	progress_begin("reading texts", w.n);
	pool_run(pool, w.n, check_one, &w);
	progress_end();
	for (size_t i = 0; i < w.n; i++) {
		if (w.found[i] != NULL)
			diags_merge(d, w.found[i]);
	}
	for (unsigned i = 0; i < jobs; i++) {
		arena_close(w.kept[i]);
		arena_close(w.tmp[i]);
	}
}
