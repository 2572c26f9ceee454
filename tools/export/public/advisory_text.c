#include "export/public/advisory_text.h"

#include "base/arena.h"
#include "base/buf.h"
#include "export/export.h"
#include "export/public/html_advisory.h"
#include "export/public/html_fill.h"
#include "export/public/html_task.h"
#include "export/public/place.h"
#include "text/template.h"

void
advisory_text_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c)
{
	struct arena *a = plan_arena(p);

	(void)c;
	for (size_t i = 0; i < v->n_advisories; i++) {
		for (int j = 0; j < PUBLIC_LANGS; j++) {
			enum public_lang lang = j == 0 ? PUBLIC_JA : PUBLIC_EN;

			plan_add(p,
			    (struct page){ .path = place_advisory_text(a, lang,
					       &v->advisories[i]),
				.lang = place_lang(lang),
				.item = &v->advisories[i] });
		}
	}
}

bool
advisory_text_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	const struct template *t = templates_find(c->templates,
	    S("pages/public/advisory_text"));
	struct html_task task = { .kind = HTML_ADVISORY, .adv = page->item };
	struct html_fill f = { .a = tmp,
		.view = v,
		.context = c,
		.path = page->path };

	ASSERT(t != NULL);
	f.lang = str_eq_z(page->lang, "ja") ? PUBLIC_JA : PUBLIC_EN;
	return template_render(t, html_advisory(&f, &task), c->words,
	    page->lang, out, d);
}
