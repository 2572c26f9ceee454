#include "rule/rule.h"

#include "base/arena.h"
#include "rule/about.h"

RULE_TEXT(rule_case_product_version,
    .why_en = "Matching, SBOMs and letters go by the inventory. A version "
	      "that it does not know is misspelt, or was never entered (a "
	      "version to come is life: planned). "
	      "Imported cases are left alone.",
    .why_ja = "照合、SBOM、通知は製品台帳の版をもとにします。台帳にない版は書"
	      "き間違いか登録漏れです(これから出す版は life: planned で登録し"
	      "ます)。"
	      "取り込んだ案件は対象外です。",
    .bad = "versions: [{version: 4.8.20, status: first_fixed}]",
    .good = "versions: [{version: 4.8.2, status: first_fixed}]");

static void
look_up(const struct check *k, const struct product_entry *e,
    const struct text *t)
{
	const struct version_list *l = &e->product->versions;
	struct str *names = arena_array(k->tmp, struct str, l->n);
	struct str near;

	if (t->s.n == 0)
		return;
	for (size_t i = 0; i < l->n; i++) {
		names[i] = l->v[i].version.s;
		if (str_eq(names[i], t->s))
			return;
	}
	near = str_nearest(t->s, names, l->n);
	check_report(k, t->at,
	    "version '%.*s' of '%.*s' is not in the "
	    "inventory",
	    STR_ARG(t->s), STR_ARG(e->e.id));
	check_note(k, e->e.at, "the inventory");
	if (near.n > 0)
		check_help(k, "did you mean '%.*s'?", STR_ARG(near));
	else
		check_help(k,
		    "enter it there; a version to come is "
		    "`life: planned`");
}

void
rule_case_product_version(const struct check *k, const struct case_product *p)
{
	const struct product_entry *e = about_versioned(p);

	if (e == NULL || e->product->versions.n == 0 ||
	    model_case_is_import(k->case_))
		return;
	for (size_t i = 0; i < p->versions.n; i++)
		look_up(k, e, &p->versions.v[i].version);
	for (size_t i = 0; i < p->remediations.n; i++)
		look_up(k, e, &p->remediations.v[i].version);
}
