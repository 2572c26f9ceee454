#include "base/attr.h"
#include "base/buf.h"
#include "text/diag_place.h"
#include "text/diag_print.h"

enum part {
	PART_MESSAGE,	/* after the second "::" */
	PART_PROPERTY,	/* a value before it, ended by ',' or ':' */
};

static const char *
command(enum diag_class class)
{
	switch (class) {
	case DIAG_ERROR:
		return "error";
	case DIAG_REQUIREMENT:
		return "warning";
	case DIAG_ALERT:
		return "notice";
	}
	BUG("a diagnostic of no class");
}

/* Text with the bytes escaped that would end it or the line. */
static void
put_escaped(struct buf *out, struct str s, enum part part)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '%' || c == '\r' || c == '\n' ||
		    (part == PART_PROPERTY && (c == ':' || c == ',')))
			buf_printf(out, "%%%02X", (unsigned)c);
		else
			buf_putc(out, c);
	}
}

/* Line and columns; GitHub takes columns only within one line. */
static void
put_lines(struct buf *out, const struct diag_place *place)
{
	if (!place->has_line)
		return;
	buf_printf(out, "line=%u,endLine=%u,", place->line, place->end_line);
	if (place->line != place->end_line)
		return;
	buf_printf(out, "col=%u,endColumn=%u,", place->column,
	    place->end_column > place->column ? place->end_column :
						place->column + 1);
}

static void
put_diag(struct buf *out, const struct diag_print *p, const struct diag *d)
{
	struct diag_place place = diag_place(p, d->at);

	buf_printf(out, "::%s ", d->is_waived ? "notice" : command(d->class));
	if (place.path.n > 0) {
		buf_put(out, S("file="));
		put_escaped(out, diag_place_text(p, place.path),
		    PART_PROPERTY);
		buf_putc(out, ',');
	}
	put_lines(out, &place);
	buf_put(out, S("title="));
	put_escaped(out, d->rule, PART_PROPERTY);
	buf_put(out, S("::"));
	put_escaped(out, diag_place_text(p, d->message), PART_MESSAGE);
	if (d->help.n > 0) {
		put_escaped(out, S("\nhelp: "), PART_MESSAGE);
		put_escaped(out, diag_place_text(p, d->help), PART_MESSAGE);
	}
	buf_putc(out, '\n');
}

void
diag_github(struct buf *out, const struct diag_print *p)
{
	for (size_t i = 0; i < diags_len(p->diags); i++) {
		const struct diag *d = diags_at(p->diags, i);

		if (diag_place_shows(p, d))
			put_diag(out, p, d);
	}
}
