/*
 * Text folded for a search that no spelling escapes: letters and digits alone,
 * decoded (scan/decode.h), in NFKD with case folded, without accents, as UTF-8
 * without anything between them; Greek and Cyrillic letters that look like
 * Latin ones are those (scan/lookalike.h).  Tokens say where words begin: a
 * token is a run of ASCII letters and digits, or one other character.
 *
 * Markup goes to a lane of its own, so that tags part no sentence and their
 * attributes are searched all the same.
 */
#ifndef SCAN_FOLD_H
#define SCAN_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"
#include "base/str.h"

struct arena;
struct fold_table;

enum fold_lane_id {
	FOLD_TEXT,
	FOLD_TAGS,
};

#define FOLD_LANES	2

/* Room for what one character becomes, and for loads past the end. */
#define FOLD_SLACK	160

/* What stands between two tokens. */
enum fold_gap {
	FOLD_JOINED,	/* nothing */
	FOLD_BROKEN,	/* a line that was or may be folded, perhaps within a
			 * word: a hyphen and a line end, CRLF and a blank, a
			 * soft hyphen, a zero width space, <wbr> */
	FOLD_PARTED,
};

struct fold_token {
	uint32_t at;		/* in the lane's keys */
	uint32_t raw;		/* in the text */
	uint8_t gap;		/* enum fold_gap: before it */
};

struct fold_lane {
	char *keys;		/* zeros follow the last */
	size_t n;
	struct fold_token *tokens;	/* ascending */
	size_t n_tokens;
	uint8_t gap;		/* enum fold_gap: since the last key */
	bool in_word;		/* the last key is ASCII */
};

/* A text being folded, window by window. */
struct fold {
	const struct fold_table *table;
	struct str text;	/* below 2 GiB */
	bool plain;		/* as it is: no escapes, no markup */
	size_t at;		/* what was read of it */
	size_t close;		/* end of the tag, while in_tag */
	size_t next_close;	/* the '>' found last */
	bool in_tag;
	bool is_binary;		/* so far: no UTF-8, a zero, or an escape */
	bool has_quoted;	/* so far: "=20" to "=7F" */
	struct fold_lane lanes[FOLD_LANES];
};

/* What characters become; shared by all threads, lives with perm. */
const struct fold_table *fold_table_open(struct arena *perm);

/* Memory for folding, to be used again and again, by one thread. */
struct fold *fold_open(struct arena *perm, const struct fold_table *t);

/* Begin with a text. */
void fold_begin(struct fold *f, struct str text, bool plain);

/* Read on until a lane is full; false: the text has ended. */
bool fold_fill(struct fold *f);

/* Forget the keys of a lane before from. */
void fold_forget(struct fold_lane *l, size_t from);

#endif
