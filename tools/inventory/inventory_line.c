#include "inventory/inventory_line.h"

#include "base/diag.h"
#include "inventory/inventory_make.h"

bool
inventory_line_next(struct str text, struct span base, size_t *off,
    struct inventory_line *l)
{
	size_t end;

	if (*off >= text.n)
		return false;
	end = str_find_byte(text, '\n', *off);
	if (end == SIZE_MAX)
		end = text.n;
	l->text = str_sub(text, *off, end - *off);
	while (l->text.n > 0 &&
	    (l->text.p[l->text.n - 1] == '\r' ||
		l->text.p[l->text.n - 1] == ' '))
		l->text.n--;
	l->at = (struct span){ base.file, base.off + (uint32_t)*off,
		(uint32_t)l->text.n };
	l->n = 0;
	*off = end + 1;
	return true;
}

void
inventory_line_split(struct inventory_line *l)
{
	struct str rest = l->text, one;

	l->sep = ' ';
	if (str_find_byte(rest, '\t', 0) != SIZE_MAX)
		l->sep = '\t';
	else if (str_find_byte(rest, '|', 0) != SIZE_MAX)
		l->sep = '|';
	l->n = 0;
	while (rest.n > 0 && l->n < LIMIT_INVENTORY_COLUMNS) {
		(void)str_cut(rest, l->sep, &one, &rest);
		one = str_trim(one);
		/* Blanks pad columns; other marks part empty ones, too. */
		if (one.n > 0 || l->sep != ' ')
			l->v[l->n++] = one;
	}
}

void
inventory_line_report(struct inventory_make *m, const struct inventory_line *l,
    const char *what)
{
	diag_report(m->d, DIAG_ALERT, "inventory-line",
	    span_sub(l->at, 0, 200), "this line is left out: '%.*s'",
	    STR_ARG(inventory_make_quote(l->text)));
	diag_help(m->d, "%s", what);
}
