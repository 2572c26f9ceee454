/*
 * What a Markdown text may hold, counted before cmark-gfm sees it.  Its time
 * and memory grow with the square of some things; these counts keep every
 * text below a second (tests/attack measures it).
 */
#ifndef TEXT_MARKDOWN_LIMIT_H
#define TEXT_MARKDOWN_LIMIT_H

#include <stdbool.h>

#include "base/span.h"
#include "base/str.h"

struct diags;

/*
 * Report markdown-limit at the place where a count in text, which is the
 * content of region, goes over its limit; false then.
 */
bool markdown_limit_check(struct span region, struct str text,
    struct diags *d);

#endif
