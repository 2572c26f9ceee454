#include "rule/rule.h"

RULE_TEXT(rule_case_exit,
    .why_en = "Who takes over must be named; what was accepted or kept back "
	      "must be looked at again on a day.",
    .why_ja = "引き継いだ先は必ず書きます。リスクの受容と非公開には、見直す日"
	      "が要ります。",
    .bad = "exit: {how: duplicate, ...} without to",
    .good = "exit: {how: duplicate, to: PS-2026-0101, ...}");

void
rule_case_exit(const struct check *k, const struct case_entry *c)
{
	const struct case_exit *e = c->c->exit;
	bool needs_to, needs_review;

	if (e == NULL)
		return;
	needs_to = e->how.v == EXIT_DUPLICATE || e->how.v == EXIT_MERGED ||
	    e->how.v == EXIT_TRANSFERRED;
	needs_review = e->how.v == EXIT_ACCEPTED_RISK ||
	    e->how.v == EXIT_NOT_PUBLISHED;
	if (needs_to && e->to.s.n == 0) {
		check_report(k, e->how.at, "'%s' needs 'to' as well",
		    enum_name(&enum_exit, e->how.v));
		check_help(k, "name the other case or party");
	} else if (needs_review && !span_is_set(e->review.at)) {
		check_report(k, e->how.at, "'%s' needs 'review' as well",
		    enum_name(&enum_exit, e->how.v));
		check_help(k, "write the day on which it is looked at again");
	}
}
