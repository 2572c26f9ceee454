#include "version/native.h"

#include "base/arena.h"
#include "version/native_impl.h"
#include "version/order.h"
#include "version/order_text.h"
#include "version/scheme.h"

bool
native_parse(struct arena *a, const struct scheme *s, struct str text,
    struct native *out, const char **why)
{
	struct native_reader r = { .a = a, .out = out };

	*out = (struct native){ .scheme = s };
	if (s->range(&r, text))
		return true;
	*why = r.why;
	return false;
}

/* ---- which versions are in it ------------------------------------------ */

static enum vers_answer
answer(bool is_in)
{
	return is_in ? VERS_IN : VERS_OUT;
}

static bool
decides(enum vers_op op, int cmp)
{
	switch (op) {
	case VERS_EQ:
		return cmp == 0;
	case VERS_NE:
		return cmp != 0;
	case VERS_LT:
		return cmp < 0;
	case VERS_LE:
		return cmp <= 0;
	case VERS_GT:
		return cmp > 0;
	case VERS_GE:
		return cmp >= 0;
	case VERS_ALL:
		return true;
	}
	BUG("vers_op");
}

static bool
is_same_release(struct str x, struct str y)
{
	int cmp;

	return order_pypi(x, y, &cmp) && cmp == 0;
}

/*
 * PEP 440: local versions count only where the range has one; "<1.0" leaves
 * out the pre-releases of 1.0, ">1.0" its post-releases.
 */
static enum vers_answer
holds_pypi(const struct native_part *part, struct str version)
{
	struct order_pypi_parts v = order_pypi_split(version);
	struct order_pypi_parts bound = order_pypi_split(part->version);
	bool has_local = bound.all.n < part->version.n;
	int cmp;

	if (!order_pypi(has_local ? version : v.all, part->version, &cmp))
		return VERS_UNKNOWN;
	if (!decides(part->op, cmp))
		return VERS_OUT;
	if (part->op == VERS_LT && v.is_pre && !bound.is_pre)
		return answer(!is_same_release(v.release, bound.release));
	if (part->op == VERS_GT && v.is_post && !bound.is_post)
		return answer(!is_same_release(v.release, bound.release));
	return VERS_IN;
}

/* A pre-release without what makes it one; "v" may stand before it. */
static struct str
release_of(struct str s)
{
	size_t from = 0;

	while (from < s.n && !order_is_digit(s.p[from]))
		from++;
	for (size_t i = from; i < s.n; i++) {
		if (order_is_letter(s.p[i]) || s.p[i] == '-') {
			s.n = i;
			break;
		}
	}
	while (s.n > 0 && s.p[s.n - 1] == '.')
		s.n--;
	return s;
}

static enum vers_answer
holds_span(const struct scheme *s, const struct native_part *part,
    struct str version)
{
	int low, high;
	bool is_in;

	if (!scheme_compare(s, version, part->version, &low) ||
	    !scheme_compare(s, version, part->high, &high))
		return VERS_UNKNOWN;
	is_in = low >= 0 && high < 0;
	return answer(is_in == (part->op == VERS_EQ));
}

static enum vers_answer
holds_part(const struct scheme *s, const struct native_part *part,
    struct str version)
{
	int cmp;

	if (part->op == VERS_ALL)
		return s->order(version, version, &cmp) ? VERS_IN :
							  VERS_UNKNOWN;
	if (part->high.n > 0)
		return holds_span(s, part, version);
	if (s->order == order_pypi)
		return holds_pypi(part, version);
	if (part->is_release)
		version = release_of(version);
	if (!scheme_compare(s, version, part->version, &cmp))
		return VERS_UNKNOWN;
	return answer(decides(part->op, cmp));
}

/* Whether a part names a pre-release of the same release. */
static bool
names_pre(const struct native_part *part, struct str core)
{
	struct str of;
	int cmp;

	return order_semver_has_pre(part->version, &of) &&
	    order_semver(of, core, &cmp) && cmp == 0;
}

/* One group: in if all its parts hold. */
static enum vers_answer
holds_group(const struct native *r, size_t from, size_t to, struct str version)
{
	enum vers_answer out = VERS_IN;
	struct str core;
	bool is_pre = r->has_pre_rule && order_semver_has_pre(version, &core);
	bool is_named = !is_pre;

	for (size_t i = from; i < to; i++) {
		enum vers_answer one = holds_part(r->scheme, &r->parts[i],
		    version);

		if (one == VERS_OUT)
			return VERS_OUT;
		if (one == VERS_UNKNOWN)
			out = VERS_UNKNOWN;
		is_named = is_named || names_pre(&r->parts[i], core);
	}
	return is_named ? out : VERS_OUT;
}

/* Behind the parts of the group that begins at from. */
static size_t
group_end(const struct native *r, size_t from)
{
	size_t to = from;

	while (to < r->n && r->parts[to].group == r->parts[from].group)
		to++;
	return to;
}

enum vers_answer
native_holds(const struct native *r, struct str version)
{
	enum vers_answer out = VERS_OUT;

	for (size_t i = 0, end; i < r->n; i = end) {
		enum vers_answer one;

		end = group_end(r, i);
		one = holds_group(r, i, end, version);
		if (one == VERS_IN)
			return VERS_IN;
		if (one == VERS_UNKNOWN)
			out = VERS_UNKNOWN;
	}
	return out;
}

/* ---- as vers ------------------------------------------------------------ */

struct stretches {
	struct arena *a;
	const struct scheme *scheme;
	struct vers_interval *p;
	size_t n, cap;
	bool fails;		/* two bounds could not be compared */
};

static int
compare(struct stretches *s, struct str x, struct str y)
{
	int cmp = 0;

	s->fails = s->fails || !scheme_compare(s->scheme, x, y, &cmp);
	return cmp;
}

static bool
is_empty(struct stretches *s, const struct vers_interval *i)
{
	int cmp;

	if (i->low.n == 0 || i->high.n == 0)
		return false;
	cmp = compare(s, i->low, i->high);
	return cmp > 0 || (cmp == 0 && !(i->low_included && i->high_included));
}

/* -1, 0, 1 for where two lower ends begin. */
static int
compare_lows(struct stretches *s, const struct vers_interval *x,
    const struct vers_interval *y)
{
	int cmp;

	if (x->low.n == 0 || y->low.n == 0)
		return (int)(x->low.n > 0) - (int)(y->low.n > 0);
	cmp = compare(s, x->low, y->low);
	return cmp != 0 ? cmp : (int)y->low_included - (int)x->low_included;
}

static int
compare_highs(struct stretches *s, const struct vers_interval *x,
    const struct vers_interval *y)
{
	int cmp;

	if (x->high.n == 0 || y->high.n == 0)
		return (int)(y->high.n > 0) - (int)(x->high.n > 0);
	cmp = compare(s, x->high, y->high);
	return cmp != 0 ? cmp : (int)x->high_included - (int)y->high_included;
}

static void
put(struct stretches *s, const struct vers_interval *i)
{
	if (is_empty(s, i))
		return;
	s->p = arena_grow(s->a, s->p, s->n, &s->cap, sizeof(*s->p));
	s->p[s->n++] = *i;
}

static void
put_both(struct stretches *s, const struct vers_interval *x,
    const struct vers_interval *y)
{
	struct vers_interval out = *x;

	if (compare_lows(s, y, x) > 0) {
		out.low = y->low;
		out.low_included = y->low_included;
	}
	if (compare_highs(s, y, x) < 0) {
		out.high = y->high;
		out.high_included = y->high_included;
	}
	put(s, &out);
}

/* What a part says: one stretch, or two around what is left out. */
static size_t
part_stretches(const struct native_part *part, struct vers_interval out[2])
{
	struct str v = part->version;

	out[0] = (struct vers_interval){ .low = S("") };
	out[1] = out[0];
	switch (part->op) {
	case VERS_ALL:
		return 1;
	case VERS_EQ:
		out[0] = (struct vers_interval){ v,
			part->high.n > 0 ? part->high : v, true,
			part->high.n == 0 };
		return 1;
	case VERS_NE:
		out[0].high = v;
		out[1].low = part->high.n > 0 ? part->high : v;
		out[1].low_included = part->high.n > 0;
		return 2;
	case VERS_LT:
	case VERS_LE:
		out[0].high = v;
		out[0].high_included = part->op == VERS_LE;
		return 1;
	case VERS_GT:
	case VERS_GE:
		out[0].low = v;
		out[0].low_included = part->op == VERS_GE;
		return 1;
	}
	BUG("vers_op");
}

/* What is in all stretches so far and in the part. */
static void
narrow(struct stretches *s, const struct native_part *part)
{
	struct stretches next = { .a = s->a, .scheme = s->scheme };
	struct vers_interval of[2];
	size_t n = part_stretches(part, of);

	for (size_t i = 0; i < s->n; i++) {
		for (size_t k = 0; k < n; k++)
			put_both(&next, &s->p[i], &of[k]);
	}
	next.fails = next.fails || s->fails;
	*s = next;
}

/* Insert where it begins; few stretches are in a range. */
static void
insert(struct stretches *s, const struct vers_interval *i)
{
	size_t at = s->n;

	put(s, i);
	if (s->n == at)
		return;
	while (at > 0 && compare_lows(s, i, &s->p[at - 1]) < 0) {
		s->p[at] = s->p[at - 1];
		at--;
	}
	s->p[at] = *i;
}

/* Whether the second begins before the first ends, or right there. */
static bool
goes_on(struct stretches *s, const struct vers_interval *x,
    const struct vers_interval *y)
{
	int cmp;

	if (x->high.n == 0 || y->low.n == 0)
		return true;
	cmp = compare(s, y->low, x->high);
	return cmp < 0 || (cmp == 0 && (x->high_included || y->low_included));
}

/* In order: make one of those that overlap or touch. */
static void
join(struct stretches *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		struct vers_interval *last = n > 0 ? &s->p[n - 1] : NULL;

		if (last == NULL || !goes_on(s, last, &s->p[i])) {
			s->p[n++] = s->p[i];
			continue;
		}
		if (compare_highs(s, &s->p[i], last) > 0) {
			last->high = s->p[i].high;
			last->high_included = s->p[i].high_included;
		}
	}
	s->n = n;
}

static void
say(struct vers *out, enum vers_op op, struct str version)
{
	out->constraints[out->n++] = (struct vers_constraint){ op, version };
}

/* "<1.0|>1.0" is "!=1.0". */
static void
say_stretch(struct stretches *s, size_t i, struct vers *out)
{
	const struct vers_interval *of = &s->p[i];
	bool is_gap_before = i > 0 && of->low.n > 0 && !of->low_included &&
	    compare(s, s->p[i - 1].high, of->low) == 0;
	bool is_gap_behind = i + 1 < s->n && of->high.n > 0 &&
	    !of->high_included && compare(s, of->high, s->p[i + 1].low) == 0;

	if (of->low.n > 0 && of->high.n > 0 &&
	    compare(s, of->low, of->high) == 0) {
		say(out, VERS_EQ, of->low);
		return;
	}
	if (of->low.n > 0)
		say(out,
		    is_gap_before        ? VERS_NE :
			of->low_included ? VERS_GE :
					   VERS_GT,
		    of->low);
	if (of->high.n > 0 && !is_gap_behind)
		say(out, of->high_included ? VERS_LE : VERS_LT, of->high);
}

bool
native_to_vers(struct arena *a, const struct native *r, struct vers *out)
{
	struct stretches all = { .a = a, .scheme = r->scheme };

	for (size_t i = 0, end; i < r->n; i = end) {
		struct stretches one = { .a = a, .scheme = r->scheme };
		struct vers_interval open = { .low = S("") };

		end = group_end(r, i);
		put(&one, &open);
		for (; i < end; i++)
			narrow(&one, &r->parts[i]);
		for (size_t k = 0; k < one.n; k++)
			insert(&all, &one.p[k]);
		all.fails = all.fails || one.fails;
	}
	join(&all);
	*out = (struct vers){ .scheme = r->scheme->name };
	out->constraints = arena_array(a, struct vers_constraint,
	    2 * all.n + 1);
	if (all.n == 0)
		out->scheme = S("none");
	if (all.n == 0 ||
	    (all.n == 1 && all.p[0].low.n == 0 && all.p[0].high.n == 0))
		say(out, VERS_ALL, S(""));
	else
		for (size_t i = 0; i < all.n; i++)
			say_stretch(&all, i, out);
	return !all.fails;
}
