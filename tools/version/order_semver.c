#include "base/attr.h"
#include "version/order.h"
#include "version/order_text.h"

/* Semantic Versioning 2.0.0. */

struct semver {
	struct str core;	/* "1.2.3"; read loosely any number of them */
	struct str pre;		/* without its '-' */
	struct str build;	/* without its '+' */
	bool has_pre;
};

/* ---- as the specification wants it ----------------------------------- */

static bool
is_identifier(struct str s, bool zeros_allowed)
{
	size_t digits = order_digits(s);

	for (size_t i = digits; i < s.n; i++) {
		if (!order_is_digit(s.p[i]) && s.p[i] != '-' &&
		    !order_is_letter(s.p[i]))
			return false;
	}
	if (s.n == 0)
		return false;
	return zeros_allowed || digits < s.n || s.n == 1 || s.p[0] != '0';
}

/* Identifiers between dots, each as it must be; how many, or 0 if not. */
static size_t
count_identifiers(struct str s, bool zeros_allowed)
{
	struct str part;
	size_t n = 0;
	bool more;

	do {
		more = str_cut(s, '.', &part, &s);
		if (!is_identifier(part, zeros_allowed))
			return 0;
		n++;
	} while (more);
	return n;
}

bool
order_semver_is_strict(struct str s)
{
	struct str rest, build, core, pre;
	bool has_build = str_cut(s, '+', &rest, &build);
	bool has_pre = str_cut(rest, '-', &core, &pre);

	if (has_build && count_identifiers(build, true) == 0)
		return false;
	if (has_pre && count_identifiers(pre, false) == 0)
		return false;
	return order_text_is_integers(core, S(".")) &&
	    count_identifiers(core, false) == 3;
}

/* ---- as it is met ----------------------------------------------------- */

/*
 * "v1.2", "1.02.3.4", "1.2.3beta": a 'v' or '=' before it, other counts of
 * numbers, a pre-release without its hyphen.
 */
static bool
read_loosely(struct str s, struct semver *out)
{
	size_t n = 0;

	*out = (struct semver){ .has_pre = false };
	while (s.n > 0 &&
	    (s.p[0] == 'v' || s.p[0] == 'V' || s.p[0] == '=' || s.p[0] == ' '))
		s = order_skip(s, 1);
	if (order_digits(s) == 0)
		return false;
	while (n < s.n && order_is_digit(s.p[n])) {
		while (n < s.n && order_is_digit(s.p[n]))
			n++;
		if (order_at(s, n) == '.' &&
		    order_is_digit(order_at(s, n + 1)))
			n++;
	}
	out->core = order_take(&s, n);
	n = str_find_byte(s, '+', 0);
	if (n != SIZE_MAX) {
		out->build = order_skip(s, n + 1);
		s.n = n;
	}
	while (s.n > 0 && s.p[0] == '.')
		s = order_skip(s, 1);
	out->has_pre = s.n > 0;
	out->pre = order_skip(s, s.n > 0 && s.p[0] == '-' ? 1 : 0);
	return true;
}

bool
order_semver_has_pre(struct str s, struct str *core)
{
	struct semver v;
	bool is_read = read_loosely(s, &v);

	*core = v.core;
	return is_read && v.has_pre;
}

/* The rest, when all numbers before are equal, is zeros or it decides. */
static int
compare_cores(struct str x, struct str y)
{
	int cmp = 0;

	while (cmp == 0 && (x.n > 0 || y.n > 0)) {
		struct str a = order_take(&x, order_digits(x));
		struct str b = order_take(&y, order_digits(y));

		cmp = order_numbers(a, b);
		x = order_skip(x, x.n > 0 ? 1 : 0);
		y = order_skip(y, y.n > 0 ? 1 : 0);
	}
	return cmp;
}

static int
compare(const struct semver *x, const struct semver *y,
    int (*words)(struct str x, struct str y))
{
	int cmp = compare_cores(x->core, y->core);

	if (cmp != 0)
		return cmp;
	if (!x->has_pre || !y->has_pre)
		return (int)y->has_pre - (int)x->has_pre;
	return order_text_dotted(x->pre, y->pre, words);
}

bool
order_semver(struct str x, struct str y, int *cmp)
{
	struct semver a, b;

	order_text_trim(&x, &y);
	if (!read_loosely(x, &a) || !read_loosely(y, &b))
		return false;
	*cmp = compare(&a, &b, order_bytes);
	return true;
}

/* NuGet: SemVer with a fourth number and words without case. */
bool
order_nuget(struct str x, struct str y, int *cmp)
{
	struct semver a, b;

	order_text_trim(&x, &y);
	if (!read_loosely(x, &a) || !read_loosely(y, &b))
		return false;
	*cmp = compare(&a, &b, order_text_nocase);
	return true;
}

/* Dart's pub: builds are ordered, too, and stand above none. */
bool
order_pub(struct str x, struct str y, int *cmp)
{
	struct semver a, b;

	order_text_trim(&x, &y);
	if (!read_loosely(x, &a) || !read_loosely(y, &b))
		return false;
	*cmp = compare(&a, &b, order_bytes);
	if (*cmp != 0)
		return true;
	if (a.build.n == 0 || b.build.n == 0)
		*cmp = (int)(a.build.n > 0) - (int)(b.build.n > 0);
	else
		*cmp = order_text_dotted(a.build, b.build, order_bytes);
	return true;
}

/* How pre-releases begin that upstream wrote. */
static bool
is_upstream_pre(struct str suffix)
{
	static const struct str words[] = {
		STR_INIT("alpha"),
		STR_INIT("beta"),
		STR_INIT("dev"),
		STR_INIT("milestone"),
		STR_INIT("pre"),
		STR_INIT("rc"),
		STR_INIT("snapshot"),
	};
	struct str word = order_take(&suffix, order_letters(suffix));

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (order_text_nocase(word, words[i]) == 0)
			return true;
	}
	return false;
}

/* Where a version stands among those of its numbers. */
static int
bitnami_rank(const struct semver *v)
{
	if (!v->has_pre)
		return 1;
	return is_upstream_pre(v->pre) ? 0 : 2;
}

/*
 * Bitnami: SemVer, but what stands behind the '-' is the package's revision
 * and newer than none (bitnami/go-version, "Version revision").  Its records
 * have upstream's versions, whose pre-releases stay what they are.
 */
bool
order_bitnami(struct str x, struct str y, int *cmp)
{
	struct semver a, b;

	order_text_trim(&x, &y);
	if (!read_loosely(x, &a) || !read_loosely(y, &b))
		return false;
	*cmp = compare_cores(a.core, b.core);
	if (*cmp == 0)
		*cmp = order_sign(bitnami_rank(&a) - bitnami_rank(&b));
	if (*cmp == 0)
		*cmp = order_text_dotted(a.pre, b.pre, order_bytes);
	return true;
}

/* Go: "v1.2.3", and toolchains as "go1.21rc2", of which "1.21" is no 1.21.0. */
bool
order_golang(struct str x, struct str y, int *cmp)
{
	order_text_trim(&x, &y);
	if (str_starts(x, S("go")))
		x = order_skip(x, 2);
	if (str_starts(y, S("go")))
		y = order_skip(y, 2);
	return order_semver(x, y, cmp);
}
