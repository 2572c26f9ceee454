#include "resolve/resolve_release.h"

#include "base/arena.h"
#include "base/attr.h"
#include "resolve/dictionary_impl.h"

/* Updates as CPE names have them, and as rows write them. */
static const struct {
	struct str is, says;
} labels[] = {
	{ STR_INIT("update_"), STR_INIT("u") },
	{ STR_INIT("cumulative_update_"), STR_INIT("cu") },
};

/* "8" with "update_202": "8u202". */
static struct str
joined(struct arena *a, struct str version, struct str update)
{
	for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
		if (str_starts(update, labels[i].is))
			update = str_cat(a, labels[i].says,
			    str_from(update, labels[i].is.n));
	}
	return str_cat(a, version, update);
}

static bool
is_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	}
	return s.n > 0;
}

/* Whether s is what a row says; *star: the digits in the place of its '*'. */
static bool
is_said(struct str row, struct str s, struct str *star)
{
	struct str head, tail;

	*star = S("");
	if (!str_cut(row, '*', &head, &tail))
		return str_eq(row, s);
	if (s.n < head.n + tail.n || !str_starts(s, head) ||
	    !str_ends(s, tail))
		return false;
	*star = str_sub(s, head.n, s.n - head.n - tail.n);
	return is_digits(*star);
}

static struct str
filled(struct arena *a, struct str row, struct str star)
{
	struct str head, tail;

	if (!str_cut(row, '*', &head, &tail))
		return row;
	return str_cat(a, str_cat(a, head, star), tail);
}

static const struct dictionary_release *
find(const struct dictionary_product *p, struct str says, struct str *star)
{
	for (size_t i = 0; i < p->n_releases && says.n > 0; i++) {
		if (is_said(p->releases[i].says, says, star))
			return &p->releases[i];
	}
	return NULL;
}

/* "8u202" is one release, "12.2" all that begin so. */
static bool
is_exact(struct str version)
{
	size_t points = 0;
	bool has_letter = false;

	for (size_t i = 0; i < version.n; i++) {
		points += version.p[i] == '.';
		has_letter = has_letter ||
		    (version.p[i] >= 'a' && version.p[i] <= 'z');
	}
	return has_letter || points > 1;
}

void
resolve_release(struct arena *a, const struct dictionary_product *p,
    struct str *version, struct str *update, enum component_scope *scope)
{
	struct str star, rest = S("");
	const struct dictionary_release *r = find(p,
	    joined(a, *version, *update), &star);

	if (r == NULL && update->n > 0) {
		rest = *update;
		r = find(p, *version, &star);
	}
	if (r == NULL)
		return;
	*version = filled(a, r->version, star);
	*update = r->update.n > 0 ? filled(a, r->update, star) : rest;
	if (*scope == COMPONENT_EXACT && update->n == 0 && !is_exact(*version))
		*scope = COMPONENT_SERIES;
}
