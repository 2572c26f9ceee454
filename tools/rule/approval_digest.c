#include "rule/rule.h"

RULE_TEXT(rule_approval_digest,
    .why_en = "An approval names what was approved: the SHA-256 of what would "
	      "be published. `hansho approve` writes it.",
    .why_ja = "承認は、公開される内容の SHA-256 で、何を承認したかを示します。"
	      "`hansho approve` が書き込みます。",
    .bad = "{role: legal, by: kato, digest: 0123, ...}",
    .good = "digest: 64 digits, 0-9 and a-f");

/* What is missing altogether, loading reports. */
static bool
is_sha256(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f'))
			return false;
	}
	return s.n == 64 || s.n == 0;
}

void
rule_approval_digest(const struct check *k, const struct document *doc)
{
	const struct approvals *f = doc->record;

	if (doc->path.kind != KIND_APPROVALS)
		return;
	for (size_t i = 0; i < f->approvals.n; i++) {
		const struct approval *a = &f->approvals.v[i];

		if (is_sha256(a->digest.s))
			continue;
		check_report(k, a->digest.at,
		    "this is no SHA-256 in hexadecimal");
		check_help(k, "64 digits, 0-9 and a-f");
	}
}
