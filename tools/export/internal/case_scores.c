#include "export/internal/case_scores.h"

#include "base/arena.h"
#include "export/internal/clock_row.h"
#include "export/internal/finding_row.h"
#include "export/internal/frame.h"
#include "export/internal/grade.h"
#include "export/internal/show.h"
#include "model/model.h"
#include "text/value.h"

const struct flaw_state *
case_scores_find(const struct case_state *s, const struct vulnerability *v)
{
	for (size_t i = 0; s != NULL && i < s->n_flaws; i++) {
		if (s->flaws[i].v == v)
			return &s->flaws[i];
	}
	return NULL;
}

static struct str
source_of(const struct score_state *k)
{
	return k->from != NULL ? k->from->source.s : S("");
}

static void
fill_scores(const struct frame *f, struct value *o, const struct flaw_state *s)
{
	const struct say say = clock_row_say(f);
	struct value *list = value_set_list(o, "scores");

	for (size_t i = 0; i < s->n_scores; i++) {
		const struct score_state *k = &s->scores[i];
		struct grade g = grade_vector(k->vector->s);
		struct value *row = value_push_object(list);

		show_grade(f, row, "sev", &g);
		value_set_text(row, "source", source_of(k));
		value_set_text(row, "vector", k->vector->s);
		value_set_text(row, "metrics", say_metrics(&say, &k->cvss));
		value_set_text(row, "place", say_place(&say, &k->proof));
	}
}

/* "8.7 High (NVD)" */
static struct str
score_words(const struct frame *f, const struct score_state *k)
{
	const struct say say = clock_row_say(f);
	struct str source = source_of(k);

	return str_fmt(f->a, "%.*s %.*s%.*s%.*s", STR_ARG(say_score(&say, k)),
	    STR_ARG(frame_word(f, "date.paren_open")),
	    STR_ARG(source.n > 0 ? source : frame_word(f, "in.state.ours")),
	    STR_ARG(frame_word(f, "date.paren_close")));
}

static void
fill_gaps(const struct frame *f, struct value *o, const struct flaw_state *s)
{
	struct value *list = value_set_list(o, "gaps");

	for (size_t i = 0; i < s->n_gaps; i++) {
		const struct score_gap *g = &s->gaps[i];
		struct value *row = value_push_object(list);

		value_set_text(row, "a", score_words(f, &s->scores[g->a]));
		value_set_text(row, "b", score_words(f, &s->scores[g->b]));
		value_set_text(row, "by",
		    str_fmt(f->a, "%d.%d", g->by_x10 / 10, g->by_x10 % 10));
		value_set_bool(row, "crosses", g->crosses);
		value_set_bool(row, "explained", g->explained);
	}
}

static void
show_day(const struct frame *f, struct value *o, const char *key, struct day d)
{
	show_when(f, o, key,
	    (struct when){ .kind = d.n != 0 ? WHEN_DATE : WHEN_UNSET,
		.day = d });
}

/* Hundred-thousandths as percent: 93715 is 93.7. */
static struct str
percent(const struct frame *f, int64_t n)
{
	return str_fmt(f->a, "%lld.%lld", (long long)(n / 1000),
	    (long long)(n / 100 % 10));
}

static void
fill_feeds(const struct frame *f, struct value *o, const struct flaw_state *s)
{
	struct value *kev = value_set_list(o, "kev");
	struct value *epss = value_set_list(o, "epss"), *k;

	if (s->kev) {
		k = value_push_object(kev);
		if (s->kev_added.n != 0)
			show_day(f, k, "added", s->kev_added);
		else
			value_set_list(k, "added");
		if (s->kev_due.n != 0)
			show_day(f, k, "due", s->kev_due);
		else
			value_set_list(k, "due");
	}
	if (s->epss < 0)
		return;
	k = value_push_object(epss);
	value_set_text(k, "percent", percent(f, s->epss));
	value_set_text(k, "percentile", percent(f, s->epss_percentile));
	show_day(f, k, "day", s->epss_day);
}

static void
fill_priority(const struct frame *f, struct value *o,
    const struct priority_state *p)
{
	struct value *list = value_set_list(o, "priority");

	if (p->priority.n > 0)
		finding_row_why(f, value_push_object(list), p);
}

static void
fill_products(const struct frame *f, struct value *o,
    const struct flaw_state *s)
{
	struct value *rows = value_set_list(o, "rows");

	for (size_t i = 0; i < s->n_products; i++) {
		const struct exposure_state *x = &s->products[i];
		struct value *row, *outcomes;

		if (x->priority.priority.n == 0)
			continue;
		row = value_push_object(rows);
		show_ref(f, row, "link", &x->p->product);
		show_state(row, "st", x->state);
		fill_priority(f, row, &x->priority);
		outcomes = value_set_list(row, "outcomes");
		for (size_t j = 0; j < x->n_ssvc; j++) {
			const struct ssvc_state *k = &x->ssvc[j];
			struct value *out;

			if (k->outcome == NULL)
				continue;
			out = value_push_object(outcomes);
			show_words(f, out, "table", &k->t->name);
			show_words(f, out, "name", &k->outcome->name);
		}
	}
}

/* Whether two ways through a table are one. */
static bool
is_same(const struct ssvc_state *a, const struct ssvc_state *b)
{
	if (a->t != b->t || a->outcome != b->outcome ||
	    a->drifted != b->drifted)
		return false;
	for (size_t i = 0; i < a->t->points.n; i++) {
		if (!str_eq(a->answers[i].value, b->answers[i].value))
			return false;
	}
	return true;
}

/* Whether an earlier product has shown it. */
static bool
was_shown(const struct flaw_state *s, size_t product, size_t table)
{
	const struct ssvc_state *k = &s->products[product].ssvc[table];

	for (size_t i = 0; i < product; i++) {
		const struct exposure_state *x = &s->products[i];

		if (x->state != ROW_NOT_AFFECTED && table < x->n_ssvc &&
		    is_same(&x->ssvc[table], k))
			return true;
	}
	return false;
}

/* A value of a point in words where the catalogue has them. */
static struct str
value_words(const struct frame *f, const struct ssvc_answer *a)
{
	return show_term(f,
	    str_to_z(f->a,
		str_fmt(f->a, "word.%.*s.", STR_ARG(a->point->id.s))),
	    a->value);
}

static void
fill_points(const struct frame *f, struct value *o, const struct ssvc_state *k)
{
	const struct say say = clock_row_say(f);
	struct value *points = value_set_list(o, "points");
	struct value *undecided = value_set_list(o, "undecided");

	for (size_t i = 0; i < k->t->points.n; i++) {
		const struct ssvc_answer *a = &k->answers[i];
		bool is_open = a->value.n == 0;
		struct value *p = value_push_object(
		    is_open ? undecided : points);

		show_words(f, p, "name", &a->point->name);
		value_set_text(p, "value",
		    is_open ? S("") : value_words(f, a));
		value_set_text(p, "place", say_place(&say, &a->proof));
	}
}

static void
fill_decided(const struct frame *f, struct value *o,
    const struct ssvc_decision *d)
{
	struct value *list = value_set_list(o, "decided"), *k;

	if (d == NULL)
		return;
	k = value_push_object(list);
	value_set_text(k, "outcome", d->outcome.s);
	value_set_text(k, "version", d->version.s);
	show_ref(f, k, "by", &d->by);
	show_when(f, k, "at", d->at.w);
}

static void
show_ssvc(const struct frame *f, struct value *o, const struct flaw_state *s,
    size_t table, const struct ssvc_state *k)
{
	struct value *products = value_set_list(o, "products");
	struct value *outcome = value_set_list(o, "outcome");

	show_words(f, o, "table", &k->t->name);
	value_set_text(o, "version", k->t->version.s);
	for (size_t i = 0; i < s->n_products; i++) {
		const struct exposure_state *x = &s->products[i];

		if (x->state != ROW_NOT_AFFECTED && table < x->n_ssvc &&
		    x->product != NULL && is_same(&x->ssvc[table], k))
			show_push_entry(f, products, &x->product->e);
	}
	if (k->outcome != NULL)
		show_words(f, value_push_object(outcome), "name",
		    &k->outcome->name);
	fill_points(f, o, k);
	fill_decided(f, o, k->decided);
	value_set_bool(o, "drifted", k->drifted);
}

/* Each way through a table once, with the products that take it. */
static void
fill_ssvc(const struct frame *f, struct value *o, const struct flaw_state *s)
{
	struct value *decided = value_set_list(o, "ssvc");
	struct value *open = value_set_list(o, "open");
	int64_t n_open = 0;

	for (size_t i = 0; i < s->n_products; i++) {
		const struct exposure_state *x = &s->products[i];

		for (size_t j = 0;
		     x->state != ROW_NOT_AFFECTED && j < x->n_ssvc; j++) {
			const struct ssvc_state *k = &x->ssvc[j];

			if (k->t == NULL || was_shown(s, i, j))
				continue;
			show_ssvc(f,
			    value_push_object(
				k->outcome != NULL ? decided : open),
			    s, j, k);
			n_open += k->outcome == NULL;
		}
	}
	value_set_int(o, "n_open", n_open);
}

void
case_scores_show(const struct frame *f, struct value *o,
    const struct flaw_state *s)
{
	struct value *list = value_set_list(o, "assessed"), *k;

	if (s == NULL)
		return;
	k = value_push_object(list);
	fill_scores(f, k, s);
	fill_gaps(f, k, s);
	fill_feeds(f, k, s);
	fill_products(f, k, s);
	fill_ssvc(f, k, s);
}
