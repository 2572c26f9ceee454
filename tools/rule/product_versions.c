#include "rule/rule.h"

#include "base/map.h"
#include "rule/about.h"

RULE_TEXT(rule_product_versions,
    .why_en = "Cases, SBOMs and judgements point at versions by name. Without "
	      "one, or with two of one, they point at nothing in particular. "
	      "Imported products are left alone.",
    .why_ja = "案件や SBOM は版の名前で指します。名前がない、または同じ名前が"
	      "二つあると、どれを指すか決まりません。"
	      "取り込んだ製品は対象外です。",
    .bad = "versions: [{version: 4.8.2}, {version: 4.8.2}]",
    .good = "versions: [{version: 4.8.1}, {version: 4.8.2}]");

void
rule_product_versions(const struct check *k, const struct product_entry *p)
{
	struct map *seen = map_open(k->tmp);
	const struct version_list *l = &p->product->versions;

	if (about_is_import_product(p))
		return;
	for (size_t i = 0; i < l->n; i++) {
		struct version *v = &l->v[i];
		struct str name = v->version.s.n > 0 ? v->version.s :
						       v->range.s;
		const struct version *first = map_get(seen, name);

		if (name.n == 0) {
			check_report(k, v->where, "neither version nor range");
			check_help(k, "write the version as customers see it");
		} else if (!map_add(seen, name, v)) {
			check_report(k, v->where, "'%.*s' stands twice",
			    STR_ARG(name));
			check_note(k, first->where, "the first one");
			check_help(k, "keep one of them");
		}
	}
}
