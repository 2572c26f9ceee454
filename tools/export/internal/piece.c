#include "export/internal/piece.h"

#include "export/internal/frame.h"
#include "export/internal/where.h"
#include "text/value.h"

size_t
piece_count(size_t n_rows)
{
	return n_rows == 0 ? 1 : (n_rows + PIECE_ROWS - 1) / PIECE_ROWS;
}

struct piece
piece_at(size_t n_rows, size_t i)
{
	struct piece p = { i * PIECE_ROWS, (i + 1) * PIECE_ROWS };

	if (p.to > n_rows)
		p.to = n_rows;
	return p;
}

void
piece_show_pages(const struct frame *f, const char *stem, size_t n)
{
	struct value *list = value_set_list(f->data, "pieces");

	for (size_t i = 0; n > 1 && i < n; i++) {
		struct value *o = value_push_object(list);

		value_set_text(o, "href",
		    where_link(f, where_piece(f->a, stem, i)));
		value_set_int(o, "n", (int64_t)i + 1);
		value_set_bool(o, "current", i == f->number);
	}
}

void
piece_show(const struct frame *f, const char *stem, size_t n_rows)
{
	piece_show_pages(f, stem, piece_count(n_rows));
}
