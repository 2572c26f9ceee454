#include "rule/body.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/pool.h"
#include "base/progress.h"
#include "model/model.h"
#include "text/markdown.h"

/*
 * Texts below this size without any of these bytes hold nothing that can be
 * refused, so most need not be rendered here.
 */
#define SMALL	(8u << 10)
static const char *const suspicious[] = {
	"<",
	">",
	"](",
	"![",
	"]:",
	"|",
	"&#",
	"ftp:",
	"xmpp:",
};

struct work {
	const struct model *m;
	const struct document **docs;
	size_t n;
	struct diags **found;	/* one a document; NULL where none */
	struct arena **kept;	/* one a worker, as the next */
	struct arena **tmp;
};

static bool
is_harmless(struct str s)
{
	for (size_t i = 0; i < ARRAY_LEN(suspicious); i++) {
		if (str_find(s, str_z(suspicious[i]), 0) != SIZE_MAX)
			return false;
	}
	return s.n < SMALL;
}

static void
check_one(void *ctx, size_t i, unsigned worker)
{
	struct work *w = ctx;
	const struct document *doc = w->docs[i];
	struct scratch tmp;
	struct markdown out;

	progress_add(1);
	if (is_harmless(source_text(w->m->sources, doc->body)))
		return;
	tmp = scratch_begin(w->tmp[worker]);
	w->found[i] = diags_open(w->kept[worker]);
	(void)markdown_render(tmp.a, w->m->sources, doc->body, 1, w->found[i],
	    &out);
	scratch_end(tmp);
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
