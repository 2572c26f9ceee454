/*
 * Texts of a comparison that are no case's: what counts by the branch's own
 * people alone, who decides, and words that everybody may read.  Types only.
 */
#ifndef REVIEW_REVIEW_TEXT_H
#define REVIEW_REVIEW_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/records.h"

struct case_entry;
struct entry;

/* What counts by the branch's own people and policies, and not by BASE's. */
struct review_own {
	struct str path;	/* of after */
	uint32_t line;		/* 0: the file as a whole */
	struct str rule;	/* an error; "" where it is none */
	struct str text;	/* its message */
	const struct case_entry *c;	/* else: an approval of it, or without
					 * by a revision that nobody judged */
	enum role role;
	struct str by;
	const struct entry *who;	/* NULL: not known */
	enum tlp label;
};

/* A value or a line that is otherwise afterwards; short, for people. */
struct review_text {
	struct str path;
	uint32_t line;		/* where it is, else where it was; 0: all */
	struct str name;	/* "people[sato].keys", "contact.email" */
	struct str before;	/* cut around what differs; "": new */
	struct str after;	/* "": gone; both empty: the file differs */
	bool is_loud;		/* how we are reached, or how all pages look */
};

struct review_texts {
	struct review_text *v;
	size_t n, cap;
};

#endif
