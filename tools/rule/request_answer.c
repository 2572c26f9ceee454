#include "rule/rule.h"

RULE_TEXT(rule_request_answer,
    .why_en = "A question to developers is settled when day, person and words "
	      "of the answer are there. Half an answer stops the clock and "
	      "helps nobody.",
    .why_ja =
	"開発部門への照会は、回答の日、回答者、内容がそろって完了です。半"
	"端な回答は期限だけを止めて、誰の役にも立ちません。",
    .bad = "answered: 2026-10-02",
    .good = "answered: 2026-10-02, answered_by: tanaka, answer: {ja: ..., en: "
	    "...}");

/* By day: a question of the morning may be answered at noon. */
static void
check_before(const struct check *k, const struct moment *m,
    const struct moment *at, const char *name)
{
	if (m->w.kind == WHEN_UNSET || at->w.kind == WHEN_UNSET ||
	    m->w.day.n >= at->w.day.n)
		return;
	check_report(k, m->at, "%s lies before the question was asked", name);
	check_note(k, at->at, "asked here");
	check_help(k, "correct one of the days");
}

void
rule_request_answer(const struct check *k, const struct document *doc)
{
	const struct request *r = doc->record;
	bool is_answered;

	if (doc->path.kind != KIND_REQUEST)
		return;
	is_answered = r->answered.w.kind != WHEN_UNSET;
	if (is_answered != span_is_set(r->answer.at)) {
		check_report(k, is_answered ? r->answered.at : r->answer.at,
		    is_answered ? "answered, but the answer is missing" :
				  "an answer without the day it came");
		check_help(k, "write answered, answered_by and answer");
	} else if (is_answered && r->answered_by.id.n == 0) {
		check_report(k, r->answered.at,
		    "nobody is named who answered");
		check_help(k, "answered_by: PERSON");
	}
	check_before(k, &r->answered, &r->at, "the answer");
	check_before(k, &r->due, &r->at, "the day it is due");
}
