#include "model/occurrence.h"

#include "model/records.h"

const struct party_entry *
occurrence_party(const struct occurrence *o)
{
	const struct entry *by = o->fact->by.target;

	if (o->fact->party.target != NULL)
		return o->fact->party.target;
	if (by == NULL || by->space != SPACE_PARTY)
		return NULL;
	return o->fact->by.target;
}

int64_t
occurrence_wait_end(const struct occurrence *v, size_t n, size_t i,
    struct instant now, const struct zone *zone)
{
	const struct party_entry *party = occurrence_party(&v[i]);
	const struct moment *until = &v[i].fact->until;
	int64_t end = INT64_MAX;

	if (until->w.kind != WHEN_UNSET)
		end = when_stop(until->w, zone).s;
	for (size_t j = i + 1; j < n; j++) {
		const struct party_entry *of;

		if (v[j].start.s > now.s || v[j].start.s >= end)
			break;
		if (v[j].event != EVENT_RESUMED)
			continue;
		of = occurrence_party(&v[j]);
		if (of == NULL || party == NULL || of == party)
			return v[j].start.s;
	}
	return end;
}
