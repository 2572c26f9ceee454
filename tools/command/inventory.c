#include "inventory/inventory.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/input.h"
#include "command/table.h"
#include "text/json_write.h"

int command_inventory(struct invocation *v);

struct listing {
	struct invocation *v;
	struct sources *ss;
	struct diags *d;
	struct table table;
	struct json_writer *json;	/* NULL: text */
	struct buf out;
	bool has_failed;	/* a file could not be opened */
	struct span seen;	/* of the component before, and its line */
	uint32_t line;
};

static void
put_hashes(struct json_writer *w, const struct component *c)
{
	json_name(w, "hashes");
	json_opt_object(w);
	for (size_t i = 0; i < c->n_hashes; i++) {
		size_t j = 0;

		/* Of an algorithm that stands twice, the first. */
		while (!str_eq(c->hashes[j].algorithm, c->hashes[i].algorithm))
			j++;
		if (j < i)
			continue;
		json_name_str(w, c->hashes[i].algorithm);
		json_str(w, c->hashes[i].value);
	}
	json_end(w);
}

static void
put_findings(struct json_writer *w, const struct component *c)
{
	json_name(w, "findings");
	json_opt_array(w);
	for (size_t i = 0; i < c->n_findings; i++) {
		json_object(w);
		json_pair(w, "id", c->findings[i].id);
		json_pair_opt(w, "status", c->findings[i].status);
		json_pair_opt(w, "justification",
		    c->findings[i].justification);
		json_pair_opt(w, "detail", c->findings[i].detail);
		json_pair_opt(w, "fixed", c->findings[i].fixed);
		json_end(w);
	}
	json_end(w);
}

/* The line of a component: counted on from the one before, as a large file has
 * many. */
static uint32_t
line_of(struct listing *l, struct span at)
{
	struct str text = source_get(l->ss, at.file)->text;
	size_t from = l->seen.off, end = at.off < text.n ? at.off : text.n;

	if (l->seen.file != at.file || from > end) {
		from = 0;
		l->line = 1;
	}
	while (from < end) {
		size_t nl = str_find_byte(str_sub(text, 0, end), '\n', from);

		if (nl == SIZE_MAX)
			break;
		l->line++;
		from = nl + 1;
	}
	l->seen = at;
	l->seen.off = (uint32_t)end;
	return l->line;
}

/* A line that `hansho match` reads. */
static void
put_json(struct listing *l, const struct component *c)
{
	struct json_writer *w = l->json;

	json_object(w);
	json_name(w, "component");
	json_object(w);
	json_pair(w, "name", c->name);
	json_pair_opt(w, "version", c->version);
	json_pair_opt(w, "purl", c->purl);
	json_pair_opt(w, "cpe", c->cpe);
	json_pair_opt(w, "vendor", c->vendor);
	json_pair_opt(w, "type", c->type);
	json_pair_opt(w, "source", c->source);
	json_pair_opt(w, "source_version", c->source_version);
	json_pair_opt(w, "distro", c->distro);
	json_pair_opt(w, "release", c->release);
	json_pair_opt(w, "module", c->module);
	json_pair_opt(w, "arch", c->arch);
	json_pair_opt(w, "kind", c->kind);
	json_pair_opt(w, "ref", c->ref);
	put_hashes(w, c);
	put_findings(w, c);
	json_name(w, "needs");
	json_opt_array(w);
	for (size_t i = 0; i < c->n_needs; i++)
		json_int(w, (int64_t)c->needs[i]);
	json_end(w);
	if (c->is_optional) {
		json_name(w, "is_optional");
		json_bool(w, true);
	}
	json_pair(w, "file", source_get(l->ss, c->at.file)->path);
	json_pair_int(w, "line", line_of(l, c->at));
	json_end(w);
	json_end(w);
	input_flush(&l->out);
}

/* Foreign text on a terminal: what would steer it becomes a question mark. */
static struct str
harmless(struct arena *a, struct str s)
{
	char *p = arena_bytes(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		uint32_t c = utf8_next(s, &i);

		if (c < ' ' || utf8_is_hostile(c)) {
			p[n++] = '?';
			continue;
		}
		while (from < i)
			p[n++] = s.p[from++];
	}
	return (struct str){ p, n };
}

static void
put_cell(struct listing *l, struct str s)
{
	table_put(&l->table, harmless(l->v->perm, s));
}

static void
put_text(struct listing *l, const struct component *c)
{
	put_cell(l, c->name);
	put_cell(l, c->version);
	put_cell(l, c->type.n > 0 ? c->type : c->kind);
	put_cell(l, c->distro);
	put_cell(l, c->release);
	table_put_int(&l->table, (int64_t)c->n_findings);
}

static void
put_file(struct listing *l, struct str path)
{
	struct invocation *v = l->v;
	struct inventory inv;
	struct str text;
	uint32_t file;
	int err = io_read_path(str_to_z(v->perm, path), LIMIT_INVENTORY_BYTES,
	    v->perm, &text);

	if (err != 0) {
		fprintf(stderr, "hansho: %.*s: %s\n", STR_ARG(path),
		    strerror(err));
		l->has_failed = true;
		return;
	}
	file = source_add(l->ss, path);
	source_set_text(l->ss, file, text);
	if (!inventory_read(v->perm, l->ss, file, l->d, &inv))
		return;
	for (size_t i = 0; i < inv.n; i++) {
		if (l->json != NULL)
			put_json(l, &inv.v[i]);
		else
			put_text(l, &inv.v[i]);
	}
	fprintf(stderr, "hansho: %.*s: %.*s, %zu components\n", STR_ARG(path),
	    STR_ARG(inv.format), inv.n);
}

/* Reports go where they are in no program's way. */
static void
put_reports(struct listing *l)
{
	struct invocation text = *l->v;

	text.format = S("text");
	buf_clear(&l->out);
	command_diags_put(&text, l->ss, l->d, &l->out);
	if (l->out.n > 0)
		(void)fwrite(l->out.p, 1, l->out.n, stderr);
}

int
command_inventory(struct invocation *v)
{
	struct listing l = {
		.v = v,
		.ss = sources_open(v->perm),
		.d = diags_open(v->perm),
	};

	if (!command_text_or_json(v))
		return STATUS_USAGE;
	buf_init(&l.out, LIMIT_PAGE_BYTES);
	table_init(&l.table, v->perm,
	    "name version type distro release findings#");
	if (str_eq(v->format, S("json")))
		l.json = json_write_open(v->perm, &l.out,
		    JSON_WRITE_COMPACT | JSON_WRITE_LINES);
	for (size_t i = 0; i < v->n_args; i++)
		put_file(&l, v->args[i]);
	if (l.json == NULL && l.table.n > 0)
		table_print(&l.table, v->format);
	diags_sort(l.d);
	put_reports(&l);
	buf_fini(&l.out);
	return l.has_failed ? STATUS_ENVIRONMENT : command_status(l.d);
}
