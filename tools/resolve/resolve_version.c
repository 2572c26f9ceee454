#include "resolve/resolve_version.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"

/* No label of a release is longer: "snapshot". */
#define LETTERS_MAX	8

/* Labels of updates, as people write them and as CPE names have them. */
static const struct label {
	struct str says, is;
} labels[] = {
	{ STR_INIT("sp"), STR_INIT("sp") },
	{ STR_INIT("pack"), STR_INIT("sp") },
	{ STR_INIT("service"), STR_INIT("sp") },
	{ STR_INIT("servicepack"), STR_INIT("sp") },
	{ STR_INIT("cu"), STR_INIT("cumulative_update_") },
	{ STR_INIT("u"), STR_INIT("update_") },
	{ STR_INIT("update"), STR_INIT("update_") },
	{ STR_INIT("upd"), STR_INIT("update_") },
	{ STR_INIT("patch"), STR_INIT("patch") },
	{ STR_INIT("hotfix"), STR_INIT("hotfix") },
	{ STR_INIT("build"), STR_INIT("build_") },
	{ STR_INIT("rev"), STR_INIT("rev_") },
	{ STR_INIT("r"), STR_INIT("r") },
	{ STR_INIT("fp"), STR_INIT("fp") },
	{ STR_INIT("tl"), STR_INIT("tl") },
	{ STR_INIT("ru"), STR_INIT("ru") },
	{ STR_INIT("mp"), STR_INIT("mp") },
	{ STR_INIT("sps"), STR_INIT("sps") },
	{ STR_INIT("ehp"), STR_INIT("ehp") },
};

/* Words that are updates by themselves. */
static const struct str alone[] = { STR_INIT("lts"), STR_INIT("esr"),
	STR_INIT("rc"), STR_INIT("beta"), STR_INIT("alpha") };

/* Words before a number. */
static const struct str marks[] = { STR_INIT("version"), STR_INIT("ver."),
	STR_INIT("ver"), STR_INIT("v."), STR_INIT("release"), STR_INIT("rel."),
	STR_INIT("バージョン"), STR_INIT("版"), STR_INIT("v") };

/* Before a number that has a point: "R16.1", but "R2" is an update. */
static const struct str pointed[] = { STR_INIT("rev."), STR_INIT("rev"),
	STR_INIT("r."), STR_INIT("r") };

/* How a version was built: no part of it. */
static const struct str builds[] = { STR_INIT("-fips"), STR_INIT(".stable"),
	STR_INIT("-stable") };

/* Letters between a number and another one. */
static const struct str behind[] = { STR_INIT("rc"), STR_INIT("beta"),
	STR_INIT("alpha"), STR_INIT("sp"), STR_INIT("cu"), STR_INIT("fp"),
	STR_INIT("build"), STR_INIT("patch"), STR_INIT("update"),
	STR_INIT("hotfix"), STR_INIT("rev"), STR_INIT("dev"), STR_INIT("pre"),
	STR_INIT("post"), STR_INIT("el"), STR_INIT("ga"), STR_INIT("lts"),
	STR_INIT("final"), STR_INIT("release"), STR_INIT("svn"),
	STR_INIT("esm") };

static const struct str series[] = { STR_INIT("シリーズ"), STR_INIT("系列"),
	STR_INIT("系"), STR_INIT("series"), STR_INIT("番台"), STR_INIT("台") };

static const struct str open_ends[] = { STR_INIT("以降"), STR_INIT("以上"),
	STR_INIT("以前"), STR_INIT("以下"), STR_INIT("より前"),
	STR_INIT("未満"), STR_INIT("~"), STR_INIT("+"), STR_INIT("or"),
	STR_INIT("later") };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
eq_any(struct str s, const struct str *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq_nocase(s, v[i]))
			return true;
	}
	return false;
}

/* Cut one of v off the end of s. */
static bool
cut_end(struct str *s, const struct str *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct str end = str_sub(*s,
		    s->n - (v[i].n <= s->n ? v[i].n : s->n), v[i].n);

		if (v[i].n < s->n && str_eq_nocase(end, v[i])) {
			s->n -= v[i].n;
			return true;
		}
	}
	return false;
}

struct str
resolve_version_update(struct arena *a, struct str label, struct str number)
{
	for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
		if (str_eq_nocase(label, labels[i].says))
			return str_cat(a, labels[i].is, number);
	}
	return str_cat(a, str_lower(a, label), number);
}

static bool
is_label(struct str s)
{
	for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
		if (str_eq_nocase(s, labels[i].says))
			return true;
	}
	return false;
}

/* How far digits with points and dashes between them reach. */
static size_t
digits(struct str s)
{
	size_t i = 0;

	while (i < s.n &&
	    (is_digit(s.p[i]) ||
		((s.p[i] == '.' || s.p[i] == '-' || s.p[i] == '_') && i > 0 &&
		    i + 1 < s.n && is_digit(s.p[i + 1]))))
		i++;
	return i;
}

/* "gR2" of "11gR2". */
static bool
is_release(struct str tail)
{
	return tail.n == 3 && is_letter(tail.p[0]) &&
	    (tail.p[1] == 'r' || tail.p[1] == 'R') && is_digit(tail.p[2]);
}

/* "(7)E1" of "15.2(7)E1". */
static bool
is_train(struct str tail)
{
	for (size_t i = 0; i < tail.n; i++) {
		if (!is_digit(tail.p[i]) && !is_letter(tail.p[i]) &&
		    str_find_byte(S("()."), tail.p[i], 0) == SIZE_MAX)
			return false;
	}
	return tail.n > 2 && tail.p[0] == '(' && is_digit(tail.p[1]);
}

/*
 * What may stand behind the digits of a version: nothing, one letter ("19c",
 * "1.0.2k"), letters with digits ("22H2", "9.1R2"), ".x", "-beta.1".
 */
static bool
is_tail(struct str s)
{
	size_t i = 0, letters = 0;

	if (s.n == 0 ||
	    eq_any(s, (const struct str[]){ S(".x"), S(".*"), S("x") }, 3) ||
	    is_release(s) || is_train(s))
		return true;
	if (s.p[0] == '-' || s.p[0] == '_' || s.p[0] == '.' || s.p[0] == '+')
		i++;
	while (i < s.n && is_letter(s.p[i])) {
		i++;
		letters++;
	}
	if (letters == 0 || letters > LETTERS_MAX)
		return false;
	if (i == s.n)
		return (letters == 1 && is_letter(s.p[0])) ||
		    eq_any(str_sub(s, i - letters, letters), alone,
			ARRAY_LEN(alone)) ||
		    eq_any(str_sub(s, i - letters, letters),
			(const struct str[]){ S("final"), S("ga"),
			    S("release"), S("za"), S("zg"), S("zh"), S("ai") },
			7);
	/* "22H2", "9.1R2", "1.0-beta.1", but not "140CPU65150". */
	if (letters > 1 &&
	    !eq_any(str_sub(s, i - letters, letters), behind,
		ARRAY_LEN(behind)))
		return false;
	for (; i < s.n; i++) {
		if (!is_digit(s.p[i]) && s.p[i] != '.' && s.p[i] != '-')
			return false;
	}
	return true;
}

/* "8u202", "11gR2": a number with an update in it. */
static void
take_update_within(struct arena *a, struct resolve_version *v, size_t n)
{
	struct str tail = str_from(v->text, n);

	if (is_release(tail)) {
		v->update = str_from(tail, 1);
		v->text = str_sub(v->text, 0, n + 1);
	} else if (tail.n > 1 && tail.p[0] == 'u') {
		v->update = resolve_version_update(a, S("u"),
		    str_from(tail, 1));
		v->text = str_sub(v->text, 0, n);
	}
}

/* Cut one of v off before a digit. */
static bool
cut_mark(struct str *s, const struct str *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s->n > v[i].n && is_digit(s->p[v[i].n]) &&
		    str_eq_nocase(str_sub(*s, 0, v[i].n), v[i])) {
			*s = str_from(*s, v[i].n);
			return true;
		}
	}
	return false;
}

static bool
take_number(struct arena *a, struct resolve_version *v, struct str s)
{
	size_t n;
	struct str tail, rest = s;

	(void)cut_end(&s, builds, ARRAY_LEN(builds));
	if (cut_mark(&s, marks, ARRAY_LEN(marks)) ||
	    (cut_mark(&rest, pointed, ARRAY_LEN(pointed)) &&
		str_find_byte(str_sub(rest, 0, digits(rest)), '.', 0) !=
		    SIZE_MAX)) {
		s = rest.n < s.n ? rest : s;
		v->has_mark = true;
	}
	n = digits(s);
	tail = str_from(s, n);
	if (n == 0 || !is_tail(tail))
		return false;
	v->kind = RESOLVE_VERSION_NUMBER;
	v->text = str_lower(a, s);
	v->has_point = str_find_byte(s, '.', 0) != SIZE_MAX;
	if (eq_any(tail, (const struct str[]){ S(".x"), S(".*"), S("x") },
		3)) {
		v->text = str_sub(v->text, 0, n);
		v->is_series = v->has_mark = true;
	} else {
		take_update_within(a, v, n);
	}
	return true;
}

/* "SP3", "CU22": a label and its number in one. */
static bool
take_update(struct arena *a, struct resolve_version *v, struct str s)
{
	size_t n = 0;

	while (n < s.n && is_letter(s.p[n]))
		n++;
	if (n == 0 || n == s.n || digits(str_from(s, n)) != s.n - n ||
	    !is_label(str_sub(s, 0, n)))
		return false;
	v->kind = RESOLVE_VERSION_UPDATE;
	v->text = resolve_version_update(a, str_sub(s, 0, n), str_from(s, n));
	return true;
}

struct resolve_version
resolve_version_read(struct arena *a, struct str s)
{
	struct resolve_version v = { .kind = RESOLVE_VERSION_NONE };

	if (s.n == 0 || s.n > LIMIT_RESOLVE_LINE)
		return v;
	if (eq_any(s, series, ARRAY_LEN(series))) {
		v.kind = RESOLVE_VERSION_MARK;
		v.is_series = true;
		return v;
	}
	if (eq_any(s, open_ends, ARRAY_LEN(open_ends))) {
		v.kind = RESOLVE_VERSION_MARK;
		v.is_open = true;
		return v;
	}
	if (eq_any(s, marks, ARRAY_LEN(marks))) {
		v.kind = RESOLVE_VERSION_MARK;
		return v;
	}
	v.is_open = cut_end(&s, open_ends, ARRAY_LEN(open_ends));
	v.is_series = cut_end(&s, series, ARRAY_LEN(series));
	v.has_mark = v.is_open || v.is_series;
	if (take_number(a, &v, s) || take_update(a, &v, s))
		return v;
	v = (struct resolve_version){ .kind = RESOLVE_VERSION_NONE };
	if (eq_any(s, alone, ARRAY_LEN(alone))) {
		v.kind = RESOLVE_VERSION_UPDATE;
		v.text = str_lower(a, s);
	} else if (is_label(s) && s.n > 2) {
		v.kind = RESOLVE_VERSION_LABEL;
		v.text = s;
	}
	return v;
}

size_t
resolve_version_glued(struct str s)
{
	size_t n = 0, end;

	/* Japanese may stand before it: 一太郎2023. */
	while (n < s.n && !is_digit(s.p[n]))
		n++;
	if (n < 2 || n == s.n || s.p[n - 1] == '/' || s.p[n - 1] == '.')
		return 0;
	end = digits(str_from(s, n));
	/* "openssl-1.1.1k", but not the models "RM-200" and "DIR-645_1". */
	if ((s.p[n - 1] == '-' || s.p[n - 1] == '_') &&
	    str_find_byte(str_sub(s, n, end), '.', 0) == SIZE_MAX)
		return 0;
	(void)cut_end(&s, series, ARRAY_LEN(series));
	return is_tail(str_from(s, n + digits(str_from(s, n)))) ? n : 0;
}
