#include "scan/deep.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "scan/base64.h"
#include "scan/charset.h"
#include "scan/decode.h"
#include "scan/fold.h"
#include "scan/hex.h"
#include "scan/quoted.h"
#include "scan/scan.h"
#include "scan/unpack.h"
#include "scan/wide.h"

/* Of noise, one piece in millions has so many bytes of text together. */
#define SURE_BYTES	16

/* Nothing that was compressed is told in fewer letters of base64. */
#define PACKED_LETTERS	48

struct deep {
	struct arena *tmp;	/* what is unpacked */
	struct fold *fold;
	const struct charset_table *charsets;
};

/* One search. */
struct run {
	const struct scan *s;
	struct deep *d;
	void (*found)(void *ctx, const struct scan_hit *hit);
	void *ctx;
	size_t unpacked;	/* bytes, of LIMIT_SCAN_UNPACKED */
	bool is_whole;
};

/* A search within a package, whose place its hits get. */
struct within {
	const struct run *r;
	size_t off, len;	/* the place; len 0: where the hit is */
	size_t least;		/* bytes of a term */
	bool is_wide;		/* and DEEP_WIDE characters */
	struct str quoted;	/* what was decoded, at off, or nothing */
};

static void look(struct run *r, struct str text, const struct within *at,
    unsigned depth);

struct deep *
deep_open(struct arena *perm, const struct fold_table *t)
{
	struct deep *d = arena_new(perm, struct deep);

	d->tmp = arena_open_in(perm);
	d->fold = fold_open(perm, t);
	d->charsets = charset_open(perm);
	return d;
}

static bool
is_noise(const struct within *w, struct str key)
{
	size_t chars = 0;

	for (size_t i = 0; i < key.n; i++)
		chars += ((unsigned char)key.p[i] & 0xc0) != 0x80;
	return key.n < w->least || (w->is_wide && chars < DEEP_WIDE);
}

static void
pass_on(void *ctx, const struct scan_hit *hit)
{
	const struct within *w = ctx;
	struct scan_hit h = *hit;

	if (is_noise(w, scan_term(w->r->s, hit->term)->key))
		return;
	if (w->len > 0) {
		h.off = w->off;
		h.len = w->len;
	} else if (w->quoted.n > 0) {
		size_t end = quoted_place(w->quoted, hit->off + hit->len);

		h.off = quoted_place(w->quoted, hit->off);
		h.len = end - h.off;
		h.off += w->off;
	}
	w->r->found(w->r->ctx, &h);
}

/* A place within a place is that of the outer one. */
static struct within
inside(const struct within *outer, size_t off, size_t len, size_t least)
{
	struct within w = { outer->r, off, len, least, outer->is_wide, { 0 } };

	if (outer->len > 0) {
		w.off = outer->off;
		w.len = outer->len;
	}
	if (w.least < outer->least)
		w.least = outer->least;
	return w;
}

static void
look_quoted(struct run *r, struct str text, const struct within *at)
{
	struct str piece;
	size_t i = 0;

	while (quoted_next(text, &i, &piece)) {
		struct scratch tmp = scratch_begin(r->d->tmp);
		char *p = arena_bytes(tmp.a, piece.n);
		struct within w = *at;

		w.quoted = piece;
		w.off = w.len > 0 ? w.off : (size_t)(piece.p - text.p);
		scan_run(r->s, r->d->fold,
		    (struct str){ p, quoted_decode(piece, p) }, pass_on, &w);
		scratch_end(tmp);
	}
}

/* Bytes as a text; returns whether they are none. */
static bool
look_text(struct run *r, struct str text, const struct within *at)
{
	struct within w = *at;
	bool is_binary;

	scan_run(r->s, r->d->fold, text, pass_on, &w);
	is_binary = r->d->fold->is_binary;
	if (r->d->fold->has_quoted)
		look_quoted(r, text, at);
	return is_binary;
}

static void
look_wide(struct run *r, struct str text, const struct within *at)
{
	struct scratch tmp = scratch_begin(r->d->tmp);
	char *p = arena_bytes(tmp.a, WIDE_ROOM(text.n));

	for (unsigned i = 0; i < WIDE_FORMS; i++) {
		struct within w = inside(at, 0, text.n, 0);
		size_t n = wide_decode(text, i, p);

		w.is_wide = true;
		(void)look_text(r, (struct str){ p, n }, &w);
	}
	scratch_end(tmp);
}

/*
 * Texts of other encodings.  Where each byte means something in one of Japan,
 * the text is in it; else noise may be.  In ISO 8859-1 each byte does.
 */
static void
look_charsets(struct run *r, struct str text, const struct within *at)
{
	struct scratch tmp = scratch_begin(r->d->tmp);
	char *p = arena_bytes(tmp.a, CHARSET_ROOM(text.n));

	for (int i = 0; i < CHARSETS; i++) {
		size_t faults, n;
		struct within w;

		n = charset_decode(r->d->charsets, (enum charset)i, text, p,
		    &faults);
		w = inside(at, 0, text.n,
		    i == (int)CHARSET_LATIN ? DEEP_SHORT : 0);
		w.is_wide = faults > 0;
		(void)look_text(r, (struct str){ p, n }, &w);
	}
	scratch_end(tmp);
}

/* Bytes of the character at s[i] when it is one of text, else 0. */
static size_t
text_bytes(struct str s, size_t i)
{
	unsigned char c = (unsigned char)s.p[i];
	size_t at = i;

	if (c < 0x80)
		return c >= ' ' || c == '\t' || c == '\n' || c == '\r' ||
			/* UTF-16 of ASCII */
			(c == 0 && i > 0 && s.p[i - 1] > ' ') ?
		    1 :
		    0;
	return decode_raw(s, &at) == DECODE_BAD ? 0 : at - i;
}

/* The pieces of decoded bytes that are text. */
static void
look_pieces(struct run *r, struct str bytes, const struct within *at)
{
	for (size_t i = 0; i < bytes.n; i++) {
		size_t from = i, n;
		struct within w = *at;

		while (i < bytes.n && (n = text_bytes(bytes, i)) > 0)
			i += n;
		if (i - from < BASE64_BYTES)
			continue;
		if (i - from < SURE_BYTES && w.least < DEEP_SHORT)
			w.least = DEEP_SHORT;
		(void)look_text(r, str_sub(bytes, from, i - from), &w);
	}
}

/* Digits are letters of base64 as well: each run of those may have some. */
static void
look_hex(struct run *r, struct str text, const struct within *at)
{
	struct str run;
	size_t i = 0;

	while (hex_next(text, &i, &run)) {
		struct within w = inside(at, 0, 0, DEEP_SHORT);
		struct scratch tmp = scratch_begin(r->d->tmp);
		char *p = arena_bytes(tmp.a, run.n / 2 + 1);

		/* Of an odd number the first may belong elsewhere. */
		for (size_t start = 0; start <= run.n % 2; start++) {
			struct str bytes = { p, 0 };

			if (hex_decode(run, start, p, &bytes.n))
				look_pieces(r, bytes, &w);
		}
		scratch_end(tmp);
	}
}

static void
look_base64(struct run *r, struct str text, const struct within *at,
    unsigned depth)
{
	struct base64_run run;
	size_t i = 0;

	while (base64_next(text, &i, &run)) {
		struct within w = inside(at, i - run.text.n, run.text.n, 0);
		struct scratch tmp = scratch_begin(r->d->tmp);
		char *p = arena_bytes(tmp.a, BASE64_ROOM(run.text.n));
		struct str bytes = { p, 0 };

		for (size_t start = 0; start < BASE64_STARTS; start++) {
			bool has_text;

			if ((run.starts >> start & 1) == 0)
				continue;
			has_text = base64_decode(run.text, start, p, &bytes.n);
			if (run.text.n >= PACKED_LETTERS && depth > 0 &&
			    unpack_knows(bytes))
				look(r, bytes, &w, depth - 1);
			else if (has_text)
				look_pieces(r, bytes, &w);
		}
		look_hex(r, run.text, &w);
		scratch_end(tmp);
	}
}

static void
look_packed(struct run *r, struct str text, const struct within *at,
    unsigned depth)
{
	struct scratch tmp = scratch_begin(r->d->tmp);
	struct unpack u;
	struct str out;
	size_t off;

	unpack_begin(&u, tmp.a, text);
	u.total = r->unpacked;
	while (unpack_next(&u, &out, &off)) {
		struct within w = inside(at, off, 1, 0);

		r->unpacked = u.total;
		look(r, out, &w, depth - 1);
		u.total = r->unpacked;
	}
	r->is_whole = r->is_whole && u.is_whole;
	scratch_end(tmp);
}

static void
look(struct run *r, struct str text, const struct within *at, unsigned depth)
{
	if (look_text(r, text, at)) {
		look_wide(r, text, at);
		look_charsets(r, text, at);
	}
	look_base64(r, text, at, depth);
	if (!unpack_knows(text))
		return;
	if (depth > 0)
		look_packed(r, text, at, depth);
	else
		r->is_whole = false;
}

bool
deep_run(const struct scan *s, struct deep *d, struct str text,
    void (*found)(void *ctx, const struct scan_hit *hit), void *ctx)
{
	struct run r = { s, d, found, ctx, 0, true };
	struct within w = { .r = &r };

	if (scan_len(s) > 0)
		look(&r, text, &w, LIMIT_SCAN_PACKED);
	return r.is_whole;
}
