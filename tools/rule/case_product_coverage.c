#include "rule/rule.h"

#include "model/state.h"
#include "version/vers.h"
#include "rule/about.h"

RULE_TEXT(rule_case_product_coverage,
    .why_en = "When the affected versions are said to be listed, customers "
	      "with any supported version must find theirs. What a case "
	      "leaves out, they must ask for. "
	      "Imported cases are left alone.",
    .why_ja = "影響範囲が確定したら、保守中の版を使う顧客は全員、自分の版の状"
	      "態を知ることができなければなりません。書いていない版は問い合わ"
	      "せになります。"
	      "取り込んだ案件は対象外です。",
    .bad = "1.0.0 supported, the case speaks of 1.1.0 alone",
    .good = "{version: 1.0.0, status: known_not_affected}");

static bool
is_listed(const struct case_entry *c)
{
	return about_fact(c, EVENT_AFFECTED_LISTED) != NULL ||
	    about_needs_text(c);
}

/* A version at or above a fixed one has the fix. */
static bool
has_fix(const struct product_version *r, struct str scheme, struct str version)
{
	int cmp = 0;

	if (r->version.s.n == 0 || !status_is_fixed(r->status.v))
		return false;
	(void)vers_compare(scheme.n > 0 ? scheme : S("generic"), version,
	    r->version.s, &cmp);
	return cmp >= 0;
}

static bool
is_covered(const struct check *k, const struct case_product *p,
    const struct product_entry *e, struct str version)
{
	for (size_t i = 0; i < p->versions.n; i++) {
		const struct product_version *r = &p->versions.v[i];
		const char *why;
		size_t off, len;
		struct vers v;

		/* What prose covers, only people can tell. */
		if (r->text.s.n > 0 || str_eq(r->version.s, version) ||
		    has_fix(r, e->product->scheme.s, version))
			return true;
		if (r->range.s.n > 0 &&
		    vers_parse(k->tmp, r->range.s, &v, &why, &off, &len) &&
		    vers_contains(&v, version))
			return true;
	}
	return false;
}

void
rule_case_product_coverage(const struct check *k, const struct case_product *p)
{
	const struct product_entry *e = about_versioned(p);

	if (e == NULL || p->status.v != 0 || about_is_import(k->case_) ||
	    p->platform_version.s.n > 0 || !is_listed(k->case_))
		return;
	for (size_t i = 0; i < e->product->versions.n; i++) {
		const struct version *v = &e->product->versions.v[i];

		if (v->version.s.n == 0 || v->life.v == LIFE_ENDED ||
		    v->life.v == LIFE_PLANNED ||
		    is_covered(k, p, e, v->version.s))
			continue;
		check_report(k, p->product.at,
		    "nothing is said of version "
		    "%.*s of '%.*s'",
		    STR_ARG(v->version.s), STR_ARG(e->e.id));
		check_note(k, v->where, "it is supported");
		check_help(k, "add a row for it");
	}
}
