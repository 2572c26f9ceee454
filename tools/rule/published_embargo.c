#include "rule/rule.h"

#include "rule/about.h"

RULE_TEXT(rule_published_embargo,
    .why_en = "What went out before the agreed instant broke the agreement "
	      "with all parties. If the embargo was broken by others or "
	      "lifted, record that fact first.",
    .why_ja = "合意した日時より前の公開は、関係者すべてとの約束に反します。ほ"
	      "かから漏れた、または解除された場合は、まずその事実を記録します"
	      "。",
    .bad = "embargo until 2026-12-01T10:00+09:00, revision at "
	   "2026-11-30T10:00+09:00",
    .good = "revision at 2026-12-01T10:00+09:00");

void
rule_published_embargo(const struct check *k, const struct case_entry *c)
{
	const struct embargo *e = c->c->embargo;

	if (e == NULL || e->until.w.kind != WHEN_INSTANT ||
	    about_fact(c, EVENT_EMBARGO_LIFTED) != NULL ||
	    about_fact(c, EVENT_EMBARGO_BROKEN) != NULL)
		return;
	for (size_t i = 0; i < c->published->revisions.n; i++) {
		const struct revision *r = &c->published->revisions.v[i];

		if (r->at.w.kind != WHEN_INSTANT ||
		    r->at.w.at.s >= e->until.w.at.s)
			continue;
		check_report(k, r->at.at,
		    "revision %.*s is dated before the "
		    "end of the embargo",
		    STR_ARG(r->version.s));
		check_note(k, e->until.at, "the embargo");
		check_help(k, "publish at or after the agreed instant");
		return;
	}
}
