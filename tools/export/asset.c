#include "export/asset.h"

#include "base/buf.h"
#include "base/embed.h"
#include "export/export.h"

static const struct str folder = STR_INIT("assets/");

void
asset_plan(struct plan *p)
{
	const struct embedded *e;

	for (size_t i = 0; (e = embedded_at(i)) != NULL; i++) {
		if (str_starts(e->path, folder))
			plan_add(p, (struct page){ .path = e->path });
	}
}

bool
asset_render(const struct page *page, struct buf *out)
{
	const struct embedded *e;

	if (!str_starts(page->path, folder))
		return false;
	e = embedded_find(page->path);
	if (e == NULL)
		return false;
	buf_put(out, e->content);
	return true;
}
