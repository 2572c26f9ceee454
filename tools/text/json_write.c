#include "text/json_write.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"

/* Sign, point and the 20 digits of the largest number. */
#define NUMBER_BYTES	24

/* A member of an object whose members are sorted when it ends. */
struct member {
	struct str name;
	size_t off;	/* of its bytes in out, separator left out */
	size_t n;	/* of its bytes */
};

/* An open object or array. */
struct frame {
	bool is_object;
	bool is_opt;		/* vanishes when it ends empty */
	bool is_unsorted;	/* a member came out of order */
	size_t start;		/* of out before it, its separator and name */
	size_t n;		/* members or items so far */
	size_t members;		/* length of w->members before it */
};

struct json_writer {
	struct arena *a;
	struct buf *out;
	bool is_pretty;
	bool is_sorting;
	bool is_lines;
	bool is_done;		/* the document's value has ended */
	bool has_name;		/* the next value's name is known */
	struct str name;
	struct member *members;	/* of all open objects, innermost last */
	size_t members_n;
	size_t members_cap;
	unsigned depth;
	struct frame frames[LIMIT_JSON_DEPTH];
};

struct json_writer *
json_write_open(struct arena *a, struct buf *out, unsigned flags)
{
	struct json_writer *w = arena_new(a, struct json_writer);

	w->a = a;
	w->out = out;
	w->is_pretty = (flags & JSON_WRITE_PRETTY) != 0;
	w->is_sorting = (flags & JSON_WRITE_SORT) != 0;
	w->is_lines = (flags & JSON_WRITE_LINES) != 0;
	ASSERT(!w->is_pretty || !w->is_lines);
	return w;
}

bool
json_write_close(struct json_writer *w)
{
	if (w->depth > 0)
		BUG("json_write_close: a json_end() is missing");
	if (!w->is_done && !w->is_lines)
		BUG("json_write_close: nothing was written");
	if (w->is_pretty)
		buf_putc(w->out, '\n');
	return buf_ok(w->out);
}

static struct frame *
top(struct json_writer *w)
{
	return w->depth > 0 ? &w->frames[w->depth - 1] : NULL;
}

void
json_name_str(struct json_writer *w, struct str name)
{
	if (w->depth == 0 || !top(w)->is_object)
		BUG("json_name: not in an object");
	if (w->has_name)
		BUG("json_name: the name before it has no value");
	w->name = name;
	w->has_name = true;
}

void
json_name(struct json_writer *w, const char *name)
{
	json_name_str(w, str_z(name));
}

/* The letter of a two-character escape, or 0. */
static char
escape_letter(unsigned char c)
{
	switch (c) {
	case '"':
	case '\\':
		return (char)c;
	case '\b':
		return 'b';
	case '\f':
		return 'f';
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\t':
		return 't';
	default:
		return '\0';
	}
}

/*
 * Bytes of the character at s[i] that cannot stand as it is, or 0: what
 * RFC 8259 section 7 names, and the two line ends that JavaScript knows.
 */
static size_t
must_escape(struct str s, size_t i)
{
	unsigned char c = (unsigned char)s.p[i];

	if (c < ' ' || c == '"' || c == '\\')
		return 1;
	if (c == 0xe2 && s.n - i >= 3 && (unsigned char)s.p[i + 1] == 0x80 &&
	    ((unsigned char)s.p[i + 2] & 0xfe) == 0xa8)
		return 3;
	return 0;
}

static void
put_escape(struct buf *out, const char *p, size_t n)
{
	unsigned char c = (unsigned char)p[0];
	char letter = escape_letter(c);

	if (n == 3)
		buf_put(out,
		    (unsigned char)p[2] == 0xa8 ? S("\\u2028") : S("\\u2029"));
	else if (letter != '\0')
		buf_put(out, (struct str){ (char[]){ '\\', letter }, 2 });
	else
		buf_printf(out, "\\u%04x", (unsigned)c);
}

/* Text with escapes, from its first character that needs one on. */
static void
put_escaped(struct buf *out, struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n;) {
		size_t n = must_escape(s, i);

		if (n == 0) {
			i++;
			continue;
		}
		buf_put(out, (struct str){ s.p + from, i - from });
		put_escape(out, s.p + i, n);
		i += n;
		from = i;
	}
	if (s.n > from)
		buf_put(out, (struct str){ s.p + from, s.n - from });
}

#define EACH(byte)	(UINT64_C(0x0101010101010101) * (byte))

/* Whether one of eight bytes is zero: Mycroft's test; it never misses one. */
static inline uint64_t
has_zero(uint64_t x)
{
	return (x - EACH(1)) & ~x & EACH(0x80);
}

/* Whether one of eight bytes may need an escape, or is not ASCII. */
static inline bool
may_escape(const char *p)
{
	uint64_t x;

	memcpy(&x, p, sizeof(x));
	return ((x & EACH(0x80)) | has_zero(x & EACH(0xe0)) |
		   has_zero(x ^ EACH('"')) | has_zero(x ^ EACH('\\'))) != 0;
}

/* Bytes at the start of s that stand as they are. */
static size_t
plain_length(struct str s)
{
	size_t i = 0;

	while (s.n - i >= sizeof(uint64_t) && !may_escape(s.p + i))
		i += sizeof(uint64_t);
	while (i < s.n && s.p[i] >= ' ' && s.p[i] <= '~' && s.p[i] != '"' &&
	    s.p[i] != '\\')
		i++;
	while (i < s.n && must_escape(s, i) == 0)
		i++;
	return i;
}

/* Text between quotes, and behind them: most is copied in one piece. */
static void
put_quoted(struct buf *out, struct str s, struct str behind)
{
	size_t plain = plain_length(s);
	bool is_plain = plain == s.n;
	char *p = buf_extend(out, plain + 1 + (is_plain ? 1 + behind.n : 0));

	if (p == NULL)
		return;
	*p++ = '"';
	if (plain > 0)
		memcpy(p, s.p, plain);
	if (is_plain) {
		p[plain] = '"';
		if (behind.n > 0)
			memcpy(p + plain + 1, behind.p, behind.n);
		return;
	}
	put_escaped(out, str_from(s, plain));
	buf_putc(out, '"');
	buf_put(out, behind);
}

static unsigned char
lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* By lower case, then as it is: the order of CSAF. */
static int
name_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;

	for (size_t i = 0; i < n; i++)
		if (lower(a.p[i]) != lower(b.p[i]))
			return lower(a.p[i]) < lower(b.p[i]) ? -1 : 1;
	if (a.n != b.n)
		return a.n < b.n ? -1 : 1;
	return str_cmp(a, b);
}

static int
member_cmp(const void *a, const void *b)
{
	const struct member *x = a, *y = b;

	return name_cmp(x->name, y->name);
}

/* Begin a line of its own for a member, an item or a closing bracket. */
static void
line(struct json_writer *w)
{
	if (!w->is_pretty)
		return;
	buf_putc(w->out, '\n');
	buf_fill(w->out, ' ', (size_t)2 * w->depth);
}

static void
note_member(struct json_writer *w, struct frame *f, size_t off)
{
	if (f->n > 0 && !f->is_unsorted)
		f->is_unsorted = name_cmp(w->members[w->members_n - 1].name,
				     w->name) >= 0;
	w->members = arena_grow(w->a, w->members, w->members_n,
	    &w->members_cap, sizeof(*w->members));
	w->members[w->members_n++] = (struct member){ w->name, off, 0 };
}

/* What comes before a value: separator, line, name. */
static void
before_value(struct json_writer *w)
{
	struct frame *f = top(w);

	if (f == NULL) {
		if (w->is_done && !w->is_lines)
			BUG("json: a second value in one document");
		return;
	}
	if (f->is_object != w->has_name)
		BUG("json: a value without name in an object");
	if (f->n > 0)
		buf_putc(w->out, ',');
	line(w);
	if (w->has_name) {
		if (w->is_sorting)
			note_member(w, f, w->out->n);
		put_quoted(w->out, w->name, w->is_pretty ? S(": ") : S(":"));
		w->has_name = false;
	}
	f->n++;
}

static void
after_value(struct json_writer *w)
{
	struct frame *f = top(w);

	if (f == NULL) {
		w->is_done = true;
		if (w->is_lines)
			buf_putc(w->out, '\n');
	} else if (f->is_object && w->is_sorting) {
		struct member *m = &w->members[w->members_n - 1];

		m->n = w->out->n - m->off;
	}
}

static void
begin(struct json_writer *w, bool is_object, bool is_opt)
{
	struct frame *f;
	size_t start = w->out->n;

	before_value(w);
	if (w->depth == LIMIT_JSON_DEPTH)
		BUG("json: nested deeper than LIMIT_JSON_DEPTH");
	f = &w->frames[w->depth++];
	*f = (struct frame){
		.is_object = is_object,
		.is_opt = is_opt,
		.start = start,
		.members = w->members_n,
	};
	buf_putc(w->out, is_object ? '{' : '[');
}

void
json_object(struct json_writer *w)
{
	begin(w, true, false);
}

void
json_array(struct json_writer *w)
{
	begin(w, false, false);
}

void
json_opt_object(struct json_writer *w)
{
	begin(w, true, true);
}

void
json_opt_array(struct json_writer *w)
{
	begin(w, false, true);
}

/* Take back a container that ended empty, with its name. */
static void
vanish(struct json_writer *w, const struct frame *f)
{
	struct frame *outer = top(w);

	if (w->out->n > f->start)
		w->out->n = f->start;
	outer->n--;
	if (outer->is_object && w->is_sorting)
		w->members_n--;
}

/* Put the innermost object's members, which end out, in order. */
static void
sort_members(struct json_writer *w, const struct frame *f)
{
	struct member *m = w->members + f->members;
	size_t n = w->members_n - f->members, base = m[0].off, at;
	size_t total = w->out->n - base;
	/* Between members stands what stands before the second. */
	size_t gap = m[1].off - m[0].off - m[0].n;
	struct str gap_text = str_sub(buf_str(w->out), base + m[0].n, gap);
	struct scratch tmp = scratch_begin(w->a);
	char *copy = arena_bytes(w->a, total);

	qsort(m, n, sizeof(*m), member_cmp);
	at = 0;
	for (size_t i = 0; i < n; i++) {
		if (i > 0) {
			if (name_cmp(m[i - 1].name, m[i].name) == 0)
				BUG("json: a name twice in one object");
			memcpy(copy + at, gap_text.p, gap);
			at += gap;
		}
		memcpy(copy + at, w->out->p + m[i].off, m[i].n);
		at += m[i].n;
	}
	ASSERT(at == total);
	memcpy(w->out->p + base, copy, total);
	scratch_end(tmp);
}

void
json_end(struct json_writer *w)
{
	const struct frame *f = top(w);

	if (f == NULL)
		BUG("json_end: nothing is open");
	if (w->has_name)
		BUG("json_end: a name without value");
	w->depth--;
	if (f->is_opt && f->n == 0 && w->depth > 0) {
		vanish(w, f);
		return;
	}
	if (f->is_unsorted && f->n > 1 && !w->out->failed)
		sort_members(w, f);
	w->members_n = f->members;
	if (f->n > 0)
		line(w);
	buf_putc(w->out, f->is_object ? '}' : ']');
	after_value(w);
}

void
json_str(struct json_writer *w, struct str s)
{
	before_value(w);
	put_quoted(w->out, s, S(""));
	after_value(w);
}

void
json_z(struct json_writer *w, const char *z)
{
	json_str(w, str_z(z));
}

/* The digits of n, which end at end; returns where they begin. */
static char *
digits_before(char *end, uint64_t n)
{
	do {
		*--end = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	return end;
}

/* A number of so many digits behind the point, at most one. */
static void
put_number(struct json_writer *w, int64_t n, unsigned scale)
{
	/* Unsigned, so that the least number has its positive too. */
	uint64_t size = n < 0 ? -(uint64_t)n : (uint64_t)n;
	char text[NUMBER_BYTES], *end = text + sizeof(text), *p = end;

	if (scale > 0) {
		*--p = (char)('0' + size % 10);
		*--p = '.';
		size /= 10;
	}
	p = digits_before(p, size);
	if (n < 0)
		*--p = '-';
	before_value(w);
	buf_put(w->out, (struct str){ p, (size_t)(end - p) });
	after_value(w);
}

void
json_int(struct json_writer *w, int64_t n)
{
	put_number(w, n, 0);
}

void
json_tenths(struct json_writer *w, int64_t x10)
{
	put_number(w, x10, 1);
}

void
json_bool(struct json_writer *w, bool b)
{
	before_value(w);
	buf_put(w->out, b ? S("true") : S("false"));
	after_value(w);
}

void
json_null(struct json_writer *w)
{
	before_value(w);
	buf_put(w->out, S("null"));
	after_value(w);
}

void
json_pair(struct json_writer *w, const char *name, struct str s)
{
	json_name(w, name);
	json_str(w, s);
}

void
json_pair_z(struct json_writer *w, const char *name, const char *z)
{
	json_name(w, name);
	json_z(w, z);
}

void
json_pair_opt(struct json_writer *w, const char *name, struct str s)
{
	if (s.n > 0)
		json_pair(w, name, s);
}

void
json_pair_int(struct json_writer *w, const char *name, int64_t n)
{
	json_name(w, name);
	json_int(w, n);
}
