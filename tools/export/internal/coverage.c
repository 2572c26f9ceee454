/*
 * What we know of what our products and systems consist of: coverage, gaps
 * between words and files, ends of support.
 */
#include "export/internal/out.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/limits.h"
#include "export/internal/coverage_row.h"
#include "export/internal/finding_text.h"
#include "export/internal/piece.h"
#include "text/json_write.h"

OUT_FUNCTIONS(coverage);

enum file_format {
	FILE_CSV,
	FILE_JSON,
};

static const char
    *const endings[] = { [FILE_CSV] = "csv", [FILE_JSON] = "json" };

static const char *const stems[] = {
	[COVERAGE_ALL] = "coverage/index",
	[COVERAGE_GAPS] = "coverage/gaps",
	[COVERAGE_ENDS] = "coverage/ends",
};

/* What a page or a file has; the page's number is the piece. */
struct item {
	const struct coverage_rows *rows;
	enum coverage_view view;
	enum file_format format;
	size_t piece;		/* of a file */
};

static struct item *
item_of(struct arena *a, const struct coverage_rows *rows, size_t view)
{
	struct item *out = arena_new(a, struct item);

	out->rows = rows;
	out->view = (enum coverage_view)view;
	return out;
}

static size_t
count_files(size_t n)
{
	return n == 0 ? 0 : (n + LIMIT_FINDING_ROWS - 1) / LIMIT_FINDING_ROWS;
}

/* "coverage/index.csv", "coverage/index-2.csv": one for both languages. */
static struct str
path_of(struct arena *a, enum coverage_view view, size_t piece,
    enum file_format format)
{
	if (piece == 0)
		return str_fmt(a, "%s.%s", stems[view], endings[format]);
	return str_fmt(a, "%s-%zu.%s", stems[view], piece + 1,
	    endings[format]);
}

static size_t
count_pages(size_t n)
{
	size_t pages = piece_count(n);

	return pages < LIMIT_FINDING_PIECES ? pages : LIMIT_FINDING_PIECES;
}

void
coverage_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	const struct coverage_rows *rows = coverage_row_all(g.a, v);

	for (size_t i = 0; i < COVERAGE_VIEWS; i++) {
		size_t n = rows->n[i];

		for (size_t j = 0; j < count_pages(n); j++)
			frame_add(&g, where_piece(g.a, stems[i], j),
			    item_of(g.a, rows, i), j);
		for (size_t j = 0; j < 2 * count_files(n); j++) {
			struct item *one = item_of(g.a, rows, i);

			one->format = (enum file_format)(j % 2);
			one->piece = j / 2;
			frame_add_neutral(&g,
			    path_of(g.a, one->view, one->piece, one->format),
			    S(""), one);
		}
	}
}

/* ---- files --------------------------------------------------------------- */

static void
write_csv(const struct frame *f, const struct item *item, size_t from,
    size_t to, struct buf *out)
{
	const struct coverage_cell *v;
	size_t n;

	for (size_t i = from; i < to; i++) {
		n = coverage_row_cells(f, item->rows, item->view, i, &v);
		for (size_t j = 0; i == from && j < n; j++)
			buf_printf(out, "%s%s", v[j].name,
			    j + 1 < n ? "," : "\r\n");
		for (size_t j = 0; j < n; j++) {
			finding_text_cell(out,
			    finding_text_line(f->a, v[j].text));
			buf_put(out, j + 1 < n ? S(",") : S("\r\n"));
		}
	}
}

static void
write_json(const struct frame *f, const struct item *item, size_t from,
    size_t to, struct buf *out)
{
	struct json_writer *w = json_write_open(f->a, out, JSON_WRITE_COMPACT);
	const struct coverage_cell *v;

	json_object(w);
	json_pair(w, "tlp", f->c->ceiling);
	json_pair(w, "as_of", instant_format(f->a, f->c->now));
	json_pair_z(w, "list", stems[item->view]);
	json_pair_int(w, "of", (int64_t)item->rows->n[item->view]);
	json_name(w, "rows");
	json_array(w);
	for (size_t i = from; i < to; i++) {
		size_t n = coverage_row_cells(f, item->rows, item->view, i,
		    &v);

		json_object(w);
		for (size_t j = 0; j < n; j++) {
			if (v[j].is_count)
				json_pair_int(w, v[j].name, v[j].count);
			else
				json_pair_opt(w, v[j].name,
				    finding_text_line(f->a, v[j].text));
		}
		json_end(w);
	}
	json_end(w);
	json_end(w);
	(void)json_write_close(w);
}

static bool
write_file(const struct frame *f, const struct item *item, struct buf *out)
{
	size_t from = item->piece * LIMIT_FINDING_ROWS;
	size_t to = from + LIMIT_FINDING_ROWS;

	if (to > item->rows->n[item->view])
		to = item->rows->n[item->view];
	if (item->format == FILE_JSON)
		write_json(f, item, from, to, out);
	else
		write_csv(f, item, from, to, out);
	return true;
}

/* ---- pages --------------------------------------------------------------- */

static void
show_views(const struct frame *f, const struct item *item)
{
	static const char *const words[] = {
		[COVERAGE_ALL] = "stock.view.all",
		[COVERAGE_GAPS] = "stock.view.gaps",
		[COVERAGE_ENDS] = "stock.view.ends",
	};
	struct value *list = value_set_list(f->data, "views");

	for (size_t i = 0; i < COVERAGE_VIEWS; i++) {
		struct value *o = value_push_object(list);

		value_set_text(o, "href",
		    where_link(f, where_piece(f->a, stems[i], 0)));
		value_set_text(o, "text", frame_word(f, words[i]));
		value_set_int(o, "n", (int64_t)item->rows->n[i]);
		value_set_bool(o, "current", i == (size_t)item->view);
	}
}

static void
show_files(const struct frame *f, const struct item *item)
{
	struct value *list = value_set_list(f->data, "files");
	size_t n = count_files(item->rows->n[item->view]);

	for (size_t i = 0; i < 2 * n; i++) {
		struct value *o = value_push_object(list);
		enum file_format format = (enum file_format)(i % 2);

		value_set_text(o, "href",
		    export_link(f->a, f->page->path,
			path_of(f->a, item->view, i / 2, format)));
		value_set_z(o, "text", format == FILE_CSV ? "CSV" : "JSON");
		value_set_int(o, "number", n > 1 ? (int64_t)(i / 2) + 1 : 0);
	}
}

bool
coverage_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	bool is_page = str_ends(page->path, S(".html"));
	struct frame f = frame_open(page, v, c, tmp,
	    is_page ? "coverage" : NULL);
	const struct item *item = f.item;
	size_t n = item->rows->n[item->view];
	struct piece piece;

	if (!is_page)
		return write_file(&f, item, out);
	piece = piece_at(n, f.number);
	show_views(&f, item);
	show_files(&f, item);
	coverage_row_sums(&f, item->rows);
	coverage_row_show(&f, item->rows, item->view, piece.from, piece.to);
	piece_show_pages(&f, stems[item->view], count_pages(n));
	frame_title(&f, "nav.coverage");
	f.is_wide = true;
	return frame_write(&f, "pages/internal/coverage", out, d);
}
