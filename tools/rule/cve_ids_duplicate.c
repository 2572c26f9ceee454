#include "rule/rule.h"

#include "base/map.h"

RULE_TEXT(rule_cve_ids_duplicate,
    .why_en = "An id has one state. Twice in the ledger, it can be given away "
	      "twice.",
    .why_ja = "ひとつの番号に状態はひとつです。二度書くと、二度割り当てるおそ"
	      "れがあります。",
    .bad = "two rows with CVE-1900-0117", .good = "one row");

void
rule_cve_ids_duplicate(const struct check *k, const struct document *doc)
{
	const struct cve_ids *l = doc->record;
	struct map *seen;

	if (doc->path.kind != KIND_CVE_IDS)
		return;
	seen = map_open(k->tmp);
	for (size_t i = 0; i < l->ids.n; i++) {
		struct text *cve = &l->ids.v[i].cve;
		const struct text *first = map_get(seen, cve->s);

		if (cve->s.n == 0 || map_add(seen, cve->s, cve))
			continue;
		check_report(k, cve->at, "%.*s stands twice", STR_ARG(cve->s));
		check_note(k, first->at, "the first one");
		check_help(k, "keep one row");
	}
}
