/*
 * Makers under several names: 三菱電機 is Mitsubishi Electric Corporation.  Read
 * once, then only asked; any thread may ask.
 */
#ifndef VERSION_MAKERS_H
#define VERSION_MAKERS_H

#include <stddef.h>

#include "base/str.h"

struct arena;
struct makers;

struct makers *makers_open(struct arena *perm);

/*
 * Say that a maker is called so, too; both as name_vendor() gives them, copied.
 * Who was called so first is: a name that another has already, and more than
 * LIMIT_MAKER_NAMES of one, are left out.
 */
void makers_add(struct makers *m, struct str maker, struct str name);

/*
 * The one form for all names of a maker, or the name itself: two are the same
 * maker when these are equal.  m may be NULL: nobody has two names.
 */
struct str makers_one(const struct makers *m, struct str name);

/* The i-th other name of a maker, in the order they were told; empty: none. */
struct str makers_other(const struct makers *m, struct str name, size_t i);

#endif
