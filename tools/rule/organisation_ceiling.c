#include "rule/rule.h"

RULE_TEXT(rule_organisation_ceiling,
    .why_en = "An internal repository is read by the PSIRT and all case "
	      "teams: TLP:RED, for named persons only, cannot be kept there.",
    .why_ja = "内部リポジトリは PSIRT と担当チーム全員が読みます。名指しの人"
	      "だけの TLP:RED は守れません。",
    .bad = "repository: internal, ceiling: RED",
    .good = "repository: internal, ceiling: AMBER+STRICT");

void
rule_organisation_ceiling(const struct check *k, const struct organisation *o)
{
	if (o->repository.v != REPOSITORY_INTERNAL ||
	    o->ceiling.v != (int)TLP_RED)
		return;
	check_report(k, o->ceiling.at,
	    "an internal repository cannot hold "
	    "TLP:RED");
	check_help(k,
	    "write `ceiling: AMBER+STRICT`, or make it a restricted "
	    "repository with its own readers");
}
