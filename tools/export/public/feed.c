#include "export/public/feed.h"

#include "base/arena.h"
#include "export/export.h"
#include "export/public/feed_format.h"
#include "export/public/place.h"

void
feed_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c)
{
	struct arena *a = plan_arena(p);
	struct subscription *all;
	size_t n = subscription_list(a, v, &all);

	(void)c;
	for (size_t i = 0; i < n; i++) {
		for (int k = 0; k < PUBLIC_LANGS; k++) {
			enum public_lang lang = k == 0 ? PUBLIC_JA : PUBLIC_EN;
			struct page page = { .lang = place_lang(lang),
				.item = &all[i] };

			page.path = subscription_place(a, lang, &all[i],
			    ".atom");
			plan_add(p, page);
			page.path = subscription_place(a, lang, &all[i],
			    ".json");
			plan_add(p, page);
		}
	}
}

bool
feed_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	const struct subscription *s = page->item;
	enum public_lang lang = str_eq_z(page->lang, "ja") ? PUBLIC_JA :
							     PUBLIC_EN;
	struct feed f = {
		.a = tmp,
		.view = v,
		.context = c,
		.lang = lang,
		.of = s,
		.title = subscription_title(tmp, v, c, lang, s),
		.url = str_cat(tmp, v->base_url, page->path),
		.home = str_cat(tmp, v->base_url,
		    place_page(tmp, lang, S("advisories/index.html"))),
		.has_updated = s->n > 0,
	};

	(void)d;
	if (f.has_updated)
		f.updated = subscription_updated(s->advisories[0]);
	return str_ends(page->path, S(".atom")) ? feed_format_atom(&f, out) :
						  feed_format_json(&f, out);
}
