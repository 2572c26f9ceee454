/* The registry of exporters for inside editions: exports.def as a table. */
#include "base/attr.h"
#include "export/export.h"

#define BOTH	(EXPORT_PORTAL | EXPORT_DESK)

#define OUT(name, sets, plans, renders, text)				\
	void plans(struct plan *p, const struct model *v,		\
	    const struct export_context *c);				\
	bool renders(const struct page *page, const struct model *v,	\
	    const struct export_context *c, struct arena *tmp,		\
	    struct buf *out, struct diags *d);
#include "export/internal/exports.def"

static const struct export_inside exporters[] = {
#define OUT(name, sets, plans, renders, text)				\
	{ #name, plans, renders, (sets), (text) },
#include "export/internal/exports.def"
};

const struct export_inside *
export_inside_at(size_t i)
{
	return i < ARRAY_LEN(exporters) ? &exporters[i] : NULL;
}
