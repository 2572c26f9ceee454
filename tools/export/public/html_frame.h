/*
 * What stands around the text of every public page: the values of
 * partials/head, public_top and public_bottom.
 */
#ifndef EXPORT_PUBLIC_HTML_FRAME_H
#define EXPORT_PUBLIC_HTML_FRAME_H

#include "base/str.h"
#include "export/public/html_fill.h"

struct value;

/* Where a page stands. */
struct html_frame {
	const char *entry;	/* of the navigation; empty: none */
	struct str title;	/* text of the title element */
	struct str description;	/* may be empty */
	struct str name;	/* path below the language's folder */
	const struct public_advisory *adv;	/* whose label it has; NULL:
						 * that of the edition */
};

/* A new object with the frame's values; pages add theirs to it. */
struct value *html_frame(const struct html_fill *f,
    const struct html_frame *frame);

/* Set key to {name, email, ...}: see partials/contact_list. */
void html_frame_contact(const struct html_fill *f, struct value *o,
    const char *key);

/*
 * Set "body" to a list of none or one {html, lang}: the organisation's own text
 * for a page that is there anyway, content/pages/ID.
 */
void html_frame_body(const struct html_fill *f, struct value *o,
    const char *id);

/* Whether the text of this id is part of such a page, none of its own. */
bool html_frame_is_part(struct str id);

/* Add {html, lang} of a text to list; in the other language when need be. */
void html_frame_text(const struct html_fill *f, struct value *list,
    const struct public_page *page);

/* Whether anybody is thanked by name in an advisory of ours. */
bool html_frame_has_thanks(const struct public_view *v);

#endif
