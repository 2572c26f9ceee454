#include "feed/feed_split.h"

#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/span.h"
#include "feed/feed_json.h"
#include "feed/feed_pull.h"
#include "feed/feed_report.h"
#include "text/json_cut.h"
#include "text/json_read.h"

#define CHUNK_BYTES	((size_t)256 << 10)

#define END	(-1)

/* ---- the window -------------------------------------------------------- */

static uint64_t
count_lines(struct str s)
{
	uint64_t n = 0;
	size_t i = 0;

	while ((i = str_find_byte(s, '\n', i)) != SIZE_MAX) {
		n++;
		i++;
	}
	return n;
}

/* Have line be that of an offset in the window. */
static void
count_to(struct feed_split *s, size_t at)
{
	s->line += count_lines(
	    str_sub(buf_str(&s->window), s->counted, at - s->counted));
	s->counted = at;
}

/* Let go of what stands before at. */
static void
slide(struct feed_split *s)
{
	struct buf *w = &s->window;

	if (s->at == 0)
		return;
	count_to(s, s->at);
	s->off += s->at;
	memmove(w->p, w->p + s->at, w->n - s->at);
	w->n -= s->at;
	s->counted = 0;
	s->at = 0;
}

/* More of the member; false at its end, and after a fault. */
static bool
fill(struct feed_split *s)
{
	struct buf *w = &s->window;
	size_t got = 0;
	char *to;

	if (s->is_whole || s->is_cut)
		return false;
	if (s->at >= CHUNK_BYTES || s->at == w->n)
		slide(s);
	to = buf_extend(w, CHUNK_BYTES);
	if (to == NULL) {
		s->is_cut = true;
		return false;
	}
	if (!feed_pull_read(s->pull, to, CHUNK_BYTES, &got))
		s->is_cut = true;
	else if (got == 0)
		s->is_whole = true;
	w->n -= CHUNK_BYTES - got;
	return got > 0;
}

struct str
feed_split_begin(struct feed_split *s)
{
	buf_clear(&s->window);
	s->at = 0;
	s->counted = 0;
	s->off = 0;
	s->line = 1;
	s->is_whole = false;
	s->is_cut = false;
	s->pieces = 0;
	while (s->window.n < LIMIT_FEED_HEAD && fill(s))
		continue;
	return str_sub(buf_str(&s->window), 0, LIMIT_FEED_HEAD);
}

/* What comes next, as a document for reports. */
static struct feed_document
here(struct feed_split *s)
{
	struct feed_document doc = s->doc;

	count_to(s, s->at);
	doc.line = s->line;
	return doc;
}

/* The file ends here for us. */
static void
break_off(struct feed_split *s, const char *what)
{
	struct feed_document doc = here(s);
	const char *why = feed_pull_fault(s->pull);

	s->is_cut = true;
	s->is_told = why != NULL;
	feed_report_file(s->sink, &doc, NULL,
	    "%s; %llu records before it count, none behind it",
	    why != NULL ? why : what, (unsigned long long)s->pieces);
}

/* ---- pieces ------------------------------------------------------------ */

/* The next byte that is not blank, or END. */
static int
peek(struct feed_split *s)
{
	for (;;) {
		struct str w = buf_str(&s->window);

		while (s->at < w.n &&
		    (w.p[s->at] == ' ' || w.p[s->at] == '\n' ||
			w.p[s->at] == '\r' || w.p[s->at] == '\t'))
			s->at++;
		if (s->at < w.n)
			return (unsigned char)w.p[s->at];
		if (!fill(s))
			return END;
	}
}

/* Where a value ends that is neither object nor array: as json_cut(). */
static bool
cut_scalar(struct json_cut *c, struct str s, bool is_string, size_t *n)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!is_string) {
			if (memchr(",]} \n\r\t", s.p[i], 7) == NULL)
				continue;
			*n = i;
			return true;
		}
		if (c->is_escaped != 0) {
			c->is_escaped = 0;
		} else if (s.p[i] == '\\') {
			c->is_escaped = 1;
		} else if (s.p[i] == '"' && ++c->depth == 2) {
			*n = i + 1;
			return true;
		}
	}
	*n = s.n;
	return false;
}

enum took {
	TOOK,
	TOOK_LONG,	/* it was passed over */
	TOOK_CUT,	/* the document ended in it */
};

/* The value that comes; *out is a view of the window until it is filled. */
static enum took
take_value(struct feed_split *s, size_t max, struct str *out)
{
	int first = peek(s);
	bool is_list = first == '{' || first == '[', is_long = false;
	struct json_cut c = { 0 };
	size_t seen = 0, n = 0;

	for (;;) {
		struct str w = str_from(buf_str(&s->window), s->at + seen);
		bool is_done = is_list ? json_cut(&c, w, &n) :
					 cut_scalar(&c, w, first == '"', &n);

		seen += n;
		is_long = is_long || seen > max;
		if (is_long) {
			s->at += seen;
			seen = 0;
		}
		if (is_done || (!fill(s) && !is_list && first != '"'))
			break;
		if (s->is_whole || s->is_cut)
			return TOOK_CUT;
	}
	if (is_long)
		return TOOK_LONG;
	*out = str_sub(buf_str(&s->window), s->at, seen);
	s->at += seen;
	return TOOK;
}

/* Give a piece that has just been taken to the reader. */
static bool
give(struct feed_split *s, struct str text, struct str name)
{
	struct arena_mark mark = arena_mark(s->scratch);
	size_t from = (size_t)(text.p - s->window.p);
	struct feed_document doc = s->doc;

	count_to(s, from);
	doc.name = name;
	doc.text = text;
	doc.off = s->off + from;
	doc.line = s->line;
	s->pieces++;
	s->is_over = !s->reader(s->scratch, &doc, s->sink);
	arena_reset(s->scratch, mark);
	return !s->is_over;
}

/* The value that comes is a piece; false when nothing can follow. */
static bool
take_piece(struct feed_split *s, struct str name)
{
	struct feed_document doc;
	struct str text;

	switch (take_value(s, LIMIT_FEED_RECORD_BYTES, &text)) {
	case TOOK:
		return give(s, text, name);
	case TOOK_LONG:
		doc = here(s);
		feed_report(s->sink, &doc, 0,
		    "real ones have some 10 MB; tell its publisher",
		    "a record of more than %u bytes is left out",
		    LIMIT_FEED_RECORD_BYTES);
		return true;
	case TOOK_CUT:
		break;
	}
	break_off(s, "it ends in the middle of a record");
	return false;
}

/* Pass over a byte that must come. */
static bool
expect(struct feed_split *s, char c, const char *otherwise)
{
	int next = peek(s);

	if (next == c) {
		s->at++;
		return true;
	}
	break_off(s, next == END ? "it ends too early" : otherwise);
	return false;
}

/* Behind an item: *more says whether another follows. */
static bool
go_on(struct feed_split *s, char close, bool *more)
{
	*more = peek(s) == ',';
	if (*more)
		return expect(s, ',', "");
	return expect(s, close,
	    close == ']' ? "it is no JSON: a comma or ] was expected" :
			   "it is no JSON: a comma or } was expected");
}

/* The items of the array that comes are pieces. */
static bool
take_items(struct feed_split *s)
{
	bool more = true;

	s->at++;
	if (peek(s) == ']')
		return expect(s, ']', "");
	while (more) {
		if (!take_piece(s, S("")) || !go_on(s, ']', &more))
			return false;
	}
	return true;
}

/* ---- objects ----------------------------------------------------------- */

/* A name and its colon; the name lives in the scratch arena. */
static bool
take_name(struct feed_split *s, struct str *name)
{
	struct json_reader *r;
	struct span at;
	struct str raw;

	if (peek(s) != '"' ||
	    take_value(s, LIMIT_FEED_WORD_BYTES, &raw) != TOOK) {
		break_off(s, "it is no JSON: a name was expected");
		return false;
	}
	r = json_open(s->scratch, str_dup(s->scratch, raw),
	    (struct span){ 0 });
	if (json_next(r, name, &at) != JSON_STRING) {
		break_off(s, json_fault(r));
		return false;
	}
	return expect(s, ':', "it is no JSON: a colon was expected");
}

/* A member that no reader asks for, checked all the same. */
static bool
pass_over(struct feed_split *s)
{
	struct str text;
	struct json_reader *r;

	switch (take_value(s, LIMIT_FEED_FRAME_BYTES, &text)) {
	case TOOK:
		r = json_open(s->scratch, text, (struct span){ 0 });
		if (json_skip(r))
			return true;
		break_off(s, json_fault(r));
		return false;
	case TOOK_LONG:
		break_off(s, "more stands before its records than should");
		return false;
	case TOOK_CUT:
		break;
	}
	break_off(s, "it ends too early");
	return false;
}

/* One member: list names the one whose items are wanted; empty: all are. */
static bool
take_member(struct feed_split *s, struct str list, bool *had_list)
{
	struct str name;

	if (!take_name(s, &name))
		return false;
	if (list.n == 0)
		return take_piece(s, name);
	if (!str_eq(name, list) || peek(s) != '[')
		return pass_over(s);
	if (*had_list) {
		break_off(s, "its list of records stands there twice");
		return false;
	}
	*had_list = true;
	return take_items(s);
}

static bool
take_members(struct feed_split *s, struct str list)
{
	bool more = true, had_list = false;

	s->at++;
	if (peek(s) == '}')
		return expect(s, '}', "");
	while (more) {
		struct arena_mark mark = arena_mark(s->scratch);
		bool ok = take_member(s, list, &had_list);

		arena_reset(s->scratch, mark);
		if (!ok || !go_on(s, '}', &more))
			return false;
	}
	return true;
}

static void
take_whole(struct feed_split *s)
{
	while (fill(s)) {
		if (s->window.n > LIMIT_FEED_DOCUMENT_BYTES) {
			break_off(s,
			    "it is larger than any document of "
			    "its format");
			return;
		}
	}
	if (s->is_cut)
		break_off(s, "it cannot be read to its end");
	else
		(void)give(s, buf_str(&s->window), S(""));
}

void
feed_split(struct feed_split *s, enum feed_cut cut, struct str list)
{
	bool ok = true;
	int first;

	if (cut == FEED_WHOLE) {
		take_whole(s);
		return;
	}
	while (ok && (first = peek(s)) != END) {
		if (first == '[' && cut == FEED_ITEMS) {
			ok = take_items(s);
		} else if (first != '{') {
			break_off(s, "it is no JSON of this format");
			return;
		} else if (cut == FEED_MEMBERS ||
		    (list.n > 0 &&
			feed_json_has(str_sub(buf_str(&s->window), s->at,
					  LIMIT_FEED_HEAD),
			    list))) {
			ok = take_members(s, list);
		} else {
			ok = take_piece(s, S(""));
		}
	}
	if (ok && s->is_cut)
		break_off(s, "it cannot be read to its end");
}
