#include "rule/audited.h"
#include "rule/rule.h"

RULE_TEXT(rule_history_shallow,
    .why_en = "Whether something that went out was changed shows "
	      "in older commits. A shallow copy, as build servers "
	      "like to make, lacks them; an exported folder and a "
	      "repository that cannot be read have none.",
    .why_ja = "公開済みの内容が変えられたかどうかは、古いコミットで"
	      "分かります。ビルドサーバーなどが作る浅い複製には、そ"
	      "れがありません。書き出しただけのフォルダーや、読めな"
	      "い形式のリポジトリには、履歴そのものがありません。",
    .bad = "git clone --depth 1", .good = "git fetch --unshallow");

void
rule_history_shallow(const struct check *k, const struct model *m)
{
	(void)m;
	audited_report(k);
}
