#include "pipeline/theme.h"

#include <errno.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/embed.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/catalog.h"
#include "text/template.h"
#include "text/yaml.h"

struct loader {
	struct arena *perm;
	struct io_dir *root;
	struct sources *ss;
	struct diags *d;
	struct theme *theme;	/* templates and assets; NULL: the words */
	size_t cap;		/* of theme->assets */
	struct catalog *words;
	struct catalog *built_in;	/* behind files of the repository */
};

/* The repository's file when it has one, else the built-in one. */
static struct str
content_of(struct loader *l, const struct embedded *e)
{
	struct str path = str_cat(l->perm, S("templates/"), e->path);
	struct str text;
	int err;

	if (l->root == NULL)
		return e->content;
	err = io_read(l->root, path, LIMIT_TEMPLATE_BYTES, l->perm, &text);
	if (err == ENOENT || err == ENOTDIR)
		return e->content;
	if (err != 0)
		die_env(err, "cannot read %.*s", STR_ARG(path));
	return text;
}

static uint32_t
add_source(struct loader *l, struct str path, struct str text)
{
	uint32_t file = source_add(l->ss,
	    str_cat(l->perm, S("templates/"), path));
	size_t fault = utf8_fault(text);

	if (fault == SIZE_MAX) {
		source_set_text(l->ss, file, text);
		return file;
	}
	diag_error(l->d, "file-encoding", (struct span){ file, 0, 0 },
	    "the file is not UTF-8 from byte %zu on", fault);
	return 0;
}

/* "pages/x.html" -> "pages/x". */
static struct str
without_ending(struct str path, struct str ending)
{
	return str_sub(path, 0, path.n - ending.n);
}

static void
load_words(struct loader *l, struct str path, struct str text,
    struct catalog *out)
{
	uint32_t file = add_source(l, path, text);
	struct yaml_node *root;

	if (file == 0)
		return;
	root = yaml_parse(l->perm, l->ss,
	    (struct span){ file, 0, (uint32_t)text.n }, l->d);
	if (root != NULL)
		(void)catalog_add(out, root, l->d);
}

static void
load_template(struct loader *l, struct str path, struct str text)
{
	bool is_html = str_ends(path, S(".html"));
	uint32_t file = add_source(l, path, text);

	/* Only a name that says "text" may go without escaping. */
	if (!is_html && !str_ends(path, S(".txt"))) {
		diag_error(l->d, "template-kind", (struct span){ file, 0, 0 },
		    "a template's name ends with .html or .txt");
		diag_help(l->d,
		    "rename the file: the ending says how its "
		    "holes are escaped");
		return;
	}
	if (file != 0)
		(void)templates_add(l->theme->templates,
		    without_ending(path, is_html ? S(".html") : S(".txt")),
		    file, is_html, l->d);
}

static void
load_file(struct loader *l, const struct embedded *e)
{
	bool is_words = str_starts(e->path, S("i18n/"));
	struct str text;

	if (is_words != (l->theme == NULL))
		return;
	text = content_of(l, e);
	if (is_words) {
		load_words(l, e->path, text, l->words);
		if (!str_eq(text, e->content))
			load_words(l, e->path, e->content, l->built_in);
	} else if (str_starts(e->path, S("pages/")) ||
	    str_starts(e->path, S("partials/"))) {
		load_template(l, e->path, text);
	} else if (str_starts(e->path, S("assets/"))) {
		l->theme->assets = arena_grow(l->perm, l->theme->assets,
		    l->theme->n_assets, &l->cap, sizeof(*l->theme->assets));
		l->theme->assets[l->theme->n_assets++] = (struct theme_asset){
			e->path, text
		};
	}
}

bool
theme_load(struct arena *perm, struct io_dir *root, struct sources *ss,
    struct diags *d, const struct catalog *words, struct theme *out)
{
	struct loader l = { perm, root, ss, d, out, 0, NULL, NULL };
	size_t errors = diags_count(d, DIAG_ERROR);
	const struct embedded *e;

	*out = (struct theme){ 0 };
	out->words = words != NULL ? words : theme_words(perm, root, ss, d);
	out->templates = templates_open(perm, ss);
	for (size_t i = 0; (e = embedded_at(i)) != NULL; i++)
		load_file(&l, e);
	(void)templates_link(out->templates, d);
	return diags_count(d, DIAG_ERROR) == errors;
}

const struct catalog *
theme_words(struct arena *perm, struct io_dir *root, struct sources *ss,
    struct diags *d)
{
	struct catalog *built_in = catalog_open(perm, NULL);
	struct loader l = { perm, root, ss, d, NULL, 0,
		catalog_open(perm, built_in), built_in };
	const struct embedded *e;

	for (size_t i = 0; (e = embedded_at(i)) != NULL; i++)
		load_file(&l, e);
	return l.words;
}
