#include "model/matched.h"

#include "base/attr.h"

const char *
finding_state_name(enum finding_state s)
{
	static const char *const names[FINDING_STATES] = { "open", "question",
		"lapsed", "look", "affected", "accepted",
		"under_investigation", "not_affected", "fixed", "cleared" };

	return names[s];
}

bool
finding_is_open(const struct finding *f)
{
	return f->state == FINDING_OPEN || f->state == FINDING_QUESTION ||
	    f->state == FINDING_LAPSED;
}

const struct person_entry *
finding_owner(const struct finding *f)
{
	return f->system != NULL ? f->system->system->owner.target :
				   f->product->product->owner.target;
}

const struct company_entry *
finding_company(const struct finding *f)
{
	return f->system != NULL ? f->system->system->company.target :
				   f->product->company;
}
