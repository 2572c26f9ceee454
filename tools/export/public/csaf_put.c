#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "export/export.h"
#include "export/public/csaf_impl.h"
#include "export/public/place.h"
#include "text/catalog.h"

struct str
csaf_put_words(const struct csaf_doc *k, const struct public_words *w)
{
	if (w->in[k->lang].n > 0)
		return w->in[k->lang];
	return w->in[k->lang == PUBLIC_JA ? PUBLIC_EN : PUBLIC_JA];
}

struct str
csaf_put_word(struct csaf_doc *k, enum public_lang lang, const char *key)
{
	struct str text = S("");

	if (!catalog_get(k->context->words, place_lang(lang), str_z(key),
		&text)) {
		diag_error(k->d, "catalog-missing", (struct span){ 0 },
		    "the text '%s' is not in the catalogue", key);
		k->failed = true;
	}
	return text;
}

void
csaf_put_strings(struct csaf_doc *k, const char *name, const struct str *v,
    size_t n)
{
	struct map *seen = map_open(k->a);

	json_name(k->w, name);
	json_opt_array(k->w);
	for (size_t i = 0; i < n; i++) {
		if (v[i].n > 0 && map_add(seen, v[i], k))
			json_str(k->w, v[i]);
	}
	json_end(k->w);
}

struct str
csaf_put_date(const struct csaf_doc *k, struct when t)
{
	if (t.kind == WHEN_UNSET)
		return S("");
	return instant_format(k->a, when_start(t, k->view->zone));
}

void
csaf_put_when(struct csaf_doc *k, const char *name, struct when t)
{
	json_pair_opt(k->w, name, csaf_put_date(k, t));
}

void
csaf_put_leaves(struct csaf_doc *k, const char *name,
    const struct public_leaves *l)
{
	json_name(k->w, name);
	json_opt_array(k->w);
	for (size_t i = 0; i < l->n; i++)
		json_str(k->w, k->adv->leaves[l->v[i]].product_id);
	json_end(k->w);
}

void
csaf_put_link(struct csaf_doc *k, const char *category, struct str summary,
    struct str url)
{
	json_object(k->w);
	json_pair_opt(k->w, "category", str_z(category));
	json_pair(k->w, "summary", summary);
	json_pair(k->w, "url", url);
	json_end(k->w);
}

void
csaf_put_links(struct csaf_doc *k, const struct public_link *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *category = v[i].is_self ? "self" : "external";

		if (k->adv->is_import && !v[i].has_category)
			category = "";
		csaf_put_link(k, category, v[i].summary, v[i].url);
	}
}

void
csaf_put_thanks(struct csaf_doc *k, const struct public_thanks *v, size_t n)
{
	json_name(k->w, "acknowledgments");
	json_opt_array(k->w);
	for (size_t i = 0; i < n; i++) {
		json_opt_object(k->w);
		csaf_put_strings(k, "names", v[i].names, v[i].n_names);
		json_pair_opt(k->w, "organization", v[i].organization);
		json_pair_opt(k->w, "summary", v[i].summary);
		csaf_put_strings(k, "urls", v[i].urls, v[i].n_urls);
		json_end(k->w);
	}
	json_end(k->w);
}
