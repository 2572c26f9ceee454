/*
 * The comparison as a letter to whoever reviews the merge: the label, what
 * matters most in a few sentences, then what changes, each list bounded.
 * Words stand in templates/i18n/review.yaml.  No markup here: commands write
 * it as text or Markdown.
 */
#ifndef REVIEW_REVIEW_LETTER_H
#define REVIEW_REVIEW_LETTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct review;

struct letter_line {
	unsigned depth;		/* 0: an item; 1: what belongs to it */
	bool is_loud;		/* to be read first */
	struct str text;
	struct str place;	/* "path:12", shown as it is; "" */
};

struct letter_section {
	struct str head;
	struct letter_line *v;
	size_t n, cap;
};

#define LETTER_LEADS		6u
#define LETTER_SECTIONS		10u

struct letter {
	struct str label;	/* "TLP:AMBER+STRICT" */
	struct str opening;
	struct str leads[LETTER_LEADS];	/* the most important first */
	size_t n_leads;
	struct letter_section sections[LETTER_SECTIONS];	/* none empty */
	size_t n_sections;
	struct str closing;	/* the leak scan's result; findings gone */
};

/* Write it; lives as long as r. */
struct letter review_letter(const struct review *r);

#endif
