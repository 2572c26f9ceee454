#include "rule/rule.h"

RULE_TEXT(rule_decision_scope,
    .why_en =
	"A judgement that silences a vulnerability by its id alone would "
	"silence it in parts and versions that nobody looked at. A "
	"version that the product does not have is a slip of the pen, "
	"and reaches nothing.",
    .why_ja = "ID だけで脆弱性を対象外にすると、誰も確かめていない部品や版まで"
	      "対象外になります。製品にない版は書き誤りで、どの版にも効きま"
	      "せん。",
    .bad = "{vulnerability: CVE-1900-0117, verdict: not_affected, ...}",
    .good = "{..., verdict: not_affected, versions: [4.8.2], component: "
	    "pkg:generic/zlib}");

static bool
has_version(const struct product *p, struct str version)
{
	for (size_t i = 0; i < p->versions.n; i++) {
		if (str_eq(p->versions.v[i].version.s, version))
			return true;
	}
	return p->versions.n == 0;
}

static void
check_versions(const struct check *k, const struct product_entry *p,
    const struct decision *d)
{
	for (size_t i = 0; i < d->versions.n; i++) {
		const struct text *v = &d->versions.v[i];

		if (has_version(p->product, v->s))
			continue;
		check_report(k, v->at, "'%.*s' has no version '%.*s'",
		    STR_ARG(p->e.id), STR_ARG(v->s));
		check_help(k, "product.yaml lists its versions");
	}
}

void
rule_decision_scope(const struct check *k, const struct product_entry *p)
{
	size_t n = p->decisions != NULL ? p->decisions->decisions.n : 0;

	for (size_t i = 0; i < n; i++) {
		const struct decision *d = &p->decisions->decisions.v[i];

		check_versions(k, p, d);
		if (d->verdict.v == 0 || d->verdict.v == DECISION_AFFECTED ||
		    d->verdict.v == DECISION_UNDER_INVESTIGATION ||
		    d->versions.n > 0 || d->component.s.n > 0)
			continue;
		check_report(k, d->verdict.at,
		    "'%s' for all versions and parts",
		    enum_name(&enum_decision_verdict, d->verdict.v));
		check_help(k, "name `versions:` or the `component:`");
	}
}
