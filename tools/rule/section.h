/*
 * The sections of an advisory text: "## summary", "## details: A title".
 */
#ifndef RULE_SECTION_H
#define RULE_SECTION_H

#include "model/model.h"

struct arena;

struct section_at {
	int section;		/* enum section; 0 for no such section */
	size_t flaw;		/* 1.. of the case's flaws that it is about;
				 * 0 for the advisory as a whole */
	struct str key;		/* as written, lower case */
	struct str title;	/* what follows the colon; may be empty */
	struct span at;		/* the heading's words */
	struct span body;
};

struct section_list {
	struct section_at *v;	/* in the order of the text */
	size_t n;
};

/*
 * The sections of level 2, and those of level 3 below headings that name a
 * flaw of the case ("CVE-2026-1234", "vulnerability 2").
 */
struct section_list section_list_of(struct arena *a, const struct model *m,
    const struct case_entry *c, const struct document *doc);

#endif
