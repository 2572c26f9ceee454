/*
 * One product of a line, taken apart: its words, and the version at the end.
 */
#ifndef RESOLVE_RESOLVE_PART_H
#define RESOLVE_RESOLVE_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "inventory/component.h"

struct arena;

enum resolve_kind {
	RESOLVE_WORD,		/* of the name */
	RESOLVE_ASIDE,		/* in brackets, behind a dash, after "for" */
	RESOLVE_IDLE,		/* says nothing: "the", "Ltd." */
	RESOLVE_VERSION,	/* of the version; some names have it, too */
};

struct resolve_word {
	struct str text;	/* folded: version/name.h */
	struct str piece;	/* what it is of, as written between blanks */
	enum resolve_kind kind;
	size_t token;		/* of VERSION: in tokens */
	unsigned weight;	/* by rarity; resolve_gather.h */
	bool is_common;
};

enum resolve_token_kind {
	RESOLVE_NUMBER,		/* "2.4.57", "19c" */
	RESOLVE_UPDATE,		/* "SP3", "CU22", "LTS" */
};

struct resolve_token {
	enum resolve_token_kind kind;
	struct str text;	/* NUMBER: without "v", "系", ".x"; UPDATE: as
				 * in CPE names: "cumulative_update_22" */
};

struct resolve_part {
	struct str says;	/* NFKC */
	struct resolve_word *words;
	size_t n;
	struct resolve_token *tokens;	/* of the version, as they stand */
	size_t n_tokens;
	bool is_series;		/* "系", "2.4.x" */
	bool is_open;		/* "以降": many versions */
	bool is_firmware;
	bool is_glued;		/* the version stood in the last word */
};

/*
 * Take a part apart; glued: the digits at the end of its last word are the
 * version ("IIS10").  False, when there are none.
 */
bool resolve_part_read(struct arena *a, struct str says, bool glued,
    struct resolve_part *out);

/* Whether a part is a version alone: "8" of "RHEL 7, 8". */
bool resolve_part_is_version(struct arena *a, struct str says);

/*
 * The version that is left when some tokens (bits) belong to the name, its
 * update, and how much they mean.
 */
void resolve_part_version(struct arena *a, const struct resolve_part *p,
    uint64_t in_name, struct str *version, struct str *update,
    enum component_scope *scope);

/* Whether a word may mean anything. */
bool resolve_part_is_common(struct str word);

/* Whether it is a company's form: "ltd". */
bool resolve_part_is_company(struct str word);

/* Whether it says nothing at all. */
bool resolve_part_is_idle(struct str word);

#endif
