#include "finding/matching.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "finding/matched_ask.h"
#include "finding/matching_impl.h"
#include "finding/mirror.h"
#include "index/index.h"
#include "resolve/endoflife.h"

/* Reports of feeds' records stand in `hansho feeds`; they are nobody's fault
 * here.  Only that there is no index concerns us. */
static struct index *
open_index(const struct matching_request *q)
{
	struct diags *d = diags_open(q->perm);
	struct index_report report;
	struct index *x;
	bool has_any = false;

	for (size_t i = 0; i < q->mirror->n; i++)
		has_any = has_any || q->mirror->v[i].is_indexed;
	if (!has_any)
		return NULL;
	x = mirror_index(q->perm, q->own, q->mirror, q->pool, d, &report);
	if (x == NULL)
		diags_merge(q->d, d);
	return x;
}

/* Files without records may be dictionaries. */
static struct endoflife *
read_ends(const struct matching_request *q)
{
	struct endoflife *ends = endoflife_open(q->perm);
	struct io_dir *mirror;

	if (io_dir_open_at(q->own, S(".hansho/feeds"), &mirror) != 0)
		return ends;
	for (size_t i = 0; i < q->mirror->n; i++) {
		const struct mirror_file *f = &q->mirror->v[i];

		if (!f->is_indexed && f->path.n > 0 &&
		    f->state != MIRROR_MISSING)
			(void)endoflife_add(ends, mirror, f->feed, f->path,
			    q->d);
	}
	io_dir_close(mirror);
	return ends;
}

struct matching *
matching_open(const struct matching_request *q)
{
	struct matching *x = arena_new(q->perm, struct matching);
	struct index *index = q->index == NULL ? open_index(q) : q->index;

	if (index != NULL)
		mirror_makers(q->perm, q->root, q->own, q->mirror, index);
	x->of = *q;
	x->index = index;
	x->own = q->index == NULL ? index : NULL;
	stock_read(q->perm, q->root, q->m, q->places, q->d, &x->stocks);
	x->ends = read_ends(q);
	matched_label_open(q->perm, q->m, &x->label);
	x->label.x = x->index;
	x->ask = matched_ask_open(q->perm, q->pool, &x->label);
	return x;
}

void
matching_close(struct matching *x)
{
	if (x != NULL)
		index_close(x->own);
}
