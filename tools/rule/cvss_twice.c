#include "rule/rule.h"

#include "score/cvss.h"

RULE_TEXT(rule_cvss_twice,
    .why_en = "A flaw has one score of ours in each CVSS version. Of two, "
	      "CSAF documents and pages could show either. Scores for some "
	      "products only, or of others, stand under scores.",
    .why_ja = "自組織の評価は CVSS の版ごとにひとつです。二つあると、CSAF と"
	      "ページで違う値が出かねません。一部の製品だけの値や他者の評価は "
	      "scores に書きます。",
    .bad = "cvss: [CVSS:3.1/AV:N/..., CVSS:3.1/AV:L/...]",
    .good = "cvss: [CVSS:3.1/AV:N/..., CVSS:4.0/AV:N/...]");

void
rule_cvss_twice(const struct check *k, const struct vulnerability *v)
{
	const struct text *seen[CVSS_4_0 + 1] = { NULL };

	for (size_t i = 0; i < v->cvss.n; i++) {
		const struct text *t = &v->cvss.v[i];
		struct cvss_fault fault;
		struct cvss c;

		if (!cvss_parse(t->s, &c, &fault))
			continue;
		if (seen[c.version] == NULL) {
			seen[c.version] = t;
			continue;
		}
		check_report(k, t->at, "a second vector of CVSS %s",
		    cvss_version_name(c.version));
		check_note(k, seen[c.version]->at, "the first one");
		check_help(k,
		    "keep one, or put the other under 'scores' "
		    "with its source or products");
	}
}
