/*
 * What a match says to people: what decided, which version has the fix.
 */
#ifndef FINDING_MATCHED_TELL_H
#define FINDING_MATCHED_TELL_H

#include "inventory/component.h"
#include "match/match.h"
#include "model/matched.h"

struct arena;
struct feed_record;

/*
 * A match of a component by record r as pages have it, without source and
 * note.  Texts live in a.
 */
struct found_match matched_tell(struct arena *a, const struct component *c,
    const struct feed_record *r, const struct match *m);

#endif
