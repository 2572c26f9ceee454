/*
 * Where a result comes from: path and line, since the view of an edition has no
 * text of the files.
 */
#ifndef MODEL_PROOF_H
#define MODEL_PROOF_H

#include <stdint.h>

#include "base/span.h"
#include "base/str.h"

struct sources;

/* Where something stands, and the words of the condition that decided. */
struct proof {
	struct str text;	/* "case.tlp is RED, not in [CLEAR]"; may be "" */
	struct str path;	/* of the file; "" when nothing is written */
	uint32_t line;		/* from 1; 0 with path: the file as a whole */
	struct span at;		/* in the sources of the full model */
};

/* The place of a span, with words; of nowhere: path "". */
struct proof proof_at(const struct sources *places, struct span at,
    struct str text);

#endif
