#include "rule/rule.h"

#include "base/utf8.h"
#include "rule/about.h"

RULE_TEXT(rule_case_title,
    .why_en = "Titles stand in lists, feeds and subjects of mails: one short "
	      "phrase that begins with a capital letter, without blanks at "
	      "its ends and without a full stop. "
	      "Imported cases are left alone.",
    .why_ja = "件名は一覧やメールの題名に使います。125 字以内の句で、前後の空"
	      "白や末尾の句点は付けません。英語は大文字で始めます。"
	      "取り込んだ案件は対象外です。",
    .bad = "title: {ja: 認証回避の脆弱性。, en: authentication bypass.}",
    .good = "title: {ja: 認証回避の脆弱性, en: Authentication bypass}");

/* CVE records allow 256; what the Go database asks for reads better. */
#define CHARACTERS_MAX	125

/* "iGate" begins so on purpose. */
static bool
begins_small(struct str s)
{
	return s.n > 1 && s.p[0] >= 'a' && s.p[0] <= 'z' && s.p[1] >= 'a' &&
	    s.p[1] <= 'z';
}

static const char *
fault_of(struct str s)
{
	if (s.n != str_trim(s).n)
		return "has blanks at its ends";
	if (str_ends(s, S(".")) || str_ends(s, S("。")))
		return "ends with a full stop";
	if (utf8_count(s) > CHARACTERS_MAX)
		return "is over 125 characters";
	if (begins_small(s))
		return "begins with a small letter";
	return NULL;
}

void
rule_case_title(const struct check *k, const struct case_entry *c)
{
	const struct words *w = &c->c->title;
	const struct text *texts[] = { &w->ja, &w->en };

	if (model_case_is_import(c))
		return;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		const char *why = fault_of(texts[i]->s);

		if (why == NULL)
			continue;
		check_report(k, texts[i]->at, "the title %s", why);
		check_help(k, "write one short phrase without a full stop");
	}
}
