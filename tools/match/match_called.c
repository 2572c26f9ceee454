#include "match/match_called.h"

#include "base/attr.h"

static const struct str rows[] = {
#define CALLED(names)	STR_INIT(names),
#include "match/called.def"
};

/* "linuxkernel" without a maker is linux:kernel. */
static bool
is_joined(struct str whole, const struct match_called *of)
{
	return whole.n == of->maker.n + of->product.n &&
	    str_starts(whole, of->maker) && str_ends(whole, of->product);
}

bool
match_called_same(const struct match_called *x, const struct match_called *y)
{
	if (x->maker.n == 0 && y->maker.n > 0)
		return is_joined(x->product, y);
	if (y->maker.n == 0 && x->maker.n > 0)
		return is_joined(y->product, x);
	return str_eq(x->maker, y->maker) && str_eq(x->product, y->product);
}

/* The next name of a row; false behind the last. */
static bool
next(struct str *row, struct match_called *out)
{
	struct str one;

	if (row->n == 0)
		return false;
	(void)str_cut(*row, '|', &one, row);
	(void)str_cut(one, ':', &out->maker, &out->product);
	return true;
}

static bool
is_listed(struct str row, const struct match_called *of)
{
	struct match_called one;

	while (next(&row, &one)) {
		if (match_called_same(of, &one))
			return true;
	}
	return false;
}

bool
match_called(const struct match_called *of, size_t i, struct match_called *out)
{
	for (size_t j = 0; j < ARRAY_LEN(rows); j++) {
		struct str row = rows[j];

		if (!is_listed(row, of))
			continue;
		while (next(&row, out)) {
			if (!match_called_same(of, out) && i-- == 0)
				return true;
		}
	}
	return false;
}
