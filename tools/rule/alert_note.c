#include "rule/rule.h"

RULE_TEXT(rule_alert_note,
    .why_en = "A remark shows in the edition of its audience alone. When the "
	      "alert does not show there at all, nobody reads it.",
    .why_ja = "補足は、その読者の版にだけ載ります。注意喚起そのものが載らない"
	      "版への補足は、誰にも読まれません。",
    .bad = "audiences: [portal] with a note for company-a",
    .good = "audiences: [portal, company-a]");

static bool
is_shown(const struct alert *a, const struct ref *to)
{
	const struct audience_entry *e = to->target;

	if (a->audiences.n == 0 ||
	    (e != NULL && e->audience->view.v == (int)VIEW_DESK))
		return true;
	for (size_t i = 0; i < a->audiences.n; i++) {
		if (str_eq(a->audiences.v[i].id, to->id))
			return true;
	}
	return false;
}

void
rule_alert_note(const struct check *k, const struct document *doc)
{
	const struct alert *a = doc->record;

	if (doc->path.kind != KIND_ALERT)
		return;
	for (size_t i = 0; i < a->notes.n; i++) {
		const struct ref *to = &a->notes.v[i].audience;

		if (is_shown(a, to))
			continue;
		check_report(k, to->at,
		    "the alert does not show in the edition '%.*s'",
		    STR_ARG(to->id));
		check_help(k, "add it to `audiences`");
	}
}
