/*
 * Numbers of cases: the next free one of the organisation's block for a year.
 */
#ifndef COMMAND_CASE_NUMBER_H
#define COMMAND_CASE_NUMBER_H

#include <stdbool.h>

#include "base/str.h"

struct arena;
struct io_dir;
struct model;

/*
 * The id after the highest one of the year's block that has a folder in
 * cases/YEAR/ of root: "PS-2026-0118".  A gap is not filled, so no number
 * stands for two cases over time.  False, with a reason, when the
 * organisation has no block for the year or its last number is taken.  A
 * folder that cannot be read ends the program.
 */
bool case_number_next(struct arena *perm, const struct model *m,
    struct io_dir *root, struct str year, struct str *out, const char **why);

#endif
