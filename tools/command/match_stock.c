#include "command/match_stock.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/pool.h"
#include "command/command.h"
#include "command/input.h"
#include "command/match_json.h"
#include "command/match_open.h"
#include "command/table.h"
#include "match/match.h"
#include "pipeline/stock.h"
#include "text/json_write.h"

/* A component of a stock, and the first that gives the same answer. */
struct question {
	const struct stock *of;
	size_t component;
	struct match *v;
	size_t n;
};

struct questions {
	const struct index *x;
	struct question *v;
	size_t n;
	size_t *first;		/* of those that are worked out, the others
				 * are the same */
	size_t n_first;
	size_t *same;		/* of each, the one that answers */
	struct arena **arenas;	/* one a thread */
};

/*
 * What decides on a component's matches.  Rules that look at all of the
 * inventory do so by CPE name.
 */
static struct str
key_of(struct arena *a, const struct stock *s, const struct component *c)
{
	return str_fmt(a,
	    "%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%d\x1f%.*s\x1f%.*s\x1f"
	    "%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%.*s\x1f%.*s",
	    STR_ARG(c->cpe.n > 0 ? s->of : S("")), STR_ARG(c->purl),
	    STR_ARG(c->cpe), STR_ARG(c->name), STR_ARG(c->version),
	    (int)c->scope, STR_ARG(c->vendor), STR_ARG(c->type),
	    STR_ARG(c->source), STR_ARG(c->source_version), STR_ARG(c->distro),
	    STR_ARG(c->release), STR_ARG(c->module), STR_ARG(c->keyword));
}

static void
gather(struct arena *a, const struct stock_list *all, struct questions *q)
{
	struct map *seen = map_open(a);
	size_t total = 0;

	for (size_t i = 0; i < all->n; i++)
		total += all->v[i].inv.n;
	q->v = arena_array(a, struct question, total + 1);
	q->first = arena_array(a, size_t, total + 1);
	q->same = arena_array(a, size_t, total + 1);
	for (size_t i = 0; i < all->n; i++) {
		for (size_t j = 0; j < all->v[i].inv.n; j++) {
			struct str key = key_of(a, &all->v[i],
			    &all->v[i].inv.v[j]);
			struct question *was = map_get(seen, key);

			q->v[q->n] = (struct question){ .of = &all->v[i],
				.component = j };
			if (was == NULL) {
				was = &q->v[q->n];
				(void)map_add(seen, key, was);
				q->first[q->n_first++] = q->n;
			}
			q->same[q->n++] = (size_t)(was - q->v);
		}
	}
}

static void
work(void *ctx, size_t i, unsigned worker)
{
	struct questions *q = ctx;
	struct question *one = &q->v[q->first[i]];

	one->n = match_component(q->arenas[worker], q->x, &one->of->inv,
	    one->component, false, &one->v);
}

/* Components without a match stand in no output of text. */
static void
put_text(struct arena *a, const struct questions *q, struct str format)
{
	struct table t;

	table_init(&t, a, "of component version id confidence# rule question");
	for (size_t i = 0; i < q->n; i++) {
		const struct question *from = &q->v[q->same[i]];
		const struct component *c =
		    &q->v[i].of->inv.v[q->v[i].component];

		for (size_t j = 0; j < from->n; j++) {
			const struct match *m = &from->v[j];
			struct feed_record r;

			if (m->miss != MISS_NONE ||
			    !index_record(q->x, a, m->record, &r))
				continue;
			table_put(&t, q->v[i].of->of);
			table_put(&t,
			    c->keyword.n > 0  ? c->keyword :
				c->purl.n > 0 ? c->purl :
				c->cpe.n > 0  ? c->cpe :
						c->name);
			table_put(&t, c->version);
			table_put(&t, r.id);
			table_put_int(&t, m->confidence);
			table_put_z(&t, match_rule_name(m->rule));
			table_put(&t, m->is_question ? m->question : S(""));
		}
	}
	if (t.n > 0)
		table_print(&t, format);
}

static void
put_json(struct arena *a, const struct questions *q)
{
	struct json_writer *w;
	struct buf out;

	buf_init(&out, LIMIT_PAGE_BYTES);
	w = json_write_open(a, &out, JSON_WRITE_COMPACT | JSON_WRITE_LINES);
	for (size_t i = 0; i < q->n; i++) {
		struct scratch tmp = scratch_begin(a);
		const struct question *from = &q->v[q->same[i]];

		json_object(w);
		json_pair(w, "of", q->v[i].of->of);
		json_name(w, "component");
		match_json_component(w, &q->v[i].of->inv.v[q->v[i].component]);
		match_json_matches(w, tmp.a, q->x, from->v, from->n);
		json_end(w);
		input_flush(&out);
		scratch_end(tmp);
	}
	buf_fini(&out);
}

static void
print_reports(struct invocation *v, const struct sources *ss, struct diags *d)
{
	struct invocation text = *v;
	struct buf out;

	text.format = S("text");
	buf_init(&out, LIMIT_PAGE_BYTES);
	diags_sort(d);
	command_diags_put(&text, ss, d, &out);
	(void)fwrite(out.p, 1, out.n, stderr);
	buf_fini(&out);
}

int
match_stock(struct invocation *v, struct match_feeds *f)
{
	struct diags *d = diags_open(v->perm);
	struct questions q = { .x = f->x };
	struct stock_list all;
	unsigned jobs = pool_jobs(f->world.pool);

	stock_read(v->perm, f->world.root, f->world.model, f->world.sources, d,
	    &all);
	gather(v->perm, &all, &q);
	q.arenas = arena_array(v->perm, struct arena *, jobs);
	for (unsigned i = 0; i < jobs; i++)
		q.arenas[i] = arena_open_in(v->perm);
	pool_run(f->world.pool, q.n_first, work, &q);
	if (str_eq_z(v->format, "json"))
		put_json(v->perm, &q);
	else
		put_text(v->perm, &q, v->format);
	print_reports(v, f->world.sources, d);
	return command_status(d);
}
