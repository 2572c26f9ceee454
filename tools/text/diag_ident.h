/*
 * An identity for each diagnostic that stays when lines move, so that a
 * forge can tell new findings from old ones.  Private to text/diag_*.c.
 */
#ifndef TEXT_DIAG_IDENT_H
#define TEXT_DIAG_IDENT_H

#include "base/str.h"
#include "text/diag_format.h"

struct map;

/* Identities already given; begin with an empty map in p->tmp. */
struct diag_idents {
	struct map *seen;	/* identity to its number of uses */
};

struct diag_idents diag_idents(const struct diag_print *p);

/*
 * SHA-256, in hexadecimal, of rule, path, message, the text under the span
 * and, from the second alike on, its number.  No line or column takes part.
 */
struct str diag_ident(const struct diag_print *p, struct diag_idents *ids,
    const struct diag *d);

#endif
