#include "rule/rule.h"

RULE_TEXT(rule_party_personal,
    .why_en = "A finder is an opaque id here. Name and contacts stand in the "
	      "restricted repository alone, so that a search in this one "
	      "never leads to a person.",
    .why_ja = "発見者はここでは id だけで扱います。氏名と連絡先は制限リポジト"
	      "リだけに置き、このリポジトリの検索から個人にたどり着けないよう"
	      "にします。",
    .bad = "content/parties/finder-0031.yaml: {kind: finder, name: {en: Kim "
	   "M.}}",
    .good = "content/parties/finder-0031.yaml: {kind: finder}");

void
rule_party_personal(const struct check *k, const struct party_entry *p)
{
	const struct organisation *o = k->model->organisation;
	struct span at = { 0 };

	if (p->party->kind.v != PARTY_FINDER || o == NULL ||
	    o->repository.v == REPOSITORY_RESTRICTED)
		return;
	if (span_is_set(p->party->name.at))
		at = p->party->name.at;
	else if (p->party->contacts.n > 0)
		at = p->party->contacts.v[0].where;
	if (!span_is_set(at))
		return;
	check_report(k, at,
	    "name or contact of a finder in a repository "
	    "that is not restricted");
	check_help(k,
	    "keep them in the restricted repository; if this was "
	    "committed, tell the PSIRT lead now");
}
