/*
 * How well a name of a dictionary fits a part of a line, and why.
 */
#ifndef RESOLVE_RESOLVE_SCORE_H
#define RESOLVE_RESOLVE_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;
struct dictionary;
struct dictionary_name;
struct resolve_part;

struct resolve_score {
	int fit;		/* 0 to 1000: the words alone */
	int in_line;		/* of 1000: how much of the line the name has */
	int in_name;		/* of 1000: how much of the name the line has */
	bool is_whole;		/* all words of both */
	bool is_full;		/* all of the name, its maker too */
	bool has_maker;		/* the line names the maker */
	bool is_maker_alone;	/* it names nothing else */
	bool is_same;		/* the product is called as its maker is */
	bool is_common;		/* all its words may mean anything */
	bool is_single;		/* the line says one word, and the maker not */
	uint64_t tokens;	/* of the version that belong to the name */
	uint64_t missing;	/* words of the line that the name has not */
	uint32_t extra;		/* words of the name that the line has not */
};

struct resolve_score resolve_score(struct arena *a, const struct dictionary *x,
    const struct resolve_part *p, const struct dictionary_name *name);

#endif
