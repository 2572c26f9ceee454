#include "text/json_read.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "text/json_names.h"
#include "text/json_scan.h"

enum want {
	WANT_VALUE,	/* the document, or the value after a name */
	WANT_ITEM,	/* an array has begun: a value or ] */
	WANT_NAME,	/* an object has begun: a name or } */
	WANT_MORE,	/* a value has ended: a comma or the end */
	WANT_END,	/* the document has ended */
};

struct json_reader {
	struct arena *decoded;	/* where decoded text goes */
	const char *start;	/* of the text */
	struct span base;	/* where start is */
	struct json_cursor c;
	enum want want;
	unsigned depth;		/* open objects and arrays */
	bool is_object[LIMIT_JSON_DEPTH];	/* by depth, outermost first */
	bool is_skipping;	/* strings are checked but not decoded */
	struct json_names *names;
	enum json_wrong wrong;	/* once set, nothing more is read */
	struct span wrong_at;
	struct str twice;	/* the name that JSON_WRONG_TWICE is about */
};

static struct span
span_of(const struct json_reader *r, const char *from, size_t n)
{
	return (struct span){ r->base.file,
		r->base.off + (uint32_t)(from - r->start), (uint32_t)n };
}

/* Remember a fault; everything after it is the same fault. */
static enum json_event
fault(struct json_reader *r, enum json_wrong wrong, const char *from, size_t n)
{
	r->wrong = wrong;
	r->wrong_at = span_of(r, from, n);
	return JSON_FAULT;
}

/* A fault at the next character, or at the end of the text. */
static enum json_event
fault_here(struct json_reader *r, enum json_wrong wrong)
{
	const char *p = r->c.p;
	size_t n = 1;

	if (p == r->c.end)
		return fault(r, JSON_WRONG_CUT, p, 0);
	while (n < 4 && p + n < r->c.end && (p[n] & 0xc0) == 0x80)
		n++;
	return fault(r, wrong, p, n);
}

struct json_reader *
json_open(struct arena *a, struct str text, struct span base)
{
	struct json_reader *r = arena_new(a, struct json_reader);

	r->decoded = a;
	r->start = text.n > 0 ? text.p : "";
	r->base = base;
	r->c.p = r->start;
	r->c.end = r->start + text.n;
	r->names = json_names_open(a);
	if (text.n > UINT32_MAX - base.off)
		fault(r, JSON_WRONG_SIZE, r->start, 0);
	else if (str_starts(text, S("\xef\xbb\xbf")))
		fault(r, JSON_WRONG_MARK, r->start, 3);
	return r;
}

void
json_decode_into(struct json_reader *r, struct arena *a)
{
	r->decoded = a;
}

const char *
json_fault(const struct json_reader *r)
{
	return json_scan_words(r->wrong);
}

const char *
json_fault_help(const struct json_reader *r)
{
	return json_scan_help(r->wrong);
}

static enum want
want_after_value(const struct json_reader *r)
{
	return r->depth > 0 ? WANT_MORE : WANT_END;
}

static enum json_event
enter(struct json_reader *r, bool is_object, struct span *at)
{
	if (r->depth == LIMIT_JSON_DEPTH)
		return fault(r, JSON_WRONG_DEPTH, r->c.p, 1);
	*at = span_of(r, r->c.p, 1);
	r->is_object[r->depth++] = is_object;
	r->c.p++;
	if (!is_object) {
		r->want = WANT_ITEM;
		return JSON_ARRAY_BEGIN;
	}
	json_names_push(r->names);
	r->want = WANT_NAME;
	return JSON_OBJECT_BEGIN;
}

static enum json_event
leave(struct json_reader *r, struct span *at)
{
	bool was_object = r->is_object[--r->depth];

	*at = span_of(r, r->c.p, 1);
	r->c.p++;
	r->want = want_after_value(r);
	if (!was_object)
		return JSON_ARRAY_END;
	json_names_pop(r->names);
	return JSON_OBJECT_END;
}

/* A string from its opening quote on; false after a fault. */
static bool
string(struct json_reader *r, bool decode, struct str *text, struct span *at)
{
	const char *open = r->c.p++;
	enum json_wrong wrong = json_scan_string(&r->c);
	char *out;

	if (wrong != JSON_WRONG_NOTHING) {
		fault(r, wrong, r->c.bad, r->c.bad_len);
		return false;
	}
	*text = (struct str){ open + 1, (size_t)(r->c.p - open) - 2 };
	*at = span_of(r, open, text->n + 2);
	if (!r->c.is_escaped || !decode)
		return true;
	out = arena_bytes(r->decoded, text->n);
	*text = (struct str){ out, json_scan_decode(*text, out) };
	return true;
}

static enum json_event
number(struct json_reader *r, struct str *text, struct span *at)
{
	const char *from = r->c.p;
	enum json_wrong wrong = json_scan_number(&r->c);

	if (wrong != JSON_WRONG_NOTHING)
		return fault(r, wrong, r->c.bad, r->c.bad_len);
	*text = (struct str){ from, (size_t)(r->c.p - from) };
	*at = span_of(r, from, text->n);
	r->want = want_after_value(r);
	return JSON_NUMBER;
}

static bool
is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '_';
}

static enum json_event
word(struct json_reader *r, struct str *text, struct span *at,
    enum json_wrong otherwise)
{
	struct str w = { r->c.p, 0 };
	enum json_event ev;

	while (w.p + w.n < r->c.end && is_word_byte(w.p[w.n]))
		w.n++;
	if (w.n == 0)
		return fault_here(r, otherwise);
	if (str_eq(w, S("true")))
		ev = JSON_TRUE;
	else if (str_eq(w, S("false")))
		ev = JSON_FALSE;
	else if (str_eq(w, S("null")))
		ev = JSON_NULL;
	else
		return fault(r, JSON_WRONG_WORD, w.p, w.n);
	*text = w;
	*at = span_of(r, w.p, w.n);
	r->c.p += w.n;
	r->want = want_after_value(r);
	return ev;
}

/* A value; otherwise says what was expected here. */
static enum json_event
value(struct json_reader *r, struct str *text, struct span *at,
    enum json_wrong otherwise)
{
	if (r->c.p == r->c.end && r->depth == 0)
		return fault(r, JSON_WRONG_EMPTY, r->c.p, 0);
	if (r->c.p == r->c.end)
		return fault_here(r, otherwise);
	switch (*r->c.p) {
	case '"':
		if (!string(r, !r->is_skipping, text, at))
			return JSON_FAULT;
		r->want = want_after_value(r);
		return JSON_STRING;
	case '{':
		return enter(r, true, at);
	case '[':
		return enter(r, false, at);
	case '-':
	case '0':
	case '1':
	case '2':
	case '3':
	case '4':
	case '5':
	case '6':
	case '7':
	case '8':
	case '9':
		return number(r, text, at);
	default:
		return word(r, text, at, otherwise);
	}
}

/* A member's name and the colon after it. */
static enum json_event
name(struct json_reader *r, struct str *text, struct span *at,
    enum json_wrong otherwise)
{
	const char *open = r->c.p;
	enum json_wrong wrong;

	if (r->c.p == r->c.end || *r->c.p != '"')
		return fault_here(r, otherwise);
	if (!string(r, true, text, at))
		return JSON_FAULT;
	wrong = json_names_add(r->names, *text);
	if (wrong != JSON_WRONG_NOTHING) {
		r->twice = *text;
		return fault(r, wrong, open, (size_t)(r->c.p - open));
	}
	json_scan_blank(&r->c);
	if (r->c.p == r->c.end || *r->c.p != ':')
		return fault_here(r, JSON_WRONG_COLON);
	r->c.p++;
	r->want = WANT_VALUE;
	return JSON_NAME;
}

/* Whether the innermost object or array ends here. */
static bool
is_at_close(const struct json_reader *r)
{
	return r->depth > 0 && r->c.p < r->c.end &&
	    *r->c.p == (r->is_object[r->depth - 1] ? '}' : ']');
}

/* What follows a value inside an object or array. */
static enum json_event
more(struct json_reader *r, struct str *text, struct span *at)
{
	bool in_object = r->is_object[r->depth - 1];
	const char *comma = r->c.p;

	if (is_at_close(r))
		return leave(r, at);
	if (comma == r->c.end || *comma != ',')
		return fault_here(r,
		    in_object ? JSON_WRONG_COMMA_OBJECT :
				JSON_WRONG_COMMA_ARRAY);
	r->c.p++;
	json_scan_blank(&r->c);
	if (is_at_close(r))
		return fault(r, JSON_WRONG_LAST_COMMA, comma, 1);
	if (in_object)
		return name(r, text, at, JSON_WRONG_NAME);
	return value(r, text, at, JSON_WRONG_VALUE);
}

static enum json_event
next(struct json_reader *r, struct str *text, struct span *at)
{
	json_scan_blank(&r->c);
	switch (r->want) {
	case WANT_VALUE:
		return value(r, text, at, JSON_WRONG_VALUE);
	case WANT_ITEM:
		if (is_at_close(r))
			return leave(r, at);
		return value(r, text, at, JSON_WRONG_ITEM);
	case WANT_NAME:
		if (is_at_close(r))
			return leave(r, at);
		return name(r, text, at, JSON_WRONG_FIRST_NAME);
	case WANT_MORE:
		return more(r, text, at);
	case WANT_END:
		break;
	}
	if (r->c.p < r->c.end)
		return fault_here(r, JSON_WRONG_TRAILING);
	*at = span_of(r, r->c.p, 0);
	return JSON_END;
}

enum json_event
json_next(struct json_reader *r, struct str *text, struct span *at)
{
	*text = (struct str){ NULL, 0 };
	if (r->wrong == JSON_WRONG_NOTHING) {
		enum json_event ev = next(r, text, at);

		if (ev != JSON_FAULT)
			return ev;
	}
	*text = r->twice;
	*at = r->wrong_at;
	return JSON_FAULT;
}

bool
json_skip(struct json_reader *r)
{
	unsigned depth = r->depth;
	enum json_event ev;
	struct str text;
	struct span at;

	json_scan_blank(&r->c);
	if (r->want == WANT_END || (r->want != WANT_VALUE && is_at_close(r)))
		return false;
	r->is_skipping = true;
	do
		ev = json_next(r, &text, &at);
	while (ev != JSON_FAULT && (ev == JSON_NAME || r->depth > depth));
	r->is_skipping = false;
	return ev != JSON_FAULT;
}
