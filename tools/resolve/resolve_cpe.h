/*
 * CPE names of candidates.
 */
#ifndef RESOLVE_RESOLVE_CPE_H
#define RESOLVE_RESOLVE_CPE_H

#include "base/str.h"

struct arena;

/* Decoded values; empty ones are ANY. */
struct resolve_cpe {
	char part;
	struct str maker, product, version, update;
};

/* As a formatted string; empty when they make none. */
struct str resolve_cpe_formatted(struct arena *a, const struct resolve_cpe *c);

/* As people write it: "cpe:a:apache:http_server". */
struct str resolve_cpe_short(struct arena *a, const struct resolve_cpe *c);

#endif
