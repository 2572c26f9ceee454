#include "fetch/fetch_look.h"

#include <zlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "fetch/fetch_look_impl.h"

/* Bytes that are unpacked at once. */
#define PIECE	((size_t)64 << 10)

/* A file, or what a gzip file holds. */
struct layer {
	enum fetch_shape shape;
	struct fetch_look_ends ends;
	struct fetch_look_json json;
	const char *why;	/* NULL: nothing is wrong so far */
};

struct fetch_look {
	struct arena *a;
	struct layer outer, inner;
	bool is_gzip;
	bool has_zlib;		/* z is to be ended */
	bool is_member_over;	/* a gzip member ended where we are */
	z_stream z;
	char *piece;
	struct digest *digest;	/* of what the file holds, or NULL */
};

static void
layer_begin(struct arena *a, struct layer *k, enum fetch_shape shape)
{
	*k = (struct layer){ .shape = shape };
	k->ends.head = arena_bytes(a, FETCH_LOOK_HEAD);
	k->ends.tail = arena_bytes(a, FETCH_LOOK_TAIL);
}

static void
layer_add(struct layer *k, struct str s)
{
	fetch_look_ends_add(&k->ends, s);
	if (k->shape == FETCH_JSON)
		fetch_look_json_add(&k->json, s, &k->why);
}

static void
layer_end(struct layer *k)
{
	const char *why = fetch_look_ends_fault(&k->ends, k->shape);

	/* "An HTML page" says more than "no JSON document". */
	if (why != NULL)
		k->why = why;
	if (k->shape == FETCH_JSON)
		fetch_look_json_end(&k->json, &k->why);
}

struct fetch_look *
fetch_look_begin(struct arena *a, struct str name, bool inner)
{
	struct fetch_look *l = arena_new(a, struct fetch_look);
	enum fetch_shape shape = fetch_name_shape(name);

	l->a = a;
	l->is_gzip = shape == FETCH_GZIP || shape == FETCH_TGZ;
	layer_begin(a, &l->outer, shape);
	if (!l->is_gzip)
		return l;
	layer_begin(a, &l->inner, fetch_name_inner(name));
	l->piece = arena_bytes(a, PIECE);
	/* 16: a gzip header and trailer, whose checksum zlib compares. */
	if (inflateInit2(&l->z, 16 + MAX_WBITS) != Z_OK)
		die_env(0, "zlib cannot be started");
	l->has_zlib = true;
	if (inner)
		l->digest = digest_begin(DIGEST_SHA256);
	return l;
}

/* What zlib just unpacked. */
static void
take_piece(struct fetch_look *l)
{
	struct str s = { l->piece, PIECE - l->z.avail_out };

	layer_add(&l->inner, s);
	if (l->digest != NULL)
		digest_add(l->digest, s);
	if (l->inner.ends.size > LIMIT_FETCH_UNPACKED)
		l->outer.why = "gzip data that hold too much";
}

/* Members may follow one another (RFC 1952, 2.2). */
static void
unpack(struct fetch_look *l, struct str s)
{
	l->z.next_in = (Bytef *)(uintptr_t)s.p;
	l->z.avail_in = (uInt)s.n;
	while (l->outer.why == NULL &&
	    (l->z.avail_in > 0 || l->z.avail_out == 0)) {
		int r;

		if (l->is_member_over) {
			if (l->z.avail_in == 0)
				return;
			if (inflateReset(&l->z) != Z_OK)
				die_env(0, "zlib cannot be started");
			l->is_member_over = false;
		}
		l->z.next_out = (Bytef *)l->piece;
		l->z.avail_out = (uInt)PIECE;
		r = inflate(&l->z, Z_NO_FLUSH);
		take_piece(l);
		if (r == Z_STREAM_END)
			l->is_member_over = true;
		else if (r == Z_BUF_ERROR)
			return;
		else if (r != Z_OK)
			l->outer.why = "no whole gzip data";
	}
}

bool
fetch_look_add(struct fetch_look *l, struct str bytes)
{
	layer_add(&l->outer, bytes);
	while (l->is_gzip && bytes.n > 0 && l->outer.why == NULL) {
		unpack(l, str_sub(bytes, 0, PIECE));
		bytes = str_from(bytes, bytes.n < PIECE ? bytes.n : PIECE);
	}
	return l->outer.why == NULL && l->inner.why == NULL;
}

bool
fetch_look_end(struct fetch_look *l, struct str *why, struct str *sha256)
{
	uint8_t bytes[DIGEST_BYTES_MAX];
	struct layer *k = &l->outer;

	*why = *sha256 = S("");
	layer_end(k);
	if (l->has_zlib) {
		(void)inflateEnd(&l->z);
		if (k->why == NULL && !l->is_member_over)
			k->why = "gzip data that break off";
	}
	if (l->digest != NULL)
		*sha256 = digest_hex_of(l->a, bytes,
		    digest_end(l->digest, bytes));
	if (l->is_gzip && k->why == NULL) {
		k = &l->inner;
		layer_end(k);
	}
	if (k->why != NULL)
		*why = str_fmt(l->a, "%s instead of %s%s", k->why,
		    k == &l->inner ? "gzip data of " : "",
		    fetch_name_title(k->shape));
	return k->why == NULL;
}
