/*
 * The draft of a case from what feeds say: facts as their sources', products of
 * ours to be investigated; nothing is published.
 */
#ifndef COMMAND_NEW_FROM_CASE_H
#define COMMAND_NEW_FROM_CASE_H

#include "base/str.h"

struct buf;
struct new_from;

/* Write the whole case.md of the case with this id. */
void new_from_case(const struct new_from *f, struct str id, struct buf *out);

#endif
