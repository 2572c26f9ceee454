#include "resolve/resolve.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "resolve/resolve_given.h"
#include "resolve/resolve_part.h"
#include "resolve/resolve_rank.h"
#include "resolve/resolve_split.h"

/* A part as a whole; also with a version in its last word, if that fits. */
static struct resolved
resolve_one(struct arena *a, const struct dictionary *x, struct str says)
{
	struct resolve_part p;
	struct resolved out, glued;

	if (resolve_given(a, says, &out))
		return out;
	if (!resolve_part_read(a, says, false, &p))
		return (struct resolved){ .says = says,
			.verdict = RESOLVE_NONE };
	resolve_rank(a, x, &p, &out);
	if (!resolve_part_read(a, says, true, &p))
		return out;
	resolve_rank(a, x, &p, &glued);
	if (glued.n > 0 && glued.v[0].source != RESOLVE_FORMED &&
	    (out.n == 0 || glued.v[0].score > out.v[0].score))
		return glued;
	return out;
}

static int
best(const struct resolved *r)
{
	return r->n > 0 ? r->v[0].score : 0;
}

static bool
is_whole_name(const struct resolved *r)
{
	return r->n > 0 && str_eq_z(str_z(r->v[0].reasons[0].key), "whole");
}

/* "8" of "RHEL 7, 8": the name is that of the part before. */
static struct str
complete(struct arena *a, const struct resolved *before, struct str says)
{
	size_t n = before->says.n;

	if (!resolve_part_is_version(a, says) || before->version.n == 0)
		return says;
	n = str_find(before->says, before->version, 0);
	if (n == SIZE_MAX || n == 0)
		return says;
	return str_cat(a, str_sub(before->says, 0, n), says);
}

/*
 * Whether a line that may be parted is one name all the same: it fits wholly,
 * or it fits and what it would be parted into does not.
 */
static bool
is_one_name(const struct resolved *whole, const struct resolved *v, size_t n,
    bool is_strong)
{
	bool is_known = true;

	if (is_whole_name(whole) && best(whole) >= 850)
		return true;
	for (size_t i = 0; i < n; i++) {
		if (best(&v[i]) < 300 && v[i].version.n == 0)
			is_known = false;
	}
	return !is_strong && !is_known && best(whole) >= 600;
}

size_t
resolve_line(struct arena *a, const struct dictionary *names, struct str line,
    struct resolved **out)
{
	struct resolve_piece *pieces;
	struct str says = str_trim(utf8_nfkc(a, line));
	size_t n = resolve_split(a, names, line, &pieces);
	bool is_strong = false;

	*out = arena_array(a, struct resolved, LIMIT_RESOLVE_PARTS);
	if (says.n == 0)
		return 0;
	for (size_t i = 0; i < n; i++) {
		struct str text = pieces[i].text;

		if (i > 0)
			text = complete(a, &(*out)[i - 1], text);
		(*out)[i] = resolve_one(a, names, text);
		is_strong = is_strong || pieces[i].is_strong;
	}
	if (n > 1) {
		struct resolved whole = resolve_one(a, names, says);

		if (is_one_name(&whole, *out, n, is_strong)) {
			(*out)[0] = whole;
			return 1;
		}
	}
	return n;
}
