#include "rule/rule.h"

RULE_TEXT(rule_organisation_languages,
    .why_en = "Pages are made in Japanese and English. Another language would "
	      "be a set of pages without words.",
    .why_ja = "ページの言語は日本語と英語です。ほかの言語は文言がないため作れ"
	      "ません。",
    .bad = "languages: [ja, fr]", .good = "languages: [ja, en]");

void
rule_organisation_languages(const struct check *k,
    const struct organisation *o)
{
	for (size_t i = 0; i < o->languages.n; i++) {
		const struct text *t = &o->languages.v[i];

		if (str_eq(t->s, S("ja")) || str_eq(t->s, S("en")))
			continue;
		check_report(k, t->at, "there are no pages in '%.*s'",
		    STR_ARG(t->s));
		check_help(k, "the languages are ja and en");
	}
}
