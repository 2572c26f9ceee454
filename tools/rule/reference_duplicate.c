#include "rule/rule.h"

#include "base/map.h"
#include "rule/about.h"

RULE_TEXT(rule_reference_duplicate,
    .why_en = "The same link twice makes readers look for a difference that "
	      "is not there. CVE records refuse it. "
	      "Imported cases are left alone.",
    .why_ja = "同じリンクが二つあると、違いがあるのかと思わせます。CVE の記録"
	      "では拒否されます。"
	      "取り込んだ案件は対象外です。",
    .bad = "references: [{url: \"https://example.com/a\"}, {url: "
	   "\"https://example.com/a\"}]",
    .good = "references: [{url: \"https://example.com/a\"}]");

static void
check_list(const struct check *k, struct map *seen,
    const struct reference_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		struct reference *r = &l->v[i];
		const struct reference *first = map_get(seen, r->url.s);

		if (r->url.s.n == 0 || map_add(seen, r->url.s, r))
			continue;
		check_report(k, r->url.at, "this address stands twice");
		check_note(k, first->url.at, "the first one");
		check_help(k, "keep one of them");
	}
}

void
rule_reference_duplicate(const struct check *k, const struct case_entry *c)
{
	struct map *seen = map_open(k->tmp);

	if (model_case_is_import(c))
		return;
	check_list(k, seen, &c->c->references);
	for (size_t i = 0; i < c->c->vulnerabilities.n; i++)
		check_list(k, seen, &c->c->vulnerabilities.v[i].references);
}
