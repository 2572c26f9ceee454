#include "text/html.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "text/markdown.h"

/* What is written in the place of a byte; nothing: the byte itself. */
struct escapes {
	struct str words['?'];	/* all that is escaped lies below */
};

static void
escape(struct buf *out, struct str s, const struct escapes *e)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c >= ARRAY_LEN(e->words) || e->words[c].n == 0)
			continue;
		buf_put(out, str_sub(s, from, i - from));
		buf_put(out, e->words[c]);
		from = i + 1;
	}
	buf_put(out, str_from(s, from));
}

void
html_text(struct buf *out, struct str s)
{
	static const struct escapes TEXT = { {
	    ['&'] = STR_INIT("&amp;"),
	    ['<'] = STR_INIT("&lt;"),
	    ['>'] = STR_INIT("&gt;"),
	} };

	escape(out, s, &TEXT);
}

void
html_attr(struct buf *out, struct str s)
{
	static const struct escapes ATTRIBUTE = { {
	    ['&'] = STR_INIT("&amp;"),
	    ['<'] = STR_INIT("&lt;"),
	    ['>'] = STR_INIT("&gt;"),
	    ['"'] = STR_INIT("&quot;"),
	    ['\''] = STR_INIT("&#39;"),
	    ['\n'] = STR_INIT("&#10;"),
	    ['\r'] = STR_INIT("&#13;"),
	    ['\t'] = STR_INIT("&#9;"),
	} };

	escape(out, s, &ATTRIBUTE);
}

bool
html_url(struct buf *out, struct str s)
{
	if (!html_url_is_allowed(s)) {
		buf_putc(out, '#');
		return false;
	}
	html_attr(out, s);
	return true;
}

/* The text before the first ':', or nothing when the URL is relative. */
static bool
cut_scheme(struct str s, struct str *scheme)
{
	for (size_t i = 0; i < s.n; i++) {
		if (strchr("/?#", s.p[i]) != NULL && s.p[i] != '\0')
			return false;
		if (s.p[i] == ':') {
			*scheme = str_sub(s, 0, i);
			return true;
		}
	}
	return false;
}

bool
html_url_is_allowed(struct str s)
{
	static const struct str SCHEMES[] = {
		STR_INIT("https"),
		STR_INIT("http"),
		STR_INIT("mailto"),
	};
	struct str scheme;

	/* Browsers drop control characters and take '\' for '/'. */
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c <= ' ' || c == 0x7f || c == '\\')
			return false;
	}
	if (str_starts(s, S("//")))
		return false;	/* another host without a scheme */
	if (!cut_scheme(s, &scheme))
		return true;
	for (size_t i = 0; i < ARRAY_LEN(SCHEMES); i++) {
		if (str_eq_nocase(scheme, SCHEMES[i]))
			return true;
	}
	return false;
}

struct html
html_from_text(struct arena *a, struct str text)
{
	struct buf out;

	buf_init(&out, SIZE_MAX);
	html_text(&out, text);
	struct html h = { str_dup(a, buf_str(&out)) };
	buf_fini(&out);
	return h;
}
