#include "rule/rule.h"

#include "rule/about.h"

RULE_TEXT(rule_approval_digest,
    .why_en = "An approval names what was approved: the SHA-256 of what would "
	      "be published. `hansho approve` writes it.",
    .why_ja = "承認は、公開される内容の SHA-256 で、何を承認したかを示します。"
	      "`hansho approve` が書き込みます。",
    .bad = "{role: legal, by: kato, digest: 0123, ...}",
    .good = "digest: 64 digits, 0-9 and a-f");

void
rule_approval_digest(const struct check *k, const struct document *doc)
{
	const struct approvals *f = doc->record;

	if (doc->path.kind != KIND_APPROVALS)
		return;
	for (size_t i = 0; i < f->approvals.n; i++) {
		const struct approval *a = &f->approvals.v[i];

		if (about_is_sha256(a->digest.s))
			continue;
		check_report(k, a->digest.at,
		    "this is no SHA-256 in hexadecimal");
		check_help(k, "64 digits, 0-9 and a-f");
	}
}
