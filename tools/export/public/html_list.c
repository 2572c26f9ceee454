#include "export/public/html_list.h"

#include "base/arena.h"
#include "base/map.h"
#include "export/public/html_fill.h"
#include "export/public/html_frame.h"
#include "export/public/html_task.h"
#include "export/public/place.h"

/* Products named in a row; the rest is counted. */
enum { PRODUCTS_NAMED = 3 };

struct str
html_list_name(struct arena *a, size_t from)
{
	if (from == 0)
		return S("advisories/index.html");
	return str_fmt(a, "advisories/page-%zu.html",
	    from / HTML_LIST_ROWS + 1);
}

/* Affected products by name, each once. */
static void
fill_names(const struct html_fill *f, struct value *o,
    const struct public_advisory *adv)
{
	struct value *list = value_set_list(o, "products");
	struct map *seen = map_open(f->a);

	for (size_t i = 0; i < adv->n_vulnerabilities; i++) {
		const struct public_vulnerability *v =
		    &adv->vulnerabilities[i];

		for (size_t j = 0; j < v->n_rows; j++) {
			enum public_lang lang;
			struct str name = html_fill_pick(f,
			    &v->rows[j].product, &lang);

			if (str_eq_z(v->rows[j].state, "notaffected") ||
			    !map_add(seen, name, list))
				continue;
			if (map_len(seen) <= PRODUCTS_NAMED)
				value_push(list, value_text(f->a, name));
		}
	}
	value_set_int(o, "more",
	    map_len(seen) <= PRODUCTS_NAMED ?
		0 :
		(int64_t)(map_len(seen) - PRODUCTS_NAMED));
}

static void
fill_row(const struct html_fill *f, struct value *list,
    const struct public_advisory *adv)
{
	const struct public_revision *newest = html_fill_newest(adv);
	struct value *o = value_push_object(list);

	value_set_text(o, "id", adv->id);
	value_set_text(o, "href",
	    html_fill_link(f, place_advisory(f->a, f->lang, adv)));
	html_fill_words(f, o, "title", "lang", &adv->title);
	html_fill_severity(f, o, "sev", adv->worst);
	value_set_text(o, "sort",
	    adv->worst == NULL ?
		S("") :
		html_fill_score(f, adv->worst->score.overall_x10));
	fill_names(f, o, adv);
	if (newest != NULL)
		html_fill_instant(f, o, "at", newest->at, HTML_DAY);
	else
		value_set_list(o, "at");
	value_set_text(o, "revision",
	    newest != NULL ? newest->version : S(""));
	value_set_text(o, "label",
	    adv->label == PUBLIC_CLEAR ?
		S("") :
		str_cat(f->a, S("TLP:"),
		    str_z(public_label_word(adv->label))));
	value_set_bool(o, "is_withdrawn", adv->is_withdrawn);
	value_set_bool(o, "is_superseded", adv->successor != NULL);
	value_set_bool(o, "is_exploited",
	    str_eq_z(adv->exploitation, "active"));
}

static void
fill_rows(const struct html_fill *f, struct value *data, size_t from, size_t n)
{
	struct value *rows = value_set_list(data, "rows");

	for (size_t i = from; i < f->view->n_advisories && i - from < n; i++)
		fill_row(f, rows, &f->view->advisories[i]);
	value_set_int(data, "n_all", (int64_t)f->view->n_advisories);
}

struct value *
html_list_index(const struct html_fill *f)
{
	struct html_frame frame = {
		.entry = "index",
		.title = html_fill_word(f, "site.product_security"),
		.name = S("index.html"),
	};
	struct value *data = html_frame(f, &frame);

	fill_rows(f, data, 0, HTML_LIST_LATEST);
	html_frame_body(f, data, "index");
	return data;
}

/* Links between the pages of a long list. */
static void
fill_views(const struct html_fill *f, struct value *data, size_t from)
{
	struct value *views = value_set_list(data, "views");
	size_t n = f->view->n_advisories;

	if (n <= HTML_LIST_ROWS)
		return;
	for (size_t i = 0; i < n; i += HTML_LIST_ROWS) {
		size_t end = n - i > HTML_LIST_ROWS ? i + HTML_LIST_ROWS : n;
		struct value *o = value_push_object(views);

		value_set_text(o, "label",
		    str_fmt(f->a, "%zu–%zu", i + 1, end));
		value_set_text(o, "href",
		    html_fill_link(f,
			place_page(f->a, f->lang, html_list_name(f->a, i))));
		value_set_bool(o, "is_current", i == from);
	}
}

struct value *
html_list(const struct html_fill *f, const struct html_task *task)
{
	struct html_frame frame = {
		.entry = "advisories",
		.title = html_fill_word(f, "list.title"),
		.description = html_fill_word(f, "list.lead"),
		.name = html_list_name(f->a, task->from),
	};
	struct value *data = html_frame(f, &frame);

	fill_rows(f, data, task->from, HTML_LIST_ROWS);
	fill_views(f, data, task->from);
	return data;
}
