/*
 * Bytes, numbers and words as orders of versions read them.  Private to
 * version/.
 */
#ifndef VERSION_ORDER_TEXT_H
#define VERSION_ORDER_TEXT_H

#include <stdbool.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"

static inline bool
order_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Of ASCII alone. */
static inline bool
order_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline char
order_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static inline int
order_sign(int n)
{
	return (n > 0) - (n < 0);
}

/* The byte at i, or NUL behind the end. */
static inline char
order_at(struct str s, size_t i)
{
	return i < s.n ? s.p[i] : '\0';
}

/* What is left behind n bytes; n is at most s.n. */
static inline struct str
order_skip(struct str s, size_t n)
{
	return n == 0 ? s : (struct str){ s.p + n, s.n - n };
}

/* Bytes at the start that are digits. */
static inline size_t
order_digits(struct str s)
{
	size_t n = 0;

	while (n < s.n && order_is_digit(s.p[n]))
		n++;
	return n;
}

/* Bytes at the start that are letters of ASCII. */
size_t order_letters(struct str s);

/* Cut n bytes off the front of *s. */
static inline struct str
order_take(struct str *s, size_t n)
{
	struct str head = { s->p, n };

	*s = order_skip(*s, n);
	return head;
}

/* -1, 0, 1 by bytes, then by length. */
static inline int
order_bytes(struct str x, struct str y)
{
	size_t n = x.n < y.n ? x.n : y.n;
	int cmp = n == 0 ? 0 : memcmp(x.p, y.p, n);

	return cmp != 0 ? order_sign(cmp) : (x.n > y.n) - (x.n < y.n);
}

/* Digits of any length as numbers; none are zero. */
static inline int
order_numbers(struct str x, struct str y)
{
	while (x.n > 0 && x.p[0] == '0')
		x = order_skip(x, 1);
	while (y.n > 0 && y.p[0] == '0')
		y = order_skip(y, 1);
	if (x.n != y.n)
		return x.n < y.n ? -1 : 1;
	return order_bytes(x, y);
}

/* Whether digits are zeros only. */
bool order_is_zero(struct str digits);
/* By bytes without case of ASCII, then by length. */
int order_text_nocase(struct str x, struct str y);

/*
 * Identifiers between dots as SemVer 2.0.0 section 11 orders them: numbers by
 * value and below words, words by bytes (or without case), fewer come first.
 */
int order_text_dotted(struct str x, struct str y,
    int (*words)(struct str x, struct str y));

/* Numbers with anything between them, one by one; fewer come first. */
int order_text_integers(struct str x, struct str y);
/* Whether there are numbers only, with one of the separators between two. */
bool order_text_is_integers(struct str s, struct str separators);

/* Both without blanks at their ends, as all orders but the bytewise want. */
void order_text_trim(struct str *x, struct str *y);

#endif
