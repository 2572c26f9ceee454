#include "command/explain_impl.h"

#include "base/arena.h"
#include "base/attr.h"
#include "model/model.h"

#define EPSS_DIGITS	100000

static struct str
source_name(const struct tell *t, const struct score_state *k)
{
	return k->from == NULL      ? tell_word(t, "explain.ours") :
	    k->from->source.s.n > 0 ? k->from->source.s :
				      tell_word(t, "explain.ours_some");
}

/* Our own scores count; those of others where we have none. */
static bool
counts(const struct flaw_state *f, const struct score_state *k)
{
	bool has_ours = false;

	for (size_t i = 0; i < f->n_scores; i++)
		has_ours = has_ours || f->scores[i].from == NULL;
	return !has_ours || k->from == NULL;
}

static void
put_score(const struct tell *t, const struct flaw_state *f,
    const struct score_state *k)
{
	struct str head = str_fmt(t->say.a, "CVSS %s %.*s",
	    cvss_version_name(k->cvss.version),
	    STR_ARG(say_score(&t->say, k)));
	struct str aside = tell_join(t, source_name(t, k),
	    tell_word(t,
		counts(f, k) ? "explain.counts" : "explain.does_not_count"));

	tell_put(t, 2 * EXPLAIN_IN,
	    tell_aside(t, head,
		tell_join(t, aside, say_place(&t->say, &k->proof))));
	tell_put(t, 4 * EXPLAIN_IN, say_metrics(&t->say, &k->cvss));
}

static void
put_gap(const struct tell *t, const struct flaw_state *f,
    const struct score_gap *g)
{
	const struct score_state *a = &f->scores[g->a], *b = &f->scores[g->b];
	struct str two = tell_join(t, source_name(t, a), source_name(t, b));
	struct str text = tell_fill(t, "explain.gap", two,
	    str_fmt(t->say.a, "%d.%d", g->by_x10 / 10, g->by_x10 % 10));

	if (g->crosses)
		text = tell_join(t, text, tell_word(t, "explain.crosses"));
	tell_put(t, 2 * EXPLAIN_IN,
	    tell_colon(t, text,
		g->explained ? say_words(&t->say, &f->v->score_note) :
			       tell_word(t, "explain.not_explained")));
}

/* Hundred-thousandths as a number below one. */
static struct str
fraction(const struct tell *t, int64_t n)
{
	return str_fmt(t->say.a, "%lld.%05lld", (long long)(n / EPSS_DIGITS),
	    (long long)(n % EPSS_DIGITS));
}

static void
put_feeds(const struct tell *t, const struct flaw_state *f)
{
	if (f->epss >= 0)
		tell_pair(t, 2 * EXPLAIN_IN, "explain.epss",
		    tell_aside(t, fraction(t, f->epss),
			tell_fill(t, "explain.percentile",
			    fraction(t, f->epss_percentile),
			    day_format(t->say.a, f->epss_day))));
	if (f->kev)
		tell_pair(t, 2 * EXPLAIN_IN, "explain.kev",
		    tell_fill(t,
			f->kev_added.n == 0   ? "explain.kev_fact" :
			    f->kev_due.n == 0 ? "explain.kev_added" :
						"explain.kev_dates",
			day_format(t->say.a, f->kev_added),
			day_format(t->say.a, f->kev_due)));
}

/* "Exploitation: active (case.md:74), Automatable: yes (case.md:74)". */
static struct str
answers_text(const struct tell *t, const struct ssvc_state *s, bool answered)
{
	struct str all = S("");

	for (size_t i = 0; i < s->t->points.n; i++) {
		const struct ssvc_answer *a = &s->answers[i];
		struct str name = say_words(&t->say, &a->point->name);

		if ((a->value.n > 0) != answered)
			continue;
		all = tell_join(t, all,
		    answered ? tell_aside(t, tell_colon(t, name, a->value),
				   say_place(&t->say, &a->proof)) :
			       name);
	}
	return all;
}

static void
put_table(const struct tell *t, const struct ssvc_state *s)
{
	struct str table = str_fmt(t->say.a, "%.*s %.*s",
	    STR_ARG(say_words(&t->say, &s->t->name)),
	    STR_ARG(s->t->version.s));

	tell_put(t, 3 * EXPLAIN_IN,
	    tell_colon(t, table,
		s->outcome != NULL ? say_words(&t->say, &s->outcome->name) :
				     tell_fill(t, "explain.lacks",
					 answers_text(t, s, false), S(""))));
	if (s->outcome != NULL)
		tell_put(t, 4 * EXPLAIN_IN, answers_text(t, s, true));
	if (s->drifted)
		tell_put(t, 4 * EXPLAIN_IN,
		    tell_fill(t, "explain.drifted", s->decided->outcome.s,
			tell_place(t, s->decided->where)));
}

/* Whether a table says the same of two products; undecided, lacks the same. */
static bool
says_same(const struct ssvc_state *x, const struct ssvc_state *y)
{
	if (x->t != y->t || x->outcome != y->outcome ||
	    x->drifted != y->drifted)
		return false;
	for (size_t i = 0; i < x->t->points.n; i++) {
		struct str a = x->answers[i].value, b = y->answers[i].value;

		if (x->outcome != NULL ? !str_eq(a, b) :
					 (a.n > 0) != (b.n > 0))
			return false;
	}
	return true;
}

static bool
is_alike(const struct exposure_state *x, const struct exposure_state *y)
{
	if (x->n_ssvc != y->n_ssvc)
		return false;
	for (size_t i = 0; i < x->n_ssvc; i++) {
		if (!says_same(&x->ssvc[i], &y->ssvc[i]))
			return false;
	}
	return true;
}

/* The tables of a product, and of those after it that are like it. */
static void
put_tables(const struct tell *t, const struct flaw_state *f, size_t i)
{
	const struct exposure_state *e = &f->products[i];
	struct str names = S("");

	for (size_t j = 0; j < i; j++) {
		if (is_alike(&f->products[j], e))
			return;
	}
	for (size_t j = i; j < f->n_products; j++) {
		if (is_alike(&f->products[j], e))
			names = tell_join(t, names,
			    explain_product(t, &f->products[j]));
	}
	if (e->n_ssvc > 0)
		tell_put(t, 2 * EXPLAIN_IN,
		    tell_colon(t, tell_word(t, "explain.ssvc"), names));
	for (size_t j = 0; j < e->n_ssvc; j++)
		put_table(t, &e->ssvc[j]);
}

void
explain_score(const struct tell *t, const struct case_state *s)
{
	tell_head(t, tell_word(t, "explain.why_score"));
	if (s->n_flaws == 0)
		tell_put(t, EXPLAIN_IN, tell_word(t, "explain.no_flaw"));
	for (size_t i = 0; i < s->n_flaws; i++) {
		const struct flaw_state *f = &s->flaws[i];
		struct str title = say_words(&t->say, &f->v->title);

		tell_put(t, EXPLAIN_IN,
		    f->v->cve.s.n + title.n == 0 ?
			say_words(&t->say, &s->c->c->title) :
			tell_colon(t, f->v->cve.s, title));
		if (f->n_scores == 0)
			tell_put(t, 2 * EXPLAIN_IN,
			    tell_word(t, "explain.no_score"));
		for (size_t j = 0; j < f->n_scores; j++)
			put_score(t, f, &f->scores[j]);
		for (size_t j = 0; j < f->n_gaps; j++)
			put_gap(t, f, &f->gaps[j]);
		put_feeds(t, f);
		for (size_t j = 0; j < f->n_products; j++)
			put_tables(t, f, j);
	}
}
