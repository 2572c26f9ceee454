#include "rule/rule.h"

#include "base/arena.h"
#include "base/map.h"
#include "rule/about.h"

RULE_TEXT(rule_cve_duplicate,
    .why_en = "A CVE id names one vulnerability. In two cases it means that "
	      "one flaw is handled twice, or that two flaws share an id. "
	      "Cases that name each other as related, that have left as "
	      "duplicates, or that were imported may share one.",
    .why_ja = "CVE 番号はひとつの脆弱性を指します。二つの案件にあれば、二重に"
	      "対応しているか、別の脆弱性に同じ番号を付けています。related で"
	      "結んだ案件、重複として終えた案件、取り込んだ案件は共有できます"
	      "。",
    .bad = "PS-2026-0117 and PS-2026-0130 both with cve: CVE-1900-0117",
    .good = "PS-2026-0130: related: [PS-2026-0117]");

struct use {
	const struct case_entry *c;
	const struct text *cve;
};

static bool
names(const struct case_entry *a, const struct case_entry *b)
{
	for (size_t i = 0; i < a->c->related.n; i++) {
		if (str_eq(a->c->related.v[i].id, b->e.id))
			return true;
	}
	return a == b;
}

static void
check_case(const struct check *k, struct map *seen, const struct case_entry *c)
{
	if (model_case_is_import(c) || c->c->exit != NULL)
		return;
	for (size_t i = 0; i < c->c->vulnerabilities.n; i++) {
		const struct text *cve = &c->c->vulnerabilities.v[i].cve;
		const struct use *first = map_get(seen, cve->s);
		struct use *u;

		if (cve->s.n == 0)
			continue;
		if (first == NULL) {
			u = arena_new(k->tmp, struct use);
			*u = (struct use){ c, cve };
			map_put(seen, cve->s, u);
		} else if (c == first->c ||
		    (!names(c, first->c) && !names(first->c, c))) {
			check_report(k, cve->at, "%.*s is in %.*s as well",
			    STR_ARG(cve->s), STR_ARG(first->c->e.id));
			check_note(k, first->cve->at, "there");
			check_help(k,
			    "handle it in one case, or name the "
			    "other under 'related'");
		}
	}
}

void
rule_cve_duplicate(const struct check *k, const struct model *m)
{
	struct map *seen = map_open(k->tmp);

	for (size_t i = 0; i < m->n_cases; i++)
		check_case(k, seen, &m->cases[i]);
}
