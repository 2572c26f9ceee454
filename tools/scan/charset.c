#include "scan/charset.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/utf8.h"

/* Rows and cells of JIS X 0208, and of the rows that Windows adds. */
#define ROWS	120u
#define CELLS	94u

#define ESC	0x1b

/* Half width katakana: of Unicode, and its first byte of one. */
#define KATAKANA	0xff61u
#define KATAKANA_BYTE	0xa1u

struct charset_table {
	uint16_t chars[ROWS][CELLS];	/* 0: none */
};

/* A text being decoded. */
struct reader {
	const struct charset_table *t;
	struct str s;
	size_t at;
	bool is_wide;		/* ISO-2022-JP: two bytes a character */
};

static void
fill(uint16_t *row, struct str text)
{
	size_t i = 0, cell = 0;

	while (i < text.n) {
		uint32_t c = utf8_next(text, &i);

		ASSERT(cell < CELLS);
		row[cell++] = c == '?' ? 0 : (uint16_t)c;
	}
}

const struct charset_table *
charset_open(struct arena *perm)
{
	static const struct {
		unsigned row;
		struct str text;
	} rows[] = {
#define JIS_ROW(row, text)	{ row, STR_INIT(text) },
#include "scan/jis.def"
	};
	struct charset_table *t = arena_new(perm, struct charset_table);

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		fill(t->chars[rows[i].row - 1], rows[i].text);
	return t;
}

/* The character of a row and cell, both from 0 on; 0: none. */
static uint32_t
char_at(const struct reader *r, unsigned row, unsigned cell)
{
	return row < ROWS && cell < CELLS ? r->t->chars[row][cell] : 0;
}

static unsigned
byte_at(const struct reader *r, size_t at)
{
	return at < r->s.n ? (unsigned char)r->s.p[at] : 0;
}

static uint32_t
next_sjis(struct reader *r)
{
	unsigned a = byte_at(r, r->at), b = byte_at(r, r->at + 1);
	uint32_t c;

	r->at++;
	if (a < 0x80)
		return a;
	if (a >= KATAKANA_BYTE && a <= 0xdf)
		return KATAKANA + (a - KATAKANA_BYTE);
	if (a < 0x81 || a > 0xfc || a == 0xa0 || b < 0x40 || b == 0x7f ||
	    b > 0xfc)
		return 0;
	a = (a - (a < 0xa0 ? 0x81 : 0xc1)) * 2;
	if (b >= 0x9f)
		c = char_at(r, a + 1, b - 0x9f);
	else
		c = char_at(r, a, b - (b < 0x7f ? 0x40 : 0x41));
	r->at += c != 0;
	return c;
}

static uint32_t
next_euc(struct reader *r)
{
	unsigned a = byte_at(r, r->at), b = byte_at(r, r->at + 1);
	uint32_t c = 0;

	r->at++;
	if (a < 0x80)
		return a;
	if (a == 0x8e && b >= KATAKANA_BYTE && b <= 0xdf)
		c = KATAKANA + (b - KATAKANA_BYTE);
	else if (a > 0xa0 && b > 0xa0)
		c = char_at(r, a - 0xa1, b - 0xa1);
	r->at += c != 0;
	return c;
}

/* What an escape switches to; false: nothing that is known. */
static bool
shift(struct reader *r)
{
	static const struct {
		struct str escape;
		bool is_wide;
	} shifts[] = {
		{ STR_INIT("\x1b$@"), true },
		{ STR_INIT("\x1b$B"), true },
		{ STR_INIT("\x1b(B"), false },
		{ STR_INIT("\x1b(J"), false },
	};

	for (size_t i = 0; i < ARRAY_LEN(shifts); i++) {
		if (!str_starts(str_from(r->s, r->at), shifts[i].escape))
			continue;
		r->at += shifts[i].escape.n;
		r->is_wide = shifts[i].is_wide;
		return true;
	}
	return false;
}

static uint32_t
next_iso_2022(struct reader *r)
{
	unsigned a, b;
	uint32_t c;

	a = byte_at(r, r->at);
	b = byte_at(r, r->at + 1);
	r->at++;
	/* A line's end is ASCII, and so is what follows. */
	if (a == '\n' || a == '\r')
		r->is_wide = false;
	if (!r->is_wide)
		return a < 0x80 ? a : 0;
	c = a > 0x20 && b > 0x20 ? char_at(r, a - 0x21, b - 0x21) : 0;
	r->at += c != 0;
	return c;
}

static uint32_t
next(struct reader *r, enum charset c)
{
	switch (c) {
	case CHARSET_SJIS:
		return next_sjis(r);
	case CHARSET_EUC:
		return next_euc(r);
	case CHARSET_ISO_2022:
		return next_iso_2022(r);
	case CHARSET_LATIN:
		return byte_at(r, r->at++);
	}
	BUG("charset");
}

size_t
charset_decode(const struct charset_table *t, enum charset c, struct str s,
    char *out, size_t *faults)
{
	struct reader r = { .t = t, .s = s };
	size_t n = 0;

	*faults = 0;
	if (c == CHARSET_ISO_2022 && str_find(s, S("\x1b$"), 0) == SIZE_MAX)
		return 0;
	while (r.at < s.n) {
		uint32_t code;

		if (c == CHARSET_ISO_2022 && s.p[r.at] == ESC && shift(&r))
			continue;
		code = next(&r, c);
		*faults += code == 0;
		n += utf8_encode(code == 0 ? ' ' : code, out + n);
	}
	return n;
}
