#include "rule/rule.h"

#include "version/vers.h"
#include "rule/about.h"

RULE_TEXT(rule_product_version_order,
    .why_en = "Pages list versions as the file does, and people take the last "
	      "for the newest. "
	      "Imported products are left alone.",
    .why_ja = "ページは台帳の順に版を並べます。最後の版が最新だと読まれます。"
	      "取り込んだ製品は対象外です。",
    .bad = "versions: [{version: 4.8.2}, {version: 4.8.1}]",
    .good = "versions: [{version: 4.8.1}, {version: 4.8.2}]");

void
rule_product_version_order(const struct check *k,
    const struct product_entry *p)
{
	const struct version_list *l = &p->product->versions;
	struct str scheme = p->product->scheme.s;

	if (about_is_import_product(p) || scheme.n == 0)
		return;
	for (size_t i = 1; i < l->n; i++) {
		const struct version *a = &l->v[i - 1], *b = &l->v[i];
		int cmp = 0;

		if (a->version.s.n == 0 || b->version.s.n == 0 ||
		    !vers_compare(scheme, b->version.s, a->version.s, &cmp) ||
		    cmp > 0)
			continue;
		check_report(k, b->version.at, "%.*s stands below %.*s",
		    STR_ARG(b->version.s), STR_ARG(a->version.s));
		check_help(k, "put versions in order, oldest first");
		return;
	}
}
