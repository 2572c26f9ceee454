#include "command/table.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/utf8.h"
#include "command/command.h"
#include "text/json_write.h"

void
table_init(struct table *t, struct arena *a, const char *columns)
{
	struct str rest = str_z(columns), name;
	bool more = true;

	*t = (struct table){ .a = a };
	while (more) {
		more = str_cut(rest, ' ', &name, &rest);
		ASSERT(t->n_columns < TABLE_COLUMNS);
		t->is_number[t->n_columns] = str_ends(name, S("#"));
		if (t->is_number[t->n_columns])
			name.n--;
		t->names[t->n_columns++] = name;
	}
}

/* The text on one line: other blanks than spaces become spaces. */
static struct str
on_one_line(struct arena *a, struct str s)
{
	char *p;

	if (str_find_byte(s, '\n', 0) == SIZE_MAX &&
	    str_find_byte(s, '\t', 0) == SIZE_MAX)
		return s;
	p = arena_bytes(a, s.n);
	for (size_t i = 0; i < s.n; i++)
		p[i] = s.p[i] == '\n' || s.p[i] == '\t' ? ' ' : s.p[i];
	return (struct str){ p, s.n };
}

void
table_put(struct table *t, struct str cell)
{
	t->cells = arena_grow(t->a, t->cells, t->n_cells, &t->cap,
	    sizeof(*t->cells));
	t->cells[t->n_cells++] = on_one_line(t->a, cell);
	t->n = t->n_cells / t->n_columns;
}

void
table_put_z(struct table *t, const char *cell)
{
	table_put(t, str_z(cell));
}

void
table_put_int(struct table *t, int64_t n)
{
	table_put(t, str_fmt(t->a, "%lld", (long long)n));
}

static void
put_line(struct buf *out, const struct table *t, const struct str *cells,
    const size_t *widths)
{
	for (size_t i = 0; i < t->n_columns; i++) {
		size_t width = utf8_width(cells[i]);
		size_t pad = width < widths[i] ? widths[i] - width : 0;
		bool last = i + 1 == t->n_columns;

		if (t->is_number[i])
			buf_fill(out, ' ', pad);
		buf_put(out, cells[i]);
		if (!last)
			buf_fill(out, ' ', t->is_number[i] ? 2 : pad + 2);
	}
	/* Empty cells at the end leave no blanks. */
	while (out->n > 0 && out->p[out->n - 1] == ' ')
		out->n--;
	buf_putc(out, '\n');
}

static void
put_text(struct buf *out, const struct table *t)
{
	size_t widths[TABLE_COLUMNS] = { 0 };

	for (size_t i = 0; i < t->n_columns; i++)
		widths[i] = utf8_width(t->names[i]);
	for (size_t i = 0; i < t->n_cells; i++) {
		size_t width = utf8_width(t->cells[i]);

		if (width > TABLE_WIDTH)
			width = TABLE_WIDTH;
		if (width > widths[i % t->n_columns])
			widths[i % t->n_columns] = width;
	}
	put_line(out, t, t->names, widths);
	for (size_t i = 0; i < t->n; i++)
		put_line(out, t, t->cells + i * t->n_columns, widths);
}

static void
put_json(struct buf *out, const struct table *t)
{
	for (size_t row = 0; row < t->n; row++) {
		struct scratch tmp = scratch_begin(t->a);
		struct json_writer *w = json_write_open(tmp.a, out,
		    JSON_WRITE_COMPACT);
		const struct str *cells = t->cells + row * t->n_columns;

		json_object(w);
		for (size_t i = 0; i < t->n_columns; i++) {
			int64_t n;

			json_name_str(w, t->names[i]);
			if (t->is_number[i] &&
			    num_parse(cells[i], 0, INT64_MAX, &n))
				json_int(w, n);
			else if (t->is_number[i])
				json_null(w);
			else
				json_str(w, cells[i]);
		}
		json_end(w);
		(void)json_write_close(w);
		buf_putc(out, '\n');
		scratch_end(tmp);
	}
}

void
table_print(const struct table *t, struct str format)
{
	struct buf out;

	ASSERT(t->n_cells == t->n * t->n_columns);
	buf_init(&out, LIMIT_PAGE_BYTES);
	if (str_eq(format, S("json")))
		put_json(&out, t);
	else
		put_text(&out, t);
	command_put(buf_str(&out));
	if (!buf_ok(&out))
		fputs("hansho: more rows than can be shown\n", stderr);
	buf_fini(&out);
}
