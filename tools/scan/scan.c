#include "scan/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "scan/fold.h"

#define NONE	UINT32_MAX

/* Bits of a term's gaps. */
#define GAPS	32u

/* What two bytes can be. */
#define FIRSTS	0x10000u

/* Terms are told apart by their first 4, 8 or 16 bytes. */
enum tier {
	TIER_4,
	TIER_8,
	TIER_16,
	TIERS,
};

struct entry {
	struct scan_term t;
	uint32_t shorter;	/* the longest other that this begins with */
	bool is_dropped;
};

struct scan {
	struct arena *perm;
	struct entry *v;	/* once ready: by key, each once */
	size_t n;
	size_t cap;
	uint64_t *filter;	/* three bits of one word a beginning */
	unsigned shift;		/* of a hash, to the filter's word */
	uint64_t firsts[FIRSTS / 64];	/* two bytes that a term begins with */
	bool has[TIERS];
	bool is_ready;
};

/* The text around a token that is looked at. */
struct place {
	const struct fold_lane *lane;
	size_t token;
	struct str rest;	/* keys from the token on */
	struct str text;	/* all of it, raw */
	void (*found)(void *ctx, const struct scan_hit *hit);
	void *ctx;
};

struct scan *
scan_open(struct arena *perm)
{
	struct scan *s = arena_new(perm, struct scan);

	s->perm = perm;
	return s;
}

void
scan_add(struct scan *s, struct scan_term t)
{
	ASSERT(!s->is_ready);
	if (t.key.n < SCAN_LEAST || t.key.n > LIMIT_SCAN_TERM || s->n >= NONE)
		return;
	s->v = arena_grow(s->perm, s->v, s->n, &s->cap, sizeof(*s->v));
	s->v[s->n++] = (struct entry){ .t = t };
}

struct scan_term
scan_cut(const struct fold_lane *l, size_t from, size_t end)
{
	size_t a = l->tokens[from].at;
	size_t b = end < l->n_tokens ? l->tokens[end].at : l->n;
	struct scan_term t = { .key = { l->keys + a, b - a } };

	for (size_t i = from + 1; i < end; i++) {
		size_t at = l->tokens[i].at - a;

		if (l->tokens[i].gap != FOLD_JOINED && at < GAPS)
			t.gaps |= 1u << at;
	}
	return t;
}

static int
entry_cmp(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = str_cmp(x->t.key, y->t.key);

	if (order != 0)
		return order;
	if (x->t.gaps != y->t.gaps)
		return x->t.gaps < y->t.gaps ? -1 : 1;
	return (x->t.owner > y->t.owner) - (x->t.owner < y->t.owner);
}

static enum tier
tier_of(size_t n)
{
	return n < 8 ? TIER_4 : n < 16 ? TIER_8 : TIER_16;
}

static uint64_t
load(const char *p, size_t n)
{
	uint64_t w = 0;

	memcpy(&w, p, n);
	return w;
}

/* Multipliers are odd and have no other meaning. */
static inline uint64_t
hash_4(const char *p)
{
	uint64_t h = load(p, 4) * UINT64_C(0x9e3779b97f4a7c15);

	return h ^ h >> 32;
}

static inline uint64_t
hash_8(const char *p)
{
	uint64_t h = load(p, 8) * UINT64_C(0xbf58476d1ce4e5b9);

	return (h ^ h >> 32) * UINT64_C(0x9e3779b97f4a7c15);
}

static inline uint64_t
hash_16(const char *p)
{
	uint64_t a = load(p, 8), b = load(p + 8, 8), h;

	h = (a ^ (b << 31 | b >> 33)) * UINT64_C(0x94d049bb133111eb);
	return (h ^ h >> 32) * UINT64_C(0x9e3779b97f4a7c15);
}

/* Three bits from the middle of a hash; its upper end names the word. */
static inline uint64_t
bits(uint64_t h)
{
	return UINT64_C(1) << (h >> 14 & 63) | UINT64_C(1) << (h >> 20 & 63) |
	    UINT64_C(1) << (h >> 26 & 63);
}

static uint64_t
hash(const char *p, enum tier t)
{
	switch (t) {
	case TIER_4:
		return hash_4(p);
	case TIER_8:
		return hash_8(p);
	case TIER_16:
		return hash_16(p);
	case TIERS:
		break;
	}
	BUG("tier");
}

static inline unsigned
first(const char *p)
{
	return (unsigned char)p[0] | (unsigned)(unsigned char)p[1] << 8;
}

/* Sixteen bits and more a term: about one beginning in a thousand lies. */
static void
make_filter(struct scan *s)
{
	unsigned log = 9;

	while (log < 22 && (UINT64_C(1) << log) * 4 < s->n)
		log++;
	s->filter = arena_array(s->perm, uint64_t, (size_t)1 << log);
	s->shift = 64 - log;
	memset(s->has, 0, sizeof(s->has));
	memset(s->firsts, 0, sizeof(s->firsts));
	for (size_t i = 0; i < s->n; i++) {
		enum tier t = tier_of(s->v[i].t.key.n);
		uint64_t h = hash(s->v[i].t.key.p, t);

		s->filter[h >> s->shift] |= bits(h);
		s->firsts[first(s->v[i].t.key.p) / 64] |= UINT64_C(1)
		    << first(s->v[i].t.key.p) % 64;
		s->has[t] = true;
	}
}

static bool
is_same(const struct entry *a, const struct entry *b)
{
	return str_eq(a->t.key, b->t.key) && a->t.gaps == b->t.gaps;
}

/* Sorted, a term's beginnings stand before it, the longest last. */
static void
link_shorter(struct scan *s)
{
	uint32_t last = NONE;

	for (size_t i = 0; i < s->n; i++) {
		while (last != NONE &&
		    !str_starts(s->v[i].t.key, s->v[last].t.key))
			last = s->v[last].shorter;
		s->v[i].shorter = last;
		last = (uint32_t)i;
	}
}

void
scan_ready(struct scan *s)
{
	size_t n = 0;

	if (s->n > 0 && !s->is_ready)
		qsort(s->v, s->n, sizeof(*s->v), entry_cmp);
	for (size_t i = 0; i < s->n; i++) {
		bool is_new = n == 0 || !is_same(&s->v[n - 1], &s->v[i]);

		if (is_new && !s->v[i].is_dropped)
			s->v[n++] = s->v[i];
	}
	s->n = n;
	s->is_ready = true;
	link_shorter(s);
	make_filter(s);
}

size_t
scan_len(const struct scan *s)
{
	return s->n;
}

const struct scan_term *
scan_term(const struct scan *s, size_t i)
{
	ASSERT(i < s->n);
	return &s->v[i].t;
}

void
scan_drop(struct scan *s, size_t i)
{
	ASSERT(i < s->n && s->is_ready);
	s->v[i].is_dropped = true;
}

static inline bool
may_be(const struct scan *s, uint64_t h)
{
	uint64_t want = bits(h);

	return (s->filter[h >> s->shift] & want) == want;
}

/* Whether some term may begin so; the lane has zeros after its end. */
static inline bool
may_begin(const struct scan *s, const char *p)
{
	/* Few of the pairs that there are begin a term. */
	if ((s->firsts[first(p) / 64] >> first(p) % 64 & 1) == 0)
		return false;
	return (s->has[TIER_16] && may_be(s, hash_16(p))) ||
	    (s->has[TIER_8] && may_be(s, hash_8(p))) ||
	    (s->has[TIER_4] && may_be(s, hash_4(p)));
}

/* The first term greater than all that the text begins with. */
static size_t
find_after(const struct scan *s, struct str text)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		struct str key = s->v[mid].t.key;
		size_t n = key.n < text.n ? key.n : text.n;
		int order = memcmp(key.p, text.p, n);

		if (order < 0 || (order == 0 && key.n <= text.n))
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * Whether a gap of the text before key i of a term may stand there: "24" is
 * not the end of "4.2" and the "4 May" that follows.
 */
static bool
may_part(const struct scan_term *t, size_t i)
{
	if (t->key.n < SCAN_SHORT ||
	    (is_digit(t->key.p[i - 1]) && is_digit(t->key.p[i])))
		return i >= GAPS || (t->gaps >> i & 1) != 0;
	return true;
}

/* Between two characters of Japanese a space is a matter of taste. */
static bool
is_wide(const struct fold_lane *l, size_t token)
{
	const char *p = l->keys + l->tokens[token].at;

	return (unsigned char)p[-1] >= 0x80 && (unsigned char)p[0] >= 0x80;
}

/*
 * Whether the gaps of a text are those of a short term.  The term's own between
 * letters and digits may be left out: "EX-5521" is "EX5521" as well, but "box2"
 * is not "box 2".
 */
static bool
has_gaps(const struct scan_term *t, uint32_t gaps, uint32_t loose)
{
	uint32_t lost = t->gaps & ~gaps & ~loose;

	if ((gaps & ~t->gaps & ~loose) != 0)
		return false;
	for (size_t i = 1; i < t->key.n && lost != 0; i++) {
		if (is_digit(t->key.p[i - 1]) != is_digit(t->key.p[i]))
			lost &= ~(1u << i);
	}
	return lost == 0;
}

/*
 * Whether a term's gaps go with those of the text, and its last word ends
 * there.  *last becomes the last token of it.
 */
static bool
is_whole(const struct place *p, const struct scan_term *t, size_t *last)
{
	const struct fold_lane *l = p->lane;
	size_t start = l->tokens[p->token].at, end = start + t->key.n;
	size_t i = p->token + 1;
	uint32_t gaps = 0, loose = 0;

	for (; i < l->n_tokens && l->tokens[i].at < end; i++) {
		size_t at = l->tokens[i].at - start;
		uint32_t bit = at < GAPS ? 1u << at : 0;

		if (l->tokens[i].gap == FOLD_BROKEN || is_wide(l, i))
			loose |= bit;
		if (l->tokens[i].gap != FOLD_PARTED)
			continue;
		if ((loose & bit) == 0 && !may_part(t, at))
			return false;
		gaps |= bit;
	}
	*last = i - 1;
	if (t->key.n < SCAN_SHORT && !has_gaps(t, gaps, loose))
		return false;
	return end == l->n || (i < l->n_tokens && l->tokens[i].at == end);
}

static void
report(const struct place *p, size_t term, size_t n, size_t last)
{
	const struct fold_token *from = &p->lane->tokens[p->token];
	const struct fold_token *to = &p->lane->tokens[last];
	size_t end = to->raw + (from->at + n - to->at);

	if (end > p->text.n)
		end = p->text.n;
	p->found(p->ctx,
	    &(struct scan_hit){ term, from->raw, end - from->raw });
}

/* All terms that begin at a token. */
static void
look(const struct scan *s, const struct place *p)
{
	size_t after = find_after(s, p->rest);
	uint32_t i = after > 0 ? (uint32_t)(after - 1) : NONE;

	for (; i != NONE; i = s->v[i].shorter) {
		const struct scan_term *t = &s->v[i].t;
		size_t last;

		if (str_starts(p->rest, t->key) && is_whole(p, t, &last))
			report(p, i, t->key.n, last);
	}
}

/* Look at a lane's tokens that have a whole term after them, and forget. */
static void
search_lane(const struct scan *s, struct place *p, struct fold_lane *l,
    bool is_end)
{
	size_t end = l->n;

	if (!is_end)
		end = l->n > LIMIT_SCAN_TERM ? l->n - LIMIT_SCAN_TERM : 0;
	p->lane = l;
	for (size_t i = 0; i < l->n_tokens && l->tokens[i].at < end; i++) {
		const char *key = l->keys + l->tokens[i].at;

		if (!may_begin(s, key))
			continue;
		p->token = i;
		p->rest = (struct str){ key, l->n - l->tokens[i].at };
		look(s, p);
	}
	fold_forget(l, end);
}

static void
run(const struct scan *s, struct fold *f, struct str text, bool plain,
    void (*found)(void *ctx, const struct scan_hit *hit), void *ctx)
{
	struct place p = { .text = text, .found = found, .ctx = ctx };
	bool more = true;

	ASSERT(s->is_ready);
	if (s->n == 0)
		return;
	fold_begin(f, text, plain);
	while (more) {
		more = fold_fill(f);
		for (size_t i = 0; i < FOLD_LANES; i++)
			search_lane(s, &p, &f->lanes[i], !more);
	}
}

void
scan_run(const struct scan *s, struct fold *f, struct str text,
    void (*found)(void *ctx, const struct scan_hit *hit), void *ctx)
{
	run(s, f, text, false, found, ctx);
}

void
scan_run_plain(const struct scan *s, struct fold *f, struct str text,
    void (*found)(void *ctx, const struct scan_hit *hit), void *ctx)
{
	run(s, f, text, true, found, ctx);
}
