#include "scan/fold.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/arena.h"
#include "base/attr.h"
#include "base/num.h"
#include "base/utf8.h"
#include "scan/decode.h"
#include "scan/lookalike.h"

/* What a byte of the text is; letters and digits are themselves, folded. */
enum byte_kind {
	BYTE_PARTS,
	BYTE_NOTHING,
	BYTE_ESCAPE,
	BYTE_TAG,
	BYTE_HIGH,
	BYTE_BREAK,	/* a line may be folded here */
	BYTE_KEY = '0',		/* and above */
};

/* Of a character in the table: up to three bytes, their number above. */
#define CHAR_LENGTH	UINT32_C(0xfc000000)
#define CHAR_BREAK	UINT32_C(0xfd000000)
#define CHAR_PARTS	UINT32_C(0xfe000000)
#define CHAR_LONG	UINT32_C(0xff000000)

#define TABLE_CHARS	0x10000u

#define ESC		0x1b

/* Of katakana; and of telephone numbers, for a hyphen. */
#define LENGTH_MARK	0x30fcu

struct fold_table {
	uint8_t bytes[256];
	uint8_t plain_bytes[256];	/* escapes and tags part words */
	uint32_t chars[TABLE_CHARS];
};

/* utf8_key(), and what looks like a Latin letter is one. */
static size_t
char_key(uint32_t c, uint32_t key[UTF8_KEY_MAX], bool *parts)
{
	size_t n = utf8_key(c, key, parts);

	for (size_t i = 0; i < n; i++)
		key[i] = lookalike_letter(key[i]);
	return n;
}

/*
 * Soft hyphen, zero width space: where a line may be broken, within a word or
 * in the place of what parted two.
 */
static bool
is_break(uint32_t c)
{
	return c == 0xad || c == 0x200b;
}

static uint32_t
char_entry(uint32_t c)
{
	uint32_t key[UTF8_KEY_MAX], entry = 0;
	char b[4];
	bool parts;
	size_t n;

	if (c >= 0xd800 && c <= 0xdfff)
		return CHAR_PARTS;
	if (is_break(c))
		return CHAR_BREAK;
	n = char_key(c, key, &parts);
	if (n == 0)
		return parts ? CHAR_PARTS : 0;
	if (n > 1 || key[0] >= TABLE_CHARS || key[0] < 0x80)
		return CHAR_LONG;
	if (key[0] == LENGTH_MARK)
		return CHAR_LENGTH;
	n = utf8_encode(key[0], b);
	for (size_t i = 0; i < n; i++)
		entry |= (uint32_t)(unsigned char)b[i] << (8 * i);
	return entry | (uint32_t)n << 24;
}

const struct fold_table *
fold_table_open(struct arena *perm)
{
	struct fold_table *t = arena_new(perm, struct fold_table);

	for (unsigned c = '0'; c <= '9'; c++)
		t->bytes[c] = (uint8_t)c;
	for (unsigned c = 'a'; c <= 'z'; c++) {
		t->bytes[c] = (uint8_t)c;
		t->bytes[c - 'a' + 'A'] = (uint8_t)c;
	}
	for (unsigned c = 0x80; c <= 0xff; c++)
		t->bytes[c] = BYTE_HIGH;
	/* The latter begins Japanese of seven bits. */
	t->bytes[0] = t->bytes[ESC] = BYTE_NOTHING;
	t->bytes['-'] = t->bytes['\r'] = BYTE_BREAK;
	memcpy(t->plain_bytes, t->bytes, sizeof(t->bytes));
	t->bytes['\\'] = t->bytes['&'] = BYTE_ESCAPE;
	t->bytes['%'] = t->bytes['='] = BYTE_ESCAPE;
	t->bytes['<'] = BYTE_TAG;
	for (uint32_t c = 0x80; c < TABLE_CHARS; c++)
		t->chars[c] = char_entry(c);
	return t;
}

struct fold *
fold_open(struct arena *perm, const struct fold_table *t)
{
	struct fold *f = arena_new(perm, struct fold);
	size_t max = LIMIT_SCAN_WINDOW + FOLD_SLACK;

	f->table = t;
	for (size_t i = 0; i < FOLD_LANES; i++) {
		f->lanes[i].keys = arena_bytes(perm, max);
		f->lanes[i].tokens = arena_array(perm, struct fold_token, max);
	}
	return f;
}

void
fold_begin(struct fold *f, struct str text, bool plain)
{
	ASSERT(text.n <= LIMIT_SCAN_FILE);
	f->text = text;
	f->plain = plain;
	f->at = 0;
	f->next_close = 0;
	f->in_tag = false;
	f->is_binary = false;
	f->has_quoted = false;
	for (size_t i = 0; i < FOLD_LANES; i++) {
		f->lanes[i].n = 0;
		f->lanes[i].n_tokens = 0;
		f->lanes[i].gap = FOLD_PARTED;
		f->lanes[i].in_word = false;
	}
}

static void
add_token(struct fold_lane *l, size_t raw)
{
	l->tokens[l->n_tokens++] = (struct fold_token){ (uint32_t)l->n,
		(uint32_t)raw, l->gap };
	l->gap = FOLD_JOINED;
}

/* One folded character. */
static void
add_key(struct fold_lane *l, uint32_t c, size_t raw)
{
	bool is_ascii = c < 0x80;

	if (l->gap != FOLD_JOINED || !is_ascii || !l->in_word)
		add_token(l, raw);
	l->n += utf8_encode(c, l->keys + l->n);
	l->in_word = is_ascii;
}

/* Nobody can tell whether a word goes on. */
static void
may_break(struct fold_lane *l)
{
	if (l->gap == FOLD_JOINED)
		l->gap = FOLD_BROKEN;
}

/* Any character but those of the table that have a short form. */
static void
add_long(struct fold *f, struct fold_lane *l, uint32_t c, size_t raw)
{
	uint32_t key[UTF8_KEY_MAX];
	bool parts;
	size_t n;

	if (c < 0x80) {
		uint8_t kind = f->table->plain_bytes[c];

		if (kind >= BYTE_KEY)
			add_key(l, kind, raw);
		else if (kind != BYTE_NOTHING)
			l->gap = FOLD_PARTED;
		return;
	}
	n = char_key(c, key, &parts);
	if (n == 0 && parts)
		l->gap = FOLD_PARTED;
	for (size_t i = 0; i < n; i++)
		add_key(l, key[i], raw);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether the text goes on with a digit, of full width too. */
static bool
is_before_digit(const struct fold *f)
{
	struct str rest = str_from(f->text, f->at);

	return rest.n > 0 &&
	    (is_digit(rest.p[0]) ||
		(rest.n >= 3 && str_starts(rest, S("\xef\xbc")) &&
		    (unsigned char)rest.p[2] >= 0x90 &&
		    (unsigned char)rest.p[2] <= 0x99));
}

/* A mark that has taken a hyphen's place between digits parts them. */
static void
add_length(struct fold *f, struct fold_lane *l, size_t raw)
{
	if (l->n > 0 && is_digit(l->keys[l->n - 1]) && is_before_digit(f))
		l->gap = FOLD_PARTED;
	else
		add_key(l, LENGTH_MARK, raw);
}

/* A character of the table that is no key of its own. */
static void
add_special(struct fold *f, struct fold_lane *l, uint32_t e, size_t raw)
{
	if (e == CHAR_PARTS)
		l->gap = FOLD_PARTED;
	else if (e == CHAR_BREAK)
		may_break(l);
	else if (e == CHAR_LENGTH)
		add_length(f, l, raw);
}

static void
add_char(struct fold *f, struct fold_lane *l, uint32_t c, size_t raw)
{
	uint32_t e = c < TABLE_CHARS ? f->table->chars[c] : CHAR_LONG;

	if (c < 0x80 || e >= CHAR_LONG) {
		add_long(f, l, c, raw);
	} else if (e == 0 || e >= CHAR_LENGTH) {
		add_special(f, l, e, raw);
	} else {
		add_token(l, raw);
		/* All three at once; what is too much is written over. */
		l->keys[l->n] = (char)(e & 0xff);
		l->keys[l->n + 1] = (char)(e >> 8 & 0xff);
		l->keys[l->n + 2] = (char)(e >> 16 & 0xff);
		l->n += e >> 24;
		l->in_word = false;
	}
}

#ifdef __SSE2__
#define CHUNK	16u

/* Whether each byte is from low to low + span, as 0xff or 0. */
static __m128i
is_within(__m128i v, char low, char span)
{
	__m128i over = _mm_sub_epi8(v, _mm_set1_epi8(low));

	return _mm_cmpeq_epi8(_mm_min_epu8(over, _mm_set1_epi8(span)), over);
}

/* Fold CHUNK bytes; returns how many letters and digits they begin with. */
static size_t
fold_chunk(const unsigned char *from, char *to)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)from);
	/* Digits have this bit already. */
	__m128i lower = _mm_or_si128(v, _mm_set1_epi8(0x20));
	__m128i is_key = _mm_or_si128(is_within(lower, 'a', 25),
	    is_within(v, '0', 9));
	unsigned other = ~(unsigned)_mm_movemask_epi8(is_key);

	_mm_storeu_si128((__m128i *)(void *)to, lower);
	/* Bits above the chunk are set. */
	return (size_t)__builtin_ctz(other);
}
#else
#define CHUNK	SIZE_MAX

static size_t
fold_chunk(const unsigned char *from, char *to)
{
	(void)from;
	(void)to;
	return 0;
}
#endif

/* A run of ASCII letters and digits, which is most of all text. */
static void
add_word(const struct fold *f, struct fold_lane *l, const uint8_t *kinds,
    size_t *at, size_t limit)
{
	const unsigned char *p = (const unsigned char *)f->text.p;
	size_t i = *at, n = l->n, got = CHUNK;
	uint8_t kind;

	if (limit - i > LIMIT_SCAN_WINDOW - n)
		limit = i + (LIMIT_SCAN_WINDOW - n);
	if (l->gap != FOLD_JOINED || !l->in_word)
		add_token(l, i);
	while (got == CHUNK && limit - i >= CHUNK) {
		got = fold_chunk(p + i, l->keys + n);
		i += got;
		n += got;
	}
	while (got == CHUNK && i < limit && (kind = kinds[p[i]]) >= BYTE_KEY) {
		l->keys[n++] = (char)kind;
		i++;
	}
	l->n = n;
	l->in_word = true;
	*at = i;
}

/* Whether a zero is half of a character: of UTF-16 every other byte is one. */
static bool
is_wide(const struct fold *f)
{
	size_t at = f->at;

	return (at >= 2 && f->text.p[at - 2] == '\0') ||
	    (at + 2 < f->text.n && f->text.p[at + 2] == '\0');
}

/* decode_raw(), quick for the three bytes that Japanese is made of. */
static uint32_t
next_high(struct fold *f)
{
	const unsigned char *p = (const unsigned char *)f->text.p + f->at;
	uint32_t c;

	if (f->text.n - f->at < 3 || (p[0] & 0xf0) != 0xe0 ||
	    (p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80)
		return decode_raw(f->text, &f->at);
	c = (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
	if (c < 0x800 || (c >= 0xd800 && c <= 0xdfff))
		return decode_raw(f->text, &f->at);
	f->at += 3;
	return c;
}

/* The next '>', looked for once. */
static size_t
find_close(struct fold *f)
{
	if (f->next_close <= f->at && f->next_close != SIZE_MAX)
		f->next_close = str_find_byte(f->text, '>', f->at);
	return f->next_close;
}

static bool
is_tag(struct fold *f)
{
	struct str rest = str_sub(f->text, f->at + 1, 1);
	char c = rest.n > 0 ? rest.p[0] : ' ';

	return ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' ||
		   c == '!' || c == '?') &&
	    find_close(f) != SIZE_MAX;
}

/* At a '<': what follows goes to the other lane. */
static void
begin_tag(struct fold *f)
{
	struct fold_lane *text = &f->lanes[FOLD_TEXT];

	if (!is_tag(f)) {
		text->gap = FOLD_PARTED;
	} else {
		f->in_tag = true;
		f->close = f->next_close;
		f->lanes[FOLD_TAGS].gap = FOLD_PARTED;
		if (str_eq(str_sub(f->text, f->at, 5), S("<wbr>")))
			may_break(text);
		else
			text->gap = FOLD_PARTED;
	}
	f->at++;
}

/*
 * Whether an escape may begin here, by what follows: most '=' stand before an
 * attribute's quote, most '&' and '%' for themselves.
 */
static bool
may_escape(struct fold *f)
{
	char mark = f->text.p[f->at];
	char c = f->at + 1 < f->text.n ? f->text.p[f->at + 1] : ' ';
	bool is_hex = num_hex(c) >= 0;

	/* Of ASCII: scan/quoted.h. */
	if (mark == '=' && c >= '2' && c <= '7' && f->at + 2 < f->text.n &&
	    num_hex_up(f->text.p[f->at + 2]) >= 0)
		f->has_quoted = true;
	if (mark == '\\')
		return true;
	if (mark == '&')
		return c == '#' || (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z');
	return is_hex || (mark == '=' && (c == '\r' || c == '\n'));
}

/* At a hyphen or a carriage return: a line may be folded there. */
static void
add_break(struct fold *f, struct fold_lane *l, size_t limit)
{
	struct str rest = str_sub(f->text, f->at, limit - f->at);
	size_t n = 1;

	if (rest.p[0] == '-') {
		n += str_starts(str_from(rest, n), S("\r"));
		n = str_starts(str_from(rest, n), S("\n")) ? n + 1 : 0;
	} else if (str_starts(rest, S("\r\n ")) ||
	    str_starts(rest, S("\r\n\t"))) {
		n = 3;
	} else {
		n = 0;
	}
	if (n == 0)
		l->gap = FOLD_PARTED;
	else
		may_break(l);
	f->at += n > 0 ? n : 1;
	while (n > 0 && f->at < limit &&
	    (f->text.p[f->at] == ' ' || f->text.p[f->at] == '\t'))
		f->at++;
}

/* What is no run of ASCII letters and digits. */
static void
add_other(struct fold *f, struct fold_lane *l, enum byte_kind kind,
    size_t limit)
{
	size_t raw = f->at;
	uint32_t c;

	switch (kind) {
	case BYTE_HIGH:
		c = next_high(f);
		f->is_binary = f->is_binary || c == DECODE_BAD;
		add_char(f, l, c, raw);
		return;
	case BYTE_ESCAPE:
		if (may_escape(f)) {
			add_char(f, l,
			    decode_next(f->text, &f->at, LIMIT_SCAN_DEPTH),
			    raw);
			return;
		}
		l->gap = FOLD_PARTED;
		break;
	case BYTE_TAG:
		if (!f->in_tag) {
			begin_tag(f);
			return;
		}
		l->gap = FOLD_PARTED;
		break;
	case BYTE_NOTHING:
		f->is_binary = true;
		if (!is_wide(f))
			l->gap = FOLD_PARTED;
		break;
	case BYTE_BREAK:
		add_break(f, l, limit);
		return;
	case BYTE_PARTS:
	case BYTE_KEY:
		break;
	}
	f->at++;
}

/* What parts words, and the next of what does not. */
static void
add_next(struct fold *f, struct fold_lane *l, const uint8_t *kinds,
    size_t limit)
{
	const unsigned char *p = (const unsigned char *)f->text.p;
	size_t at = f->at;

	if (kinds[p[at]] == BYTE_PARTS) {
		l->gap = FOLD_PARTED;
		while (++at < limit && kinds[p[at]] == BYTE_PARTS)
			;
		f->at = at;
		if (at >= limit)
			return;
	}
	if (kinds[p[at]] >= BYTE_KEY)
		add_word(f, l, kinds, &f->at, limit);
	else
		add_other(f, l, (enum byte_kind)kinds[p[at]], limit);
}

/* On in one lane, until it is full or the other one's turn. */
static void
fold_span(struct fold *f, struct fold_lane *l, const uint8_t *kinds,
    size_t limit)
{
	bool was = f->in_tag;

	while (f->at < limit && f->in_tag == was && l->n < LIMIT_SCAN_WINDOW)
		add_next(f, l, kinds, limit);
}

static void
end_keys(struct fold *f)
{
	for (size_t i = 0; i < FOLD_LANES; i++)
		memset(f->lanes[i].keys + f->lanes[i].n, 0,
		    sizeof(uint64_t) * 2);
}

bool
fold_fill(struct fold *f)
{
	const uint8_t *kinds = f->plain ? f->table->plain_bytes :
					  f->table->bytes;

	while (f->at < f->text.n) {
		struct fold_lane *l = &f->lanes[f->in_tag];
		size_t limit = f->in_tag ? f->close : f->text.n;

		if (f->in_tag && f->at >= limit) {
			f->in_tag = false;
			f->at = limit + 1;
			continue;
		}
		if (l->n >= LIMIT_SCAN_WINDOW) {
			end_keys(f);
			return true;
		}
		fold_span(f, l, kinds, limit);
	}
	end_keys(f);
	return false;
}

void
fold_forget(struct fold_lane *l, size_t from)
{
	size_t first = 0, end = l->n_tokens;

	while (first < end) {
		size_t mid = first + (end - first) / 2;

		if (l->tokens[mid].at < from)
			first = mid + 1;
		else
			end = mid;
	}
	memmove(l->keys, l->keys + from, l->n - from);
	l->n -= from;
	l->n_tokens -= first;
	for (size_t i = 0; i < l->n_tokens; i++) {
		l->tokens[i] = l->tokens[first + i];
		l->tokens[i].at -= (uint32_t)from;
	}
}
