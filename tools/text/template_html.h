/*
 * Where in HTML a template stands: a tokenizer over the literal parts, so that
 * each hole is escaped for its place and none stands where no escaping helps.
 * Stricter than browsers: what they would repair is a fault here.
 */
#ifndef TEXT_TEMPLATE_HTML_H
#define TEXT_TEMPLATE_HTML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "text/template_code.h"

enum markup_state {
	MARKUP_CONTENT,
	MARKUP_OPEN,		/* after "<" */
	MARKUP_END_OPEN,	/* after "</" */
	MARKUP_TAG_NAME,
	MARKUP_GAP,		/* in a tag, a blank, "/" or ">" must come */
	MARKUP_BEFORE_NAME,	/* in a tag, an attribute may come */
	MARKUP_NAME,
	MARKUP_AFTER_NAME,
	MARKUP_BEFORE_VALUE,	/* after "=" */
	MARKUP_UNQUOTED,
	MARKUP_VALUE,		/* within quotes */
	MARKUP_SLASH,		/* after "/" in a tag */
	MARKUP_DECLARATION,	/* "<!" or "<?" up to ">" */
	MARKUP_COMMENT,
	MARKUP_RCDATA,		/* in title or textarea */
	MARKUP_RAW,		/* in script, style and their like */
};

/* What the value of an attribute is to a browser. */
enum attribute_kind {
	ATTRIBUTE_PLAIN,
	ATTRIBUTE_URL,
	ATTRIBUTE_CODE,		/* script, style, or lists of addresses */
	ATTRIBUTE_PRAGMA,	/* content of a meta with http-equiv */
};

enum { MARKUP_WORD = 32 };

struct markup_word {
	char p[MARKUP_WORD];	/* lower case, cut when too long */
	size_t n;
};

struct markup {
	enum markup_state state;
	bool is_end_tag;
	bool has_pragma;	/* this tag has http-equiv */
	bool has_content_hole;	/* this tag has a hole in content */
	bool is_scheme_open;	/* URL value: its scheme is not settled */
	bool is_mixed;		/* URL value: not literal from its start */
	char quote;
	size_t match;		/* bytes seen of what ends this state */
	enum attribute_kind attribute;
	struct markup_word tag;
	struct markup_word word;	/* attribute's name, then its scheme */
};

struct markup_fault {
	const char *what;	/* message */
	const char *help;
	size_t off;		/* in the literal */
};

void template_html_init(struct markup *m);

/* Move over a literal; false with the first fault. */
bool template_html_literal(struct markup *m, struct str s,
    struct markup_fault *fault);

/* A hole: its place and quote, or false with why none may stand here. */
bool template_html_hole(struct markup *m, enum place *place, char *quote,
    struct markup_fault *fault);

/* A block tag: inside a tag, what was begun ends here. */
bool template_html_block(struct markup *m, struct markup_fault *fault);

/* Start of a block that repeats: every round needs a blank before it. */
void template_html_repeat(struct markup *m);

/*
 * Two ways lead here.  False when they end in different places; else m is
 * what holds for both.
 */
bool template_html_merge(struct markup *m, const struct markup *other);

/* "element content", "a comment", ...: for messages. */
const char *template_html_where(const struct markup *m);

#endif
