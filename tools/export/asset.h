/*
 * Style sheet, script and icon: the files of templates/assets/, copied into
 * every edition as they are.
 */
#ifndef EXPORT_ASSET_H
#define EXPORT_ASSET_H

#include <stdbool.h>

struct buf;
struct page;
struct plan;

/* Declare a page per file, "assets/NAME". */
void asset_plan(struct plan *p);

/* Write such a page; false, writing nothing, when it is another one. */
bool asset_render(const struct page *page, struct buf *out);

#endif
