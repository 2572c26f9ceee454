/*
 * What of a case is kept apart from its stage: facts, coordination, parties,
 * regimes, promises.  Types only; stage/ computes them.
 */
#ifndef MODEL_AXES_H
#define MODEL_AXES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/time.h"
#include "model/clock.h"
#include "model/entry.h"

/* Values of enum axis_fact (Vultron, and our third on attacks). */
#define AXIS_FACTS	7

/* What a party or a product's people were asked, and said. */
struct party_state {
	const struct party_entry *party;	/* one of the three is set */
	const struct company_entry *company;
	const struct product_entry *product;
	const struct occurrence *asked;	/* NULL: not asked */
	const struct occurrence *seen;
	const struct occurrence *answered;
	enum row_state status;		/* products; unset for parties */
	struct str statement;		/* words of the answer; may be "" */
	bool approved;			/* agreed to the date or the text */
};

struct regime_state {
	struct str regime;
	const struct deadlines *file;	/* NULL: no such regime */
	const struct regime_decision *decision;	/* NULL: undecided */
	enum regime_standing standing;
	const struct occurrence *submitted;	/* the newest; NULL if none */
};

/* A date that a finder or another party asked for, or was promised. */
struct promise {
	enum event event;	/* date_asked, date_offered, date_agreed,
				 * update_promised */
	const struct negotiated_date *from;
	struct instant at;	/* the date itself, as an end */
	bool is_past;
	bool is_kept;		/* published, or told, before it */
};

#endif
