#include "scan/unpack.h"

#include <stdint.h>
#include <string.h>

/* Its input is const. */
#define ZLIB_CONST
#include <zlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"

/* zlib's windows: with its own header, without any, with that of gzip. */
#define WINDOW_ZLIB	15
#define WINDOW_RAW	(-15)
#define WINDOW_GZIP	31

/* Bytes of a chunk's length and type; and of what follows it. */
#define CHUNK_HEAD	8u
#define CHUNK_TAIL	4u

/* Bytes of a member's head in a zip archive. */
#define MEMBER_HEAD	30u
#define MEMBER_DEFLATED	8u

/* Bytes of a block of a tar archive; places in a member's head. */
#define BLOCK		512u
#define TAR_SIZE	124u
#define TAR_SIZE_BYTES	12u
#define TAR_MAGIC	257u

#define PNG	S("\x89PNG\r\n\x1a\n")
#define GZIP	S("\x1f\x8b\x08")
#define ZIP	S("PK\x03\x04")
#define PDF	S("%PDF-")

/* What is compressed in ways that cannot be read here. */
static bool
is_closed(struct str text)
{
	static const struct str heads[] = {
		STR_INIT("\xfd"
			 "7zXZ\0"),
		STR_INIT("7z\xbc\xaf'\x1c"), STR_INIT("Rar!\x1a\x07"),
		STR_INIT("\x28\xb5\x2f\xfd"),	/* zstd */
	};

	for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
		if (str_starts(text, heads[i]))
			return true;
	}
	/* bzip2: a digit stands between. */
	return str_starts(text, S("BZh")) &&
	    str_starts(str_from(text, 4), S("1AY&SY"));
}

static bool
is_tar(struct str text)
{
	return text.n >= BLOCK &&
	    str_eq(str_sub(text, TAR_MAGIC, 5), S("ustar"));
}

bool
unpack_knows(struct str text)
{
	return str_starts(text, PNG) || str_starts(text, GZIP) ||
	    str_starts(text, ZIP) || str_starts(text, PDF) || is_tar(text) ||
	    is_closed(text);
}

void
unpack_begin(struct unpack *u, struct arena *a, struct str text)
{
	*u = (struct unpack){ .a = a, .text = text, .is_whole = true };
	if (str_starts(text, PNG))
		u->at = PNG.n;
}

static uint32_t
number(struct str s, size_t at, size_t n, bool big)
{
	uint32_t v = 0;

	for (size_t i = 0; i < n; i++)
		v = v << 8 | (unsigned char)s.p[big ? at + i : at + n - 1 - i];
	return v;
}

/* Room for more; false when enough was given of one file. */
static bool
more_room(struct unpack *u, z_stream *z, struct str *out, size_t *cap)
{
	size_t left = LIMIT_SCAN_UNPACKED - u->total - out->n;
	size_t grown = *cap == 0 ? 16u << 10 : *cap * 2;
	char *p;

	if (grown - *cap > left)
		grown = *cap + left;
	if (grown == *cap)
		return false;
	p = arena_bytes(u->a, grown);
	if (out->n > 0)
		memcpy(p, out->p, out->n);
	out->p = p;
	z->next_out = (unsigned char *)p + out->n;
	z->avail_out = (uInt)(grown - out->n);
	*cap = grown;
	return true;
}

/*
 * What s begins with, inflated; *used becomes how many bytes it took.  What was
 * read before a fault is given too.
 */
static struct str
inflated(struct unpack *u, struct str s, int window, size_t *used)
{
	z_stream z = { 0 };
	struct str out = { 0 };
	size_t cap = 0;
	int status;

	*used = 0;
	if (inflateInit2(&z, window) != Z_OK) {
		u->is_whole = false;
		return out;
	}
	z.next_in = (const unsigned char *)s.p;
	z.avail_in = (uInt)s.n;
	do {
		if (z.avail_out == 0 && !more_room(u, &z, &out, &cap)) {
			status = Z_MEM_ERROR;
			break;
		}
		status = inflate(&z, Z_NO_FLUSH);
		out.n = cap - z.avail_out;
	} while (status == Z_OK);
	*used = s.n - z.avail_in;
	u->is_whole = u->is_whole && status == Z_STREAM_END;
	u->total += out.n;
	(void)inflateEnd(&z);
	return out;
}

/* The place after the next zero in s, from at on; s.n when there is none. */
static size_t
after_zero(struct str s, size_t at)
{
	size_t zero = str_find_byte(s, '\0', at);

	return zero < s.n ? zero + 1 : s.n;
}

/* Where the compressed part of a chunk begins; its end when it has none. */
static size_t
packed_part(struct str type, struct str data)
{
	size_t at = after_zero(data, 0);

	if (str_eq(type, S("zTXt")) || str_eq(type, S("iCCP")))
		return at + 1;
	if (!str_eq(type, S("iTXt")) || at >= data.n || data.p[at] == '\0')
		return data.n;
	/* Flag, method; language; translated keyword. */
	return after_zero(data, after_zero(data, at + 2));
}

static bool
next_chunk(struct unpack *u, struct str *out, size_t *off)
{
	while (u->at + CHUNK_HEAD <= u->text.n) {
		size_t n = number(u->text, u->at, 4, true), from, used;
		struct str type = str_sub(u->text, u->at + 4, 4);
		struct str data = str_sub(u->text, u->at + CHUNK_HEAD, n);

		*off = u->at + CHUNK_HEAD;
		u->at = *off + data.n + CHUNK_TAIL;
		from = packed_part(type, data);
		if (from >= data.n)
			continue;
		*out = inflated(u, str_from(data, from), WINDOW_ZLIB, &used);
		return true;
	}
	return false;
}

static bool
next_gzip(struct unpack *u, struct str *out, size_t *off)
{
	size_t used;

	if (!str_starts(str_from(u->text, u->at), GZIP))
		return false;
	*off = u->at;
	*out = inflated(u, str_from(u->text, u->at), WINDOW_GZIP, &used);
	u->at = used > 0 ? u->at + used : u->text.n;
	return true;
}

static bool
next_member(struct unpack *u, struct str *out, size_t *off)
{
	size_t at, used;

	while ((at = str_find(u->text, ZIP, u->at)) != SIZE_MAX &&
	    at + MEMBER_HEAD <= u->text.n) {
		uint32_t method = number(u->text, at + 8, 2, false);
		size_t skip = MEMBER_HEAD +
		    number(u->text, at + 26, 2, false) +
		    number(u->text, at + 28, 2, false);

		*off = at;
		u->at = at + ZIP.n;
		if (method == 0) {
			/* What is stored as it is was read with the file. */
			*out = str_sub(u->text, at + skip,
			    number(u->text, at + 18, 4, false));
			if (unpack_knows(*out))
				return true;
			continue;
		}
		if (at + skip > u->text.n || method != MEMBER_DEFLATED) {
			u->is_whole = false;
			continue;
		}
		*out = inflated(u, str_from(u->text, at + skip), WINDOW_RAW,
		    &used);
		u->at = at + skip + used;
		return true;
	}
	return false;
}

/* Streams of other filters than deflate, as of pictures, are passed over. */
static bool
next_stream(struct unpack *u, struct str *out, size_t *off)
{
	size_t at, used;

	while ((at = str_find(u->text, S("stream"), u->at)) != SIZE_MAX) {
		struct str rest = str_from(u->text, at + 6);
		bool was_whole = u->is_whole;

		u->at = at + 6;
		rest = str_from(rest, str_starts(rest, S("\r")) ? 1 : 0);
		if (!str_starts(rest, S("\nx")))
			continue;
		*off = at;
		*out = inflated(u, str_from(rest, 1), WINDOW_ZLIB, &used);
		u->at = u->text.n - rest.n + 1 + used;
		if (out->n == 0)
			u->is_whole = was_whole;
		return true;
	}
	return false;
}

/* A member's size, in octal digits; false when it is written otherwise. */
static bool
read_size(struct str head, size_t *size)
{
	struct str digits = str_sub(head, TAR_SIZE, TAR_SIZE_BYTES);

	*size = 0;
	for (size_t i = 0; i < digits.n; i++) {
		char c = digits.p[i];

		if (c == ' ' || c == '\0')
			continue;
		if (c < '0' || c > '7')
			return false;
		*size = *size * 8 + (size_t)(c - '0');
	}
	return true;
}

/* Members that are packed themselves; others were read with the file. */
static bool
next_tar(struct unpack *u, struct str *out, size_t *off)
{
	while (u->text.n - u->at >= BLOCK && u->text.p[u->at] != '\0') {
		struct str head = str_sub(u->text, u->at, BLOCK);
		size_t size;

		*off = u->at;
		u->at += BLOCK;
		if (!is_tar(head) || !read_size(head, &size)) {
			u->is_whole = false;
			return false;
		}
		*out = str_sub(u->text, u->at, size);
		u->at += out->n;
		u->at += (BLOCK - out->n % BLOCK) % BLOCK;
		if (u->at > u->text.n)
			u->at = u->text.n;
		if (unpack_knows(*out))
			return true;
	}
	return false;
}

bool
unpack_next(struct unpack *u, struct str *out, size_t *off)
{
	if (str_starts(u->text, PNG))
		return next_chunk(u, out, off);
	if (str_starts(u->text, GZIP))
		return next_gzip(u, out, off);
	if (str_starts(u->text, ZIP))
		return next_member(u, out, off);
	if (is_tar(u->text))
		return next_tar(u, out, off);
	if (is_closed(u->text))
		u->is_whole = false;
	return str_starts(u->text, PDF) && next_stream(u, out, off);
}
