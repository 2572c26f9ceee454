/*
 * What people decided in a case against, or in place of, what is computed.  Of
 * several decisions on one thing the newest until now counts, by the time they
 * give; of two of one time the one written later.  One without a time is none.
 */
#ifndef MODEL_DECISION_H
#define MODEL_DECISION_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/time.h"
#include "model/records.h"

/* Whether a regime (content/deadlines/ID.yaml) applies; NULL: undecided. */
const struct regime_decision *
decision_on_regime(const struct regime_decision_list *l, struct str regime,
    const struct zone *zone, struct instant now);

/* What was set of a clock rule; NULL: nothing. */
const struct clock_setting *
decision_on_clock(const struct clock_setting_list *l, struct str clock,
    const struct zone *zone, struct instant now);

/* Whether the next revision says that the advisory holds no longer: it is
 * withdrawn, or another one holds instead.  NULL: it does not. */
bool decision_is_end(const struct disclosure *d);

/*
 * The instant from which on a case may go out: the later of embargo.until and
 * disclosure.planned, a date alone being its 00:00 in the zone.  False when
 * neither is written.  *at is where it stands.
 */
MUST_USE bool decision_not_before(const struct case_file *c,
    const struct zone *zone, struct instant *out, struct span *at);

#endif
