/*
 * Escaping for HTML, one function per context.  Only text/ uses it: pages come
 * from templates, which call these by the place of each hole.
 */
#ifndef TEXT_HTML_H
#define TEXT_HTML_H

#include <stdbool.h>

#include "base/str.h"

struct buf;

/* Element content: & < > and what could end it. */
void html_text(struct buf *out, struct str s);

/* A quoted attribute's value: & < > " ' and line ends. */
void html_attr(struct buf *out, struct str s);

/*
 * A URL in a quoted attribute: a scheme on the allow-list or a relative path;
 * anything else becomes "#" and false is returned.
 */
bool html_url(struct buf *out, struct str s);

/* Whether a link target may be written: https, http, mailto or relative. */
bool html_url_is_allowed(struct str s);

#endif
