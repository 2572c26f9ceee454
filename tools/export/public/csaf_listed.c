/*
 * Versions instead of ranges: where a range means versions that the inventory
 * lists completely (public_leaf.listed), documents name those.  CSAF 2.0 tests
 * 6.3.9 and 6.3.10; 2.1 test 6.1.58 forbids both on one path.
 */
#include "export/public/csaf_impl.h"

#include "base/arena.h"

/* Statuses that may stand side by side for one product (6.1.6), the gravest
 * first. */
enum group {
	GROUP_NONE,
	GROUP_AFFECTED,
	GROUP_INVESTIGATED,
	GROUP_FIXED,
	GROUP_NOT_AFFECTED,
};

static const unsigned char groups[PUBLIC_STATUSES] = {
	[PUBLIC_FIRST_AFFECTED] = GROUP_AFFECTED,
	[PUBLIC_KNOWN_AFFECTED] = GROUP_AFFECTED,
	[PUBLIC_LAST_AFFECTED] = GROUP_AFFECTED,
	[PUBLIC_UNDER_INVESTIGATION] = GROUP_INVESTIGATED,
	[PUBLIC_FIRST_FIXED] = GROUP_FIXED,
	[PUBLIC_FIXED] = GROUP_FIXED,
	[PUBLIC_KNOWN_NOT_AFFECTED] = GROUP_NOT_AFFECTED,
};

/* How closely a leaf names a version; the closest decides. */
enum nearness {
	NEAR_NOT,
	NEAR_RANGE,
	NEAR_VERSION,
};

/* One vulnerability being rewritten; arrays are by leaf. */
struct rewriting {
	struct csaf_doc *k;
	const struct public_advisory *adv;
	size_t n;			/* leaves, extra ones included */
	unsigned char *group;		/* that the leaf is said to be of */
	unsigned char *nearness;	/* of what decides about it */
	unsigned char *decided;		/* its group then */
	bool *marks;			/* of a set in the making */
	bool *used;			/* in any set, once rewritten */
	bool *replaced;			/* stood in a set, and others do now */
};

static void
decide(struct rewriting *w, size_t leaf, enum nearness near,
    unsigned char group)
{
	if (near < w->nearness[leaf] ||
	    (near == w->nearness[leaf] && group >= w->decided[leaf]))
		return;
	w->nearness[leaf] = (unsigned char)near;
	w->decided[leaf] = group;
}

/* What each status says of leaves, and of the versions they list. */
static void
see_statuses(struct rewriting *w, const struct public_vulnerability *v)
{
	for (size_t i = 0; i < w->n; i++)
		w->group[i] = w->nearness[i] = w->decided[i] = 0;
	for (size_t s = 0; s < PUBLIC_STATUSES; s++) {
		for (size_t i = 0; groups[s] != 0 && i < v->status[s].n; i++) {
			size_t at = v->status[s].v[i];
			const struct public_leaf *leaf = &w->adv->leaves[at];

			w->group[at] = groups[s];
			decide(w, at, NEAR_VERSION, groups[s]);
			for (size_t j = 0; j < leaf->n_listed; j++)
				decide(w, leaf->listed[j], NEAR_RANGE,
				    groups[s]);
		}
	}
}

static struct public_leaves
rewrite(struct rewriting *w, const struct public_leaves *l)
{
	struct public_leaves out = { 0 };

	for (size_t i = 0; i < l->n; i++) {
		const struct public_leaf *leaf = &w->adv->leaves[l->v[i]];

		w->marks[l->v[i]] = leaf->n_listed == 0;
		w->replaced[l->v[i]] |= leaf->n_listed > 0;
		for (size_t j = 0; j < leaf->n_listed; j++) {
			size_t to = leaf->listed[j];

			w->marks[to] |= w->group[l->v[i]] == 0 ||
			    w->decided[to] == w->group[l->v[i]];
		}
	}
	out.v = arena_array(w->k->a, size_t, w->n + 1);
	for (size_t i = 0; i < w->n; i++) {
		if (!w->marks[i])
			continue;
		out.v[out.n++] = i;
		w->used[i] = true;
		w->marks[i] = false;
	}
	return out;
}

static void
rewrite_scores(struct rewriting *w, struct public_vulnerability *v)
{
	struct public_score *out = arena_array(w->k->a, struct public_score,
	    v->n_scores + 1);

	for (size_t i = 0; i < v->n_scores; i++) {
		out[i] = v->scores[i];
		out[i].leaves = rewrite(w, &out[i].leaves);
	}
	v->scores = out;
}

static void
rewrite_flags(struct rewriting *w, struct public_vulnerability *v)
{
	struct public_flag *out = arena_array(w->k->a, struct public_flag,
	    v->n_flags + 1);
	size_t n = 0;

	for (size_t i = 0; i < v->n_flags; i++) {
		out[n] = v->flags[i];
		out[n].leaves = rewrite(w, &out[n].leaves);
		n += out[n].leaves.n > 0 || v->flags[i].leaves.n == 0;
	}
	v->flags = out;
	v->n_flags = n;
}

static void
rewrite_remediations(struct rewriting *w, struct public_vulnerability *v)
{
	struct public_remediation *out = arena_array(w->k->a,
	    struct public_remediation, v->n_remediations + 1);
	size_t n = 0;

	for (size_t i = 0; i < v->n_remediations; i++) {
		out[n] = v->remediations[i];
		out[n].leaves = rewrite(w, &out[n].leaves);
		n += out[n].leaves.n > 0 || v->remediations[i].leaves.n == 0;
	}
	v->remediations = out;
	v->n_remediations = n;
}

static void
rewrite_threats(struct rewriting *w, struct public_vulnerability *v)
{
	struct public_threat *out = arena_array(w->k->a, struct public_threat,
	    v->n_threats + 1);
	size_t n = 0;

	for (size_t i = 0; i < v->n_threats; i++) {
		out[n] = v->threats[i];
		out[n].leaves = rewrite(w, &out[n].leaves);
		n += out[n].leaves.n > 0 || v->threats[i].leaves.n == 0;
	}
	v->threats = out;
	v->n_threats = n;
}

static void
rewrite_flaw(struct rewriting *w, struct public_vulnerability *v)
{
	see_statuses(w, v);
	for (size_t i = 0; i < PUBLIC_STATUSES; i++)
		v->status[i] = rewrite(w, &v->status[i]);
	rewrite_scores(w, v);
	rewrite_flags(w, v);
	rewrite_remediations(w, v);
	rewrite_threats(w, v);
}

/*
 * Which leaves stand in the tree: those that sets name now, those that stood
 * there for themselves and were not replaced, and the ends of both.
 */
static const bool *
used_leaves(struct rewriting *w)
{
	bool *is_end = arena_array(w->k->a, bool, w->n);

	for (size_t i = 0; i < w->n; i++) {
		const struct public_leaf *leaf = &w->adv->leaves[i];

		if (leaf->is_combination)
			is_end[leaf->part] = is_end[leaf->whole] = true;
	}
	for (size_t i = 0; i < w->adv->n_leaves; i++)
		w->used[i] = w->used[i] ||
		    (!w->replaced[i] && !is_end[i] &&
			(w->k->used == NULL || w->k->used[i]));
	/* The ends of a combination stand before it. */
	for (size_t i = w->n; i-- > 0;) {
		const struct public_leaf *leaf = &w->adv->leaves[i];

		if (w->used[i] && leaf->is_combination)
			w->used[leaf->part] = w->used[leaf->whole] = true;
	}
	return w->used;
}

static bool
has_listed(const struct public_advisory *adv)
{
	for (size_t i = 0; i < adv->n_leaves; i++) {
		if (adv->leaves[i].n_listed > 0)
			return true;
	}
	return false;
}

void
csaf_listed(struct csaf_doc *k)
{
	struct public_advisory *out;
	struct public_vulnerability *flaws;
	struct rewriting w = { .k = k,
		.adv = k->adv,
		.n = k->adv->n_leaves + k->adv->n_extra };

	if (!has_listed(k->adv))
		return;
	w.group = arena_array(k->a, unsigned char, w.n);
	w.nearness = arena_array(k->a, unsigned char, w.n);
	w.decided = arena_array(k->a, unsigned char, w.n);
	w.marks = arena_array(k->a, bool, w.n);
	w.used = arena_array(k->a, bool, w.n);
	w.replaced = arena_array(k->a, bool, w.n);
	out = arena_new(k->a, struct public_advisory);
	*out = *k->adv;
	flaws = arena_array(k->a, struct public_vulnerability,
	    out->n_vulnerabilities + 1);
	for (size_t i = 0; i < out->n_vulnerabilities; i++) {
		flaws[i] = out->vulnerabilities[i];
		rewrite_flaw(&w, &flaws[i]);
	}
	out->vulnerabilities = flaws;
	k->used = used_leaves(&w);
	out->n_leaves = w.n;
	out->n_extra = 0;
	k->adv = out;
}
