#include "model/key.h"

#include "base/span.h"

enum key_day
key_on(const struct public_key *key, struct day day)
{
	if (span_is_set(key->revoked.at))
		return KEY_REVOKED;
	if (span_is_set(key->since.at) && day.n < key->since.w.day.n)
		return KEY_EARLY;
	if (span_is_set(key->until.at) && day.n > key->until.w.day.n)
		return KEY_ENDED;
	return KEY_HOLDS;
}
