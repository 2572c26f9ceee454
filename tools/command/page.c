#include "command/page.h"

#include "base/attr.h"
#include "base/buf.h"
#include "base/utf8.h"

/* Whether a line may begin with c: not with what closes or ends something. */
static bool
may_begin(uint32_t c)
{
	static const uint32_t closing[] = { 0x3001, 0x3002, 0xff09, 0x300d,
		0x300f, 0xff0c, 0xff1a, 0x30fc };

	for (size_t i = 0; i < ARRAY_LEN(closing); i++) {
		if (c == closing[i])
			return false;
	}
	return true;
}

size_t
page_fit(struct str s, size_t width)
{
	size_t used = 0, best = 0;

	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		uint32_t c = utf8_next(s, &i);
		size_t w = utf8_width(str_sub(s, from, i - from));

		if (from > 0 && (c == ' ' || (w == 2 && may_begin(c))))
			best = from;
		used += w;
		if (used > width)
			return best > 0 ? best : i;
	}
	return s.n;
}

void
page_put(const struct page *p, enum page_style style, struct str text)
{
	static const char *const codes[] = {
		[PAGE_PLAIN] = "",
		[PAGE_HEAD] = "\033[1m",
		[PAGE_ALARM] = "\033[31m",
		[PAGE_WARN] = "\033[33m",
		[PAGE_GOOD] = "\033[32m",
		[PAGE_FAINT] = "\033[2m",
	};
	bool is_on = p->colour && style != PAGE_PLAIN && text.n > 0;

	if (is_on)
		buf_put(p->out, str_z(codes[style]));
	buf_put(p->out, text);
	if (is_on)
		buf_put(p->out, S("\033[0m"));
}

void
page_heading(const struct page *p, struct str text)
{
	if (p->out->n > 0)
		buf_putc(p->out, '\n');
	page_put(p, PAGE_HEAD, text);
	buf_putc(p->out, '\n');
}

/* One line of rest, without the blank that it was broken at. */
static struct str
cut_line(struct str *rest, size_t width)
{
	struct str line = str_sub(*rest, 0, page_fit(*rest, width));

	*rest = str_from(*rest, line.n);
	if (str_starts(*rest, S(" ")))
		*rest = str_from(*rest, 1);
	return line;
}

void
page_text(const struct page *p, size_t indent, enum page_style style,
    struct str text)
{
	struct str rest = text;

	while (rest.n > 0) {
		struct str line = cut_line(&rest, PAGE_WIDTH - indent);

		buf_fill(p->out, ' ', indent);
		page_put(p, style, line);
		buf_putc(p->out, '\n');
	}
}

void
page_cell(const struct page *p, size_t width, enum page_style style,
    struct str text)
{
	size_t used = utf8_width(text);

	page_put(p, style, text);
	buf_fill(p->out, ' ', (used < width ? width - used : 0) + 2);
}

void
page_rest(const struct page *p, size_t column, struct str text)
{
	struct str rest = text, line = cut_line(&rest, PAGE_WIDTH - column);

	buf_put(p->out, line);
	buf_putc(p->out, '\n');
	page_text(p, column, PAGE_PLAIN, rest);
}
