/* Indices for directories of documents: index.txt, changes.csv, listings. */
#include <stdlib.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/map.h"
#include "export/public/html_fill.h"
#include "export/public/html_frame.h"
#include "export/public/place.h"
#include "export/public/provider_impl.h"
#include "text/template.h"
#include "text/value.h"

/* One path a line, from the folder that index.txt is in (7.1.12). */
void
provider_list_index(const struct provider_job *k)
{
	const struct provider_tree *t = k->task->tree;
	struct str *names = arena_array(k->a, struct str, t->n + 1);

	for (size_t i = 0; i < t->n; i++)
		names[i] = t->v[i].name;
	if (t->n > 1)
		qsort(names, t->n, sizeof(*names), str_cmp_qsort);
	for (size_t i = 0; i < t->n; i++) {
		buf_put(k->out, names[i]);
		buf_putc(k->out, '\n');
	}
}

/*
 * Path and date of each document, the newest first (7.1.13), in quotes by 2.0
 * alone.  Neither can hold a quote or a comma.
 */
void
provider_list_changes(const struct provider_job *k)
{
	const struct provider_tree *t = k->task->tree;
	const char *quote = t->kind->spec == PROVIDER_20 ? "\"" : "";

	for (size_t i = 0; i < t->n; i++)
		buf_printf(k->out, "%s%.*s%s,%s%.*s%s\n", quote,
		    STR_ARG(t->v[i].name), quote, quote,
		    STR_ARG(instant_format(k->a, t->v[i].updated)), quote);
}

/* ---- listings (7.1.14) --------------------------------------------------- */

static void
push_file(struct value *list, struct str name)
{
	value_set_text(value_push_object(list), "name", name);
}

static void
list_year(const struct provider_job *k, struct value *list)
{
	const struct provider_tree *t = k->task->tree;
	struct str prefix = str_cat(k->a, k->task->year, S("/"));
	static const char *const endings[] = { "", ".sha256", ".sha512",
		".asc" };

	for (size_t i = 0; i < t->n; i++) {
		const struct provider_document *x = &t->v[i];

		if (!str_starts(x->name, prefix))
			continue;
		for (size_t j = 0; j < ARRAY_LEN(endings); j++) {
			if (j == ARRAY_LEN(endings) - 1 &&
			    x->signature == NULL)
				continue;
			push_file(list,
			    str_cat(k->a, str_from(x->name, prefix.n),
				str_z(endings[j])));
		}
	}
}

static void
list_tree(const struct provider_job *k, struct value *list)
{
	const struct provider_tree *t = k->task->tree;
	struct map *seen = map_open(k->a);
	struct str *years = arena_array(k->a, struct str, t->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++) {
		struct str year, rest;

		if (str_cut(t->v[i].name, '/', &year, &rest) &&
		    map_add(seen, year, seen))
			years[n++] = year;
	}
	if (n > 1)
		qsort(years, n, sizeof(*years), str_cmp_qsort);
	for (size_t i = 0; i < n; i++)
		push_file(list, str_cat(k->a, years[i], S("/index.html")));
	push_file(list, provider_tree_category(k->a, t));
	push_file(list, S("changes.csv"));
	push_file(list, provider_tree_feed(k->a, t));
	push_file(list, S("index.txt"));
}

bool
provider_list_page(const struct provider_job *k)
{
	struct html_fill f = { .a = k->a,
		.view = k->view,
		.context = k->context,
		.path = k->page->path,
		.lang = k->view->main_lang };
	struct str folder = str_sub(k->page->path, 0,
	    k->page->path.n - str_base_name(k->page->path).n);
	struct html_frame frame = { .entry = "",
		.title = str_cat(k->a, S("/"), folder),
		.name = S("index.html") };
	const struct template *t = templates_find(k->context->templates,
	    S("pages/public/listing"));
	struct value *data = html_frame(&f, &frame);
	struct value *list = value_set_list(data, "files");

	ASSERT(t != NULL);
	value_set_bool(data, "has_up", k->task->file == PROVIDER_FILE_YEAR);
	if (k->task->file == PROVIDER_FILE_YEAR)
		list_year(k, list);
	else
		list_tree(k, list);
	return template_render(t, data, k->context->words, place_lang(f.lang),
	    k->out, k->d);
}
