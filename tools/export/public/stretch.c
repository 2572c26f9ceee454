#include "export/public/stretch.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/map.h"

struct pieces {
	struct arena *a;
	struct str scheme;
	struct vers_interval *v;
	size_t n, cap;
};

/* Which pieces are asked for. */
struct wanted {
	enum standing standing;
	bool has_versions;	/* single ones, too */
	bool has_product;	/* what is said of the product at large, too */
};

struct task {
	struct arena *a;
	const struct standings *s;
	struct str scheme;	/* that of the ranges */
	struct stretch *v;
	size_t n, cap;
};

static const enum standing by_weight[] = {
	STANDING_AFFECTED,
	STANDING_UNDER_INVESTIGATION,
	STANDING_FIXED,
	STANDING_NOT_AFFECTED,
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

static struct task
begin(struct arena *a, const struct standings *s)
{
	struct task t = { .a = a, .s = s, .scheme = s->product->scheme };

	for (size_t i = 0; i < s->n; i++) {
		if (kind_of(s->v[i].face) == STRETCH_RANGE) {
			t.scheme = s->v[i].face->vers->scheme;
			break;
		}
	}
	return t;
}

/* ---- pieces -------------------------------------------------------------- */

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

/* Whether of this piece nothing lies outside. */
static bool
is_in(const struct pieces *k, struct vers_interval of)
{
	struct pieces rest = { .a = k->a, .scheme = k->scheme };

	keep(&rest, of);
	for (size_t i = 0; i < k->n; i++)
		cut_out(&rest, &k->v[i]);
	return rest.n == 0;
}

static struct vers_interval
only(struct str version)
{
	return (struct vers_interval){ version, version, true, true };
}

static void
cut_all(struct pieces *k, const struct pieces *of)
{
	for (size_t i = 0; i < of->n; i++)
		cut_out(k, &of->v[i]);
}

/* Whether x begins before y, or with it. */
static bool
is_before(const struct pieces *k, const struct vers_interval *x,
    const struct vers_interval *y)
{
	int cmp;

	if (x->low.n == 0 || y->low.n == 0)
		return x->low.n == 0;
	cmp = compare(k, x->low, y->low);
	return cmp < 0 || (cmp == 0 && x->low_included);
}

/* Whether x ends behind y, or with it. */
static bool
is_behind(const struct pieces *k, const struct vers_interval *x,
    const struct vers_interval *y)
{
	int cmp;

	if (x->high.n == 0 || y->high.n == 0)
		return x->high.n == 0;
	cmp = compare(k, x->high, y->high);
	return cmp > 0 || (cmp == 0 && x->high_included);
}

static bool
have_common(const struct pieces *k, const struct vers_interval *x,
    const struct vers_interval *y)
{
	struct pieces one = { .a = k->a, .scheme = k->scheme };

	keep(&one,
	    (struct vers_interval){
		is_before(k, x, y) ? y->low : x->low,
		is_behind(k, x, y) ? y->high : x->high,
		is_before(k, x, y) ? y->low_included : x->low_included,
		is_behind(k, x, y) ? y->high_included : x->high_included,
	    });
	return one.n > 0;
}

/* Add a piece; those that it has something in common with become one. */
static void
unite(struct pieces *k, struct vers_interval of)
{
	struct pieces out = { .a = k->a, .scheme = k->scheme };

	for (size_t i = 0; i < k->n; i++) {
		const struct vers_interval *x = &k->v[i];

		if (!have_common(k, x, &of)) {
			keep(&out, *x);
			continue;
		}
		if (is_before(k, x, &of)) {
			of.low = x->low;
			of.low_included = x->low_included;
		}
		if (is_behind(k, x, &of)) {
			of.high = x->high;
			of.high_included = x->high_included;
		}
	}
	keep(&out, of);
	*k = out;
}

/* ---- a group ------------------------------------------------------------- */

/* Cut the ranges of an entry out, and keep them instead if it says so. */
static void
see_range(struct pieces *k, const struct standing_entry *e, bool is_wanted)
{
	struct vers_interval *of;
	size_t n = vers_intervals(k->a, e->face->vers, &of);

	for (size_t i = 0; i < n; i++) {
		cut_out(k, &of[i]);
		if (is_wanted)
			keep(k, of[i]);
	}
}

/* Graver ranges decide where they overlap: they come last. */
static void
see_ranges(struct pieces *k, const struct standing_entry *v, size_t n,
    enum standing wanted)
{
	for (int pass = 0; pass < 3; pass++) {
		for (size_t i = 0; i < n; i++) {
			int at = 1;

			if (standing_is_graver(wanted, v[i].standing))
				at = 0;
			if (standing_is_graver(v[i].standing, wanted))
				at = 2;
			if (at == pass && kind_of(v[i].face) == STRETCH_RANGE)
				see_range(k, &v[i], at == 1);
		}
	}
}

/* The first entry of a version decides. */
static void
see_versions(struct pieces *k, const struct standing_entry *v, size_t n,
    enum standing wanted)
{
	struct map *seen = map_open(k->a);

	for (size_t i = 0; i < n; i++) {
		struct vers_interval one = only(v[i].face->version);

		if (kind_of(v[i].face) != STRETCH_VERSION ||
		    !map_add(seen, one.low, seen))
			continue;
		if (v[i].standing != wanted)
			cut_out(k, &one);
		else if (!is_in(k, one))
			keep(k, one);
	}
}

/* What is said of the product at large: the first entry decides. */
static const struct standing_entry *
at_large(const struct standing_entry *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (kind_of(v[i].face) == STRETCH_PRODUCT)
			return &v[i];
	}
	return NULL;
}

/*
 * The pieces of which a group says what is wanted.  Farthest first: the whole
 * product but for what has a fix (the exception in standing.h), ranges, then
 * single versions.
 */
static struct pieces
of_group(const struct task *t, const struct standing_entry *v, size_t n,
    struct wanted w, const struct pieces *fixes)
{
	struct pieces k = { .a = t->a, .scheme = t->scheme };
	const struct standing_entry *whole = at_large(v, n);

	if (w.has_product && whole != NULL && whole->standing == w.standing) {
		keep(&k, (struct vers_interval){ 0 });
		if (whole->group > 0 && whole->is_built_in)
			cut_all(&k, fixes);
	}
	see_ranges(&k, v, n, w.standing);
	if (w.has_versions)
		see_versions(&k, v, n, w.standing);
	return k;
}

/* Of all groups. */
static struct pieces
of_groups(const struct task *t, struct wanted w)
{
	const struct standings *s = t->s;
	struct pieces out = { .a = t->a, .scheme = t->scheme };
	struct pieces fixes = out;

	if (s->n > 0 && s->v[0].group == 0)
		fixes = of_group(t, s->v, standing_group_end(s, 0),
		    (struct wanted){ STANDING_FIXED, w.has_versions, false },
		    NULL);
	for (size_t i = 0, end; i < s->n; i = end) {
		struct pieces k;

		end = standing_group_end(s, i);
		k = of_group(t, &s->v[i], end - i, w, &fixes);
		if (i == 0)
			out = k;
		for (size_t j = 0; i > 0 && j < k.n; j++)
			unite(&out, k.v[j]);
	}
	return out;
}

size_t
stretch_affected(struct arena *a, const struct standings *s,
    struct vers_interval **out)
{
	struct task t = begin(a, s);
	struct pieces k = of_groups(&t,
	    (struct wanted){ STANDING_AFFECTED, true, true });

	*out = k.v;
	return k.n;
}

/* ---- all ----------------------------------------------------------------- */

static void
push(struct task *t, struct stretch s)
{
	if (s.scheme.n == 0)
		s.scheme = t->s->product->scheme;
	t->v = arena_grow(t->a, t->v, t->n, &t->cap, sizeof(s));
	t->v[t->n++] = s;
}

/* Single versions, by what all groups say of them. */
static void
push_versions(struct task *t, struct map *seen, enum standing standing)
{
	for (size_t i = 0; i < t->s->n; i++) {
		struct str version = t->s->v[i].face->version;

		if (version.n > 0 && standing_of(t->s, version) == standing &&
		    map_add(seen, version, seen))
			push(t,
			    (struct stretch){ .kind = STRETCH_VERSION,
				.standing = standing,
				.of = only(version) });
	}
}

/*
 * Pieces of ranges: of this weight, without what is graver.  Of the product at
 * large only what differs from what is said of it last.
 */
static void
push_ranges(struct task *t, struct pieces *graver, enum standing standing,
    enum standing last)
{
	struct pieces k = of_groups(t,
	    (struct wanted){ standing, false, standing != last });
	struct pieces full = of_groups(t,
	    (struct wanted){ standing, false, true });

	cut_all(&k, graver);
	for (size_t i = 0; i < k.n; i++)
		push(t,
		    (struct stretch){ .kind = STRETCH_RANGE,
			.standing = standing,
			.of = k.v[i],
			.scheme = t->scheme });
	for (size_t i = 0; i < full.n; i++)
		unite(graver, full.v[i]);
}

/* Whether another group says something graver somewhere. */
static bool
is_outweighed(const struct standings *s, const struct standing_entry *e)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->v[i].group != e->group &&
		    standing_is_graver(s->v[i].standing, e->standing))
			return true;
	}
	return false;
}

static void
push_prose(struct task *t, enum standing standing)
{
	bool is_well = standing == STANDING_FIXED ||
	    standing == STANDING_NOT_AFFECTED;

	for (size_t i = 0; i < t->s->n; i++) {
		const struct standing_entry *e = &t->s->v[i];

		if (e->standing == standing &&
		    kind_of(e->face) == STRETCH_PROSE &&
		    !(is_well && is_outweighed(t->s, e)))
			push(t,
			    (struct stretch){ .kind = STRETCH_PROSE,
				.standing = standing,
				.prose = e->face->range });
	}
}

size_t
stretch_all(struct arena *a, const struct standings *s, struct stretch **out)
{
	struct task t = begin(a, s);
	struct pieces graver = { .a = a, .scheme = t.scheme };
	struct map *seen = map_open(a);
	enum standing last = STANDING_UNKNOWN;

	for (size_t i = 0; i < s->n; i++) {
		if (kind_of(s->v[i].face) == STRETCH_PRODUCT &&
		    standing_is_graver(s->v[i].standing, last))
			last = s->v[i].standing;
	}
	for (size_t i = 0; i < ARRAY_LEN(by_weight); i++)
		push_versions(&t, seen, by_weight[i]);
	for (size_t i = 0; i < ARRAY_LEN(by_weight); i++)
		push_ranges(&t, &graver, by_weight[i], last);
	if (last != STANDING_UNKNOWN)
		push(&t,
		    (struct stretch){ .kind = STRETCH_PRODUCT,
			.standing = last });
	for (size_t i = 0; i < ARRAY_LEN(by_weight); i++)
		push_prose(&t, by_weight[i]);
	*out = t.v;
	return t.n;
}
