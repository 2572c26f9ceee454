/*
 * On which days a key of the roster counts.
 */
#ifndef MODEL_KEY_H
#define MODEL_KEY_H

#include "base/time.h"
#include "model/records.h"

enum key_day {
	KEY_HOLDS,
	KEY_REVOKED,	/* lost or stolen: on no day at all */
	KEY_EARLY,	/* it counts from a later day on */
	KEY_ENDED,
};

/* What a key is on a day of the organisation's zone. */
enum key_day key_on(const struct public_key *key, struct day day);

#endif
