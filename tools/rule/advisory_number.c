#include "rule/rule.h"

#include "rule/about.h"

RULE_TEXT(rule_advisory_number,
    .why_en = "Advisory numbers are addresses: customers, CVE records and "
	      "other CSAF documents point at them for ever. They have one "
	      "form. "
	      "Imported cases are left alone.",
    .why_ja = "アドバイザリー番号は永久に使われる住所です。顧客も CVE も CSAF "
	      "もこの番号を指すので、形をひとつに決めています。"
	      "取り込んだ案件は対象外です。",
    .bad = "advisory: EXSA-42", .good = "advisory: EXSA-2026-0042");

void
rule_advisory_number(const struct check *k, const struct case_entry *c)
{
	struct str prefix = about_advisory_prefix(k->model);
	int64_t year, number;

	if (prefix.n == 0 || c->c->advisory.s.n == 0 ||
	    model_case_is_import(c))
		return;
	if (!about_number(c->c->advisory.s, prefix, &year, &number)) {
		check_report(k, c->c->advisory.at,
		    "'%.*s' is not of the form "
		    "%.*s-2026-0001",
		    STR_ARG(c->c->advisory.s), STR_ARG(prefix));
		check_help(k,
		    "the prefix is ids.advisory_prefix in "
		    "content/organisation.yaml");
		return;
	}
	if (model_case_is_copy(c) || !about_is_own(k->model, c->e.at) ||
	    about_in_block(&k->model->organisation->ids->advisory_blocks, year,
		number))
		return;
	check_report(k, c->c->advisory.at,
	    "%.*s lies in no block of advisory "
	    "numbers of this repository",
	    STR_ARG(c->c->advisory.s));
	check_help(k,
	    "take a number of ids.advisory_blocks in "
	    "content/organisation.yaml");
}
