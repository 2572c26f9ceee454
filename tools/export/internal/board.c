#include "export/internal/board.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "export/export.h"
#include "export/internal/frame.h"
#include "export/internal/show.h"
#include "export/internal/tally.h"
#include "model/model.h"
#include "model/predicate.h"
#include "model/state.h"
#include "text/value.h"

/* Chips in the order of the legend: done first, as in the mock. */
static const struct {
	enum row_state state;
	const char *bar;	/* class of its part of the bar */
} legend[] = {
	{ ROW_FIXED, "fixed" },
	{ ROW_NOT_AFFECTED, "not" },
	{ ROW_MITIGATED, "mit" },
	{ ROW_WONTFIX, "wont" },
	{ ROW_FIXING, "fixing" },
	{ ROW_AFFECTED, "aff" },
	{ ROW_INVESTIGATING, "inv" },
	{ ROW_WAITING, "wait" },
};

static int
row_cmp(const void *a, const void *b)
{
	const struct product_entry *x = ((const struct board_row *)a)->product;
	const struct product_entry *y = ((const struct board_row *)b)->product;

	if (x->company != y->company) {
		if (x->company == NULL || y->company == NULL)
			return x->company == NULL ? 1 : -1;
		return str_cmp(x->company->e.id, y->company->e.id);
	}
	return str_cmp(x->e.id, y->e.id);
}

/* Outside makers are not asked, whatever the condition says. */
static bool
is_asked(struct arena *a, const struct campaign *k,
    const struct product_entry *p)
{
	const struct predicate_root roots[] = {
		{ "product", &record_product, p->product },
	};

	if (p->company != NULL &&
	    p->company->company->kind.v == COMPANY_VENDOR)
		return false;
	return predicate_holds(k->asks.p, roots, ARRAY_LEN(roots), a, NULL);
}

static void
answer_row(struct arena *a, const struct board *b, struct board_row *r,
    const struct answers *answers)
{
	const struct text_list *ids = &b->k->vulnerabilities;

	r->answers = arena_array(a, const struct answer *, ids->n + 1);
	r->worst = ROW_NOT_AFFECTED;
	for (size_t i = 0; i < ids->n; i++) {
		enum row_state state;

		for (size_t j = 0; answers != NULL && j < answers->answers.n;
		     j++) {
			if (str_eq(answers->answers.v[j].vulnerability.s,
				ids->v[i].s))
				r->answers[i] = &answers->answers.v[j];
		}
		state = state_answer(r->answers[i] != NULL ?
			r->answers[i]->status.v :
			(int)ANSWER_NONE);
		if (state < r->worst)
			r->worst = state;
		r->n_missing += r->answers[i] == NULL ||
		    r->answers[i]->status.v == (int)ANSWER_NONE;
	}
}

static void
board_make(struct arena *a, const struct model *m, const struct map *answers,
    struct board *b)
{
	b->rows = arena_array(a, struct board_row, m->n_products + 1);
	for (size_t i = 0; i < m->n_products; i++) {
		const struct product_entry *p = &m->products[i];
		struct board_row *r = &b->rows[b->n];

		if (!is_asked(a, b->k, p))
			continue;
		r->product = p;
		answer_row(a, b, r,
		    answers == NULL ? NULL : map_get(answers, p->e.id));
		b->counts[r->worst]++;
		b->n_answered += r->n_missing == 0;
		b->n_done += r->worst >= ROW_FIXED;
		b->n++;
	}
	if (b->n > 0)
		qsort(b->rows, b->n, sizeof(*b->rows), row_cmp);
}

/* Campaign -> (product -> answers). */
static const struct map *
answers_all(struct arena *a, const struct model *m)
{
	const struct document_list *docs = &m->docs[KIND_ANSWERS];
	struct map *all = map_open(a);

	for (size_t i = 0; i < docs->n; i++) {
		const struct kind_path *path = &docs->v[i].path;
		struct map *one = map_get(all, path->dir);
		union {
			const void *in;
			void *out;
		} record = { .in = docs->v[i].record };

		if (one == NULL) {
			one = map_open(a);
			map_put(all, path->dir, one);
		}
		map_put(one, path->id, record.out);
	}
	return all;
}

/* What is known of the flaws asked about, from the cases that are seen. */
static void
board_grade(struct board *b, const struct map *flaws)
{
	const struct text_list *ids = &b->k->vulnerabilities;

	for (size_t i = 0; i < ids->n; i++) {
		const struct vulnerability *v = map_get(flaws, ids->v[i].s);
		struct grade g;

		if (v == NULL)
			continue;
		g = grade_vulnerability(v);
		if (g.is_set && (!b->grade.is_set || g.x10 > b->grade.x10))
			b->grade = g;
		b->is_exploited |= grade_is_exploited(v);
	}
}

/* CVE id -> vulnerability of a case. */
static const struct map *
flaws_all(struct arena *a, const struct model *m)
{
	struct map *all = map_open(a);

	for (size_t i = 0; i < m->n_cases; i++) {
		const struct vulnerability_list *l =
		    &m->cases[i].c->vulnerabilities;

		for (size_t j = 0; j < l->n; j++) {
			if (l->v[j].cve.s.n > 0)
				(void)map_add(all, l->v[j].cve.s, &l->v[j]);
		}
	}
	return all;
}

struct board *
board_all(struct arena *a, const struct model *m)
{
	const struct map *answers = answers_all(a, m);
	const struct map *flaws = flaws_all(a, m);
	struct board *all = arena_array(a, struct board, m->n_campaigns + 1);

	for (size_t i = 0; i < m->n_campaigns; i++) {
		all[i].e = &m->campaigns[i];
		all[i].k = m->campaigns[i].record;
		board_make(a, m, map_get(answers, all[i].e->e.id), &all[i]);
		board_grade(&all[i], flaws);
	}
	return all;
}

/* Of a whole, in parts of scale, rounded. */
static int64_t
share(size_t part, size_t whole, int64_t scale)
{
	if (whole == 0)
		return 0;
	return ((int64_t)part * scale + (int64_t)whole / 2) / (int64_t)whole;
}

static void
fill_states(struct value *o, const struct board *b)
{
	struct value *states = value_set_list(o, "states");
	struct value *bars = value_set_list(o, "bars");
	size_t before = 0;

	for (size_t i = 0; i < ARRAY_LEN(legend); i++) {
		size_t n = b->counts[legend[i].state];
		struct value *row, *bar;

		if (n == 0)
			continue;
		row = value_push_object(states);
		show_state(row, "st", legend[i].state);
		value_set_int(row, "n", (int64_t)n);
		value_set_int(row, "percent", share(n, b->n, 100));
		bar = value_push_object(bars);
		value_set_z(bar, "key", legend[i].bar);
		value_set_int(bar, "x", share(before, b->n, 1000));
		value_set_int(bar, "width",
		    share(before + n, b->n, 1000) - share(before, b->n, 1000));
		before += n;
	}
}

void
board_show(const struct frame *f, struct value *o, const struct board *b)
{
	const struct campaign *k = b->k;

	show_entry(f, o, "link", &b->e->e);
	show_tlp(f, o, "tlp", model_label(f->m, b->e->e.doc));
	show_grade(f, o, "sev", &b->grade);
	value_set_bool(o, "is_exploited", b->is_exploited);
	show_when(f, o, "opened", k->opened.w);
	show_when(f, o, "due", k->due.w);
	show_when(f, o, "closed", k->closed.w);
	value_set_bool(o, "is_open", tally_campaign_is_open(k, f->c->now));
	show_ref(f, o, "commander", &k->commander);
	value_set_int(o, "n", (int64_t)b->n);
	value_set_int(o, "n_answered", (int64_t)b->n_answered);
	value_set_int(o, "n_missing", (int64_t)(b->n - b->n_answered));
	value_set_int(o, "n_done", (int64_t)b->n_done);
	value_set_int(o, "answered_percent", share(b->n_answered, b->n, 100));
	value_set_int(o, "done_percent", share(b->n_done, b->n, 100));
	fill_states(o, b);
}
