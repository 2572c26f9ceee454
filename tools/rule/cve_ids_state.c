#include "rule/rule.h"

RULE_TEXT(rule_cve_ids_state,
    .why_en = "A reserved or published id is for a case that names it; a "
	      "published one has the instant, a rejected one the reason. "
	      "Unused ids are given back with their reason.",
    .why_ja = "予約済みと公開済みの番号には、その番号を書いた案件が必要です。"
	      "公開済みには日時、却下には理由を書きます。",
    .bad = "{cve: CVE-1900-0117, state: reserved}",
    .good = "{cve: CVE-1900-0117, state: reserved, case_id: PS-2026-0117}");

static bool
names(const struct case_entry *c, struct str cve)
{
	for (size_t i = 0; i < c->c->vulnerabilities.n; i++) {
		if (str_eq(c->c->vulnerabilities.v[i].cve.s, cve))
			return true;
	}
	return false;
}

static const char *
fault_of(const struct cve_entry *e)
{
	const struct case_entry *c = e->case_id.target;

	switch ((enum cve_state)e->state.v) {
	case CVE_REJECTED:
		return e->reason.s.n == 0 ? "no reason is given" : NULL;
	case CVE_PUBLISHED:
		if (!span_is_set(e->published.at))
			return "nothing says since when";
		break;
	case CVE_RESERVED:
		break;
	case CVE_FREE:
	case cve_state_unset:
		return NULL;
	}
	if (!span_is_set(e->case_id.at))
		return "no case is named";
	return c != NULL && !names(c, e->cve.s) ? "the case does not name it" :
						  NULL;
}

void
rule_cve_ids_state(const struct check *k, const struct document *doc)
{
	const struct cve_ids *l = doc->record;

	if (doc->path.kind != KIND_CVE_IDS)
		return;
	for (size_t i = 0; i < l->ids.n; i++) {
		const struct cve_entry *e = &l->ids.v[i];
		const char *why = fault_of(e);

		if (e->cve.s.n == 0 || why == NULL)
			continue;
		check_report(k, e->cve.at, "%.*s is %s, but %s",
		    STR_ARG(e->cve.s), enum_name(&enum_cve_state, e->state.v),
		    why);
		check_help(k, "complete the row, or change its state");
	}
}
