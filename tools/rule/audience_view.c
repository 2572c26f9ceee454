#include "model/reach.h"
#include "rule/rule.h"

RULE_TEXT(rule_audience_view,
    .why_en = "The public edition is there once, because its addresses are "
	      "permanent. Portals and desks can be as many as there are "
	      "circles of readers. Advisories are for all readers of an "
	      "edition: a company or a filter narrows portals and desks only.",
    .why_ja =
	"公開サイトの住所はずっと変わらないので、誰でも読める view: public"
	" の版はひとつだけ置きます。portal と desk は読者の範囲ごとに作れ"
	"ます。アドバイザリは版の読者全員のものなので、company と filter"
	" は portal か desk の版にだけ書きます。",
    .bad = "{id: partners, view: public, ceiling: CLEAR}, beside "
	   "{id: public, view: public, ceiling: CLEAR}",
    .good = "{id: partners, view: portal, ceiling: AMBER}");

static void
narrowed(const struct check *k, struct span at, const char *key)
{
	check_report(k, at, "an edition of advisories is not one %s",
	    str_eq_z(S("company"), key) ? "company's" : "for some of them");
	check_help(k, "leave `%s` out, or make it view: portal", key);
}

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
		if (span_is_set(a->company.at))
			narrowed(k, a->company.at, "company");
		if (a->filter.p != NULL)
			narrowed(k, a->filter.at, "filter");
		if (reach_is_restricted(a))
			continue;
		if (first != NULL) {
			check_report(k, a->view.at, "a second public edition");
			check_note(k, first->view.at, "the first one");
			check_help(k,
			    "keep one, or raise its ceiling for what is not "
			    "for everybody");
		}
		first = a;
	}
}
