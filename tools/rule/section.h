/*
 * The sections of an advisory text: "## summary", "## details: A title".
 */
#ifndef RULE_SECTION_H
#define RULE_SECTION_H

#include "model/model.h"

struct arena;

struct section_at {
	int section;		/* enum section; 0 for no such section */
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
 * Sections of level 2.  Headings that name a flaw ("CVE-2026-1234",
 * "vulnerability 2") hold sections of their own and are left out.
 */
struct section_list section_list_of(struct arena *a, const struct model *m,
    const struct document *doc);

#endif
