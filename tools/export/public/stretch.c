#include "export/public/stretch.h"

#include "base/arena.h"

struct gathering {
	struct arena *a;
	const struct public_advisory *adv;
	const struct public_product *product;
	struct stretch *v;
	size_t n, cap;
};

struct pieces {
	struct arena *a;
	struct str scheme;
	struct vers_interval *v;
	size_t n, cap;
};

static enum stretch_kind
kind_of(const struct public_leaf *face)
{
	if (face->version.n > 0)
		return STRETCH_VERSION;
	if (face->range.n == 0)
		return STRETCH_PRODUCT;
	return face->vers != NULL ? STRETCH_RANGE : STRETCH_PROSE;
}

static void
push(struct gathering *k, struct stretch s)
{
	k->v = arena_grow(k->a, k->v, k->n, &k->cap, sizeof(s));
	k->v[k->n++] = s;
}

/* What a leaf says when it is of this kind. */
static void
gather(struct gathering *k, size_t leaf, enum stretch_kind kind,
    enum standing standing)
{
	const struct public_leaf *face = standing_face(k->adv, leaf,
	    k->product->id);
	struct stretch s = { .kind = kind,
		.standing = standing,
		.scheme = k->product->scheme,
		.leaf = leaf };
	struct vers_interval *of;
	size_t n;

	if (face == NULL || kind_of(face) != kind)
		return;
	if (kind == STRETCH_VERSION)
		s.of = (struct vers_interval){ face->version, face->version,
			true, true };
	if (kind == STRETCH_PROSE)
		s.prose = face->range;
	if (kind != STRETCH_RANGE) {
		push(k, s);
		return;
	}
	s.scheme = face->vers->scheme;
	n = vers_intervals(k->a, face->vers, &of);
	for (size_t i = 0; i < n; i++) {
		s.of = of[i];
		push(k, s);
	}
}

size_t
stretch_all(struct arena *a, const struct public_advisory *adv,
    const struct public_vulnerability *flaw,
    const struct public_product *product, struct stretch **out)
{
	struct gathering k = { .a = a, .adv = adv, .product = product };

	for (int kind = STRETCH_VERSION; kind <= (int)STRETCH_PROSE; kind++) {
		for (size_t i = 0; i < STANDING_STATUSES; i++) {
			const struct public_leaves *l =
			    &flaw->status[standing_statuses[i].status];

			for (size_t j = 0; j < l->n; j++)
				gather(&k, l->v[j], (enum stretch_kind)kind,
				    standing_statuses[i].standing);
		}
	}
	*out = k.v;
	return k.n;
}

/* ---- cutting ---- */

static int
compare(const struct pieces *k, struct str x, struct str y)
{
	int cmp;

	(void)vers_compare(k->scheme, x, y, &cmp);
	return cmp;
}

static void
keep(struct pieces *k, struct vers_interval i)
{
	if (i.low.n > 0 && i.high.n > 0) {
		int cmp = compare(k, i.low, i.high);

		if (cmp > 0 ||
		    (cmp == 0 && !(i.low_included && i.high_included)))
			return;
	}
	k->v = arena_grow(k->a, k->v, k->n, &k->cap, sizeof(i));
	k->v[k->n++] = i;
}

/* What of a piece lies before and behind a cut. */
static void
keep_rest(struct pieces *k, const struct vers_interval *of,
    const struct vers_interval *cut)
{
	struct vers_interval before = *of, behind = *of;
	int cmp;

	if (cut->low.n > 0) {
		cmp = of->high.n == 0 ? 1 : compare(k, of->high, cut->low);
		if (cmp > 0 || (cmp == 0 && cut->low_included)) {
			before.high = cut->low;
			before.high_included = !cut->low_included;
		}
		keep(k, before);
	}
	if (cut->high.n > 0) {
		cmp = of->low.n == 0 ? -1 : compare(k, of->low, cut->high);
		if (cmp < 0 || (cmp == 0 && cut->high_included)) {
			behind.low = cut->high;
			behind.low_included = !cut->high_included;
		}
		keep(k, behind);
	}
}

static void
cut_out(struct pieces *k, const struct vers_interval *cut)
{
	struct pieces rest = { .a = k->a, .scheme = k->scheme };

	for (size_t i = 0; i < k->n; i++)
		keep_rest(&rest, &k->v[i], cut);
	*k = rest;
}

/* Whether an earlier entry is of the same version: that one decides. */
static bool
is_decided(const struct stretch *all, size_t i)
{
	for (size_t j = 0; j < i; j++) {
		if (str_eq(all[j].of.low, all[i].of.low))
			return true;
	}
	return false;
}

static bool
is_in(const struct pieces *k, struct str version)
{
	for (size_t i = 0; i < k->n; i++) {
		struct vers_interval one = { version, version, true, true };
		struct pieces rest = { .a = k->a, .scheme = k->scheme };

		keep_rest(&rest, &one, &k->v[i]);
		if (rest.n == 0)
			return true;
	}
	return false;
}

/*
 * Farthest first: the whole product, ranges of other standing out of it, ranges
 * that are affected, then the single versions.
 */
size_t
stretch_affected(struct arena *a, const struct stretch *all, size_t n,
    struct vers_interval **out)
{
	struct pieces k = { .a = a };
	bool is_whole = false;

	for (size_t i = 0; i < n; i++) {
		if (k.scheme.n == 0 || all[i].kind == STRETCH_RANGE)
			k.scheme = all[i].scheme;
		if (all[i].kind == STRETCH_PRODUCT && !is_whole) {
			is_whole = true;
			if (all[i].standing == STANDING_AFFECTED)
				keep(&k, all[i].of);
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (all[i].kind == STRETCH_RANGE &&
		    all[i].standing != STANDING_AFFECTED)
			cut_out(&k, &all[i].of);
	}
	for (size_t i = 0; i < n; i++) {
		if (all[i].kind != STRETCH_RANGE ||
		    all[i].standing != STANDING_AFFECTED)
			continue;
		cut_out(&k, &all[i].of);
		keep(&k, all[i].of);
	}
	for (size_t i = 0; i < n && all[i].kind == STRETCH_VERSION; i++) {
		if (is_decided(all, i))
			continue;
		if (all[i].standing != STANDING_AFFECTED)
			cut_out(&k, &all[i].of);
		else if (!is_in(&k, all[i].of.low))
			keep(&k, all[i].of);
	}
	*out = k.v;
	return k.n;
}
