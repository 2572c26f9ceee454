#include "resolve/resolve.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/input.h"
#include "command/match_open.h"
#include "command/repository.h"
#include "command/resolve_print.h"
#include "model/model.h"
#include "model/records.h"
#include "pipeline/theme.h"
#include "text/catalog.h"
#include "text/json_write.h"

int command_resolve(struct invocation *v);

#define MIRROR	".hansho/feeds"

/* Reports that are shown; the rest is counted. */
#define SHOWN	5

struct resolving {
	struct invocation *v;
	struct match_feeds feeds;
	const struct dictionary *names;
	struct resolve_print print;
	struct buf out;
	size_t n;		/* lines without `is:` */
};

/* ---- names --------------------------------------------------------------- */

static void
print_reports(const struct diags *d)
{
	size_t n = diags_len(d), all = n + diags_dropped(d);

	for (size_t i = 0; i < n && i < SHOWN; i++)
		fprintf(stderr, "hansho: %.*s [%.*s]\n",
		    STR_ARG(diags_at(d, i)->message),
		    STR_ARG(diags_at(d, i)->rule));
	if (all > SHOWN)
		fprintf(stderr, "hansho: and %zu more\n", all - SHOWN);
}

/* The mirrored files: of --feeds, else of the repository; NULL: none. */
static struct io_dir *
mirror_of(struct resolving *r)
{
	struct io_dir *dir = NULL;
	int err = 0;

	if (r->v->feeds != NULL)
		err = io_dir_open(r->v->feeds, &dir);
	else if (r->feeds.has_world)
		err = io_dir_open_at(r->feeds.world.own, S(MIRROR), &dir);
	return err == 0 ? dir : NULL;
}

/* Without a repository and --feeds the table of the program is what there is.
 */
static bool
open_names(struct resolving *r, bool with_world, int *status)
{
	struct invocation *v = r->v;
	struct diags *d = diags_open(v->perm);
	struct io_dir *mirror, *root;
	bool is_alone = !with_world && v->feeds == NULL &&
	    repository_find(v).n == 0;

	*status = STATUS_FINE;
	if (!is_alone && !match_open(v, with_world, &r->feeds, status))
		return false;
	*status = STATUS_FINE;
	mirror = mirror_of(r);
	root = r->feeds.has_world ? r->feeds.world.root : NULL;
	r->names = dictionary_open(v->perm, root, mirror, r->feeds.x, d);
	io_dir_close(mirror);
	print_reports(d);
	return true;
}

/* ---- lines --------------------------------------------------------------- */

static void
put_line(struct resolving *r, const struct resolve_place *at)
{
	struct arena *a = arena_open();
	struct resolved *v;
	size_t n = resolve_line(a, r->names, at->text, &v);

	r->print.a = a;
	for (size_t i = 0; i < n; i++) {
		if (r->print.json != NULL)
			resolve_print_json(&r->print, at, &v[i]);
		else if (at->path.n > 0)
			resolve_print_yaml(&r->print, at, &v[i]);
		else
			resolve_print_text(&r->print, &v[i]);
	}
	arena_close(a);
}

static int
put_input(struct resolving *r)
{
	struct input *in = input_open(r->v->perm, LIMIT_RESOLVE_LINE, &r->out);
	int status = STATUS_FINE;
	enum input_line kind;
	struct str line;

	while ((kind = input_next(in, &line)) != INPUT_END) {
		struct resolve_place at = { .line = input_number(in),
			.text = str_trim(line) };

		if (kind == INPUT_LONG || utf8_fault(line) != SIZE_MAX) {
			fprintf(stderr, "hansho: line %zu: %s\n", at.line,
			    kind == INPUT_LONG ? "too long" : "not UTF-8");
			status = STATUS_FINDINGS;
			continue;
		}
		put_line(r, &at);
	}
	return status;
}

/* ---- systems ------------------------------------------------------------- */

static void
put_system(struct resolving *r, const struct document *doc)
{
	const struct system *s = doc->record;

	for (size_t i = 0; i < s->uses.n; i++) {
		const struct software_line *l = &s->uses.v[i];
		struct resolve_place at = { .system = doc->path.id,
			.text = l->says.s };

		if (l->is.s.n > 0)
			continue;
		at.path =
		    source_get(r->feeds.world.sources, l->says.at.file)->path;
		at.line = source_line(r->feeds.world.sources, l->says.at);
		put_line(r, &at);
		r->n++;
	}
}

static int
put_systems(struct resolving *r)
{
	const struct document_list *docs =
	    &r->feeds.world.model->docs[KIND_SYSTEM];
	bool found = r->v->all;
	struct str text;

	for (size_t i = 0; i < docs->n; i++) {
		if (docs->v[i].record == NULL ||
		    (!r->v->all && !str_eq(docs->v[i].path.id, r->v->args[0])))
			continue;
		found = true;
		put_system(r, &docs->v[i]);
	}
	if (!found)
		return command_usage(r->v, "there is no system '%.*s'",
		    STR_ARG(r->v->args[0]));
	if (r->n == 0 && r->print.json == NULL &&
	    catalog_get(r->print.words, r->v->lang, S("resolve.nothing"),
		&text))
		buf_printf(&r->out, "# %.*s\n", STR_ARG(text));
	return STATUS_FINE;
}

int
command_resolve(struct invocation *v)
{
	struct resolving r = { .v = v };
	bool is_input = v->n_args == 1 && str_eq_z(v->args[0], "-");
	int status;

	if (!command_text_or_json(v))
		return STATUS_USAGE;
	if ((v->n_args == 0) != v->all)
		return command_usage(v, "a system, --all, or - for lines");
	buf_init(&r.out, LIMIT_PAGE_BYTES);
	r.print.out = &r.out;
	r.print.lang = v->lang;
	if (str_eq_z(v->format, "json"))
		r.print.json = json_write_open(v->perm, &r.out,
		    JSON_WRITE_COMPACT | JSON_WRITE_LINES);
	if (open_names(&r, !is_input, &status)) {
		r.print.words = theme_words(v->perm,
		    r.feeds.has_world ? r.feeds.world.root : NULL,
		    sources_open(v->perm), diags_open(v->perm));
		status = is_input ? put_input(&r) : put_systems(&r);
		input_flush(&r.out);
	}
	match_close(&r.feeds);
	buf_fini(&r.out);
	return status;
}
