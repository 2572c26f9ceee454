#include "model/stocktake.h"

#include "base/attr.h"
#include "model/entry.h"

const char *
stocktake_state_name(enum taken_state s)
{
	switch (s) {
	case TAKEN_MISSING:
		return "missing";
	case TAKEN_UNREAD:
		return "unread";
	case TAKEN_EXEMPT:
		return "exempt";
	case TAKEN_THERE:
		return "there";
	case TAKEN_UNWANTED:
		return "unwanted";
	case TAKEN_STATES:
		break;
	}
	BUG("a state without a word");
}

const struct person_entry *
stocktake_owner(const struct product_entry *p, const struct system_entry *s)
{
	return s != NULL ? s->system->owner.target : p->product->owner.target;
}

const struct company_entry *
stocktake_company(const struct product_entry *p, const struct system_entry *s)
{
	return s != NULL ? s->system->company.target : p->company;
}
