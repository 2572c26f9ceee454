#include "command/match_stock.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "command/command.h"
#include "command/input.h"
#include "command/match_json.h"
#include "command/match_open.h"
#include "command/table.h"
#include "finding/matched.h"
#include "finding/matched_ask.h"
#include "finding/matching_impl.h"
#include "model/matched.h"
#include "model/model.h"
#include "text/json_write.h"

static struct str
score_text(struct arena *a, int x10)
{
	return x10 < 0 ? S("") : str_fmt(a, "%d.%d", x10 / 10, x10 % 10);
}

/* As a decimal fraction; hundred-thousandths are what the source gives. */
static struct str
epss_text(struct arena *a, int epss)
{
	return epss < 0 ? S("") :
			  str_fmt(a, "%d.%05d", epss / 100000, epss % 100000);
}

static struct str
holder_text(struct arena *a, const struct finding *f)
{
	if (f->system != NULL)
		return f->system->e.id;
	return f->version == NULL ?
	    f->product->e.id :
	    str_fmt(a, "%.*s@%.*s", STR_ARG(f->product->e.id),
		STR_ARG(f->version->version.s));
}

/* A finding a row, by its surest match. */
static void
put_text(struct arena *a, const struct matched *all, struct str format)
{
	struct table t;

	table_init(&t, a,
	    "of id state priority score epss kev component confidence# rule "
	    "question");
	for (size_t i = 0; i < all->n; i++) {
		const struct finding *f = &all->v[i];
		const struct found_match *m = &f->matches[0];

		if (f->state == FINDING_CLEARED)
			continue;
		table_put(&t, holder_text(a, f));
		table_put(&t, f->known->id);
		table_put_z(&t, finding_state_name(f->state));
		table_put(&t, f->priority.priority);
		table_put(&t, score_text(a, f->known->score_x10));
		table_put(&t, epss_text(a, f->known->epss));
		table_put(&t, f->known->is_kev ? S("KEV") : S(""));
		table_put(&t, m->component);
		table_put_int(&t, f->confidence);
		table_put_z(&t, m->rule);
		table_put(&t, m->question);
	}
	if (t.n > 0)
		table_print(&t, format);
}

/* A component a line, with all that its matches rest on. */
static void
put_json(struct arena *a, struct matching *x)
{
	const struct matched_answer **answers = matched_ask_run(a, x->ask,
	    &x->stocks, TLP_RED);
	struct json_writer *w;
	struct buf out;
	size_t at = 0;

	buf_init(&out, LIMIT_PAGE_BYTES);
	w = json_write_open(a, &out, JSON_WRITE_COMPACT | JSON_WRITE_LINES);
	for (size_t i = 0; i < x->stocks.n; i++) {
		const struct stock *s = &x->stocks.v[i];

		for (size_t j = 0; j < s->inv.n; j++, at++) {
			struct scratch tmp = scratch_begin(a);

			json_object(w);
			json_pair(w, "of", s->of);
			json_name(w, "component");
			match_json_component(w, &s->inv.v[j]);
			match_json_matches(w, tmp.a, x->index, answers[at]->v,
			    answers[at]->n);
			json_end(w);
			input_flush(&out);
			scratch_end(tmp);
		}
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
	if (out.n > 0)
		(void)fwrite(out.p, 1, out.n, stderr);
	buf_fini(&out);
}

int
match_stock(struct invocation *v, struct match_feeds *f)
{
	/* What the rest of the repository is like is for `check` to say. */
	struct diags *d = f->world.diags = diags_open(v->perm);
	struct matching *x = world_matching(&f->world, f->x);

	if (str_eq_z(v->format, "json")) {
		put_json(v->perm, x);
	} else {
		matched_run(x, v->perm, f->world.model);
		put_text(v->perm, f->world.model->matched, v->format);
	}
	matching_close(x);
	print_reports(v, f->world.sources, d);
	return command_status(d);
}
