#include "rule/rule.h"

RULE_TEXT(rule_person_deputy,
    .why_en = "Reports arrive on holidays. Who receives, coordinates, "
	      "publishes or is a company's contact has somebody who stands "
	      "in.",
    .why_ja = "報告は休みの日にも届きます。受付、調整、公開、会社の窓口を務め"
	      "る人には、代わりの人が要ります。",
    .bad = "{id: sato, roles: [coordinator]}",
    .good = "{id: sato, roles: [coordinator], deputy: tanaka}");

static bool
cannot_wait(int role)
{
	return role == ROLE_PSIRT_LEAD || role == ROLE_COORDINATOR ||
	    role == ROLE_INTAKE || role == ROLE_COMPANY_CONTACT ||
	    role == ROLE_PUBLISHER;
}

void
rule_person_deputy(const struct check *k, const struct person_entry *p)
{
	const struct person *x = p->person;

	if (span_is_set(x->deputy.at)) {
		if (!str_eq(x->deputy.id, x->id.s))
			return;
		check_report(k, x->deputy.at,
		    "'%.*s' stands in for "
		    "themselves",
		    STR_ARG(x->id.s));
		check_help(k, "name somebody else");
		return;
	}
	for (size_t i = 0; i < x->roles.n; i++) {
		if (!cannot_wait(x->roles.v[i].v))
			continue;
		check_report(k, p->e.at, "nobody stands in for '%.*s' as %s",
		    STR_ARG(x->id.s), enum_name(&enum_role, x->roles.v[i].v));
		check_help(k, "add `deputy:`");
		return;
	}
}
