/*
 * Walking a record by its field tables, for rules that treat all fields of a
 * kind alike.  Depth is bounded: records hold only records declared before.
 */
#ifndef RULE_WALK_H
#define RULE_WALK_H

#include "model/field.h"
#include "model/types.h"

/* Call fn for every record of the kind wanted inside a record, in order. */
void walk_records(const struct record *r, const void *record,
    const struct record *wanted, void (*fn)(void *ctx, const void *item),
    void *ctx);

/* Call fn for every text in both languages that was written. */
void walk_words(const struct record *r, const void *record,
    void (*fn)(void *ctx, const struct field *f, const struct words *w),
    void *ctx);

#endif
