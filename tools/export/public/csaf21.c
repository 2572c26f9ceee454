#include "export/public/csaf21.h"

#include "export/export.h"
#include "export/public/csaf_impl.h"
#include "export/public/place.h"
#include "export/public/released.h"

void
csaf21_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c)
{
	(void)c;
	for (size_t i = 0; v->has_csaf21 && i < v->n_advisories; i++) {
		const struct public_advisory *adv = &v->advisories[i];

		/* What came in as CSAF 2.0 stays that. */
		if (!adv->is_import)
			plan_add(p,
			    (struct page){
				.path = place_csaf21(plan_arena(p), adv),
				.lang = adv->lang,
				.item = adv });
	}
}

bool
csaf21_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct csaf_doc k;

	if (released_copy(page->item, page->path, out))
		return true;
	k = csaf_open(page, v, c, tmp, d);
	k.target = CSAF_TO_21;
	return csaf_write(&k, out);
}
