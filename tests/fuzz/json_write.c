/*
 * json_write driven by any bytes: the first says how to write, the others
 * what.  Every sequence of calls that is no misuse gives a document that is
 * read again with the same values, sorted when it was asked for.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/json_read.h"
#include "text/json_write.h"

#define OUT_BYTES	(1u << 20)

/* Values written or read, and their texts mixed without regard to order. */
struct sum {
	uint64_t values;
	uint64_t texts;
};

struct script {
	struct arena *a;
	struct json_writer *w;
	struct str in;
	size_t at;
	unsigned names;		/* makes each name differ */
	unsigned depth;
	bool in_object[LIMIT_JSON_DEPTH];
	struct sum sum;
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint8_t
take(struct script *s)
{
	return s->at < s->in.n ? (uint8_t)s->in.p[s->at++] : 0;
}

/* Some of the input as clean text. */
static struct str
take_text(struct script *s)
{
	size_t n = take(s) % 40u;
	struct str t = str_sub(s->in, s->at, n);
	size_t bad = utf8_fault(t);

	s->at += t.n;
	return bad == SIZE_MAX ? t : str_sub(t, 0, bad);
}

static void
put_name(struct script *s)
{
	struct str t = take_text(s);

	json_name_str(s->w,
	    str_fmt(s->a, "%.*s\x01%u", STR_ARG(t), s->names++));
}

static void
put_scalar(struct script *s, uint8_t op)
{
	struct str t;

	s->sum.values++;
	switch (op % 5) {
	case 0:
		t = take_text(s);
		s->sum.texts += str_hash(t);
		json_str(s->w, t);
		break;
	case 1:
		json_int(s->w, (int8_t)take(s));
		break;
	case 2:
		json_tenths(s->w, (int8_t)take(s));
		break;
	case 3:
		json_bool(s->w, (take(s) & 1) != 0);
		break;
	default:
		json_null(s->w);
		break;
	}
}

static void
begin(struct script *s, uint8_t op)
{
	bool is_object = (op & 8) != 0, is_opt = (op & 16) != 0;

	if (is_object && is_opt)
		json_opt_object(s->w);
	else if (is_object)
		json_object(s->w);
	else if (is_opt)
		json_opt_array(s->w);
	else
		json_array(s->w);
	s->in_object[s->depth++] = is_object;
}

static void
play(struct script *s)
{
	begin(s, take(s));
	while (s->depth > 0) {
		uint8_t op = take(s);

		if (s->at == s->in.n || op % 4 == 0) {
			json_end(s->w);
			s->depth--;
			continue;
		}
		if (s->in_object[s->depth - 1])
			put_name(s);
		if (op % 4 == 1 && s->depth < LIMIT_JSON_DEPTH)
			begin(s, op);
		else
			put_scalar(s, op / 4);
	}
}

/* A name must not come before the one above it in its object. */
static void
check_order(struct arena *a, struct str before, struct str after)
{
	int c = str_cmp(str_lower(a, before), str_lower(a, after));

	ASSERT(c < 0 || (c == 0 && str_cmp(before, after) < 0));
}

static struct sum
read_back(struct arena *a, struct str text, bool is_sorted)
{
	struct json_reader *r = json_open(a, text, (struct span){ 1, 0, 0 });
	struct str names[LIMIT_JSON_DEPTH + 1] = { { NULL, 0 } }, value;
	struct sum sum = { 0, 0 };
	enum json_event ev;
	unsigned depth = 0;
	struct span at;

	while ((ev = json_next(r, &value, &at)) != JSON_END) {
		ASSERT(ev != JSON_FAULT);
		if (ev == JSON_OBJECT_BEGIN || ev == JSON_ARRAY_BEGIN) {
			names[++depth] = (struct str){ NULL, 0 };
		} else if (ev == JSON_OBJECT_END || ev == JSON_ARRAY_END) {
			depth--;
		} else if (ev == JSON_NAME) {
			if (is_sorted && names[depth].n > 0)
				check_order(a, names[depth], value);
			names[depth] = value;
		} else {
			sum.values++;
			if (ev == JSON_STRING)
				sum.texts += str_hash(value);
		}
	}
	return sum;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script s = { .in = { (const char *)data, size } };
	struct buf out;
	unsigned flags;

	s.a = arena_open();
	buf_init(&out, OUT_BYTES);
	flags = take(&s) & (JSON_WRITE_PRETTY | JSON_WRITE_SORT);
	s.w = json_write_open(s.a, &out, flags);
	play(&s);
	if (json_write_close(s.w)) {
		struct sum got = read_back(s.a, buf_str(&out),
		    (flags & JSON_WRITE_SORT) != 0);

		ASSERT(got.values == s.sum.values);
		ASSERT(got.texts == s.sum.texts);
	}
	buf_fini(&out);
	arena_close(s.a);
	return 0;
}
