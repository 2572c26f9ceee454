/*
 * The public view's small parts: words in both languages, texts, links,
 * thanks, sections.  See wall/public_view.h.
 */
#ifndef WALL_PUBLIC_WORDS_H
#define WALL_PUBLIC_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "text/markdown.h"

/* Index of a language in every [PUBLIC_LANGS] array. */
enum public_lang {
	PUBLIC_JA,
	PUBLIC_EN,
};

#define PUBLIC_LANGS	2

/* The same words in both languages; one may be empty. */
struct public_words {
	struct str in[PUBLIC_LANGS];
};

/* A Markdown text, rendered. */
struct public_text {
	struct html html;
	struct str plain;	/* the words; of imported texts exactly those
				 * of the original */
};

struct public_link {
	struct str url;
	struct str summary;	/* never empty */
	bool is_self;		/* CSAF category self, else external */
	bool has_category;	/* it was written, not left out */
};

struct public_thanks {
	struct str *names;
	size_t n_names;
	struct str organization;
	struct str summary;
	struct str *urls;
	size_t n_urls;
};

/* A section of an advisory text: a CSAF note. */
struct public_section {
	struct str key;		/* summary, impact, ...: the fixed keys */
	struct str category;	/* CSAF note category for the key */
	struct str title;	/* the writer's own; else empty: by the key */
	struct str audience;	/* CSAF note audience; may be empty */
	struct public_text text;
	struct str source;	/* the Markdown as written */
};

#endif
