#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "text/markdown.h"

/* What CommonMark lets a backslash stand before (section 2.4). */
static bool
is_punctuation(char c)
{
	return c > ' ' && c < 0x7f && !(c >= '0' && c <= '9') &&
	    !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z');
}

/* Blanks at a line's end or beginning would mean something or get lost. */
static void
put_blank(struct buf *out, struct str text, size_t i)
{
	bool begins = i == 0 || text.p[i - 1] == '\n';
	bool ends = i + 1 == text.n || text.p[i + 1] == '\n' ||
	    text.p[i + 1] == '\r';

	if (!begins && !ends)
		buf_putc(out, text.p[i]);
	else
		buf_put(out, text.p[i] == ' ' ? S("&#32;") : S("&#9;"));
}

/* A line's end is a break in its paragraph, unless a paragraph ends here. */
static void
put_line_end(struct buf *out, struct str text, size_t i)
{
	bool is_empty = i == 0 || text.p[i - 1] == '\n';
	bool is_last = i + 1 == text.n || text.p[i + 1] == '\n' ||
	    text.p[i + 1] == '\r';

	buf_put(out, is_empty || is_last ? S("\n") : S("\\\n"));
}

/*
 * Characters that no file may hold are left out, and carriage returns: what
 * is written must pass our own checks.
 */
void
markdown_escape(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.n;) {
		size_t from = i;
		uint32_t c = utf8_next(text, &i);

		if (c == '\n')
			put_line_end(out, text, from);
		else if (c == ' ' || c == '\t')
			put_blank(out, text, from);
		else if (c < 0x80 && is_punctuation((char)c)) {
			buf_putc(out, '\\');
			buf_putc(out, (char)c);
		} else if (!utf8_is_hostile(c)) {
			buf_put(out, str_sub(text, from, i - from));
		}
	}
}

struct str
markdown_unescape(struct arena *a, struct str text)
{
	char *out = arena_bytes(a, text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		struct str rest = str_from(text, i);

		if (str_starts(rest, S("&#32;"))) {
			out[n++] = ' ';
			i += 4;
		} else if (str_starts(rest, S("&#9;"))) {
			out[n++] = '\t';
			i += 3;
		} else if (rest.n > 1 && rest.p[0] == '\\' &&
		    (is_punctuation(rest.p[1]) || rest.p[1] == '\n')) {
			out[n++] = rest.p[1];
			i++;
		} else {
			out[n++] = text.p[i];
		}
	}
	return (struct str){ out, n };
}
