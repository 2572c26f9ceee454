#include "model/delivery.h"

#include <errno.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "model/file_text.h"

enum column {
	COL_AT,
	COL_SUBSCRIBER,
	COL_EDITION,
	COL_LABEL,
	COL_ITEM,
	COL_OF,
	COL_TOLD,
	COL_RECORDS,
	COL_MESSAGE,
};

#define COLUMNS	9

bool
delivery_is_file(struct str path)
{
	struct str name;

	if (!str_starts(path, S(DELIVERY_FOLDER)) ||
	    !str_ends(path, S(".tsv")))
		return false;
	name = str_from(path, sizeof(DELIVERY_FOLDER) - 1);
	return str_find_byte(name, '/', 0) == SIZE_MAX;
}

/* ---- writing ------------------------------------------------------------- */

/* What a spreadsheet takes for a formula, and what marks it. */
static bool
is_formula(char c)
{
	return c == '=' || c == '+' || c == '-' || c == '@' || c == '\'';
}

static void
put_cell(struct buf *out, struct str s)
{
	if (s.n > 0 && is_formula(s.p[0]))
		buf_putc(out, '\'');
	for (size_t i = 0; i < s.n; i++) {
		switch (s.p[i]) {
		case '\t':
			buf_put(out, S("\\t"));
			break;
		case '\n':
			buf_put(out, S("\\n"));
			break;
		case '\r':
			buf_put(out, S("\\r"));
			break;
		case '\\':
			buf_put(out, S("\\\\"));
			break;
		default:
			buf_putc(out, s.p[i]);
		}
	}
}

void
delivery_put(struct buf *out, const struct delivery *x)
{
	struct arena *a = arena_open();
	const struct str cells[COLUMNS] = {
		[COL_AT] = instant_format(a, x->at),
		[COL_SUBSCRIBER] = x->subscriber,
		[COL_EDITION] = x->edition,
		[COL_LABEL] = str_z(enum_name(&enum_tlp, (int)x->label)),
		[COL_ITEM] = x->item,
		[COL_OF] = x->of,
		[COL_TOLD] = x->told,
		[COL_RECORDS] = x->records,
		[COL_MESSAGE] = x->message,
	};

	for (size_t i = 0; i < COLUMNS; i++) {
		if (i > 0)
			buf_putc(out, '\t');
		put_cell(out, cells[i]);
	}
	buf_putc(out, '\n');
	arena_close(a);
}

static int
delivery_cmp(const void *a, const void *b)
{
	const struct delivery *x = a, *y = b;
	int cmp;

	if (x->at.s != y->at.s)
		return x->at.s < y->at.s ? -1 : 1;
	cmp = str_cmp(x->subscriber, y->subscriber);
	if (cmp == 0)
		cmp = str_cmp(x->item, y->item);
	if (cmp == 0)
		cmp = str_cmp(x->of, y->of);
	return cmp != 0 ? cmp : str_cmp(x->told, y->told);
}

void
delivery_sort(struct delivery *v, size_t n)
{
	if (n > 1)
		qsort(v, n, sizeof(*v), delivery_cmp);
}

/* ---- reading ------------------------------------------------------------- */

struct reading {
	struct arena *perm;
	struct diags *d;
	uint32_t file;
	struct str text;
	struct delivery *v;
	size_t n, cap;
};

/* The cell as it was before it was written; false, said, for no cell. */
static bool
read_cell(struct reading *k, struct str cell, struct str *out)
{
	struct span at = { k->file, (uint32_t)(cell.p - k->text.p),
		(uint32_t)cell.n };
	char *p;
	size_t n = 0;

	if (cell.n > LIMIT_DELIVERY_CELL) {
		at.len = 0;
		diag_error(k->d, "delivery-line", at,
		    "this cell has more than %u bytes", LIMIT_DELIVERY_CELL);
		return false;
	}
	if (cell.n > 1 && cell.p[0] == '\'' && is_formula(cell.p[1]))
		cell = str_from(cell, 1);
	*out = cell;
	if (str_find_byte(cell, '\\', 0) == SIZE_MAX)
		return true;
	p = arena_bytes(k->perm, cell.n);
	for (size_t i = 0; i < cell.n; i++) {
		static const char codes[] = "t\tn\nr\r\\\\";
		char c = cell.p[i];
		size_t j = 0;

		if (c == '\\') {
			c = i + 1 < cell.n ? cell.p[++i] : ' ';
			while (j < sizeof(codes) - 1 && codes[j] != c)
				j += 2;
			if (j >= sizeof(codes) - 1) {
				diag_error(k->d, "delivery-line", at,
				    "a backslash stands before t, n, r or "
				    "another one");
				return false;
			}
			c = codes[j + 1];
		}
		p[n++] = c;
	}
	*out = (struct str){ p, n };
	return true;
}

static bool
cell_fault(struct reading *k, struct str raw, const char *what)
{
	diag_error(k->d, "delivery-line",
	    (struct span){ k->file, (uint32_t)(raw.p - k->text.p),
		(uint32_t)raw.n },
	    "%s", what);
	return false;
}

static enum tlp
label_of(struct str s)
{
	for (size_t i = 0; i < enum_tlp.n; i++) {
		if (str_eq_z(s, enum_tlp.values[i].name))
			return (enum tlp)enum_tlp.values[i].v;
	}
	return tlp_unset;
}

/* The cells of a line; false, said, for what is no line of a ledger. */
static bool
read_line(struct reading *k, struct str line, struct delivery *out)
{
	struct str raw[COLUMNS], cells[COLUMNS], rest = line;
	const char *why = NULL;
	size_t n = 0;
	bool more;

	do {
		more = str_cut(rest, '\t', &raw[n], &rest);
		n++;
	} while (more && n < COLUMNS);
	if (more || n != COLUMNS)
		return cell_fault(k, str_sub(line, 0, 0),
		    "a line has nine cells with tabs between");
	for (size_t i = 0; i < COLUMNS; i++) {
		if (!read_cell(k, raw[i], &cells[i]))
			return false;
	}
	*out = (struct delivery){
		.where = { k->file, (uint32_t)(line.p - k->text.p),
		    (uint32_t)line.n },
		.subscriber = cells[COL_SUBSCRIBER],
		.edition = cells[COL_EDITION],
		.item = cells[COL_ITEM],
		.of = cells[COL_OF],
		.told = cells[COL_TOLD],
		.records = cells[COL_RECORDS],
		.message = cells[COL_MESSAGE],
	};
	if (!instant_parse(cells[COL_AT], &out->at, &why))
		return cell_fault(k, raw[COL_AT],
		    "this is no instant such as 2026-11-22T09:00:00+09:00");
	if (out->subscriber.n == 0)
		return cell_fault(k, raw[COL_SUBSCRIBER],
		    "the subscriber is missing");
	if (out->edition.n == 0)
		return cell_fault(k, raw[COL_EDITION],
		    "the edition is missing");
	if (out->item.n == 0)
		return cell_fault(k, raw[COL_ITEM], "the item is missing");
	out->label = label_of(cells[COL_LABEL]);
	return out->label != tlp_unset ||
	    cell_fault(k, raw[COL_LABEL],
		"this is no TLP label such as AMBER");
}

static void
read_file(struct reading *k)
{
	struct str line, rest = k->text;
	bool is_first = true;

	while (rest.n > 0) {
		struct delivery x;

		(void)str_cut(rest, '\n', &line, &rest);
		if (is_first &&
		    !str_eq(line,
			str_sub(S(DELIVERY_HEAD), 0,
			    sizeof(DELIVERY_HEAD) - 2))) {
			(void)cell_fault(k, line,
			    "the first line names the columns of a ledger");
			diag_help(k->d,
			    "put back the line that `hansho digest` wrote");
			return;
		}
		if (!is_first && read_line(k, line, &x)) {
			k->v = arena_grow(k->perm, k->v, k->n, &k->cap,
			    sizeof(x));
			k->v[k->n++] = x;
		}
		is_first = false;
	}
}

/* A file's text; one that cannot be read is empty. */
static void
load_text(struct reading *k, struct io_dir *root, struct sources *ss)
{
	struct str path = source_get(ss, k->file)->path, text = S("");
	int err = 0;

	if (root != NULL) {
		err = io_read(root, path, LIMIT_DELIVERY_BYTES, k->perm,
		    &text);
		source_set_text(ss, k->file, text);
	}
	if (err == EFBIG)
		diag_error(k->d, "file-limit", (struct span){ k->file, 0, 0 },
		    "the file is over the limit of %u bytes",
		    LIMIT_DELIVERY_BYTES);
	else if (err != 0)
		die_env(err, "cannot read %.*s", STR_ARG(path));
	if (!file_text_check(ss, k->file, k->d))
		source_set_text(ss, k->file, S(""));
	k->text = source_get(ss, k->file)->text;
}

const struct deliveries *
delivery_load(struct arena *perm, const struct deliveries *l,
    struct io_dir *root, struct sources *ss, uint32_t from, struct diags *d)
{
	struct reading k = { .perm = perm, .d = d };

	for (size_t i = 0; l != NULL && i < l->n; i++) {
		k.v = arena_grow(perm, k.v, k.n, &k.cap, sizeof(*k.v));
		k.v[k.n++] = l->v[i];
	}
	for (uint32_t f = from; f <= sources_len(ss); f++) {
		if (!delivery_is_file(source_get(ss, f)->path))
			continue;
		k.file = f;
		load_text(&k, root, ss);
		read_file(&k);
	}
	return delivery_of(perm, k.v, k.n);
}

/* ---- asking -------------------------------------------------------------- */

static struct str
key_of(struct arena *a, struct str subscriber, struct str item, struct str of)
{
	return str_fmt(a, "%.*s\t%.*s\t%.*s", STR_ARG(subscriber),
	    STR_ARG(item), STR_ARG(of));
}

static bool
is_newer(const struct delivery *x, const struct delivery *y)
{
	return x->at.s >= y->at.s;
}

const struct deliveries *
delivery_of(struct arena *perm, const struct delivery *v, size_t n)
{
	struct deliveries *l = arena_new(perm, struct deliveries);

	*l = (struct deliveries){ v, n, map_open(perm), map_open(perm) };
	for (size_t i = 0; i < n; i++) {
		struct str key = key_of(perm, v[i].subscriber, v[i].item,
		    v[i].of);
		const struct delivery *old = map_get(l->newest, key);

		if (old == NULL || is_newer(&v[i], old))
			map_put(l->newest, key, (void *)(uintptr_t)&v[i]);
	}
	for (size_t i = 0; i < map_len(l->newest); i++) {
		const struct delivery *x = map_at(l->newest, i)->value;
		struct delivery_list *of = map_get(l->by_subscriber,
		    x->subscriber);

		if (of == NULL) {
			of = arena_new(perm, struct delivery_list);
			(void)map_add(l->by_subscriber, x->subscriber, of);
		}
		of->v = arena_grow(perm, of->v, of->n, &of->cap,
		    sizeof(*of->v));
		of->v[of->n++] = x;
	}
	return l;
}

const struct delivery_list *
delivery_of_subscriber(const struct deliveries *l, struct str subscriber)
{
	static const struct delivery_list none;
	const struct delivery_list *of = l != NULL ?
	    map_get(l->by_subscriber, subscriber) :
	    NULL;

	return of != NULL ? of : &none;
}

const struct delivery *
delivery_last(const struct deliveries *l, struct str subscriber,
    struct str item, struct str of)
{
	const struct delivery *x;
	struct arena *a;

	if (l == NULL || l->n == 0)
		return NULL;
	a = arena_open();
	x = map_get(l->newest, key_of(a, subscriber, item, of));
	arena_close(a);
	return x;
}
