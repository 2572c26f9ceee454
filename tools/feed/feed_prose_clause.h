/*
 * The clauses of a phrase on versions: what stands between two separators,
 * until it is whole and becomes items.  Private to feed_prose.
 */
#ifndef FEED_FEED_PROSE_CLAUSE_H
#define FEED_FEED_PROSE_CLAUSE_H

#include <stdbool.h>
#include <stddef.h>

#include "feed/feed_prose.h"
#include "feed/feed_prose_lex.h"

struct arena;

/* One end of a range. */
struct prose_bound {
	struct str text;
	bool is_set;
	bool is_included;
	bool is_prefix;
};

/* What stands between two separators. */
struct prose_clause {
	struct prose_bound base;	/* "2.3.x" before another version */
	struct prose_bound low;
	struct prose_bound high;
	const struct prose_token *pending;	/* a version, not placed yet */
	enum prose_kind pre;	/* waits for a version; else PROSE_END */
	bool is_to;		/* low is the beginning of "from, to" */
	bool is_all;
	bool is_between;
};

/* What a clause gave. */
struct prose_item {
	struct feed_stretch s;
	bool is_lone;		/* s.low alone is meant */
	size_t part;		/* of the result */
};

struct prose_parser {
	struct arena *a;
	const struct prose_token *v;
	size_t i;
	struct prose_clause c;
	struct prose_item *items;
	size_t n_items, cap_items;
	struct feed_prose *parts;
	size_t n_parts, cap_parts;
	struct str words;	/* of no meaning, not judged yet */
	bool is_platform;	/* they name a platform */
	bool is_closing;	/* the part ends with this clause */
	bool is_closed;		/* the next clause begins a part */
	bool is_excepting;	/* what comes is not meant */
	bool is_unread;
	size_t mark;		/* items from here on are in this bracket */
	bool is_marked;
	const struct prose_token *lone;	/* what the last clause was */
};

/* The part of the result that is being made; a new one. */
struct feed_prose *feed_prose_clause_part(struct prose_parser *p);
void feed_prose_clause_open_part(struct prose_parser *p);

/* Whether anything that counts was met. */
bool feed_prose_clause_is_begun(const struct prose_clause *c);

/*
 * Whether words name a platform; and that of what follows, or behind a clause,
 * of what stood there.
 */
bool feed_prose_clause_is_platform(struct str words);
void feed_prose_clause_platform(struct prose_parser *p, struct str name);

/*
 * A word of no meaning; and when words are over: they name a platform, or stand
 * in front, or make the phrase one that is not read.
 */
void feed_prose_clause_add_word(struct prose_parser *p, struct str word);
void feed_prose_clause_words(struct prose_parser *p);

struct prose_bound feed_prose_clause_bound(const struct prose_token *t,
    bool is_included);

/* The end of a clause; of one before the version that is pending. */
void feed_prose_clause_finish(struct prose_parser *p);
void feed_prose_clause_finish_before(struct prose_parser *p);

/* Items into parts.  False when one of them says nothing. */
bool feed_prose_clause_end(struct prose_parser *p);

#endif
