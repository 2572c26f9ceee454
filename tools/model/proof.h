/*
 * Where a result comes from: path and line, since the view of an edition has no
 * text of the files.
 */
#ifndef MODEL_PROOF_H
#define MODEL_PROOF_H

#include <stdint.h>

#include "base/span.h"
#include "base/str.h"
#include "model/computed.h"

struct sources;

/* A part of a proof's text: from which byte, how many. */
struct proof_part {
	uint32_t from;
	uint32_t n;
};

/* What text says, for other languages: its parts, where a condition made it. */
struct proof_parts {
	enum proof_verb verb;
	enum proof_want want;	/* how wanted is compared */
	uint32_t n;		/* values looked at */
	struct proof_part field;
	struct proof_part value;
	struct proof_part wanted;
	struct proof_part aside;	/* after them in brackets */
};

/* Where something stands, and the words of the condition that decided. */
struct proof {
	struct str text;	/* "case.tlp is RED, not in [CLEAR]"; may be
				 * "" */
	struct proof_parts parts;	/* of text */
	struct str path;	/* of the file; "" when nothing is written */
	uint32_t line;		/* from 1; 0 with path: the file as a whole */
	struct span at;		/* in the sources of the full model */
};

/* The place of a span, with words; of nowhere: path "". */
struct proof proof_at(const struct sources *places, struct span at,
    struct str text);

/* A part of its text. */
struct str proof_part(const struct proof *p, struct proof_part part);

#endif
