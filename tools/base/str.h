/*
 * Counted strings: a pointer and a length over bytes that somebody else owns.
 *
 * Text that came from outside has been checked before it becomes a str that
 * lives long: valid UTF-8 without NUL.  A str is not terminated; S("literal")
 * makes one from a literal.  Not for building text: that is base/buf.h.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

struct arena;

struct str {
	const char *p;	/* first byte; may be NULL when n is 0 */
	size_t n;	/* bytes */
};

#define S(lit)		((struct str){ (lit), sizeof(lit) - 1 })
#define STR_INIT(lit)	{ (lit), sizeof(lit) - 1 }	/* static tables */

/* The two arguments of a %.*s conversion. */
#define STR_ARG(s)	(int)(s).n, ((s).p != NULL ? (s).p : "")

/* A str over a terminated string; NULL gives the empty str. */
struct str str_z(const char *z);

bool str_eq(struct str a, struct str b);
bool str_eq_z(struct str a, const char *z);

/* Equal when ASCII letters are compared without case. */
bool str_eq_nocase(struct str a, struct str b);

/* Order by bytes, then by length: <0, 0, >0.  The order of all outputs. */
int str_cmp(struct str a, struct str b);

/* str_cmp for qsort over struct str. */
int str_cmp_qsort(const void *a, const void *b);

bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);

/* Offset of the first needle or byte at or after from, or SIZE_MAX. */
size_t str_find(struct str s, struct str needle, size_t from);
size_t str_find_byte(struct str s, char c, size_t from);

/* How many bytes at the beginning are so; and whether all are, and any is. */
size_t str_run(struct str s, bool (*is)(char c));
bool str_is_all(struct str s, bool (*is)(char c));

/* Whether s is one of words that spaces part, ASCII letters without case. */
bool str_is_word_of(struct str words, struct str s);

/* Bytes from..from+n, both clipped to s. */
struct str str_sub(struct str s, size_t from, size_t n);
struct str str_from(struct str s, size_t from);

/* Without blanks, tabs and line ends at both ends. */
struct str str_trim(struct str s);

/*
 * Cut off the text before the first sep: *head gets it, *rest what follows the
 * separator.  Without a separator *head is all, *rest empty; returns whether a
 * separator was there.
 */
bool str_cut(struct str s, char sep, struct str *head, struct str *rest);

/* What follows the last slash. */
struct str str_base_name(struct str path);

/* Copies into an arena. */
struct str str_dup(struct arena *a, struct str s);
struct str str_lower(struct arena *a, struct str s);	/* ASCII only */
struct str str_unix(struct arena *a, struct str s);	/* CR LF as LF */
struct str str_cat(struct arena *a, struct str x, struct str y);
const char *str_to_z(struct arena *a, struct str s);
struct str str_fmt(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
struct str str_vfmt(struct arena *a, const char *fmt, va_list ap)
    PRINTF_LIKE(2, 0);

/* A 64-bit hash, the same on every machine; order must never depend on it. */
uint64_t str_hash(struct str s);

/*
 * The word of words[n] that a hand most likely meant by s, or the empty str
 * when none is near.  Damerau-Levenshtein within a third of the length.
 */
struct str str_nearest(struct str s, const struct str *words, size_t n);

#endif
