#include "model/reach.h"
#include "rule/rule.h"

RULE_TEXT(rule_audience_ceiling,
    .why_en = "The public edition shows TLP:CLEAR and nothing else; what is "
	      "above goes to an edition of its own, with base_url and a "
	      "password. No edition shows more than the repository may hold.",
    .why_ja = "公開サイトに出せるのは TLP:CLEAR だけです。それより上のものは、"
	      "base_url とパスワードのある別の版に出します。リポジトリの上限を"
	      "超える版も作れません。",
    .bad = "{id: public, view: public, ceiling: GREEN}",
    .good = "{id: public, view: public, ceiling: CLEAR}");

static bool
has_public(const struct audiences *f)
{
	for (size_t i = 0; i < f->audiences.n; i++) {
		const struct audience *a = &f->audiences.v[i];

		if (a->view.v == (int)VIEW_PUBLIC && !reach_is_restricted(a))
			return true;
	}
	return false;
}

/* Whether readers take it for the public one. */
static bool
is_for_all(const struct audiences *f, const struct audience *a)
{
	return str_eq(a->id.s, S("public")) ||
	    (!span_is_set(a->base_url.at) && !has_public(f));
}

void
rule_audience_ceiling(const struct check *k, const struct document *doc)
{
	const struct audiences *f = doc->record;
	const struct organisation *o = k->model->organisation;

	if (doc->path.kind != KIND_AUDIENCES)
		return;
	for (size_t i = 0; i < f->audiences.n; i++) {
		const struct audience *a = &f->audiences.v[i];

		if (reach_is_restricted(a) && is_for_all(f, a)) {
			check_report(k, a->ceiling.at,
			    "everybody would see "
			    "TLP:%s",
			    enum_name(&enum_tlp, a->ceiling.v));
			check_help(k,
			    "the public edition has the ceiling CLEAR; "
			    "another id, and base_url, make an edition behind "
			    "a password");
		} else if (o != NULL && o->ceiling.v != 0 &&
		    a->ceiling.v > o->ceiling.v) {
			check_report(k, a->ceiling.at,
			    "the ceiling of this "
			    "repository is TLP:%s",
			    enum_name(&enum_tlp, o->ceiling.v));
			check_note(k, o->ceiling.at, "there");
			check_help(k, "lower the edition's ceiling");
		}
	}
}
