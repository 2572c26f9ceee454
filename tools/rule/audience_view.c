#include "rule/rule.h"

RULE_TEXT(rule_audience_view,
    .why_en = "An edition is one of three sets of pages: public, portal or "
	      "desk. The public one is there once, because its addresses are "
	      "permanent.",
    .why_ja = "版のページ構成は public、portal、desk の三つです。public の住"
	      "所はずっと変わらないので、ひとつだけ置きます。",
    .bad = "{id: partners, view: partner}",
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
		struct str view = a->view.s;

		if (view.n > 0 && !str_eq(view, S("public")) &&
		    !str_eq(view, S("portal")) && !str_eq(view, S("desk"))) {
			check_report(k, a->view.at,
			    "'%.*s' is no set of "
			    "pages",
			    STR_ARG(view));
			check_help(k, "write public, portal or desk");
		}
		if (!str_eq(view, S("public")))
			continue;
		if (first != NULL) {
			check_report(k, a->view.at, "a second public edition");
			check_note(k, first->view.at, "the first one");
			check_help(k, "keep one");
		}
		first = a;
	}
}
