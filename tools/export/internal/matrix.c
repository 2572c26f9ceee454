#include "export/internal/matrix.h"

#include "base/arena.h"
#include "export/internal/board.h"
#include "export/internal/frame.h"
#include "export/internal/show.h"
#include "model/model.h"
#include "text/value.h"

/* Products of one kind in one company. */
struct cell {
	size_t all;
	size_t n[BOARD_STATES];
};

/* Companies in the order of the board's rows, each once. */
struct columns {
	const struct company_entry **v;
	size_t n;
};

static struct columns
columns_of(struct arena *a, const struct board *b)
{
	struct columns c = {
		arena_array(a, const struct company_entry *, b->n + 1), 0
	};

	for (size_t i = 0; i < b->n; i++) {
		const struct company_entry *k = b->rows[i].product->company;

		if (k != NULL && (c.n == 0 || c.v[c.n - 1] != k))
			c.v[c.n++] = k;
	}
	return c;
}

/* cells[kind * columns + column]; rows of a company stand together. */
static struct cell *
cells_of(struct arena *a, const struct board *b, const struct columns *c)
{
	struct cell *cells = arena_array(a, struct cell,
	    (enum_product_kind.n + 1) * (c->n + 1));
	size_t column = 0;

	for (size_t i = 0; i < b->n; i++) {
		const struct product_entry *p = b->rows[i].product;
		struct cell *cell;

		if (p->company == NULL)
			continue;
		while (c->v[column] != p->company)
			column++;
		cell = &cells[(size_t)p->product->kind.v * c->n + column];
		cell->all++;
		cell->n[b->rows[i].worst]++;
	}
	return cells;
}

static void
fill_cell(const struct frame *f, struct value *list, const struct cell *cell,
    const struct company_entry *company)
{
	struct value *o = value_push_object(list);
	size_t worst = ROW_AFFECTED;

	while (worst < ROW_NOT_AFFECTED && cell->n[worst] == 0)
		worst++;
	value_set_int(o, "n_all", (int64_t)cell->all);
	value_set_int(o, "n", (int64_t)cell->n[worst]);
	value_set_z(o, "state", enum_name(&enum_row_state, (int)worst));
	value_set_bool(o, "is_part", cell->n[worst] < cell->all);
	show_entry(f, o, "company", &company->e);
	value_set_text(o, "href",
	    str_fmt(f->a, "#c-%.*s", STR_ARG(company->e.id)));
}

static void
fill_sums(struct value *list, const struct cell *cells,
    const struct columns *c)
{
	for (size_t i = 0; i < c->n; i++) {
		struct value *o = value_push_object(list);
		size_t all = 0, done = 0;

		for (size_t k = 0; k <= enum_product_kind.n; k++) {
			const struct cell *cell = &cells[k * c->n + i];

			all += cell->all;
			done += cell->n[ROW_FIXED] + cell->n[ROW_NOT_AFFECTED];
		}
		value_set_int(o, "n", (int64_t)done);
		value_set_int(o, "of", (int64_t)all);
	}
}

void
matrix_show(const struct frame *f, struct value *o, const struct board *b)
{
	struct value *mx = value_set_object(o, "mx");
	struct value *columns = value_set_list(mx, "columns");
	struct value *rows = value_set_list(mx, "rows");
	struct columns c = columns_of(f->a, b);
	struct cell *cells = cells_of(f->a, b, &c);

	for (size_t i = 0; i < c.n; i++)
		show_push_entry(f, columns, &c.v[i]->e);
	for (size_t k = 1; k <= enum_product_kind.n; k++) {
		struct value *row, *list;
		size_t all = 0;

		for (size_t i = 0; i < c.n; i++)
			all += cells[k * c.n + i].all;
		if (all == 0)
			continue;
		row = value_push_object(rows);
		show_enum(f, row, "name", &enum_product_kind, (int)k);
		value_set_int(row, "n", (int64_t)all);
		list = value_set_list(row, "cells");
		for (size_t i = 0; i < c.n; i++)
			fill_cell(f, list, &cells[k * c.n + i], c.v[i]);
	}
	fill_sums(value_set_list(mx, "sums"), cells, &c);
}
