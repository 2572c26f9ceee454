#include "rule/rule.h"

RULE_TEXT(rule_case_reporter,
    .why_en = "Names and addresses of reporters are personal data, and some "
	      "reporters are at risk. They stay in the restricted repository; "
	      "elsewhere an opaque party id stands for the person. How to be "
	      "thanked belongs into credit.",
    .why_ja = "報告者の氏名や連絡先は個人情報で、知られると危険な人もいます。"
	      "制限リポジトリだけに置き、ほかでは party の id で呼びます。謝"
	      "辞の名前は credit に書きます。",
    .bad = "source: {channel: mail, reporter: {email: someone@example.org}}",
    .good = "source: {channel: mail, party: finder-0031}");

void
rule_case_reporter(const struct check *k, const struct case_entry *c)
{
	const struct organisation *o = k->model->organisation;
	const struct case_source *s = c->c->source;

	if (s == NULL || s->reporter == NULL || o == NULL ||
	    o->repository.v == REPOSITORY_RESTRICTED)
		return;
	check_report(k, s->reporter->where,
	    "personal data of a reporter in "
	    "a repository that is not restricted");
	check_help(k,
	    "keep them in the restricted repository and write "
	    "`party:` with an opaque id; if this was committed, tell the "
	    "PSIRT lead now");
}
