/*
 * The words of a phrase on versions.  Private to feed_prose.
 */
#ifndef FEED_FEED_PROSE_LEX_H
#define FEED_FEED_PROSE_LEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

enum prose_kind {
	PROSE_END,
	PROSE_VERSION,
	PROSE_CVE,
	PROSE_DATE,		/* no version, whatever stands around it */
	PROSE_OPEN,		/* brackets of any kind */
	PROSE_CLOSE,
	PROSE_WORD,		/* of no meaning here */
	/* What feed_prose_words.def tells of. */
	PROSE_GE,		/* behind a version: and later */
	PROSE_GT,
	PROSE_LE,
	PROSE_LT,
	PROSE_TO,		/* between two */
	PROSE_PRE_GE,		/* before one: since, from */
	PROSE_PRE_GT,
	PROSE_PRE_LE,
	PROSE_PRE_LT,
	PROSE_BETWEEN,
	PROSE_ALL,
	PROSE_SERIES,
	PROSE_EXCEPT,		/* behind what is not meant */
	PROSE_PRE_EXCEPT,
	PROSE_INCLUDED,
	PROSE_EXCLUDED,
	PROSE_SEPARATOR,
	PROSE_AND,		/* a separator that may stand in a range */
	PROSE_BUT,		/* an exception follows */
	PROSE_FOR,		/* before a platform */
	PROSE_NOISE,
	PROSE_VAGUE,		/* makes the phrase one that cannot be read */
};

struct prose_token {
	enum prose_kind kind;
	struct str text;	/* a version without "Ver.", "build 7" */
	struct str written;	/* as it stands in the phrase */
	bool is_prefix;		/* "2.3.x": text is "2.3" */
	bool is_weak;		/* may be a word with digits in it: "GT27" */
};

/*
 * Take a phrase in NFKC apart.  Ends with PROSE_END.  NULL when it has more
 * than LIMIT_FEED_PROSE_TOKENS.
 */
struct prose_token *feed_prose_lex(struct arena *a, struct str phrase,
    size_t *n);

#endif
