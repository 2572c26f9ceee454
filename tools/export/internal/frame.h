/*
 * The frame of inside pages: declaring a page in both languages, and filling
 * what templates/partials/inside_*.html need.
 */
#ifndef EXPORT_INTERNAL_FRAME_H
#define EXPORT_INTERNAL_FRAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "export/internal/inputs.h"

struct arena;
struct buf;
struct diags;
struct export_context;
struct model;
struct page;
struct plan;
struct tally;
struct value;

/* An exporter that declares its pages. */
struct frame_plan {
	struct plan *p;
	struct arena *a;		/* lives as long as the plan */
	const struct tally *tally;
	const struct inputs *by_kind;
};

/* A page being filled. */
struct frame {
	struct arena *a;		/* for this page's values */
	const struct model *m;		/* what the edition may see */
	const struct export_context *c;
	const struct page *page;
	const struct tally *tally;
	const void *item;		/* as given to frame_add() */
	size_t number;			/* as given to frame_add() */
	struct str lang;		/* "ja", "en" */
	struct str name;		/* path below the language's folder */
	struct value *data;		/* for the template; needs a title */
	const char *entry;		/* key of nav.def, NULL for none */
	bool is_wide;			/* prints in landscape */
	bool has_left;			/* tells times left */
	const struct inputs *by_kind;	/* what it may rest on */
	struct inputs inputs;		/* what it was said to rest on */
	bool has_inputs;		/* it was: frame_input() */
};

struct frame_plan frame_plan(struct plan *p, const struct model *v,
    const struct export_context *c);

/*
 * Declare ja/NAME and en/NAME.  item lives as long as the plan; item and
 * number are the exporter's own.
 */
void frame_add(const struct frame_plan *g, struct str name, const void *item,
    size_t number);

/* Declare a page outside the languages' folders; item as above. */
void frame_add_neutral(const struct frame_plan *g, struct str path,
    struct str lang, const void *item);

/* Begin a page; entry is its key in nav.def. */
struct frame frame_open(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, const char *entry);

/*
 * Say that the page rests on a document; NULL is none.  Without any it rests
 * on the kinds of its row in nav.def.
 */
void frame_input(struct frame *f, const struct document *doc);

/* Add the frame's names to f->data and render: "pages/internal/cases". */
bool frame_write(struct frame *f, const char *template, struct buf *out,
    struct diags *d);

/* Whether this is the PSIRT's set of pages and not the portal's. */
bool frame_is_desk(const struct frame *f);

/* A word of the catalogue in the page's language; empty when missing. */
struct str frame_word(const struct frame *f, const char *key);

/* The same with one hole, {n}, filled. */
struct str frame_count(const struct frame *f, const char *key, size_t n);

/* Set the page's title from a word of the catalogue. */
void frame_title(struct frame *f, const char *key);

#endif
