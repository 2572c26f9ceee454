#include "version/vers.h"

#include "base/arena.h"
#include "base/limits.h"
#include "version/order.h"
#include "version/percent.h"
#include "version/scheme.h"

/* A constraint while it is read. */
struct item {
	struct vers_constraint c;
	struct str at;		/* as it stands in the input */
	bool is_dropped;	/* others say as much */
};

struct reader {
	struct arena *a;
	struct str text;	/* the whole input */
	struct vers *out;
	const struct scheme *order;	/* by which versions are ordered; NULL:
					 * without one of their own */
	bool is_mixed;		/* that is another one than the scheme's, for
				 * not all are versions of it */
	struct item *items;
	size_t n, cap;
	const char **why;
	size_t *off, *len;
};

static const struct {
	struct str text;
	enum vers_op op;
} ops[] = {
	{ STR_INIT(">="), VERS_GE },
	{ STR_INIT("<="), VERS_LE },
	{ STR_INIT("!="), VERS_NE },
	{ STR_INIT("<"), VERS_LT },
	{ STR_INIT(">"), VERS_GT },
	{ STR_INIT("="), VERS_EQ },
};

static bool
refuse(struct reader *r, struct str at, const char *why)
{
	*r->why = why;
	*r->off = (size_t)(at.p - r->text.p);
	*r->len = at.n;
	return false;
}

/* ---- order ----------------------------------------------------------- */

/* Golang writes a 'v' before what is SemVer. */
static bool
is_strict(const struct scheme *s, struct str version)
{
	if (s->order == order_golang && str_starts(version, S("v")))
		version = str_from(version, 1);
	return order_semver_is_strict(version);
}

/* Whether it is a version as ranges of the scheme have them. */
static bool
is_version(const struct scheme *s, struct str version)
{
	int cmp;

	if (scheme_is_semver(s))
		return is_strict(s, version);
	return s->order(version, version, &cmp);
}

/* By the order given; NULL stands for a scheme without one. */
static bool
compare_by(const struct scheme *s, struct str x, struct str y, int *cmp)
{
	bool is_fitting = s != NULL &&
	    (!scheme_is_semver(s) || (is_strict(s, x) && is_strict(s, y)));

	if (is_fitting && s->order(x, y, cmp))
		return true;
	(void)order_generic(x, y, cmp);
	return false;
}

bool
vers_compare(struct str scheme, struct str x, struct str y, int *cmp)
{
	return compare_by(scheme_find(scheme), x, y, cmp);
}

static int
compare(const struct scheme *s, struct str x, struct str y)
{
	int cmp;

	(void)compare_by(s, x, y, &cmp);
	return cmp;
}

/* By version, then by bytes, so that what is the same stands together. */
static int
compare_items(const struct scheme *order, const struct item *x,
    const struct item *y)
{
	int cmp = compare(order, x->c.version, y->c.version);

	return cmp != 0 ? cmp : str_cmp(x->c.version, y->c.version);
}

/* Whether two versions are one: the same text, or equal in a known order. */
static bool
is_same(const struct scheme *s, struct str x, struct str y)
{
	int cmp;

	return str_eq(x, y) || (compare_by(s, x, y, &cmp) && cmp == 0);
}

/* Merge from[0..n) and from[n..m) into to, the first half first when equal. */
static void
merge(const struct scheme *order, const struct item *from, size_t n, size_t m,
    struct item *to)
{
	size_t i = 0, k = n, out = 0;

	while (i < n && k < m) {
		if (compare_items(order, &from[i], &from[k]) <= 0)
			to[out++] = from[i++];
		else
			to[out++] = from[k++];
	}
	while (i < n)
		to[out++] = from[i++];
	while (k < m)
		to[out++] = from[k++];
}

/* By merging: qsort() could not be told the order. */
static void
sort(struct reader *r)
{
	struct item *from = r->items;
	struct item *to = arena_array(r->a, struct item, r->n);

	for (size_t width = 1; width < r->n; width *= 2) {
		struct item *swap = from;

		for (size_t i = 0; i < r->n; i += 2 * width) {
			size_t left = r->n - i;

			merge(r->order, from + i, width < left ? width : left,
			    2 * width < left ? 2 * width : left, to + i);
		}
		from = to;
		to = swap;
	}
	r->items = from;
}

/* ---- parsing --------------------------------------------------------- */

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct str
trim(struct str s)
{
	while (s.n > 0 && is_blank(s.p[0]))
		s = str_from(s, 1);
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

static bool
check_byte(struct reader *r, struct str at)
{
	unsigned char c = (unsigned char)at.p[0];

	if (is_blank(at.p[0]))
		return refuse(r, at, "blank within a version");
	if (c < 0x20 || c > 0x7e)
		return refuse(r, at, "character that is not printable ASCII");
	if (str_find_byte(S("<>=!*"), at.p[0], 0) != SIZE_MAX)
		return refuse(r, at,
		    "comparator within a version, where it is percent-encoded");
	return true;
}

static bool
decode(struct reader *r, struct str s, struct str *out)
{
	size_t bad;

	for (size_t i = 0; i < s.n; i++) {
		if (!check_byte(r, str_sub(s, i, 1)))
			return false;
	}
	if (percent_decode(r->a, s, out, &bad))
		return true;
	if (bad < s.n)
		return refuse(r, str_sub(s, bad, 3),
		    "'%' that no two hexadecimal digits follow");
	return refuse(r, s, "version that decodes to no UTF-8 text");
}

/* RFC 3339 allows 't' and 'z', vers does not. */
static bool
normalise_datetime(struct reader *r, struct str at, struct str *version)
{
	char *p = arena_bytes(r->a, version->n);
	int cmp;

	for (size_t i = 0; i < version->n; i++) {
		p[i] = version->p[i];
		if (p[i] == 't' || p[i] == 'z')
			p[i] = (char)(p[i] - 'a' + 'A');
	}
	version->p = p;
	if (order_datetime(*version, *version, &cmp))
		return true;
	return refuse(r, at, "version that is no RFC 3339 instant");
}

static bool
take_constraint(struct reader *r, struct str s)
{
	struct item item = { .at = trim(s) };
	struct str version = item.at;

	if (item.at.n == 0)
		return refuse(r, s, "empty constraint between '|'");
	for (size_t i = 0; i < ARRAY_LEN(ops); i++) {
		if (!str_starts(version, ops[i].text))
			continue;
		item.c.op = ops[i].op;
		version = trim(str_from(version, ops[i].text.n));
		break;
	}
	if (version.n == 0)
		return refuse(r, item.at, "comparator without a version");
	if (!decode(r, version, &item.c.version))
		return false;
	if (str_eq(r->out->scheme, S("datetime")) &&
	    !normalise_datetime(r, version, &item.c.version))
		return false;
	if (r->n == LIMIT_VERS_CONSTRAINTS)
		return refuse(r, item.at, "more constraints than are read");
	r->items = arena_grow(r->a, r->items, r->n, &r->cap,
	    sizeof(*r->items));
	r->items[r->n++] = item;
	/* What is no version of the scheme makes the order generic for all. */
	if (r->order != NULL && !r->is_mixed &&
	    !is_version(r->order, item.c.version)) {
		r->order = scheme_find(S("generic"));
		r->is_mixed = true;
	}
	return true;
}

/* Each version once: a double is dropped, another comparator is an error. */
static bool
drop_doubles(struct reader *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++) {
		struct item *last = n > 0 ? &r->items[n - 1] : NULL;

		if (last == NULL ||
		    !is_same(r->order, last->c.version,
			r->items[i].c.version)) {
			r->items[n++] = r->items[i];
			continue;
		}
		if (last->c.op != r->items[i].c.op)
			return refuse(r,
			    r->items[i].at.p > last->at.p ? r->items[i].at :
							    last->at,
			    "version that stands in another constraint, too");
	}
	r->n = n;
	return true;
}

static bool
is_lower(enum vers_op op)
{
	return op == VERS_GT || op == VERS_GE;
}

static bool
is_upper(enum vers_op op)
{
	return op == VERS_LT || op == VERS_LE;
}

/*
 * What says nothing new: after a lower bound "=" and further lower bounds,
 * before an upper bound "=" and other upper bounds.  Source: vers
 * specification, "Constraints simplification".
 */
static void
drop_redundant(struct reader *r)
{
	size_t *kept = arena_array(r->a, size_t, r->n);
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++) {
		enum vers_op op = r->items[i].c.op;

		if (op == VERS_NE)
			continue;
		if (n > 0 && is_lower(r->items[kept[n - 1]].c.op) &&
		    !is_upper(op)) {
			r->items[i].is_dropped = true;
			continue;
		}
		while (n > 0 && is_upper(op) &&
		    !is_lower(r->items[kept[n - 1]].c.op))
			r->items[kept[--n]].is_dropped = true;
		kept[n++] = i;
	}
	n = 0;
	for (size_t i = 0; i < r->n; i++) {
		if (!r->items[i].is_dropped)
			r->items[n++] = r->items[i];
	}
	r->n = n;
}

/*
 * Whether what was no version of the scheme has been dropped: then the others
 * go by its order, as they will when what is written of them is read again.
 */
static bool
now_fits(struct reader *r)
{
	const struct scheme *s = scheme_find(r->out->scheme);

	if (!r->is_mixed)
		return false;
	for (size_t i = 0; i < r->n; i++) {
		if (!is_version(s, r->items[i].c.version))
			return false;
	}
	r->order = s;
	r->is_mixed = false;
	return true;
}

static bool
take_constraints(struct reader *r, struct str s)
{
	struct str part;
	bool more;

	do {
		more = str_cut(s, '|', &part, &s);
		if (!take_constraint(r, part))
			return false;
	} while (more);
	do {
		sort(r);
		if (!drop_doubles(r))
			return false;
		drop_redundant(r);
	} while (now_fits(r));
	r->out->constraints = arena_array(r->a, struct vers_constraint, r->n);
	for (size_t i = 0; i < r->n; i++)
		r->out->constraints[r->out->n++] = r->items[i].c;
	return true;
}

static bool
check_scheme(struct reader *r, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		if (!letter &&
		    (i == 0 || ((c < '0' || c > '9') && c != '.' && c != '-')))
			return refuse(r, str_sub(s, i, 1),
			    "character that a "
			    "type may not have (letters, digits, '.', '-')");
	}
	if (s.n == 0)
		return refuse(r, s, "type is missing");
	return true;
}

bool
vers_parse(struct arena *a, struct str s, struct vers *out, const char **why,
    size_t *off, size_t *len)
{
	struct reader r = { .a = a,
		.text = s,
		.out = out,
		.why = why,
		.off = off,
		.len = len };
	struct str head = trim(s), scheme, rest;

	*out = (struct vers){ .n = 0 };
	if (!str_eq_nocase(str_sub(head, 0, 5), S("vers:")))
		return refuse(&r, s, "range that does not begin with vers:");
	if (!str_cut(str_from(head, 5), '/', &scheme, &rest))
		return refuse(&r, head, "range without '/' after its type");
	if (!check_scheme(&r, scheme))
		return false;
	out->scheme = str_lower(a, scheme);
	r.order = scheme_find(out->scheme);
	if (str_eq(trim(rest), S("*"))) {
		out->constraints = arena_new(a, struct vers_constraint);
		out->constraints[0].op = VERS_ALL;
		out->n = 1;
		return true;
	}
	if (str_eq(out->scheme, S("all")) || str_eq(out->scheme, S("none")))
		return refuse(&r, rest, "constraint other than '*'");
	return take_constraints(&r, rest);
}

/* ---- canonical form -------------------------------------------------- */

/*
 * Printable ASCII stands as it is, but for the characters that vers reserves
 * and those that a URI's path may not have (RFC 3986 section 3.3).
 */
static bool
is_plain(char c)
{
	return c > 0x20 && c < 0x7f &&
	    str_find_byte(S("<>=!*|%\"#?[\\]^`{}"), c, 0) == SIZE_MAX;
}

static size_t
put(char *p, size_t n, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		p[n++] = s.p[i];
	return n;
}

static struct str
op_text(enum vers_op op)
{
	if (op == VERS_ALL)
		return S("*");
	if (op == VERS_EQ)
		return S("");
	for (size_t i = 0; i < ARRAY_LEN(ops); i++) {
		if (ops[i].op == op)
			return ops[i].text;
	}
	BUG("vers_op");
}

struct str
vers_canonical(struct arena *a, const struct vers *v)
{
	size_t n = sizeof("vers:/") + v->scheme.n;
	char *p;

	for (size_t i = 0; i < v->n; i++)
		n += sizeof("|>=") + 3 * v->constraints[i].version.n;
	p = arena_bytes(a, n);
	n = put(p, 0, S("vers:"));
	n = put(p, n, v->scheme);
	n = put(p, n, S("/"));
	for (size_t i = 0; i < v->n; i++) {
		if (i > 0)
			n = put(p, n, S("|"));
		n = put(p, n, op_text(v->constraints[i].op));
		n = percent_put(p, n, v->constraints[i].version, is_plain);
	}
	return (struct str){ p, n };
}

/* ---- meaning --------------------------------------------------------- */

/*
 * Whether the range is open below: its first bound is an upper one, or there
 * are exclusions alone.
 */
static bool
is_open_below(const struct vers *v)
{
	bool only_exclusions = true;

	for (size_t i = 0; i < v->n; i++) {
		enum vers_op op = v->constraints[i].op;

		if (is_lower(op) || is_upper(op))
			return is_upper(op);
		only_exclusions = only_exclusions && op == VERS_NE;
	}
	return only_exclusions;
}

size_t
vers_intervals(struct arena *a, const struct vers *v,
    struct vers_interval **out)
{
	struct vers_interval *to = arena_array(a, struct vers_interval,
	    v->n + 1);
	struct vers_interval open = { .low_included = false };
	bool is_open = is_open_below(v);
	size_t n = 0;

	*out = to;
	if (v->n == 1 && v->constraints[0].op == VERS_ALL)
		return str_eq(v->scheme, S("none")) ? 0 : 1;
	for (size_t i = 0; i < v->n; i++) {
		struct vers_constraint c = v->constraints[i];
		bool is_included = c.op == VERS_GE || c.op == VERS_LE;

		if (c.op == VERS_EQ) {
			to[n++] = (struct vers_interval){ c.version, c.version,
				true, true };
			continue;
		}
		if (is_open) {
			open.high = c.version;
			open.high_included = is_included;
			to[n++] = open;
		}
		if (c.op == VERS_NE && !is_open)
			continue;
		is_open = !is_upper(c.op);
		open = (struct vers_interval){ .low = c.version,
			.low_included = is_included };
	}
	if (is_open)
		to[n++] = open;
	return n;
}

static bool
is_inclusive(enum vers_op op)
{
	return op == VERS_EQ || op == VERS_LE || op == VERS_GE;
}

/* The order in which all versions of the range and this one fit. */
static const struct scheme *
common_order(const struct vers *v, struct str version)
{
	const struct scheme *s = scheme_find(v->scheme);
	bool is_fitting = s != NULL && is_version(s, version);

	for (size_t i = 0; i < v->n && is_fitting; i++)
		is_fitting = is_version(s, v->constraints[i].version);
	return is_fitting ? s : scheme_find(S("generic"));
}

/* Equal to "=", "<=" or ">=" decides first, wherever that stands. */
static bool
contains(const struct vers *v, struct str version, bool *is_known)
{
	const struct scheme *s = common_order(v, version);
	bool is_in = is_open_below(v), is_excluded = false;

	*is_known = true;
	if (v->n == 1 && v->constraints[0].op == VERS_ALL)
		return !str_eq(v->scheme, S("none"));
	for (size_t i = 0; i < v->n; i++) {
		const struct vers_constraint *c = &v->constraints[i];
		int cmp;

		if (!scheme_compare(s, c->version, version, &cmp)) {
			(void)order_generic(c->version, version, &cmp);
			*is_known = false;
		} else if (cmp == 0 && is_inclusive(c->op)) {
			*is_known = true;
			return true;
		}
		if (cmp == 0 && c->op == VERS_NE)
			is_excluded = true;
		if (is_upper(c->op) && cmp <= 0)
			is_in = false;
		if (is_lower(c->op) && cmp < 0)
			is_in = true;
	}
	return is_in && !is_excluded;
}

/* Whether a constraint names the version and settles it, or none needs an
 * order. */
static bool
needs_no_order(const struct vers *v, struct str version)
{
	for (size_t i = 0; i < v->n; i++) {
		enum vers_op op = v->constraints[i].op;

		if (op == VERS_ALL ||
		    (str_eq(v->constraints[i].version, version) &&
			(op == VERS_NE || is_inclusive(op))))
			return true;
	}
	return false;
}

enum vers_answer
vers_holds(const struct vers *v, struct str version)
{
	bool is_known, is_in = contains(v, version, &is_known);

	if (scheme_find(v->scheme) == NULL && !needs_no_order(v, version))
		return VERS_UNKNOWN;
	if (!is_known)
		return VERS_UNKNOWN;
	return is_in ? VERS_IN : VERS_OUT;
}

bool
vers_contains(const struct vers *v, struct str version)
{
	bool is_known;

	return contains(v, version, &is_known);
}

const char *
vers_interval_key(const struct vers_interval *i)
{
	if (i->low.n == 0 && i->high.n == 0)
		return "all";
	if (i->low.n == 0)
		return i->high_included ? "le" : "lt";
	if (i->high.n == 0)
		return i->low_included ? "ge" : "gt";
	if (str_eq(i->low, i->high))
		return "exact";
	if (i->low_included)
		return i->high_included ? "ge_le" : "ge_lt";
	return i->high_included ? "gt_le" : "gt_lt";
}
