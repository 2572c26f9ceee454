/*
 * Sections of a letter as an Atom feed (RFC 4287).  One keeps its id for as
 * long as it is of the same vulnerability.
 */
#ifndef DELIVERY_LETTER_ATOM_H
#define DELIVERY_LETTER_ATOM_H

#include "base/str.h"

struct buf;
struct letter;
struct letter_run;
struct letter_say;

/* self: the feed's own address, relative where the edition has none. */
void letter_atom_put(const struct letter_run *r, const struct letter_say *s,
    const struct letter *l, struct str self, struct buf *out);

#endif
