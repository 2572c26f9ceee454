#include "rule/rule.h"

RULE_TEXT(rule_audience_view,
    .why_en = "The public edition is there once, because its addresses are "
	      "permanent. Portals and desks can be as many as there are "
	      "circles of readers. It is for everybody: a company narrows "
	      "the edition of its own people only.",
    .why_ja = "公開サイトの住所はずっと変わらないので、view: public の版はひと"
	      "つだけ置きます。portal と desk は読者の範囲ごとに作れます。"
	      "公開サイトは全員のものなので、company は portal か desk の版"
	      "にだけ書きます。",
    .bad = "{id: partners, view: public}, and {id: public, view: public}",
    .good = "{id: partners, view: portal}");

void
rule_audience_view(const struct check *k, const struct document *doc)
{
	const struct audiences *f = doc->record;
	const struct audience *first = NULL;

	if (doc->path.kind != KIND_AUDIENCES)
		return;
	for (size_t i = 0; i < f->audiences.n; i++) {
		const struct audience *a = &f->audiences.v[i];

		if (a->view.v != (int)VIEW_PUBLIC)
			continue;
		if (first != NULL) {
			check_report(k, a->view.at, "a second public edition");
			check_note(k, first->view.at, "the first one");
			check_help(k, "keep one");
		}
		first = a;
		if (!span_is_set(a->company.at))
			continue;
		check_report(k, a->company.at,
		    "the public edition is not one company's");
		check_help(k, "leave `company` out, or make it view: portal");
	}
}
