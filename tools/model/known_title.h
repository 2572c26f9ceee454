/*
 * What a vulnerability is called where people read lists: its title, else the
 * first sentence of its description.  Foreign text, as it is: escape it.
 */
#ifndef MODEL_KNOWN_TITLE_H
#define MODEL_KNOWN_TITLE_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct known;

struct known_title {
	struct str text;	/* one line; empty: no source says anything */
	bool is_ja;		/* its language; else English */
};

/*
 * Titles go before descriptions, the wanted language before the other.  A
 * sentence that is too long is cut at a word, with an ellipsis.  Lives in a or
 * in k.
 */
struct known_title known_title(struct arena *a, const struct known *k,
    bool wants_ja);

#endif
