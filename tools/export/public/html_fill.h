/*
 * Filling the values of public pages: what all of them share.  The names that
 * result are the contracts in the first comments of templates/.
 */
#ifndef EXPORT_PUBLIC_HTML_FILL_H
#define EXPORT_PUBLIC_HTML_FILL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/time.h"
#include "text/value.h"
#include "wall/public_view.h"

struct arena;
struct export_context;

/* One page being filled. */
struct html_fill {
	struct arena *a;	/* values live here; ends with the page */
	const struct public_view *view;
	const struct export_context *context;
	struct str path;	/* of the page */
	enum public_lang lang;	/* of the page */
	bool has_thanks;	/* there is a page of thanks */
	bool is_mixed;		/* a section had to be taken from the other
				 * language; set by whoever takes one */
};

enum html_precision {
	HTML_DAY,
	HTML_MINUTE,
};

/*
 * The words in the page's language, else in the other one; *lang gets which.
 * Empty when both are.
 */
struct str html_fill_pick(const struct html_fill *f,
    const struct public_words *w, enum public_lang *lang);

/* Set key to the words, and lang_key to their language. */
void html_fill_words(const struct html_fill *f, struct value *o,
    const char *key, const char *lang_key, const struct public_words *w);

/* Set key to a list of none or one {text, lang}. */
void html_fill_phrase(const struct html_fill *f, struct value *o,
    const char *key, const struct public_words *w);

/* Set key to a list of none or one time (partials/time). */
void html_fill_when(const struct html_fill *f, struct value *o,
    const char *key, struct when w, enum html_precision precision);
void html_fill_instant(const struct html_fill *f, struct value *o,
    const char *key, struct instant t, enum html_precision precision);

/* Set key to a list of none or one badge; NULL gives none. */
void html_fill_severity(const struct html_fill *f, struct value *o,
    const char *key, const struct public_score *s);

/* "9.3" of 93. */
struct str html_fill_score(const struct html_fill *f, int x10);

/*
 * Add {html, plain, lang} to list for every section with this key, of the
 * page's language, else of the other one.  sections and n are as in the view.
 */
void html_fill_sections(struct html_fill *f, struct value *list,
    struct public_section *const *sections, const size_t *n, struct str key);

/* The relative link from the page to another document of the edition. */
struct str html_fill_link(const struct html_fill *f, struct str to);

/* Set key to {key, label} of a label (partials/tlp). */
void html_fill_label(const struct html_fill *f, struct value *o,
    const char *key, enum public_label label);

/* Words of the catalogue in the page's language; empty when missing. */
struct str html_fill_word(const struct html_fill *f, const char *key);

/* The newest revision; NULL when there is none. */
const struct public_revision *html_fill_newest(
    const struct public_advisory *adv);

#endif
