/*
 * UTF-8: checking, decoding, widths on a terminal, normal forms.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

/*
 * Offset of the first byte that is not part of valid UTF-8 (overlong forms,
 * surrogates, above U+10FFFF, and NUL count as faults), or SIZE_MAX.
 */
size_t utf8_fault(struct str s);

/* Whether each byte is a character of ASCII. */
bool utf8_is_ascii(struct str s);

/*
 * Decode the character at s[*i] of valid UTF-8 and move *i past it.
 * *i must be below s.n.
 */
uint32_t utf8_next(struct str s, size_t *i);

/* Write c as 1..4 bytes to out; returns their number. */
size_t utf8_encode(uint32_t c, char out[4]);

/* Characters in valid UTF-8. */
size_t utf8_count(struct str s);

/* Columns that a terminal needs: wide East Asian characters count two. */
size_t utf8_width(struct str s);

/* NFC; s itself when it is already. */
struct str utf8_nfc(struct arena *a, struct str s);

/* NFKC: full and half width become one; s itself when all of it is ASCII. */
struct str utf8_nfkc(struct arena *a, struct str s);

/* NFKC with case folded: for comparing what people typed. */
struct str utf8_fold(struct arena *a, struct str s);

/* Code points that utf8_key() gives at most: U+FDFA has 18. */
#define UTF8_KEY_MAX	32

/*
 * What is left of one character when spelling does not count: its letters and
 * digits in NFKD with case folded, without accents, marks, punctuation and
 * spaces; voiced marks of kana stay.  Returns the number of code points; when
 * that is 0, *parts says whether the character parts words (a space does, an
 * accent or a soft hyphen does not).
 */
size_t utf8_key(uint32_t c, uint32_t out[UTF8_KEY_MAX], bool *parts);

/* Control characters other than tab and line feed, and bidi overrides. */
bool utf8_is_hostile(uint32_t c);

#endif
