#include "rule/rule.h"

RULE_TEXT(rule_policy_map,
    .why_en =
	"The scoring policy maps facts to priorities, the first row that "
	"holds counts. A policy without rows maps nothing; rows after "
	"one without condition are never reached; a priority without "
	"days has no clock.",
    .why_ja = "評価の方針は事実を優先度に対応させ、最初に当てはまる行が有効で"
	      "す。行のない方針は何も決めず、条件のない行より後ろの行は使われ"
	      "ず、日数のない優先度には期限が付きません。",
    .bad = "priorities: [{priority: scheduled}, {priority: immediate, when: "
	   "{...}}]",
    .good = "priorities: [{priority: immediate, when: {...}}, {priority: "
	    "scheduled}]");

static bool
has_days(const struct model *m, struct str priority)
{
	const struct document_list *docs = &m->docs[KIND_POLICY];
	bool any = false;

	for (size_t i = 0; i < docs->n; i++) {
		const struct policy *p = docs->v[i].record;

		for (size_t j = 0; p != NULL && j < p->sla.n; j++) {
			any = true;
			if (str_eq(p->sla.v[j].priority.s, priority))
				return true;
		}
	}
	return !any;
}

static void
check_rows(const struct check *k, const struct priority_row_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct priority_row *r = &l->v[i];

		if (!has_days(k->model, r->priority.s)) {
			check_report(k, r->priority.at,
			    "no policy says how many days '%.*s' has",
			    STR_ARG(r->priority.s));
			check_help(k,
			    "add it to sla of the remediation "
			    "policy");
		}
		if (i > 0 && !span_is_set(l->v[i - 1].when.at)) {
			check_report(k, r->where, "this row is never reached");
			check_note(k, l->v[i - 1].where,
			    "this one always holds");
			check_help(k, "put it before, or take it out");
		}
	}
}

void
rule_policy_map(const struct check *k, const struct document *doc)
{
	const struct policy *p = doc->record;

	if (p->kind.v == (int)POLICY_SCORING && p->priorities.n == 0) {
		check_report(k, p->kind.at,
		    "a scoring policy that maps nothing to a priority");
		check_help(k, "priorities: [{priority: ..., when: {...}}]");
	}
	check_rows(k, &p->priorities);
}
