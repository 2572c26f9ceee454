/*
 * Addresses of public documents, below the public edition's root.  They are
 * permanent, and inside pages link to them too: both sides take them from here.
 */
#ifndef EXPORT_ADDRESS_H
#define EXPORT_ADDRESS_H

#include "base/str.h"

struct arena;

/*
 * "LANG/FOLDER/ID.ENDING", as "ja/advisories/EX-1.html".  A character of the id
 * outside [A-Za-z0-9._-] becomes "_", and so does a leading "."; letters keep
 * their case.  (CSAF files have names of their own: CSAF 2.0 section 5.1, the
 * view's public_advisory.file.)
 */
struct str address(struct arena *a, struct str lang, const char *folder,
    struct str id, const char *ending);

/* The page of the advisory with this id: of an import, the original's. */
struct str address_advisory(struct arena *a, struct str lang, struct str id);

#endif
