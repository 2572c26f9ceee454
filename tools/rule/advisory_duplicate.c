#include "rule/rule.h"

#include "base/arena.h"
#include "base/map.h"

RULE_TEXT(rule_advisory_duplicate,
    .why_en = "The number names the page, the CSAF file and its history. Two "
	      "cases of one number would overwrite each other's documents.",
    .why_ja = "番号はページと CSAF のファイル名になります。同じ番号の案件が二"
	      "つあると、互いの文書を上書きします。",
    .bad = "two case.md with advisory: EXSA-2026-0042",
    .good = "EXSA-2026-0042 and EXSA-2026-0043");

void
rule_advisory_duplicate(const struct check *k, const struct model *m)
{
	struct map *seen = map_open(k->tmp);

	for (size_t i = 0; i < m->n_cases; i++) {
		struct str id = str_lower(k->tmp, m->cases[i].c->advisory.s);
		const struct case_entry *first = map_get(seen, id);

		if (id.n == 0 || map_add(seen, id, &m->cases[i]))
			continue;
		check_report(k, m->cases[i].c->advisory.at,
		    "advisory '%.*s' "
		    "is taken",
		    STR_ARG(m->cases[i].c->advisory.s));
		check_note(k, first->c->advisory.at, "by this case");
		check_help(k, "take the next free number");
	}
}
