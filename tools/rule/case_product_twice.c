#include "rule/rule.h"

#include "base/arena.h"
#include "base/map.h"
#include "rule/about.h"

RULE_TEXT(rule_case_product_twice,
    .why_en = "Two rows for one product can contradict each other, and "
	      "readers see the first. Put its versions into one row. "
	      "Imported cases are left alone.",
    .why_ja = "ひとつの製品に行が二つあると食い違いが起き、読み手は先の行だけ"
	      "を見ます。版は一行にまとめます。"
	      "取り込んだ案件は対象外です。",
    .bad = "products: [{product: exagate-500, ...}, {product: exagate-500, "
	   "...}]",
    .good = "products: [{product: exagate-500, versions: [..., ...]}]");

void
rule_case_product_twice(const struct check *k, const struct vulnerability *v)
{
	struct map *seen = map_open(k->tmp);

	if (model_case_is_import(k->case_))
		return;
	for (size_t i = 0; i < v->products.n; i++) {
		struct case_product *p = &v->products.v[i];
		struct str key = str_fmt(k->tmp, "%.*s %.*s %.*s",
		    STR_ARG(p->product.id), STR_ARG(p->component.id),
		    STR_ARG(p->platform_version.s));
		const struct case_product *first = map_get(seen, key);

		if (map_add(seen, key, p))
			continue;
		check_report(k, p->product.at, "'%.*s' has a row already",
		    STR_ARG(p->product.id));
		check_note(k, first->product.at, "the first one");
		check_help(k, "put all its versions into one row");
	}
}
