#include <string.h>

#include "base/arena.h"
#include "scan/fold.h"
#include "scan/scan.h"
#include "wall/secret_impl.h"

/* Digits of a telephone number with its area or country: E.164 has up to 15. */
#define DIGITS_LEAST	9u
#define DIGITS_MOST	15u
#define CODE_MOST	3u	/* of a country's code */

/* The country whose numbers begin with a zero here. */
#define COUNTRY		"81"

/* Digits in any groups. */
#define ANY_GAPS	UINT32_MAX

struct phone {
	char digits[DIGITS_MOST + 1];
	size_t n;
	size_t first;		/* digits of the first group */
	bool is_international;
};

static void
add_digits(struct secret_making *k, uint32_t owner, struct str digits)
{
	scan_add(k->scan,
	    (struct scan_term){ str_dup(k->perm, digits), ANY_GAPS, owner });
}

/* Within the country, and from abroad with and without the "(0)". */
static void
add_forms(struct secret_making *k, uint32_t owner, struct str code,
    struct str rest)
{
	if (str_starts(rest, S("0")))
		rest = str_from(rest, 1);
	add_digits(k, owner, str_fmt(k->tmp, "0%.*s", STR_ARG(rest)));
	add_digits(k, owner,
	    str_fmt(k->tmp, "%.*s%.*s", STR_ARG(code), STR_ARG(rest)));
	add_digits(k, owner,
	    str_fmt(k->tmp, "%.*s0%.*s", STR_ARG(code), STR_ARG(rest)));
}

static void
add_number(struct secret_making *k, uint32_t owner, const struct phone *x)
{
	struct str s = { x->digits, x->n };
	size_t code = x->first;

	if (!x->is_international) {
		add_forms(k, owner, S(COUNTRY), s);
		return;
	}
	if (code > CODE_MOST && str_starts(s, S(COUNTRY)))
		code = sizeof(COUNTRY) - 1;
	if (code > CODE_MOST)
		add_digits(k, owner, s);
	else
		add_forms(k, owner, str_sub(s, 0, code), str_from(s, code));
}

/* Bytes of the digits that a token is, or 0. */
static size_t
digits_of(const struct fold_lane *l, size_t token)
{
	size_t from = l->tokens[token].at;
	size_t end = token + 1 < l->n_tokens ? l->tokens[token + 1].at : l->n;

	for (size_t i = from; i < end; i++) {
		if (l->keys[i] < '0' || l->keys[i] > '9')
			return 0;
	}
	return end - from;
}

/* Whether a plus stands before a place, of full width too. */
static bool
is_after_plus(struct str text, size_t at)
{
	return (at >= 1 && text.p[at - 1] == '+') ||
	    (at >= 3 && str_eq(str_sub(text, at - 3, 3), S("\xef\xbc\x8b")));
}

void
secret_add_phones(struct secret_making *k, uint32_t owner)
{
	const struct fold_lane *l = &k->fold->lanes[FOLD_TEXT];

	for (size_t i = 0; i < l->n_tokens; i++) {
		struct phone x = { .first = digits_of(l, i) };
		size_t n = x.first;

		x.is_international = is_after_plus(k->fold->text,
		    l->tokens[i].raw);
		if (n == 0 ||
		    (!x.is_international && l->keys[l->tokens[i].at] != '0'))
			continue;
		/* Where it ends nobody knows: opening hours may follow. */
		for (size_t j = i; n > 0 && x.n + n <= DIGITS_MOST;) {
			memcpy(x.digits + x.n, l->keys + l->tokens[j].at, n);
			x.n += n;
			if (x.n >= DIGITS_LEAST)
				add_number(k, owner, &x);
			n = ++j < l->n_tokens ? digits_of(l, j) : 0;
		}
	}
}
