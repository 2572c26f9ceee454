#include "model/at_work.h"

#include "base/limits.h"
#include "model/entry.h"

/* The absence that covers today, or NULL. */
static const struct absence *
absence_of(const struct person_entry *p, struct day today)
{
	for (size_t i = 0; i < p->person->absence.n; i++) {
		const struct absence *a = &p->person->absence.v[i];

		if (a->from.w.kind != WHEN_UNSET &&
		    a->to.w.kind != WHEN_UNSET && a->from.w.day.n <= today.n &&
		    today.n <= a->to.w.day.n)
			return a;
	}
	return NULL;
}

bool
at_work_is_away(const struct person_entry *p, struct day today)
{
	return absence_of(p, today) != NULL;
}

const struct person_entry *
at_work(const struct person_entry *p, struct day today)
{
	const struct person_entry *now = p;

	for (int i = 0; i <= LIMIT_STAGE_DEPUTIES; i++) {
		const struct absence *a = absence_of(now, today);
		const struct person_entry *deputy;

		if (a == NULL)
			return now;
		deputy = a->deputy.target;
		if (deputy == NULL)
			deputy = now->person->deputy.target;
		if (deputy == NULL || deputy->person == NULL)
			return p;
		now = deputy;
	}
	return p;
}
