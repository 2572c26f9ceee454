#include "export/public/html_product.h"

#include "base/arena.h"
#include "base/map.h"
#include "export/public/html_fill.h"
#include "export/public/html_rows.h"

static void
fill_affected(const struct html_fill *f, struct value *list,
    const struct html_row *r)
{
	struct value *o = value_push_object(list), *st;

	html_fill_words(f, o, "name", "lang", &r->row->product);
	html_fill_words(f, o, "note", "note_lang", &r->row->description);
	value_set_text(o, "scope", r->scope);
	html_fill_phrase(f, o, "affected", &r->row->affected);
	value_set_text(o, "fixed", r->row->fixed);
	st = value_push_object(value_set_list(o, "st"));
	value_set_text(st, "key", r->row->state);
	value_set_z(st, "scope", "public");
	html_fill_phrase(f, o, "remedy", &r->row->remedy);
	html_fill_when(f, o, "at", r->row->date, HTML_DAY);
	value_set_bool(o, "is_planned", r->row->date_is_future);
	value_set_text(o, "url", r->row->url);
	html_fill_when(f, o, "ended", r->row->support_ended, HTML_DAY);
}

static void
fill_not_affected(const struct html_fill *f, struct value *list,
    const struct html_row *r)
{
	struct value *o = value_push_object(list);

	html_fill_words(f, o, "name", "lang", &r->row->product);
	value_set_text(o, "scope", r->scope);
	value_set_text(o, "reason", r->row->justification);
	html_fill_phrase(f, o, "text", &r->row->impact);
}

/* A fix that can be had; one line per product, version and address. */
static void
fill_fix(const struct html_fill *f, struct value *list, struct map *seen,
    const struct html_row *r)
{
	struct str key = str_fmt(f->a, "%.*s\x1f%.*s\x1f%.*s",
	    STR_ARG(r->row->product.in[PUBLIC_EN]), STR_ARG(r->row->fixed),
	    STR_ARG(r->row->url));
	struct value *o;

	if (r->row->fixed.n == 0 || r->row->date_is_future ||
	    !map_add(seen, key, list))
		return;
	o = value_push_object(list);
	html_fill_words(f, o, "name", "lang", &r->row->product);
	value_set_text(o, "version", r->row->fixed);
	value_set_text(o, "url", r->row->url);
	html_fill_when(f, o, "at", r->row->date, HTML_DAY);
}

void
html_product(const struct html_fill *f, struct value *o,
    const struct public_advisory *adv)
{
	struct value *affected = value_set_list(o, "products");
	struct value *not_affected = value_set_list(o, "not_affected");
	struct value *fixes = value_set_list(o, "fixes");
	struct map *seen = map_open(f->a), *names = map_open(f->a);
	size_t n;
	const struct html_row *rows = html_rows(f->a, adv, &n);

	for (size_t i = 0; i < n; i++) {
		enum public_lang lang;

		if (!str_eq_z(rows[i].row->state, "notaffected")) {
			fill_affected(f, affected, &rows[i]);
			fill_fix(f, fixes, seen, &rows[i]);
			continue;
		}
		fill_not_affected(f, not_affected, &rows[i]);
		map_put(names, html_fill_pick(f, &rows[i].row->product, &lang),
		    names);
	}
	value_set_int(o, "n_not_affected", (int64_t)map_len(names));
}
