/* The registry of exporters for everybody: exports.def as a table. */
#include "base/attr.h"
#include "export/export.h"

#define OUT(id, plans, renders, text)					\
	void plans(struct plan *p, const struct public_view *v,		\
	    const struct export_context *c);				\
	bool renders(const struct page *page, const struct public_view *v, \
	    const struct export_context *c, struct arena *tmp,		\
	    struct buf *out, struct diags *d);
#include "export/public/exports.def"

static const struct export_public exporters[] = {
#define OUT(id, plans, renders, text)					\
	{ #id, plans, renders, text, false },
#define OUT_RELEASED(id, plans, renders, text)				\
	{ #id, plans, renders, text, true },
#include "export/public/exports.def"
};

const struct export_public *
export_public_at(size_t i)
{
	return i < ARRAY_LEN(exporters) ? &exporters[i] : NULL;
}
