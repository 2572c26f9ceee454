/*
 * Ids of headings: their letters and digits in any script, other characters
 * as '-', unique within a text.
 */
#ifndef TEXT_MARKDOWN_ID_H
#define TEXT_MARKDOWN_ID_H

#include "base/str.h"

struct arena;
struct map;

/*
 * The id of a heading with these words.  seen holds the ids given so far and
 * gets this one.  The id lives in perm, seen and its values in tmp.
 */
struct str markdown_id_make(struct arena *perm, struct arena *tmp,
    struct map *seen, struct str words);

#endif
