#include "rule/rule.h"

RULE_TEXT(rule_disclosure_date,
    .why_en = "A line of the negotiation says what date was asked for, "
	      "offered, agreed or promised. A date that was agreed is the "
	      "one the embargo ends with: where they differ, somebody will "
	      "publish on the wrong day.",
    .why_ja =
	"交渉の記録の各行には、希望、提示、合意、約束のどれかの日付が要り"
	"ます。合意した日時は公開停止の期限と同じはずです。違うと、誰かが"
	"間違った日に公開します。",
    .bad = "dates: [{by: finder-0031, why: wants it soon}]",
    .good =
	"dates: [{asked: 2026-12-01, by: finder-0031, why: wants it soon}]");

/* The newest agreement, by its place: people write in order. */
static const struct negotiated_date *
newest_agreed(const struct negotiated_date_list *l)
{
	for (size_t i = l->n; i > 0; i--) {
		if (l->v[i - 1].agreed.w.kind != WHEN_UNSET)
			return &l->v[i - 1];
	}
	return NULL;
}

static bool
is_same_time(struct when a, struct when b)
{
	if (a.kind == WHEN_INSTANT && b.kind == WHEN_INSTANT)
		return a.at.s == b.at.s;
	return a.day.n == b.day.n;
}

void
rule_disclosure_date(const struct check *k, const struct case_entry *c)
{
	const struct disclosure *d = c->c->disclosure;
	const struct embargo *e = c->c->embargo;
	const struct negotiated_date *agreed;

	if (d == NULL)
		return;
	for (size_t i = 0; i < d->dates.n; i++) {
		const struct negotiated_date *n = &d->dates.v[i];

		if (n->asked.w.kind != WHEN_UNSET ||
		    n->offered.w.kind != WHEN_UNSET ||
		    n->agreed.w.kind != WHEN_UNSET ||
		    n->next_update.w.kind != WHEN_UNSET)
			continue;
		check_report(k, n->where, "this line has no date");
		check_help(k, "write asked, offered, agreed or next_update");
	}
	agreed = newest_agreed(&d->dates);
	if (agreed == NULL || e == NULL || e->until.w.kind == WHEN_UNSET ||
	    is_same_time(agreed->agreed.w, e->until.w))
		return;
	check_report(k, agreed->agreed.at,
	    "the date agreed is not the end of the embargo");
	check_note(k, e->until.at, "embargo.until");
	check_help(k, "change one of them");
}
