#include "match/match_range.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "match/match_impl.h"
#include "version/scheme.h"

/* Longer enumerations are cut in what people read. */
#define TEXT_STRETCHES	8

#define QUESTION	50
#define UNSURE		20

/* How two versions stand to each other. */
enum order {
	LESS,
	SAME,
	MORE,
	UNKNOWN,
};

static enum order
order_of(const struct scheme *s, struct str x, struct str y)
{
	static const enum order orders[] = { LESS, SAME, MORE };
	const struct scheme *generic;
	int cmp;

	if (str_eq_nocase(x, y))
		return SAME;
	if (scheme_compare(s, x, y, &cmp))
		return orders[cmp + 1];
	generic = scheme_find(S("generic"));
	if (s != generic && scheme_compare(generic, x, y, &cmp))
		return orders[cmp + 1];
	return UNKNOWN;
}

/* What has no order of its own has the generic one. */
static const struct scheme *
find(struct str name)
{
	const struct scheme *s = name.n > 0 ? scheme_find(name) : NULL;

	return s != NULL ? s : scheme_find(S("generic"));
}

bool
match_range_same(struct str scheme, struct str x, struct str y)
{
	return order_of(find(scheme), x, y) == SAME;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "v2.4" is "2.4". */
static struct str
bare(struct str v)
{
	if (v.n > 1 && (v.p[0] == 'v' || v.p[0] == 'V') && is_digit(v.p[1]))
		return str_from(v, 1);
	return v;
}

/* The digits at the beginning of *s, which they leave, without zeros. */
static struct str
take_number(struct str *s)
{
	struct str out = str_sub(*s, 0, str_run(*s, is_digit));

	*s = str_from(*s, out.n);
	while (out.n > 1 && out.p[0] == '0')
		out = str_from(out, 1);
	return out;
}

/* Whether a version is of the series: "2.4.1", "2.4-rc1" and "2.04.1" of
 * "2.4". */
static bool
is_of(struct str v, struct str series)
{
	bool ends_in_digit;

	v = bare(v);
	series = bare(series);
	if (series.n == 0)
		return false;
	ends_in_digit = is_digit(series.p[series.n - 1]);
	while (series.n > 0) {
		if (is_digit(series.p[0])) {
			if (v.n == 0 || !is_digit(v.p[0]) ||
			    !str_eq(take_number(&v), take_number(&series)))
				return false;
			continue;
		}
		if (v.n == 0 ||
		    !str_eq_nocase(str_sub(v, 0, 1), str_sub(series, 0, 1)))
			return false;
		v = str_from(v, 1);
		series = str_from(series, 1);
	}
	return v.n == 0 || ends_in_digit || v.p[0] != '.';
}

/* Where a package's revision begins, "-3" of "7.0.11-3"; without one the
 * end. */
static size_t
revision(struct str v)
{
	size_t n = v.n;

	while (n > 0 && is_digit(v.p[n - 1]))
		n--;
	return n > 1 && n < v.n && v.p[n - 1] == '-' ? n - 1 : v.n;
}

/*
 * How a version stands to one that a source names.  Bitnami counts revisions
 * of its packages, and its records mostly name upstream's versions: what has
 * no revision is of all of them.
 */
static enum order
order_to(const struct scheme *s, struct str v, struct str named)
{
	if (str_eq(s->name, S("bitnami")) && revision(named) == named.n)
		v = str_sub(v, 0, revision(v));
	return order_of(s, v, named);
}

/* ---- one version --------------------------------------------------------- */

static enum match_in
hold(const struct scheme *s, const struct feed_stretch *r, struct str v)
{
	enum order low = MORE, high = LESS;

	if (r->is_prefix)
		return is_of(v, r->low) ? MATCH_IN : MATCH_OUT;
	if (r->low.n > 0)
		low = order_to(s, v, r->low);
	if (r->high.n > 0)
		high = r->high_is_prefix && is_of(v, r->high) ?
		    LESS :
		    order_to(s, v, r->high);
	/* What is named as affected is, even if the bounds cross. */
	if ((low == SAME && r->low_included && r->low.n > 0 &&
		(high != SAME || r->high_included)) ||
	    (high == SAME && r->high_included && r->high.n > 0 &&
		(low != SAME || r->low_included)))
		return MATCH_IN;
	if (low == LESS || high == MORE || (low == SAME && !r->low_included) ||
	    (high == SAME && !r->high_included))
		return MATCH_OUT;
	return low == UNKNOWN || high == UNKNOWN ? MATCH_UNSURE : MATCH_IN;
}

/* ---- a series ------------------------------------------------------------ */

/* MATCH_IN: all of the series; MATCH_SOME: a part. */
static enum match_in
overlap(const struct scheme *s, const struct feed_stretch *r, struct str v)
{
	bool is_part = false;
	enum order o;

	if (r->is_prefix)
		return is_of(v, r->low) ? MATCH_IN :
		    is_of(r->low, v)    ? MATCH_SOME :
					  MATCH_OUT;
	if (r->low.n > 0 && is_of(r->low, v)) {
		is_part = !str_eq(bare(r->low), bare(v)) || !r->low_included;
	} else if (r->low.n > 0) {
		o = order_of(s, r->low, v);
		if (o == MORE || o == UNKNOWN)
			return o == MORE ? MATCH_OUT : MATCH_UNSURE;
	}
	if (r->high.n == 0 || (r->high_is_prefix && is_of(v, r->high)))
		return is_part ? MATCH_SOME : MATCH_IN;
	o = order_of(s, r->high, v);
	if (is_of(r->high, v))
		return o == SAME && !r->high_included ? MATCH_OUT : MATCH_SOME;
	if (o != MORE)
		return o == UNKNOWN ? MATCH_UNSURE : MATCH_OUT;
	return is_part ? MATCH_SOME : MATCH_IN;
}

/* ---- texts --------------------------------------------------------------- */

struct str
match_range_text(struct arena *a, const struct feed_stretch *s)
{
	const char *low = s->low_included ? ">= " : "> ";
	const char *high = s->high_included ? "<= " : "< ";

	if (a == NULL)
		return S("");
	if (s->is_prefix)
		return str_fmt(a, "%.*s.*", STR_ARG(s->low));
	if (s->low.n > 0 && s->high.n > 0 && str_eq(s->low, s->high) &&
	    s->low_included && s->high_included)
		return s->low;
	return str_fmt(a, "%s%.*s%s%s%.*s%s", s->low.n > 0 ? low : "",
	    STR_ARG(s->low), s->low.n > 0 && s->high.n > 0 ? ", " : "",
	    s->high.n > 0 ? high : "", STR_ARG(s->high),
	    s->high_is_prefix ? ".*" : "");
}

/* All stretches and versions that are affected, as people read them. */
static struct str
all_text(struct arena *a, const struct feed_affects *e)
{
	struct str out = S("");
	size_t n = 0, total = e->n_stretches + e->n_versions;

	if (a == NULL)
		return out;
	for (size_t i = 0; i < total && n < TEXT_STRETCHES; i++) {
		struct str one;

		if (i < e->n_stretches &&
		    e->stretches[i].status != FEED_AFFECTED &&
		    e->stretches[i].status != FEED_WONT_FIX)
			continue;
		one = i < e->n_stretches ?
		    match_range_text(a, &e->stretches[i]) :
		    e->versions[i - e->n_stretches];
		out = n == 0 ?
		    one :
		    str_fmt(a, "%.*s; %.*s", STR_ARG(out), STR_ARG(one));
		n++;
	}
	return n == TEXT_STRETCHES && total > n ? str_cat(a, out, S("; ...")) :
						  out;
}

/* ---- an entry ------------------------------------------------------------ */

static bool
is_bad(enum feed_status s)
{
	return s == FEED_AFFECTED || s == FEED_WONT_FIX ||
	    s == FEED_INVESTIGATED;
}

/* Any one of many is enough: a version that nobody told. */
static struct match_range
of_unknown(struct arena *a, const struct feed_affects *e)
{
	struct match_range m = { .status = e->otherwise };
	bool has_good = false;

	for (size_t i = 0; i < e->n_stretches; i++) {
		const struct feed_stretch *r = &e->stretches[i];

		has_good = has_good || r->status == FEED_NOT_AFFECTED ||
		    r->status == FEED_FIXED;
		if (!is_bad(r->status))
			continue;
		m.is_told = true;
		m.in = r->low.n > 0 || r->high.n > 0 || m.in == MATCH_SOME ?
		    MATCH_SOME :
		    MATCH_IN;
		m.status = r->status;
	}
	if (has_good && m.in == MATCH_IN)
		m.in = MATCH_SOME;
	if (e->n_versions > 0 && m.in == MATCH_OUT) {
		m.in = MATCH_SOME;
		m.status = FEED_AFFECTED;
		m.is_told = true;
	}
	m.text = all_text(a, e);
	return m;
}

static struct match_range
of_default(struct arena *a, const struct feed_affects *e)
{
	struct match_range m = { .status = e->otherwise };

	m.is_told = e->otherwise != FEED_SILENT &&
	    e->otherwise != FEED_UNCLEAR;
	m.in = is_bad(e->otherwise) ? MATCH_IN : MATCH_OUT;
	if (e->is_all && m.in == MATCH_OUT && !m.is_told) {
		m.in = MATCH_IN;
		m.status = FEED_AFFECTED;
	}
	m.is_all = m.in == MATCH_IN && e->n_stretches == 0 &&
	    e->n_versions == 0;
	m.text = all_text(a, e);
	return m;
}

static struct match_range
of_version(struct arena *a, const struct feed_affects *e,
    const struct scheme *s, struct str v)
{
	struct match_range m;
	bool is_unsure = false;

	for (size_t i = 0; i < e->n_versions; i++) {
		if (order_to(s, v, e->versions[i]) == SAME)
			return (struct match_range){ .in = MATCH_IN,
				.status = FEED_AFFECTED,
				.is_told = true,
				.text = e->versions[i] };
	}
	for (size_t i = e->n_stretches; i-- > 0;) {
		const struct feed_stretch *r = &e->stretches[i];
		enum match_in in = hold(s, r, v);

		if (in == MATCH_UNSURE)
			is_unsure = is_unsure || is_bad(r->status);
		if (in != MATCH_IN || r->status == FEED_SILENT ||
		    r->status == FEED_UNCLEAR)
			continue;
		return (struct match_range){
			.in = is_bad(r->status) ? MATCH_IN : MATCH_OUT,
			.status = r->status,
			.is_told = true,
			.text = match_range_text(a, r),
		};
	}
	m = of_default(a, e);
	if (is_unsure && m.in == MATCH_OUT) {
		m.in = MATCH_UNSURE;
		m.status = FEED_AFFECTED;
	}
	return m;
}

static struct match_range
of_series(struct arena *a, const struct feed_affects *e,
    const struct scheme *s, struct str v)
{
	struct match_range m = of_default(a, e);
	bool some_bad = false, some_good = false, has_unsure = false;

	for (size_t i = 0; i < e->n_stretches; i++) {
		const struct feed_stretch *r = &e->stretches[i];
		enum match_in in = overlap(s, r, v);

		if (r->status == FEED_SILENT || r->status == FEED_UNCLEAR)
			continue;
		has_unsure = has_unsure ||
		    (in == MATCH_UNSURE && is_bad(r->status));
		some_bad = some_bad || (in == MATCH_SOME && is_bad(r->status));
		some_good = some_good ||
		    (in == MATCH_SOME && !is_bad(r->status));
		if (in != MATCH_IN)
			continue;
		/* The last that holds it decides of all of it. */
		some_bad = some_good = has_unsure = false;
		m = (struct match_range){
			.in = is_bad(r->status) ? MATCH_IN : MATCH_OUT,
			.status = r->status,
			.is_told = true,
		};
	}
	for (size_t i = 0; i < e->n_versions; i++)
		some_bad = some_bad || is_of(e->versions[i], v);
	if (m.in == MATCH_IN ? some_good : some_bad)
		m.in = MATCH_SOME;
	else if (has_unsure && m.in == MATCH_OUT)
		m.in = MATCH_UNSURE;
	if (m.in != MATCH_OUT && !is_bad(m.status))
		m.status = FEED_AFFECTED;
	m.text = all_text(a, e);
	return m;
}

struct match_range
match_range(struct arena *a, const struct feed_affects *e, struct str scheme,
    struct str version, enum component_scope scope)
{
	const struct scheme *s;
	struct match_range m;

	if (e->n_stretches == 0 && e->n_versions == 0)
		return of_default(a, e);
	s = find(scheme);
	if (version.n > 0 && scope == COMPONENT_EXACT)
		return of_version(a, e, s, version);
	if (version.n > 0 && scope == COMPONENT_SERIES)
		return of_series(a, e, s, version);
	m = of_unknown(a, e);
	if (m.in == MATCH_OUT && is_bad(e->otherwise))
		m.in = MATCH_SOME;
	return m;
}

/* ---- judging ------------------------------------------------------------- */

static uint8_t
at_most(uint8_t x, uint8_t y)
{
	return x < y ? x : y;
}

/* "all versions", in a record's own words, is more than not a word of them. */
static bool
tells_all(const struct feed_affects *e)
{
	return (e->by == FEED_BY_NAME || e->by == FEED_BY_CPE) &&
	    e->text.n > 0 && !e->is_unread;
}

static void
judge_miss(struct match_try *t, const struct match_range *m)
{
	t->is_explicit = m->is_told &&
	    (m->status == FEED_NOT_AFFECTED || m->status == FEED_FIXED);
	t->m.miss = m->status == FEED_FIXED ? MISS_fixed : MISS_version;
	t->m.confidence = 0;
}

void
match_range_judge(struct match_look *k, struct match_try *t, struct str scheme,
    struct str version, uint8_t all)
{
	struct match_range m = match_range(k->is_quick ? NULL : k->a, t->e,
	    scheme, version, k->self.c->scope);
	static const char *const results[] = {
		[MATCH_OUT] = "out",
		[MATCH_IN] = "in",
		[MATCH_SOME] = "some",
		[MATCH_UNSURE] = "?",
	};

	t->m.status = m.status;
	match_step_add(k, t, m.is_all ? "all" : "version", version,
	    m.text.n > 0 ? m.text : t->e->text, str_z(results[m.in]));
	if (t->e->is_git && t->e->n_versions == 0) {
		t->m.miss = MISS_unread;
		t->m.confidence = 0;
		return;
	}
	if (m.in == MATCH_OUT && t->e->is_unread) {
		t->m.confidence = at_most(t->m.confidence, UNSURE);
		t->m.is_question = true;
		t->m.question = t->e->text;
		t->m.status = FEED_AFFECTED;
		return;
	}
	if (m.in == MATCH_OUT) {
		judge_miss(t, &m);
		return;
	}
	t->is_bare = m.is_all && !tells_all(t->e);
	if (t->is_bare)
		t->m.confidence = at_most(t->m.confidence, all);
	if (m.status == FEED_INVESTIGATED)
		t->m.confidence = at_most(t->m.confidence, QUESTION);
	if (m.in == MATCH_IN)
		return;
	t->m.is_question = true;
	t->m.question = m.text;
	t->m.confidence = at_most(t->m.confidence,
	    m.in == MATCH_SOME ? QUESTION : UNSURE);
}
