/*
 * Characters of text of which nobody says how it was escaped: each call gives
 * the next one, whatever form it has.  Not for text that has a known form, and
 * not for showing: where forms contradict each other the guess is what a search
 * for words needs.
 *
 * Known: JSON and script (\uXXXX with pairs, \xXX, \n ...), HTML and XML
 * references (numbers, those of markup, letters with accents), percent-encoding
 * and quoted-printable (of the latter what is not ASCII, and soft line ends:
 * "=20" may as well be a year in a query).  Each inside each, to
 * LIMIT_SCAN_DEPTH.  Not known: base64, compression, other encodings than
 * UTF-8.
 */
#ifndef SCAN_DECODE_H
#define SCAN_DECODE_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define DECODE_BAD	0xfffdu	/* no UTF-8 */
#define DECODE_NOTHING	0xadu	/* a soft line end: joins what it parts */

/* The character at s[*at], no escapes known; moves *at past it, at least by
 * one.  *at must be below s.n. */
uint32_t decode_raw(struct str s, size_t *at);

/* The same with escapes in up to depth layers. */
uint32_t decode_next(struct str s, size_t *at, unsigned depth);

#endif
