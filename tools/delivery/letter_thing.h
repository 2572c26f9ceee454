/*
 * A product or system of a letter's section: why it is told, its evidence and
 * what is to be done.  Nothing is said twice: of a component the surest match
 * speaks, and others that say so too are named.
 */
#ifndef DELIVERY_LETTER_THING_H
#define DELIVERY_LETTER_THING_H

struct buf;
struct letter_item;
struct letter_say;

/* The lines of an item with findings, below its heading. */
void letter_thing_put(const struct letter_say *s, const struct letter_item *x,
    struct buf *out);

#endif
