/*
 * The text of an alert by language: people write it in one and put the other
 * below it.  The page's language stands first.
 */
#ifndef EXPORT_INTERNAL_ALERT_TEXT_H
#define EXPORT_INTERNAL_ALERT_TEXT_H

#include <stddef.h>

#include "base/span.h"

struct frame;
struct value;

/* Where the English below a Japanese text begins: the paragraphs of prose at
 * its end that have no Japanese.  s.n: there is none. */
size_t alert_text_english(struct str s);

/* Set o.text and o.second: none or one body each (show_body), of the page's
 * language and of another. */
void alert_text_show(const struct frame *f, struct value *o, struct span body);

#endif
