/*
 * Limits of YAML, Markdown, templates and JSON.  Part of base/limits.h, which
 * files include.
 */
#ifndef BASE_LIMITS_TEXT_H
#define BASE_LIMITS_TEXT_H

/* The largest hand-written file is a campaign's answers, some 100 KiB. */
#define LIMIT_YAML_BYTES	(4u << 20)
#define LIMIT_MARKDOWN_BYTES	(256u << 10)
#define LIMIT_TEMPLATE_BYTES	(1u << 20)

/* CSAF 2.0 section C: a document should not exceed 15 MB; twice that. */
#define LIMIT_JSON_BYTES	(32u << 20)

/* Real documents need 12 levels. */
#define LIMIT_YAML_DEPTH	32

/*
 * CSAF 2.1 allows 30 branches in each other (test 6.1.34), two levels each;
 * documents that overdo it must still be read to be told so.
 */
#define LIMIT_JSON_DEPTH	128

/* One record of 10,000 products has some 200,000 nodes. */
#define LIMIT_YAML_NODES	1000000u
#define LIMIT_JSON_NODES	4000000u

/*
 * Names of one JSON object that may share a place in its hash table.  At half
 * load, four million honest names need 80; hostile ones cost a second at most.
 */
#define LIMIT_JSON_PROBES	256

/*
 * cmark-gfm takes time that grows with the square of these in hostile text;
 * measured so that no text takes over a second.
 */
#define LIMIT_TABLE_COLUMNS	32
#define LIMIT_PIPES		256	/* '|' in one line */
#define LIMIT_TABLE_CELLS	50000	/* columns times lines below it */
#define LIMIT_TABLE_WORK	(2u << 20)	/* bytes above "|---|" rows */
#define LIMIT_BRACKETS		2000	/* '[' and '!' '[' in one text */
#define LIMIT_REFERENCE_WORK	(16u << 20)	/* brackets times definitions */
#define LIMIT_DECLARATIONS	64	/* "<!" and "<?" in one text */
#define LIMIT_QUOTE_DEPTH	32	/* '>' or list nesting on one line */
#define LIMIT_LIST_INDENT	96	/* columns before a list's item */

/* Templates: partials within partials, nested blocks. */
#define LIMIT_TEMPLATE_DEPTH	32

/* Names have 2 parts, sentences 4 holes; keys are some 30 bytes. */
#define LIMIT_TEMPLATE_PARTS	8	/* of a name, or of a key with holes */
#define LIMIT_TEMPLATE_HOLES	16	/* given to a text of the catalogue */
#define LIMIT_CATALOG_KEY	256	/* bytes */

/* Rounds of all loops of a page: rows of 16 bytes would fill the page. */
#define LIMIT_TEMPLATE_ROUNDS	(4u << 20)

#endif
