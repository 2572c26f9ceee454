/*
 * Orders of versions: what vers_compare() chooses from.  Private to version/.
 *
 * Each sets *cmp to -1, 0 or 1.
 */
#ifndef VERSION_ORDER_H
#define VERSION_ORDER_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/str.h"

/* SemVer 2.0.0 section 11; false, *cmp unset, unless both are SemVer. */
MUST_USE bool order_semver(struct str x, struct str y, int *cmp);

/*
 * Runs of digits as numbers, runs of letters as words, all else separates.
 * Words of pre-releases (alpha, rc, ...) stand below the end, other words
 * above it, numbers above those; missing parts are zeros.  So
 * 1.0-rc1 < 1.0 = 1.0.0 < 1.0a < 1.0.1, and 8.2 < 8.2p1.
 */
void order_generic(struct str x, struct str y, int *cmp);

/* vers type "intdot": whole numbers between dots, up to anything else. */
void order_intdot(struct str x, struct str y, int *cmp);

/* RFC 3339 instants; false, *cmp unset, unless both are. */
MUST_USE bool order_datetime(struct str x, struct str y, int *cmp);

#endif
