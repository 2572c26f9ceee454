#include "rule/rule.h"

#include <stdint.h>

#include "base/num.h"
#include "version/vers.h"
#include "rule/about.h"

RULE_TEXT(rule_published_version,
    .why_en = "CSAF knows two ways to count: whole numbers from 1, or 1.0.0 "
	      "and up. Readers and programs take the highest for the newest; "
	      "one that goes back hides the correction. "
	      "Imported cases are left alone.",
    .why_ja = "CSAF の版番号は 1 からの整数か、1.0.0 からの三つ組です。最大の"
	      "ものが最新とみなされるので、戻った番号の訂正は読まれません。"
	      "取り込んだ案件は対象外です。",
    .bad = "versions 1.0.0, 1.2.0, 1.1.0",
    .good = "versions 1.0.0, 1.1.0, 1.2.0");

static bool
is_integer(struct str s)
{
	int64_t n;

	return num_parse(s, 0, INT32_MAX, &n);
}

/* x.y.z, as SemVer 2.0.0 has it; pre-releases are for drafts only. */
static bool
is_semver(struct str s)
{
	struct str part;
	int64_t n;

	for (int i = 0; i < 3; i++) {
		if (str_cut(s, '.', &part, &s) != (i < 2) ||
		    !num_parse(part, 0, INT32_MAX, &n))
			return false;
	}
	return true;
}

static const char *
first_fault(struct str s)
{
	if (!is_integer(s) && !is_semver(s))
		return "is neither a whole number nor of the form 1.0.0";
	if (str_eq(s, S("1")) || str_eq(s, S("1.0.0")))
		return NULL;
	return "is not what a first revision is called";
}

static const char *
next_fault(struct str before, struct str s)
{
	int cmp = 0;

	if (is_integer(s) != is_integer(before) ||
	    is_semver(s) != is_semver(before))
		return "counts in another way than the one before";
	if (!is_integer(s) && !is_semver(s))
		return "is neither a whole number nor of the form 1.0.0";
	(void)vers_compare(S("semver"), s, before, &cmp);
	return cmp > 0 ? NULL : "is not above the one before";
}

void
rule_published_version(const struct check *k, const struct case_entry *c)
{
	const struct revision_list *l = &c->published->revisions;

	if (model_case_is_import(c))
		return;
	for (size_t i = 0; i < l->n; i++) {
		const struct text *t = &l->v[i].version;
		const char *why;

		if (t->s.n == 0 || (i > 0 && l->v[i - 1].version.s.n == 0))
			continue;
		why = i == 0 ? first_fault(t->s) :
			       next_fault(l->v[i - 1].version.s, t->s);
		if (why == NULL)
			continue;
		check_report(k, t->at, "version '%.*s' %s", STR_ARG(t->s),
		    why);
		if (i > 0)
			check_note(k, l->v[i - 1].version.at,
			    "the one before");
		check_help(k, "count 1, 2, 3 or 1.0.0, 1.0.1, 1.1.0, 2.0.0");
	}
}
