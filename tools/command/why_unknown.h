/*
 * A vulnerability that no mirrored file has: which files were looked at and how
 * old they are, and ids that differ by a slip of the pen.
 */
#ifndef COMMAND_WHY_UNKNOWN_H
#define COMMAND_WHY_UNKNOWN_H

#include "base/str.h"

struct arena;
struct index;
struct mirror;
struct page;
struct say;

/*
 * Say so of id.  mirror is what x was made of; NULL: a folder of files that
 * somebody named, of which only the number of records is told.
 */
void why_unknown_put(const struct page *p, const struct say *say,
    struct arena *a, const struct index *x, const struct mirror *mirror,
    struct str id);

#endif
