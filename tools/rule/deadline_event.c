#include "rule/rule.h"

#include "model/event.h"

RULE_TEXT(rule_deadline_event,
    .why_en = "A clock with a misspelt start never starts, and one with a "
	      "misspelt stop never stops.",
    .why_ja = "開始の event を間違えた期限は始まらず、終了を間違えた期限は終"
	      "わりません。",
    .bad = "start: [awere]", .good = "start: [aware]");

static void
check_list(const struct check *k, const struct text_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		struct str near;
		enum event e;

		if (event_find(l->v[i].s, &e))
			continue;
		check_report(k, l->v[i].at, "there is no event '%.*s'",
		    STR_ARG(l->v[i].s));
		near = event_nearest(l->v[i].s);
		if (near.n > 0)
			check_help(k, "did you mean '%.*s'?", STR_ARG(near));
		else
			check_help(k, "`hansho list events` names them all");
	}
}

void
rule_deadline_event(const struct check *k, const struct document *doc)
{
	const struct deadlines *f = doc->record;

	if (doc->path.kind != KIND_DEADLINES)
		return;
	for (size_t i = 0; i < f->rows.n; i++) {
		check_list(k, &f->rows.v[i].start);
		check_list(k, &f->rows.v[i].stop);
	}
}
