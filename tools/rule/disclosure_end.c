#include "rule/rule.h"

RULE_TEXT(rule_disclosure_end,
    .why_en = "An advisory ends in one of two ways: it was wrong, and is "
	      "withdrawn, or another one holds instead. Who follows the "
	      "link must find that other one, so it goes out first.",
    .why_ja = "アドバイザリの終わり方は二つです。誤りだったので取り下げるか"
	      "、別のアドバイザリに置き換えるかです。リンクをたどった人が新"
	      "しいほうを読めるように、そちらを先に公開します。",
    .bad = "disclosure: {superseded_by: EXSA-2026-0050}, which is a draft",
    .good = "disclosure: {superseded_by: EXSA-2026-0042}, which went out; "
	    "{superseded_by: \"https://example.org/advisories/7\"} of others");

/* Whether a case of ours went out under the number. */
static bool
went_out(const struct model *m, struct str id, const struct case_entry * not )
{
	for (size_t i = 0; i < m->n_cases; i++) {
		const struct case_entry *c = &m->cases[i];

		if (c != not &&c->published != NULL &&
		    c->published->revisions.n > 0 &&
		    str_eq(model_advisory_id(c), id))
			return true;
	}
	return false;
}

void
rule_disclosure_end(const struct check *k, const struct case_entry *c)
{
	const struct disclosure *d = c->c->disclosure;
	const struct text *by;

	if (d == NULL || d->superseded_by.s.n == 0)
		return;
	by = &d->superseded_by;
	if (d->withdraw.b) {
		check_report(k, by->at,
		    "an advisory is withdrawn or superseded, not both");
		check_note(k, d->withdraw.at, "withdraw");
		check_help(k, "leave one of them");
	}
	if (str_eq(by->s, model_advisory_id(c))) {
		check_report(k, by->at, "an advisory supersedes itself");
		check_help(k, "name the one that holds instead");
	} else if (!str_starts(by->s, S("https://")) &&
	    !went_out(k->model, by->s, c)) {
		check_report(k, by->at, "no advisory %.*s of ours went out",
		    STR_ARG(by->s));
		check_help(k,
		    "publish that one first; of another publisher give the "
		    "https:// address");
	}
}
