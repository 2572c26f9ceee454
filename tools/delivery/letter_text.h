/*
 * A letter as plain text, UTF-8, lines ended by LF.  The label stands first.
 */
#ifndef DELIVERY_LETTER_TEXT_H
#define DELIVERY_LETTER_TEXT_H

#include "base/str.h"

struct buf;
struct letter;
struct letter_item;
struct letter_say;

/* "[TLP:AMBER] 3 vulnerability notices: CVE-2026-0001 ... and others", one
 * line. */
struct str letter_text_subject(const struct letter_say *s,
    const struct letter *l);

/*
 * All of it; at most LIMIT_DELIVERY_ITEMS sections and LIMIT_DELIVERY_MESSAGE
 * bytes, the rest is counted.  Returns how many items it says something of,
 * but for those that are gone: for letter_keep().
 */
size_t letter_text_put(const struct letter_say *s, const struct letter *l,
    struct buf *out);

/* The n items of a section without its headline, for feeds too: what is known
 * of the vulnerability, then each thing with what is to be done. */
void letter_text_section(const struct letter_say *s,
    const struct letter_item *v, size_t n, struct buf *out);

#endif
