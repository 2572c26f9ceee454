/*
 * Markdown to HTML, and the only maker of struct html from people's text.
 *
 * cmark-gfm with tables, strikethrough and autolinks (those two are ours).  Raw
 * HTML is an error, never passed on; link schemes are on an allow-list (https,
 * http, mailto, and relative); images are relative paths only.  Text is bounded
 * before it is parsed, so that no input takes over a second.  Text from outside
 * the organisation is escaped with markdown_escape() before it enters a file.
 */
#ifndef TEXT_MARKDOWN_H
#define TEXT_MARKDOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/str.h"

struct arena;
struct buf;
struct diags;

/* Markup that is safe to place in an element's content. */
struct html {
	struct str s;
};

/* A link or image found in a text. */
struct markdown_link {
	struct str url;		/* as written */
	struct span at;		/* where, or the block around it */
	bool is_image;
};

/* A heading, in order. */
struct markdown_heading {
	int level;		/* 1..6 as written */
	struct str text;	/* plain text */
	struct str id;		/* unique in this text; the HTML has it */
	struct span at;
};

struct markdown {
	struct html html;
	struct str plain;	/* the words without markup, for text outputs:
				 * paragraphs apart by an empty line, list
				 * items "- " or "1. ", code indented by 4,
				 * cells " | ", links "words (https://...)" */
	struct markdown_link *links;
	size_t n_links;
	struct markdown_heading *headings;
	size_t n_headings;
};

/* A section of a text that is cut at headings with known keys. */
struct markdown_section {
	struct str key;		/* the heading's text, lower case, trimmed */
	struct span key_at;
	struct span body;	/* up to the next heading of that level */
};

/*
 * Render the Markdown in region.  level_shift is added to heading levels
 * (capped at 6).  Reports markdown-* diagnostics (raw HTML, scheme, limits)
 * and returns false when one of them is an error; *out is set all the same
 * unless a limit was hit, faults left out.
 */
bool markdown_render(struct arena *perm, const struct sources *ss,
    struct span region, int level_shift, struct diags *d,
    struct markdown *out);

/*
 * Report what markdown_render() would, in memory from tmp that may be emptied
 * afterwards; much faster for texts without links, images and HTML.
 */
bool markdown_check(struct arena *tmp, const struct sources *ss,
    struct span region, struct diags *d);

/*
 * Cut a region at its headings of the given level ("## summary").  What stands
 * before the first heading is section 0 with an empty key if it has text.
 */
size_t markdown_sections(struct arena *perm, const struct sources *ss,
    struct span region, int level, struct markdown_section **out);

/* Foreign plain text as Markdown that renders as those very words. */
void markdown_escape(struct buf *out, struct str text);

/* The inverse, for outputs that want the plain words. */
struct str markdown_unescape(struct arena *a, struct str text);

/* Plain text as html: escaped, nothing else. */
struct html html_from_text(struct arena *a, struct str text);

#endif
