#include "rule/rule.h"

#include "model/event.h"

RULE_TEXT(rule_stage_table,
    .why_en = "Stages are cumulative and counted from 0. With a gap, a double "
	      "or a requirement that nothing can satisfy, no case ever gets "
	      "past.",
    .why_ja =
	"段階は 0 から順に積み上がります。欠番や重複、満たしようのない要件"
	"があると、どの案件もその先へ進めません。",
    .bad = "stages: [{id: received, number: 0}, {id: assigned, number: 2}]",
    .good = "stages: [{id: received, number: 0}, {id: acknowledged, number: "
	    "1}]");

static void
check_requirements(const struct check *k, const struct stage *s)
{
	for (size_t i = 0; i < s->requires.n; i++) {
		const struct stage_requirement *r = &s->requires.v[i];

		if (r->when.p == NULL && !span_is_set(r->when.at)) {
			check_report(k, r->id.at,
			    "'%.*s' does not say when it is satisfied",
			    STR_ARG(r->id.s));
			check_help(k, "write when: {field, op, value}");
		}
		for (size_t j = 0; j < i; j++) {
			if (!str_eq(s->requires.v[j].id.s, r->id.s))
				continue;
			check_report(k, r->id.at, "'%.*s' stands twice",
			    STR_ARG(r->id.s));
			check_help(k, "give one of them another id");
		}
	}
}

void
rule_stage_table(const struct check *k, const struct document *doc)
{
	const struct stages *t = doc->record;

	if (doc->path.kind != KIND_STAGES)
		return;
	for (size_t i = 0; i < t->stages.n; i++) {
		const struct stage *s = &t->stages.v[i];
		enum event e;

		if (s->number.n != (int64_t)i) {
			check_report(k, s->number.at,
			    "this is stage %zu, counted from 0", i);
			check_help(k, "number: %zu", i);
		}
		if (s->event.s.n > 0 && !event_find(s->event.s, &e)) {
			check_report(k, s->event.at,
			    "there is no event '%.*s'", STR_ARG(s->event.s));
			check_help(k, "`hansho list events` names them all");
		}
		check_requirements(k, s);
	}
}
