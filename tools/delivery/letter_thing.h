/*
 * A product or system of a letter's section: why it is told, its evidence and
 * what is to be done.  Nothing is said twice: of a component the surest match
 * speaks, and others that say so too are named.
 */
#ifndef DELIVERY_LETTER_THING_H
#define DELIVERY_LETTER_THING_H

#include "base/str.h"

struct buf;
struct found_match;
struct letter_item;
struct letter_say;

/* What is to be done about a component: the program's words and what feeds say.
 * question: the match whose version is asked for, or NULL; fixed: versions, or
 * empty. */
void letter_thing_todo(const struct letter_say *s, const struct found_match *m,
    const struct found_match *question, struct str fixed, struct buf *out);

/* The lines of an item with findings, below its heading. */
void letter_thing_put(const struct letter_say *s, const struct letter_item *x,
    struct buf *out);

#endif
