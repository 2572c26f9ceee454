/*
 * Search for many terms at once, in whatever form they stand (scan/fold.h).
 * What a term is, and of whom it is kept, is the caller's matter.
 *
 * A term is folded text that begins and ends with whole words.  One below
 * SCAN_SHORT bytes must stand with the same words parted, as "Kim M." is not
 * "kimm", but letters and digits that it parts may be joined; of longer ones,
 * and between characters of Japanese, what parts them does not count, but
 * digits that the term has together must not be parted.  Where a line is or may
 * be folded (FOLD_BROKEN) either counts.
 */
#ifndef SCAN_SCAN_H
#define SCAN_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct fold;
struct fold_lane;
struct scan;

/* Bytes of a folded term: fewer are no term; fewer count their gaps. */
#define SCAN_LEAST	4
#define SCAN_SHORT	8

struct scan_term {
	struct str key;		/* folded; lives as long as the scan */
	uint32_t gaps;		/* bit i: a gap before byte i, below 32 */
	uint32_t owner;		/* the caller's: what it is a term of */
};

/* A term in a text. */
struct scan_hit {
	size_t term;		/* index: scan_term() */
	size_t off;		/* of the text, in bytes */
	size_t len;
};

struct scan *scan_open(struct arena *perm);

/* Terms from SCAN_LEAST to LIMIT_SCAN_TERM bytes; others are left out.  Of
 * equal ones that of the least owner stays. */
void scan_add(struct scan *s, struct scan_term t);

/* The term that tokens from..end-1 of a lane are, its key in the lane. */
struct scan_term scan_cut(const struct fold_lane *l, size_t from, size_t end);

/* After the last term, and again after scan_drop(): no more can be added. */
void scan_ready(struct scan *s);

size_t scan_len(const struct scan *s);
const struct scan_term *scan_term(const struct scan *s, size_t i);

/* Leave out a term; scan_ready() must follow before the next search. */
void scan_drop(struct scan *s, size_t i);

/*
 * Search a text of at most LIMIT_SCAN_FILE bytes, any bytes.  Calls found for
 * each place of each term, markup after text within a window.
 *
 *   f	memory of this thread
 */
void scan_run(const struct scan *s, struct fold *f, struct str text,
    void (*found)(void *ctx, const struct scan_hit *hit), void *ctx);

/* The same in a text that is as it is written: no escapes, no markup. */
void scan_run_plain(const struct scan *s, struct fold *f, struct str text,
    void (*found)(void *ctx, const struct scan_hit *hit), void *ctx);

#endif
