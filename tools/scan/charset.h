/*
 * Texts in other encodings than UTF-8 as UTF-8: those of Japan (Shift_JIS,
 * EUC-JP, ISO-2022-JP; JIS X 0208 with what Windows adds) and ISO 8859-1.
 */
#ifndef SCAN_CHARSET_H
#define SCAN_CHARSET_H

#include <stddef.h>

#include "base/str.h"

struct arena;
struct charset_table;

enum charset {
	CHARSET_SJIS,
	CHARSET_EUC,
	CHARSET_ISO_2022,
	CHARSET_LATIN,
};

#define CHARSETS	4

/* Bytes of UTF-8 that n bytes give at most. */
#define CHARSET_ROOM(n)	((n) * 3)

/* What the codes of Japan mean; lives with perm. */
const struct charset_table *charset_open(struct arena *perm);

/*
 * Writes to out, which has CHARSET_ROOM(s.n), and returns how many bytes; 0
 * where nothing is in this encoding.  *faults becomes how many bytes mean
 * nothing in it: they part words.
 */
size_t charset_decode(const struct charset_table *t, enum charset c,
    struct str s, char *out, size_t *faults);

#endif
