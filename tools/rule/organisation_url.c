#include "rule/rule.h"

RULE_TEXT(rule_organisation_url,
    .why_en = "Addresses of advisories are made by adding to it, CSAF and "
	      "security.txt demand https, and both are permanent.",
    .why_ja = "公開ページの住所はこの後ろに続けて作ります。CSAF と "
	      "security.txt は https を求め、どちらも変えられません。",
    .bad = "base_url: http://psirt.example.com",
    .good = "base_url: https://psirt.example.com/");

void
rule_organisation_url(const struct check *k, const struct organisation *o)
{
	struct str url = o->base_url.s;

	if (url.n == 0 ||
	    (str_starts(url, S("https://")) && str_ends(url, S("/"))))
		return;
	check_report(k, o->base_url.at,
	    "the base address is not of the form "
	    "https://.../");
	check_help(k, "begin with https:// and end with /");
}
