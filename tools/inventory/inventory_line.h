/*
 * Lines and columns of package lists.  Private to inventory/.
 */
#ifndef INVENTORY_INVENTORY_LINE_H
#define INVENTORY_INVENTORY_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"
#include "base/span.h"
#include "base/str.h"

struct inventory_make;

struct inventory_line {
	struct str text;	/* without its end and blanks behind */
	struct span at;
	/* Set by inventory_line_split(): */
	struct str v[LIMIT_INVENTORY_COLUMNS];
	size_t n;
	char sep;		/* what parts them: a tab, '|' or ' ' */
};

/*
 * The line at *off, which moves to the next one; false behind the last.  base:
 * where text begins.  Columns are not set.
 */
bool inventory_line_next(struct str text, struct span base, size_t *off,
    struct inventory_line *l);

/*
 * Cut a line into columns: at tabs, else at '|', else at blanks.  What is more
 * than LIMIT_INVENTORY_COLUMNS is left out.
 */
void inventory_line_split(struct inventory_line *l);

/* Report inventory-line: it cannot be read; what says what it should be. */
void inventory_line_report(struct inventory_make *m,
    const struct inventory_line *l, const char *what);

#endif
