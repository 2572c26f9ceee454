#include "export/public/csaf21_vex.h"

#include "export/export.h"
#include "export/public/place.h"
#include "export/public/vex_impl.h"

void
csaf21_vex_plan(struct plan *p, const struct public_view *v,
    const struct export_context *c)
{
	(void)c;
	if (v->has_csaf21)
		vex_plan(p, v, vex_has_csaf21, place_csaf21_vex);
}

bool
csaf21_vex_render(const struct page *page, const struct public_view *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct csaf_doc k = csaf_open(page, v, c, tmp, d);

	k.target = CSAF_TO_21;
	return csaf_vex_write(&k, page->number, out);
}
