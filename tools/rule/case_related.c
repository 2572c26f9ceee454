#include "rule/rule.h"

RULE_TEXT(rule_case_related,
    .why_en = "A link to itself or the same link twice says nothing and hides "
	      "a misspelling.",
    .why_ja = "自分自身への関連や同じ関連の重複は意味がなく、書き間違いを隠し"
	      "ます。",
    .bad = "PS-2026-0117: related: [PS-2026-0117]",
    .good = "related: [PS-2026-0101]");

void
rule_case_related(const struct check *k, const struct case_entry *c)
{
	const struct ref_list *l = &c->c->related;

	for (size_t i = 0; i < l->n; i++) {
		bool is_seen = str_eq(l->v[i].id, c->e.id);

		for (size_t j = 0; j < i; j++)
			is_seen = is_seen || str_eq(l->v[i].id, l->v[j].id);
		if (!is_seen)
			continue;
		check_report(k, l->v[i].at,
		    "'%.*s' is this case or stands "
		    "twice",
		    STR_ARG(l->v[i].id));
		check_help(k, "take it out");
	}
}
