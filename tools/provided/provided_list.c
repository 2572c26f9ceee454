/* index.txt, changes.csv and listings of a folder (CSAF 2.0, 7.1.12 to 14). */
#include "base/arena.h"
#include "base/map.h"
#include "provided/provided_part.h"

#define BUILD	"build the tree anew"

/* A file of lines being read. */
struct lines {
	struct provided *k;
	const struct provided_folder *folder;
	struct provided_file *f;
	enum provided_requirement r;
	struct map *met;	/* documents, by path */
	struct csaf_time before;	/* changes.csv: of the line before */
	bool has_before;
};

static struct span
line_at(const struct lines *x, struct str line, struct str text)
{
	struct span all = { x->f->source, 0, (uint32_t)text.n };

	return span_sub(all, (size_t)(line.p - text.p), line.n);
}

/* The document that a path names, relative to the folder; NULL, reported. */
static struct provided_document *
named(struct lines *x, struct str name, struct span at)
{
	struct str path = str_cat(x->k->a, x->folder->path, name);
	struct provided_file *f = provided_find(x->k, path);

	if (f == NULL || f->doc == NULL) {
		provided_error(x->k->d, x->r, at, BUILD,
		    "'%.*s' is no document of this folder: paths are relative "
		    "to it, YEAR/NAME.json",
		    STR_ARG(provided_quote(name)));
		return NULL;
	}
	if (!map_add(x->met, f->path, f)) {
		provided_error(x->k->d, x->r, at, BUILD,
		    "'%.*s' stands here twice", STR_ARG(provided_quote(name)));
		return NULL;
	}
	return f->doc;
}

static void
index_line(struct lines *x, struct str line, struct span at)
{
	struct provided_document *doc = named(x, line, at);

	if (doc != NULL)
		doc->is_indexed = true;
}

/* A field without the quotes that 2.0 has and 2.1 has not. */
static bool
unquote(struct str *field, bool is_quoted)
{
	struct str s = *field;

	if (!is_quoted)
		return str_find_byte(s, '"', 0) == SIZE_MAX;
	if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"')
		return false;
	*field = str_sub(s, 1, s.n - 2);
	return true;
}

static void
changes_line(struct lines *x, struct str line, struct span at)
{
	bool is_quoted = str_find(x->folder->path, S("/v2.1/"), 0) == SIZE_MAX;
	struct provided_document *doc;
	struct str name, date;
	struct csaf_time t;

	if (!str_cut(line, ',', &name, &date) || !unquote(&name, is_quoted) ||
	    !unquote(&date, is_quoted) || !csaf_format_time(date, &t)) {
		provided_error(x->k->d, x->r, at, BUILD,
		    "this is not a path, a comma, a date with its zone%s",
		    is_quoted ? ", both in double quotes" : "");
		return;
	}
	if (x->has_before && csaf_format_time_cmp(&t, &x->before) > 0)
		provided_error(x->k->d, x->r, at, BUILD,
		    "it is newer than the line before: the newest come first");
	x->before = t;
	x->has_before = true;
	doc = named(x, name, at);
	if (doc == NULL)
		return;
	doc->is_changed = true;
	if (doc->has_dates && csaf_format_time_cmp(&t, &doc->current) != 0)
		provided_error(x->k->d, x->r, at, BUILD,
		    "the date is not the document's current_release_date");
}

static void
read_lines(struct provided *k, const struct provided_folder *folder,
    const char *name, enum provided_requirement r,
    void (*line_of)(struct lines *x, struct str line, struct span at))
{
	struct lines x = { .k = k,
		.folder = folder,
		.r = r,
		.met = map_open(k->a) };
	struct str text, rest, line;

	x.f = provided_find(k, str_cat(k->a, folder->path, str_z(name)));
	if (x.f == NULL) {
		provided_error(k->d, r, folder->at, BUILD,
		    "there is no %.*s%s", STR_ARG(folder->path), name);
		return;
	}
	if (!provided_text(k, x.f, r, &text))
		return;
	if (text.n > 0 && text.p[text.n - 1] != '\n')
		provided_error(k->d, r, provided_at(x.f), BUILD,
		    "the last line has no end: the file was cut off");
	for (rest = text; rest.n > 0;) {
		(void)str_cut(rest, '\n', &line, &rest);
		line_of(&x, line, line_at(&x, line, text));
	}
}

/* ---- listings ------------------------------------------------------------ */

/* A link of a listing: a name alone, or a whole address. */
static void
see_link(struct provided *k, struct str dir, struct str href)
{
	struct provided_file *f = k->base.n > 0 && str_starts(href, k->base) ?
	    provided_url(k, href) :
	    provided_find(k, str_cat(k->a, dir, href));

	if (f != NULL && f->doc != NULL &&
	    str_eq(str_sub(f->path, 0, dir.n), dir))
		f->doc->is_listed = true;
}

static void
read_listing(struct provided *k, struct provided_file *f)
{
	struct str text, href;
	struct str dir = str_sub(f->path, 0,
	    f->path.n - str_base_name(f->path).n);

	if (!provided_text(k, f, PROVIDED_LISTING, &text))
		return;
	for (size_t at = str_find(text, S("href=\""), 0); at != SIZE_MAX;
	     at = str_find(text, S("href=\""), at)) {
		size_t end;

		at += sizeof("href=\"") - 1;
		end = str_find_byte(text, '"', at);
		if (end == SIZE_MAX)
			return;
		href = str_sub(text, at, end - at);
		see_link(k, dir, href);
		at = end;
	}
}

void
provided_list(struct provided *k, const struct provided_folder *folder)
{
	read_lines(k, folder, "index.txt", PROVIDED_INDEX, index_line);
	read_lines(k, folder, "changes.csv", PROVIDED_CHANGES, changes_line);
	for (size_t i = 0; i < k->n_files; i++) {
		if (str_starts(k->files[i].path, folder->path) &&
		    str_ends(k->files[i].path, S("/index.html")))
			read_listing(k, &k->files[i]);
	}
}
