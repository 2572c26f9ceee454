/*
 * Rows and columns on standard output: aligned for people, or one JSON object
 * a line for programs.
 */
#ifndef COMMAND_TABLE_H
#define COMMAND_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define TABLE_COLUMNS	16	/* at most; a terminal shows fewer */

/* A cell wider than this pushes its row aside, not the whole column. */
#define TABLE_WIDTH	40

struct arena;

struct table {
	struct arena *a;
	struct str names[TABLE_COLUMNS];	/* of columns */
	bool is_number[TABLE_COLUMNS];
	size_t n_columns;
	struct str *cells;	/* n * n_columns */
	size_t n;		/* rows */
	size_t n_cells;
	size_t cap;
};

/*
 * An empty table.  columns: names with blanks between, such as "id lines#
 * name"; a number sign marks a column of whole numbers.
 */
void table_init(struct table *t, struct arena *a, const char *columns);

/* Add the next cell, row by row. */
void table_put(struct table *t, struct str cell);
void table_put_z(struct table *t, const char *cell);
void table_put_int(struct table *t, int64_t n);

/* Print all rows, which must be complete; format is "text" or "json". */
void table_print(const struct table *t, struct str format);

#endif
