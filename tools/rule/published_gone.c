#include "rule/audited.h"
#include "rule/rule.h"

RULE_TEXT(rule_published_gone,
    .why_en = "The address of an advisory is permanent. Who "
	      "follows it must find the text, or a text that says "
	      "that it was withdrawn.",
    .why_ja = "アドバイザリのアドレスは永続します。たどった人には、"
	      "本文か、取り下げたという説明が見えなければなりません"
	      "。",
    .bad = "a deleted cases/2026/PS-2026-0042/published.yaml",
    .good = "disclosure: {decision: publish, withdraw: yes}, "
	    "then `hansho publish`");

void
rule_published_gone(const struct check *k, const struct model *m)
{
	(void)m;
	audited_report(k);
}
