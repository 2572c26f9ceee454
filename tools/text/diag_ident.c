#include "text/diag_ident.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/map.h"
#include "base/span.h"
#include "text/diag_place.h"

/* More bytes under a span add nothing to its identity. */
#define MARKED_BYTES	256

struct diag_idents
diag_idents(const struct diag_print *p)
{
	return (struct diag_idents){ map_open(p->tmp) };
}

/* Pieces one after another, each with its length, so none runs into another. */
static struct str
joined(struct arena *a, const struct str *parts, size_t n)
{
	struct str all = { "", 0 };

	for (size_t i = 0; i < n; i++)
		all = str_cat(a, all,
		    str_cat(a, str_fmt(a, "%zu:", parts[i].n), parts[i]));
	return all;
}

struct str
diag_ident(const struct diag_print *p, struct diag_idents *ids,
    const struct diag *d)
{
	struct diag_place place = diag_place(p, d->at);
	struct str parts[4] = { d->rule, place.path, d->message };
	struct str first;
	uint32_t *uses;

	if (place.has_line)
		parts[3] = str_sub(source_text(p->sources, d->at), 0,
		    MARKED_BYTES);
	first = digest_hex(p->tmp, DIGEST_SHA256, joined(p->tmp, parts, 4));
	uses = map_get(ids->seen, first);
	if (uses == NULL) {
		uses = arena_new(p->tmp, uint32_t);
		map_put(ids->seen, first, uses);
		return first;
	}
	++*uses;
	parts[0] = first;
	parts[1] = str_fmt(p->tmp, "%u", *uses);
	return digest_hex(p->tmp, DIGEST_SHA256, joined(p->tmp, parts, 2));
}
