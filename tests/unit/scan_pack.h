/*
 * Packages for tests of the leak scan: base64, UTF-16, compressed texts.
 */
#ifndef UNIT_SCAN_PACK_H
#define UNIT_SCAN_PACK_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <check.h>
/* Its input is const. */
#define ZLIB_CONST
#include <zlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/str.h"
#include "base/utf8.h"

#define PACK_STANDARD	"+/"
#define PACK_URL	"-_"

/* columns 0: one line. */
static inline struct str
pack_base64(struct arena *a, struct str s, const char *marks, size_t columns,
    struct str end)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz0123456789";
	char *p = arena_bytes(a, s.n * 4 + 8);
	size_t n = 0, column = 0;

	for (size_t i = 0; i < s.n; i += 3) {
		uint32_t v = 0;

		for (size_t j = 0; j < 3; j++)
			v = v << 8 |
			    (i + j < s.n ? (unsigned char)s.p[i + j] : 0u);
		for (size_t j = 0; j < 4; j++) {
			unsigned x = v >> (18 - 6 * j) & 63;

			if (columns > 0 && column == columns) {
				memcpy(p + n, end.p, end.n);
				n += end.n;
				column = 0;
			}
			p[n++] = i + j > s.n ? '=' :
			    x < 62           ? letters[x] :
					       marks[x - 62];
			column++;
		}
	}
	return (struct str){ p, n };
}

static inline struct str
pack_wide(struct arena *a, struct str s, bool big)
{
	char *p = arena_bytes(a, s.n * 2 + 2);
	size_t n = 0;

	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

		ck_assert_uint_lt(c, 0x10000);
		p[n++] = (char)(big ? c >> 8 : c & 0xff);
		p[n++] = (char)(big ? c & 0xff : c >> 8);
	}
	return (struct str){ p, n };
}

/* Deflated: with zlib's head, without any, or with that of gzip. */
static inline struct str
pack_deflate(struct arena *a, struct str s, int window)
{
	z_stream z = { 0 };
	size_t room = s.n + 1024;
	char *p = arena_bytes(a, room);

	ck_assert_int_eq(deflateInit2(&z, 9, Z_DEFLATED, window, 8,
			     Z_DEFAULT_STRATEGY),
	    Z_OK);
	z.next_in = (const unsigned char *)s.p;
	z.avail_in = (uInt)s.n;
	z.next_out = (unsigned char *)p;
	z.avail_out = (uInt)room;
	ck_assert_int_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
	room -= z.avail_out;
	deflateEnd(&z);
	return (struct str){ p, room };
}

enum package {
	PACK_ZTXT,
	PACK_ITXT,
	PACK_ICCP,
	PACK_GZIP,
	PACK_ZIP,
	PACK_PDF,
};

#define PACKAGES	6

static inline struct str
pack_png(struct arena *a, const char *type, struct str head, struct str data)
{
	size_t n = head.n + data.n;
	char length[4] = { (char)(n >> 24 & 0xff), (char)(n >> 16 & 0xff),
		(char)(n >> 8 & 0xff), (char)(n & 0xff) };
	struct str s = str_cat(a, S("\x89PNG\r\n\x1a\n"),
	    (struct str){ length, 4 });

	s = str_cat(a, str_cat(a, s, str_z(type)), str_cat(a, head, data));
	return str_cat(a, s, S("\1\2\3\4\0\0\0\0IEND\1\2\3\4"));
}

static inline struct str
pack_file(struct arena *a, enum package kind, struct str s)
{
	struct str z = pack_deflate(a, s, 15);

	switch (kind) {
	case PACK_ZTXT:
		return pack_png(a, "zTXt", S("Comment\0\0"), z);
	case PACK_ITXT:
		return pack_png(a, "iTXt", S("Comment\0\1\0ja\0\0"), z);
	case PACK_ICCP:
		return pack_png(a, "iCCP", S("profile\0\0"), z);
	case PACK_GZIP:
		return pack_deflate(a, s, 31);
	case PACK_ZIP:
		return str_cat(a,
		    S("PK\3\4\24\0\0\0\10\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
		      "\5\0\0\0a.xml"),
		    pack_deflate(a, s, -15));
	case PACK_PDF:
		return str_cat(a, S("%PDF-1.4\n1 0 obj <<>>\nstream\r\n"), z);
	}
	ck_abort_msg("package");
	return s;
}

#endif
