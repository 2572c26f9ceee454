#include "rule/rule.h"

#include "base/arena.h"
#include "base/map.h"

RULE_TEXT(rule_decision_shadowed,
    .why_en = "One truth for product and vulnerability: the case. A judgement "
	      "beside it is never used, and sooner or later says something "
	      "else.",
    .why_ja = "製品と脆弱性の組の正本は案件です。別に書いた判断は使われず、い"
	      "ずれ食い違います。",
    .bad = "decisions.yaml of exagate-500 on CVE-1900-0117, which "
	   "PS-2026-0117 judges",
    .good = "no such row");

static void
add_case(const struct check *k, struct map *judged, struct case_entry *c)
{
	for (size_t i = 0; i < c->c->vulnerabilities.n; i++) {
		const struct vulnerability *v = &c->c->vulnerabilities.v[i];

		if (v->cve.s.n == 0 || c->c->exit != NULL)
			continue;
		for (size_t j = 0; j < v->products.n; j++)
			(void)map_add(judged,
			    str_fmt(k->tmp, "%.*s %.*s", STR_ARG(v->cve.s),
				STR_ARG(v->products.v[j].product.id)),
			    c);
	}
}

static void
check_product(const struct check *k, const struct map *judged,
    const struct product_entry *p)
{
	size_t n = p->decisions != NULL ? p->decisions->decisions.n : 0;

	for (size_t i = 0; i < n; i++) {
		const struct decision *d = &p->decisions->decisions.v[i];
		const struct case_entry *c = map_get(judged,
		    str_fmt(k->tmp, "%.*s %.*s", STR_ARG(d->vulnerability.s),
			STR_ARG(p->e.id)));

		if (c == NULL)
			continue;
		check_report(k, d->vulnerability.at,
		    "%.*s judges %.*s for "
		    "'%.*s' already",
		    STR_ARG(c->e.id), STR_ARG(d->vulnerability.s),
		    STR_ARG(p->e.id));
		check_note(k, c->e.at, "the case");
		check_help(k, "take this row out; the case decides");
	}
}

void
rule_decision_shadowed(const struct check *k, const struct model *m)
{
	struct map *judged = map_open(k->tmp);

	for (size_t i = 0; i < m->n_cases; i++)
		add_case(k, judged, &m->cases[i]);
	for (size_t i = 0; i < m->n_products; i++)
		check_product(k, judged, &m->products[i]);
}
