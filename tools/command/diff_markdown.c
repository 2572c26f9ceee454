#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "command/diff_impl.h"
#include "review/review.h"
#include "review/review_letter.h"

/* What would be markup, a mention or a link to a number. */
static bool
is_active(char c)
{
	static const char active[] = "\\`*_[]<>|&~#!$^@";

	return str_find_byte((struct str){ active, sizeof(active) - 1 }, c,
		   0) != SIZE_MAX;
}

static bool
is_word(char c)
{
	return c == '_' || c == '-' || c == '.' || (c >= '0' && c <= '9') ||
	    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (unsigned char)c >= 0x80;
}

/* A name behind "@" as code: nobody is called to the merge request by it. */
static size_t
put_mention(struct buf *out, struct str text, size_t i)
{
	size_t from = i++;

	while (i < text.n && is_word(text.p[i]))
		i++;
	buf_putc(out, '`');
	buf_put(out, str_sub(text, from, i - from));
	buf_putc(out, '`');
	return i;
}

static void
put_escaped(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.n;) {
		size_t from = i;
		uint32_t c;

		if (text.p[i] == '@') {
			i = put_mention(out, text, i);
			continue;
		}
		c = utf8_next(text, &i);
		if (c == '\n' || c == '\r' || c == '\t')
			buf_putc(out, ' ');
		else if (utf8_is_hostile(c))
			continue;
		else {
			if (c < 0x80 && is_active((char)c))
				buf_putc(out, '\\');
			buf_put(out, str_sub(text, from, i - from));
		}
	}
}

/* Text at the start of an item must not begin a list or heading of its own. */
static void
put_text(struct buf *out, struct str text)
{
	size_t digits = 0;

	while (
	    digits < text.n && text.p[digits] >= '0' && text.p[digits] <= '9')
		digits++;
	if (text.n > 0 &&
	    (text.p[0] == '-' || text.p[0] == '+' || text.p[0] == '='))
		buf_putc(out, '\\');
	if (digits > 0 && digits < text.n &&
	    (text.p[digits] == '.' || text.p[digits] == ')')) {
		buf_put(out, str_sub(text, 0, digits));
		buf_putc(out, '\\');
		text = str_from(text, digits);
	}
	put_escaped(out, text);
}

static void
put_place(struct buf *out, struct str place)
{
	if (place.n == 0)
		return;
	if (str_find_byte(place, '`', 0) != SIZE_MAX) {
		buf_put(out, S(" ("));
		put_escaped(out, place);
		buf_putc(out, ')');
		return;
	}
	buf_put(out, S(" (`"));
	buf_put(out, place);
	buf_put(out, S("`)"));
}

static void
put_line(struct buf *out, const struct letter_line *l)
{
	buf_fill(out, ' ', (size_t)l->depth * 2);
	buf_put(out, S("- "));
	if (l->is_loud)
		buf_put(out, S("**"));
	put_text(out, l->text);
	if (l->is_loud)
		buf_put(out, S("**"));
	put_place(out, l->place);
	buf_putc(out, '\n');
}

void
diff_markdown(const struct review *r, struct buf *out)
{
	struct letter l = review_letter(r);

	buf_put(out, l.label);
	buf_put(out, S("\n\n"));
	put_text(out, l.opening);
	buf_put(out, S("\n"));
	for (size_t i = 0; i < l.n_leads; i++) {
		buf_put(out, i == 0 ? S("\n- ") : S("- "));
		put_text(out, l.leads[i]);
		buf_putc(out, '\n');
	}
	for (size_t i = 0; i < l.n_sections; i++) {
		const struct letter_section *s = &l.sections[i];

		buf_put(out, S("\n### "));
		put_text(out, s->head);
		buf_put(out, S("\n\n"));
		for (size_t k = 0; k < s->n; k++)
			put_line(out, &s->v[k]);
	}
	if (l.closing.n > 0) {
		buf_putc(out, '\n');
		put_text(out, l.closing);
		buf_putc(out, '\n');
	}
}
