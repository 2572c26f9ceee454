#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"
#include "base/utf8.h"
#include "text/diag_place.h"
#include "text/diag_print.h"

/* Columns of a source line that are shown, and those before the span. */
#define LINE_COLUMNS	100
#define LEAD_COLUMNS	40
#define TAB_COLUMNS	8

#define ELLIPSIS	"\xe2\x80\xa6"	/* U+2026, one column */

/* SGR parameters of ECMA-48. */
#define BOLD	"1"
#define RED	"1;31"
#define GREEN	"1;32"
#define YELLOW	"1;33"
#define MAGENTA	"1;35"
#define CYAN	"1;36"

/* One character of a source line as a terminal shows it. */
struct cell {
	size_t bytes;		/* in the source */
	size_t width;		/* columns */
	struct str text;	/* the character itself, or what replaces it */
	char room[16];		/* where a replacement is built */
};

/* The part of a line that is shown. */
struct view {
	size_t from;	/* offset of the first byte */
	size_t to;	/* offset behind the last byte */
};

static size_t
put_hex(char *out, uint32_t v, unsigned digits)
{
	for (unsigned i = digits; i > 0; i--, v >>= 4)
		out[i - 1] = "0123456789ABCDEF"[v & 15];
	return digits;
}

/* Show a byte that is no UTF-8 as <FF>, a hostile character as <U+202E>. */
static void
name_cell(struct cell *c, const char *lead, uint32_t v, unsigned digits)
{
	size_t n = 0;

	c->room[n++] = '<';
	for (; *lead != '\0'; lead++)
		c->room[n++] = *lead;
	n += put_hex(c->room + n, v, digits);
	c->room[n++] = '>';
	c->text = (struct str){ c->room, n };
	c->width = n;
}

/* The character at line[i], which begins in a column counted from 0. */
static void
cell_at(struct cell *c, struct str line, size_t i, size_t column)
{
	size_t n = diag_place_char(line, i), next = i;
	uint32_t v;

	c->bytes = n > 0 ? n : 1;
	if (n == 0) {
		name_cell(c, "", (unsigned char)line.p[i], 2);
		return;
	}
	v = utf8_next(line, &next);
	if (v == '\t') {
		c->width = TAB_COLUMNS - column % TAB_COLUMNS;
		c->text = str_sub(S("        "), 0, c->width);
	} else if (v < ' ' || utf8_is_hostile(v)) {
		name_cell(c, "U+", v, v > 0xffff ? 6 : 4);
	} else {
		c->text = str_sub(line, i, n);
		c->width = utf8_width(c->text);
	}
}

/* The offset that is reached from from within so many columns. */
static size_t
forward(struct str line, size_t from, size_t columns)
{
	size_t i = from, column = 0;
	struct cell c;

	while (i < line.n) {
		cell_at(&c, line, i, column);
		if (column + c.width > columns)
			break;
		column += c.width;
		i += c.bytes;
	}
	return i;
}

/* The offset of the character before line[i], i > 0. */
static size_t
before(struct str line, size_t i)
{
	size_t j = i - 1;

	while (j > 0 && i - j < 4 && ((unsigned char)line.p[j] & 0xc0) == 0x80)
		j--;
	return diag_place_char(line, j) == i - j ? j : i - 1;
}

/* The offset that lies so many columns before i, a tab counted in full. */
static size_t
backward(struct str line, size_t i, size_t columns)
{
	size_t from = i;
	struct cell c;

	while (from > 0) {
		size_t j = before(line, from);

		cell_at(&c, line, j, 0);
		if (c.width > columns)
			break;
		columns -= c.width;
		from = j;
	}
	/* A mark without the letter that carries it would join the ellipsis. */
	for (; from > 0 && from < i; from += c.bytes) {
		cell_at(&c, line, from, 0);
		if (c.width > 0)
			break;
	}
	return from;
}

/* All of a short line, or the part of a long one around offset at. */
static struct view
view_around(struct str line, size_t at)
{
	struct view v = { 0, forward(line, 0, LINE_COLUMNS) };

	if (v.to == line.n)
		return v;
	v.from = backward(line, at, LEAD_COLUMNS);
	v.to = forward(line, v.from, LINE_COLUMNS - 2);
	if (v.to == line.n) {
		v.from = backward(line, line.n, LINE_COLUMNS - 2);
		v.to = line.n;
	}
	return v;
}

static void
put_colour(struct buf *out, const struct diag_print *p, const char *sgr)
{
	if (p->colour)
		buf_printf(out, "\033[%sm", sgr);
}

static void
put_plain(struct buf *out, const struct diag_print *p)
{
	if (p->colour)
		buf_put(out, S("\033[0m"));
}

/* Text in one line that does nothing to a terminal. */
static void
put_clean(struct buf *out, struct str s)
{
	struct cell c;

	for (size_t i = 0; i < s.n; i += c.bytes) {
		cell_at(&c, s, i, TAB_COLUMNS - 1);
		buf_put(out, c.text);
	}
}

/* The shown part of a line; *from and *to get the span's columns. */
static void
put_line(struct buf *out, struct str line, struct str marked, size_t *from,
    size_t *to)
{
	size_t start = (size_t)(marked.p - line.p), end = start + marked.n;
	struct view v = view_around(line, start);
	size_t column = v.from > 0;
	struct cell c;

	if (v.from > 0)
		buf_put(out, S(ELLIPSIS));
	*from = *to = column;
	for (size_t i = v.from; i < v.to; i += c.bytes) {
		cell_at(&c, line, i, column);
		buf_put(out, c.text);
		column += c.width;
		if (i + c.bytes <= start)
			*from = *to = column;
		else if (i < end)
			*to = column;
	}
	if (v.to < line.n)
		buf_put(out, S(ELLIPSIS));
}

/* The line of a span with a caret under it. */
static void
put_snippet(struct buf *out, const struct diag_print *p, struct span at)
{
	struct pos pos = source_pos(p->sources, at);
	struct str marked = str_sub(pos.text, at.off - pos.line_off, at.len);
	size_t from, to, start, gutter;

	if (marked.n == 0)
		marked.p = pos.text.p +
		    (at.off - pos.line_off < pos.text.n ?
			    at.off - pos.line_off :
			    pos.text.n);
	start = out->n;
	buf_printf(out, "%5u ", pos.line);
	gutter = out->n - start;
	buf_put(out, pos.text.n > 0 ? S("| ") : S("|"));
	put_line(out, pos.text, marked, &from, &to);
	buf_putc(out, '\n');
	buf_fill(out, ' ', gutter);
	buf_put(out, S("| "));
	buf_fill(out, ' ', from);
	put_colour(out, p, GREEN);
	buf_putc(out, '^');
	if (to > from + 1)
		buf_fill(out, '~', to - from - 1);
	put_plain(out, p);
	buf_putc(out, '\n');
}

/* "FILE:LINE:COLUMN: ", as much of it as is known. */
static void
put_place(struct buf *out, const struct diag_print *p,
    const struct diag_place *place)
{
	if (place->path.n == 0)
		return;
	put_colour(out, p, BOLD);
	put_clean(out, place->path);
	buf_putc(out, ':');
	if (place->has_line)
		buf_printf(out, "%u:%u:", place->line, place->column);
	put_plain(out, p);
	buf_putc(out, ' ');
}

static void
put_word(struct buf *out, const struct diag_print *p, const char *sgr,
    const char *word)
{
	put_colour(out, p, sgr);
	buf_printf(out, "%s:", word);
	put_plain(out, p);
	buf_putc(out, ' ');
}

/* A remark below the snippet: clause, help, a note without a place. */
static void
put_remark(struct buf *out, const struct diag_print *p, const char *word,
    struct str text)
{
	if (text.n == 0)
		return;
	buf_put(out, S("      = "));
	put_word(out, p, BOLD, word);
	put_clean(out, text);
	buf_putc(out, '\n');
}

static const char *
class_colour(enum diag_class class)
{
	switch (class) {
	case DIAG_ERROR:
		return RED;
	case DIAG_REQUIREMENT:
		return MAGENTA;
	case DIAG_ALERT:
		return YELLOW;
	}
	BUG("a diagnostic of no class");
}

static void
put_note(struct buf *out, const struct diag_print *p,
    const struct diag_note *n)
{
	struct diag_place place = diag_place(p, n->at);

	put_place(out, p, &place);
	put_word(out, p, CYAN, "note");
	put_clean(out, n->text);
	buf_putc(out, '\n');
	if (place.has_line)
		put_snippet(out, p, n->at);
}

static void
put_diag(struct buf *out, const struct diag_print *p, const struct diag *d)
{
	struct diag_place place = diag_place(p, d->at);
	const struct diag_note *n;

	put_place(out, p, &place);
	put_word(out, p, class_colour(d->class), diag_class_name(d->class));
	put_clean(out, d->message);
	buf_put(out, S(" ["));
	put_clean(out, d->rule);
	buf_put(out, d->is_waived ? S("] (waived)\n") : S("]\n"));
	if (place.has_line)
		put_snippet(out, p, d->at);
	for (n = d->notes; n != NULL; n = n->next)
		if (!span_is_set(n->at))
			put_remark(out, p, "note", n->text);
	put_remark(out, p, "clause", diag_place_clause(p, d));
	put_remark(out, p, "help", d->help);
	for (n = d->notes; n != NULL; n = n->next)
		if (span_is_set(n->at))
			put_note(out, p, n);
}

void
diag_text(struct buf *out, const struct diag_print *p)
{
	for (size_t i = 0; i < diags_len(p->diags); i++) {
		const struct diag *d = diags_at(p->diags, i);

		if (diag_place_shows(p, d))
			put_diag(out, p, d);
	}
}
