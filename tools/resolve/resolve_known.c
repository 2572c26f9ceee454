#include "resolve/resolve_known.h"

#include <stdbool.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/num.h"
#include "index/index.h"
#include "resolve/dictionary_impl.h"
#include "resolve/resolve_cpe.h"
#include "version/scheme.h"

/* Numbers from here on are years. */
#define YEAR_MIN	1990
#define YEAR_MAX	2100

/* Of a longer number the size does not matter. */
#define NUMBER_MAX	INT64_C(1000000000)

struct looking {
	struct arena *a;
	const struct resolve_cpe *c;
	const struct scheme *scheme;
	struct str head;	/* the version's first part: "19c" of "19c" */
	bool is_told;		/* any version is */
	bool is_like;
	bool is_held;		/* a stretch holds it */
	bool has_form;		/* one that is counted like it */
	bool is_above, is_below;	/* such a one is */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_value(struct str s)
{
	return s.n > 0 && !str_eq_z(s, "-") && !str_eq_z(s, "*");
}

/* What stands before the first sign: "12" of "12.2.1", "19c" of "19c". */
static struct str
head_of(struct arena *a, struct str s)
{
	size_t n = 0;

	s = str_lower(a, s);
	if (s.n > 1 && s.p[0] == 'v' && is_digit(s.p[1]))
		s = str_from(s, 1);
	while (
	    n < s.n && (is_digit(s.p[n]) || (s.p[n] >= 'a' && s.p[n] <= 'z')))
		n++;
	return str_sub(s, 0, n);
}

static size_t
run(struct str s, size_t from)
{
	bool digits = is_digit(s.p[from]);
	size_t n = from;

	while (n < s.n && is_digit(s.p[n]) == digits)
		n++;
	return n;
}

/* "22h2" and "21h1" have one form, "19c" and "19" have not. */
static bool
is_formed_alike(struct str x, struct str y)
{
	size_t i = 0, k = 0;

	while (i < x.n && k < y.n) {
		if (is_digit(x.p[i]) != is_digit(y.p[k]))
			return false;
		i = run(x, i);
		k = run(y, k);
	}
	return i == x.n && k == y.n;
}

static int64_t
number(struct str s)
{
	size_t n = s.n > 0 && is_digit(s.p[0]) ? run(s, 0) : 0;
	int64_t v = 0;

	return num_parse_padded(str_sub(s, 0, n), NUMBER_MAX, &v) ? v : 0;
}

static bool
is_year(int64_t v)
{
	return v >= YEAR_MIN && v < YEAR_MAX;
}

/* A version that a record names. */
static void
see_version(struct looking *k, struct str version)
{
	struct str head = head_of(k->a, version);
	int64_t theirs = number(head), ours = number(k->head);

	if (head.n == 0)
		return;
	k->is_told = true;
	if (str_eq(head, k->head))
		k->is_like = true;
	if (!is_formed_alike(head, k->head) ||
	    is_year(theirs) != is_year(ours))
		return;
	k->has_form = true;
	k->is_above = k->is_above || theirs > ours;
	k->is_below = k->is_below || theirs < ours;
}

static bool
is_above(const struct looking *k, struct str x, struct str y)
{
	int cmp;

	return scheme_compare(k->scheme, x, y, &cmp) && cmp > 0;
}

static void
see_stretch(struct looking *k, const struct feed_stretch *s)
{
	struct str v = k->c->version;

	if (s->low.n > 0)
		see_version(k, s->low);
	if (s->high.n > 0)
		see_version(k, s->high);
	if (s->low.n + s->high.n > 0 &&
	    (s->low.n == 0 || !is_above(k, s->low, v)) &&
	    (s->high.n == 0 || !is_above(k, v, s->high)))
		k->is_held = true;
}

/* A version that is none, with an update: some records name it so. */
static void
see_bare(struct looking *k, struct str version, struct str update)
{
	if (str_eq_z(k->c->version, "-") && version.n == 0 && update.n > 0)
		k->is_told = k->is_like = true;
}

static void
see_entry(struct looking *k, const struct feed_affects *e)
{
	struct str v[4];
	char part;

	if (!dictionary_cpe(k->a, e->cpe, &part, v) ||
	    !str_eq_nocase(v[0], k->c->maker) ||
	    !str_eq_nocase(v[1], k->c->product))
		return;
	see_bare(k, v[2], v[3]);
	if (is_value(v[2]))
		see_version(k, v[2]);
	for (size_t i = 0; i < e->n_versions; i++)
		see_version(k, e->versions[i]);
	for (size_t i = 0; i < e->n_stretches; i++)
		see_stretch(k, &e->stretches[i]);
}

static enum resolve_known
judge(const struct looking *k)
{
	if (!k->is_told)
		return RESOLVE_KNOWN_SILENT;
	if (k->is_like)
		return RESOLVE_KNOWN_LIKE;
	if (!k->has_form)
		return RESOLVE_KNOWN_UNLIKE;
	/* Between versions that are named, none is like it. */
	return k->is_held || !k->is_above || !k->is_below ?
	    RESOLVE_KNOWN_LIKE :
	    RESOLVE_KNOWN_UNLIKE;
}

enum resolve_known
resolve_known(struct arena *a, const struct dictionary *x,
    const struct resolve_cpe *c)
{
	struct looking k = { .a = a,
		.c = c,
		.scheme = scheme_find(S("generic")),
		.head = head_of(a, c->version) };
	const uint32_t *v;
	size_t n = 0;

	if (x->index == NULL || c->version.n == 0)
		return RESOLVE_KNOWN_SILENT;
	v = index_find(x->index, INDEX_CPE,
	    index_key_cpe(a, c->maker, c->product), &n);
	/* The newest are the last: they count as is done today. */
	for (size_t i = 0; i < n && i < LIMIT_RESOLVE_KNOWN && !k.is_like;
	     i++) {
		struct feed_record r;

		if (!index_record(x->index, a, v[n - 1 - i], &r))
			continue;
		for (size_t j = 0; j < r.n_affects; j++) {
			if (r.affects[j].cpe.n > 0)
				see_entry(&k, &r.affects[j]);
		}
	}
	return judge(&k);
}
