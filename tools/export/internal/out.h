/*
 * What a file of exports.def includes: the frame of a page, the addresses of
 * records, and the builders of values.  OUT_FUNCTIONS(name) declares the two
 * functions that the file exports.
 */
#ifndef EXPORT_INTERNAL_OUT_H
#define EXPORT_INTERNAL_OUT_H

#include "base/arena.h"
#include "export/export.h"
#include "export/internal/frame.h"
#include "export/internal/show.h"
#include "export/internal/where.h"
#include "model/model.h"
#include "text/value.h"

#define OUT_FUNCTIONS(name)						\
	void name##_plan(struct plan *p, const struct model *v,		\
	    const struct export_context *c);				\
	bool name##_render(const struct page *page,			\
	    const struct model *v, const struct export_context *c,	\
	    struct arena *tmp, struct buf *out, struct diags *d)

#endif
