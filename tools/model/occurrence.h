/*
 * Dated statements: what happened, or will, and where that is written.
 */
#ifndef MODEL_OCCURRENCE_H
#define MODEL_OCCURRENCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/time.h"
#include "model/entry.h"
#include "model/event.h"
#include "model/proof.h"

/*
 * A dated statement: a fact of a case, or a dated field that clocks take for
 * one (events.def, EVENT_OF_FIELD), for which fact is made up.
 */
struct occurrence {
	enum event event;
	const struct fact *fact;	/* at, until, by, party, product,
					 * clocks, note */
	struct str key;		/* which of several fields; "" for facts */
	struct instant start;	/* at as a start: 00:00 of a date alone */
	struct instant stop;	/* at as a stop: 24:00 of a date alone */
	struct proof proof;
};

/* The party that it is about: party, else by when that is one; else NULL. */
const struct party_entry *occurrence_party(const struct occurrence *o);

/*
 * When the wait that begins with v[i], of n in order of time, ends, in seconds
 * since 1970: at the next resumed until now that is of the same party, or names
 * none, or on the day that the wait gives (until, its 24:00); INT64_MAX when
 * neither is there.  A wait for nobody named ends with any resumed.
 */
int64_t occurrence_wait_end(const struct occurrence *v, size_t n, size_t i,
    struct instant now, const struct zone *zone);

#endif
