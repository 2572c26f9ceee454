/*
 * What the diagnostic formats share: places in lines and columns, and what a
 * diagnostic's rule adds.  Private to text/diag_*.c.
 */
#ifndef TEXT_DIAG_PLACE_H
#define TEXT_DIAG_PLACE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "text/diag_format.h"

struct arena;

/* A span as people count it. */
struct diag_place {
	struct str path;	/* empty when the span is nowhere */
	bool has_line;		/* false: the file as a whole is meant */
	uint32_t line;		/* from 1; this and all below 0 without line */
	uint32_t column;	/* from 1, in code points */
	uint32_t end_line;	/* of the byte behind the span */
	uint32_t end_column;	/* excluded; column of that byte */
};

struct diag_place diag_place(const struct diag_print *p, struct span at);

/* Whether the format prints this diagnostic at all. */
bool diag_place_shows(const struct diag_print *p, const struct diag *d);

/* What the rule's row says; zeros when there is none. */
struct diag_rule_info diag_place_info(const struct diag_print *p,
    struct str rule);

/* The diagnostic's own clause or else its rule's; may be empty. */
struct str diag_place_clause(const struct diag_print *p, const struct diag *d);

/* Text as valid UTF-8: bytes that are not become U+FFFD. */
struct str diag_place_text(const struct diag_print *p, struct str s);

/* Bytes of the character at s[i], or 0 when it is no valid UTF-8. */
size_t diag_place_char(struct str s, size_t i);

/* In one line: the message, and the help when there is one. */
struct str diag_place_summary(const struct diag_print *p,
    const struct diag *d);

#endif
