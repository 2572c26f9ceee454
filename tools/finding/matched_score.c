#include "finding/matched_score.h"

#include <stdbool.h>

#include "base/arena.h"
#include "finding/matched_group.h"
#include "model/known.h"
#include "score/cvss.h"

/* Sources that differ by this much say different things. */
#define FAR_X10		10

/* A vector that was read. */
struct reading {
	struct str vector;
	enum cvss_version version;
	int x10;
};

static bool
read_score(const struct feed_score *s, struct reading *out)
{
	struct cvss_fault fault;
	struct cvss c;

	if (s->vector.n == 0 || !cvss_parse(s->vector, &c, &fault))
		return false;
	*out = (struct reading){ s->vector, c.version,
		cvss_score(&c).base_x10 };
	return true;
}

static bool
newest_of(const struct feed_record *r, struct reading *out)
{
	bool has = false;

	for (size_t i = 0; i < r->n_scores; i++) {
		struct reading one;

		if (!read_score(&r->scores[i], &one) ||
		    (has && one.version <= out->version))
			continue;
		*out = one;
		has = true;
	}
	return has;
}

struct matched_score
matched_score_of(const struct feed_record *r)
{
	struct reading best;

	return newest_of(r, &best) ?
	    (struct matched_score){ best.vector, best.x10 } :
	    (struct matched_score){ .x10 = -1 };
}

static bool
differs(const struct reading *x, const struct reading *y)
{
	int by = x->x10 - y->x10;

	return by >= FAR_X10 || by <= -FAR_X10 ||
	    cvss_severity(x->version, x->x10) !=
	    cvss_severity(y->version, y->x10);
}

static bool
is_disputed(const struct group *g, const struct reading *best)
{
	for (size_t i = 0; i < g->n; i++) {
		const struct feed_record *r = &g->v[i].r;

		for (size_t k = 0; !g->v[i].is_several && k < r->n_scores;
		     k++) {
			struct reading one;

			if (read_score(&r->scores[k], &one) &&
			    one.version == best->version &&
			    differs(&one, best))
				return true;
		}
	}
	return false;
}

void
matched_score_set(struct arena *a, const struct group *g, struct known *out)
{
	struct reading best = { .x10 = -1 };
	enum cvss_severity scale;
	bool has = false;

	for (size_t i = 0; i < g->n; i++) {
		struct reading one;

		if (g->v[i].is_several || g->v[i].r.is_withdrawn ||
		    !newest_of(&g->v[i].r, &one) ||
		    (has && one.version <= best.version))
			continue;
		best = one;
		has = true;
	}
	if (!has)
		return;
	out->vector = str_dup(a, best.vector);
	out->score_x10 = best.x10;
	scale = cvss_severity(best.version, best.x10);
	out->severity = (enum severity)((int)scale + (int)SEVERITY_NONE);
	out->is_disputed = is_disputed(g, &best);
}
