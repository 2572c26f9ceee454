/*
 * One CVSS vector, scored and printed: for people, or as a line of JSON.
 */
#ifndef COMMAND_SCORE_LINE_H
#define COMMAND_SCORE_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct buf;
struct catalog;
struct json_writer;

struct score_print {
	struct arena *a;	/* scratch for text and for what is wrong */
	struct buf *out;
	struct json_writer *json;	/* a line each to out; NULL: text */
	const struct catalog *words;	/* text only */
	struct str lang;	/* "ja", "en"; text only */
	size_t n;		/* vectors so far */
	size_t n_bad;		/* those of them that have no score */
};

/* Score it and print, or print what is wrong with it; any bytes may come. */
void score_line_put(struct score_print *p, struct str vector);

/* The same for text that is refused unread: its beginning, and the reason. */
void score_line_refuse(struct score_print *p, struct str text, struct str why);

#endif
