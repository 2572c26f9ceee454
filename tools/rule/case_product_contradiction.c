#include "rule/rule.h"

#include "model/state.h"
#include "version/vers.h"
#include "rule/about.h"

RULE_TEXT(rule_case_product_contradiction,
    .why_en = "A version is affected, fixed, not affected or under "
	      "investigation: one of these. A fixed version inside the "
	      "affected range tells customers to install what is broken. "
	      "Imported cases are left alone.",
    .why_ja = "ひとつの版の状態は、影響あり、修正済み、影響なし、調査中のどれ"
	      "かひとつです。修正版が影響範囲に入っていると、壊れた版を入れる"
	      "よう勧めることになります。"
	      "取り込んだ案件は対象外です。",
    .bad = "{range: \"vers:semver/<=4.8.2\", status: known_affected}, "
	   "{version: 4.8.2, status: first_fixed}",
    .good = "{range: \"vers:semver/<4.8.2\", status: known_affected}, "
	    "{version: 4.8.2, status: first_fixed}");

/* The contradicting product groups of CSAF. */
static int
group(int status)
{
	if (status_is_affected(status))
		return 1;
	if (status_is_fixed(status))
		return 2;
	if (status == STATUS_KNOWN_NOT_AFFECTED)
		return 3;
	return status == STATUS_UNDER_INVESTIGATION ? 4 : 0;
}

/* Whether a row speaks of this version; of two equal versions one reports. */
static bool
holds(struct arena *tmp, const struct product_version *row, struct str version,
    bool is_later)
{
	const char *why;
	size_t off, len;
	struct vers v;

	if (version.n == 0)
		return false;
	if (row->version.s.n > 0)
		return is_later && str_eq(row->version.s, version);
	return row->range.s.n > 0 &&
	    vers_parse(tmp, row->range.s, &v, &why, &off, &len) &&
	    vers_contains(&v, version);
}

void
rule_case_product_contradiction(const struct check *k,
    const struct case_product *p)
{
	const struct product_version_list *l = &p->versions;

	if (model_case_is_import(k->case_))
		return;
	for (size_t i = 0; i < l->n; i++) {
		for (size_t j = 0; j < l->n; j++) {
			const struct product_version *x = &l->v[i];
			const struct product_version *y = &l->v[j];

			if (group(x->status.v) == group(y->status.v) ||
			    group(x->status.v) == 0 ||
			    group(y->status.v) == 0 ||
			    !holds(k->tmp, y, x->version.s, i > j))
				continue;
			check_report(k, x->version.at,
			    "version %.*s is %s "
			    "here and %s elsewhere",
			    STR_ARG(x->version.s),
			    enum_name(&enum_product_status, x->status.v),
			    enum_name(&enum_product_status, y->status.v));
			check_note(k, y->where, "there");
			check_help(k, "a version has one status");
		}
	}
}
