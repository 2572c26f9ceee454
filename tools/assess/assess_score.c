#include "assess/assess_impl.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/limits.h"
#include "model/aim.h"

/* Two sources that differ by this much must be explained. */
#define FAR_X10		10

/* Whether a score is ours: of the list, or without a source. */
static bool
is_ours(const struct score_state *s)
{
	return s->from == NULL || s->from->source.s.n == 0;
}

/* Read a vector; what is none, a rule reports. */
static void
take(struct assess_work *w, struct flaw_state *f, const struct text *vector,
    const struct score *from)
{
	struct score_state *s = &f->scores[f->n_scores];
	struct cvss_fault fault;

	if (!cvss_parse(vector->s, &s->cvss, &fault))
		return;
	s->vector = vector;
	s->from = from;
	s->canonical = cvss_canonical(w->perm, &s->cvss);
	s->score = cvss_score(&s->cvss);
	s->proof = assess_proof(w, vector->at, S(""));
	f->n_scores++;
}

/* Ours, then others by name; of each the newest version; as written. */
static int
score_cmp(const void *a, const void *b)
{
	const struct score_state *x = a, *y = b;
	bool ours = is_ours(x);
	int cmp;

	if (ours != is_ours(y))
		return ours ? -1 : 1;
	cmp = ours ? 0 : str_cmp(x->from->source.s, y->from->source.s);
	if (cmp == 0)
		cmp = (int)y->cvss.version - (int)x->cvss.version;
	return cmp != 0 ? cmp : span_cmp(x->vector->at, y->vector->at);
}

/* A score for some products only says nothing of the flaw as a whole. */
static bool
is_for_all(const struct score_state *s)
{
	return s->from == NULL ||
	    (s->from->products.n == 0 && s->from->components.n == 0);
}

static bool
is_same_source(const struct score_state *a, const struct score_state *b)
{
	if (is_ours(a) || is_ours(b))
		return is_ours(a) == is_ours(b);
	return str_eq(a->from->source.s, b->from->source.s);
}

/*
 * Whether two sources are too far apart.  Base scores are compared: only those
 * are meant to be the same for everybody.
 */
static bool
is_gap(const struct score_state *a, const struct score_state *b,
    struct score_gap *out)
{
	int x = a->score.base_x10, y = b->score.base_x10;

	if (a->cvss.version != b->cvss.version || is_same_source(a, b))
		return false;
	out->by_x10 = x > y ? x - y : y - x;
	out->crosses = cvss_severity(a->cvss.version, x) !=
	    cvss_severity(b->cvss.version, y);
	return out->by_x10 >= FAR_X10 || out->crosses;
}

static void
find_gaps(struct assess_work *w, struct flaw_state *f)
{
	size_t all[LIMIT_SCORE_SOURCES], n = 0, cap = 0;
	bool is_explained = f->v->score_note.ja.s.n > 0 ||
	    f->v->score_note.en.s.n > 0;

	for (size_t i = 0; i < f->n_scores && n < LIMIT_SCORE_SOURCES; i++) {
		if (is_for_all(&f->scores[i]))
			all[n++] = i;
	}
	for (size_t i = 0; i < n; i++) {
		for (size_t j = i + 1; j < n; j++) {
			struct score_gap g = { .a = all[i],
				.b = all[j],
				.explained = is_explained };

			if (!is_gap(&f->scores[g.a], &f->scores[g.b], &g))
				continue;
			f->gaps = arena_grow(w->perm, f->gaps, f->n_gaps, &cap,
			    sizeof(*f->gaps));
			f->gaps[f->n_gaps++] = g;
		}
	}
}

void
assess_score_flaw(struct assess_work *w, struct flaw_state *f)
{
	const struct vulnerability *v = f->v;

	if (v->cvss.n + v->scores.n == 0)
		return;
	f->scores = arena_array(w->perm, struct score_state,
	    v->cvss.n + v->scores.n);
	for (size_t i = 0; i < v->cvss.n; i++)
		take(w, f, &v->cvss.v[i], NULL);
	for (size_t i = 0; i < v->scores.n; i++)
		take(w, f, &v->scores.v[i].vector, &v->scores.v[i]);
	qsort(f->scores, f->n_scores, sizeof(*f->scores), score_cmp);
	find_gaps(w, f);
}

/* Whether a score is for a product; p NULL: for any. */
static bool
is_for(const struct score_state *s, const struct case_product *p)
{
	if (p == NULL || is_for_all(s))
		return true;

	const struct aim those = {
		.products = &s->from->products,
		.components = &s->from->components,
		.platform_versions = &s->from->platform_versions,
		.versions = &s->from->versions,
		.statuses = &s->from->statuses,
		.otherwise = AIM_AFFECTED,
	};

	return aim_product(&those, p);
}

/* Of ours or of others', the highest in their newest version; or NULL. */
static const struct score_state *
best_of(const struct flaw_state *f, const struct case_product *p, bool ours)
{
	const struct score_state *best = NULL;

	for (size_t i = 0; i < f->n_scores; i++) {
		const struct score_state *s = &f->scores[i];

		if (is_ours(s) != ours || !is_for(s, p))
			continue;
		if (best == NULL || s->cvss.version > best->cvss.version ||
		    (s->cvss.version == best->cvss.version &&
			s->score.overall_x10 > best->score.overall_x10))
			best = s;
	}
	return best;
}

void
assess_score_best(const struct flaw_state *f, const struct case_product *p,
    struct assessment *out)
{
	const struct score_state *s = best_of(f, p, true);

	if (s == NULL)
		s = best_of(f, p, false);
	if (s == NULL)
		return;
	out->score = (struct number){ s->score.overall_x10, s->vector->at };
	out->severity = (struct choice){
		(int)s->score.severity + (int)SEVERITY_NONE, s->vector->at
	};
}
