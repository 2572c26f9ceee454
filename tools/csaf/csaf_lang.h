/*
 * Language tags: their form (BCP 47 as CSAF's schema has it) and whether their
 * subtags are registered.
 */
#ifndef CSAF_CSAF_LANG_H
#define CSAF_CSAF_LANG_H

#include <stdbool.h>

#include "base/str.h"

struct csaf_lang {
	bool is_private;	/* a part is for private use */
	bool is_default;	/* i-default */
	struct str unknown;	/* the first subtag that is not registered;
				 * empty: all are */
	const char *kind;	/* of unknown: "language", "script", ... */
};

/* False unless s has the form of a tag; then out is set. */
bool csaf_lang_parse(struct str s, struct csaf_lang *out);

#endif
