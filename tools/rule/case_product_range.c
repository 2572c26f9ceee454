#include "rule/rule.h"

#include "version/vers.h"
#include "rule/about.h"

RULE_TEXT(rule_case_product_range,
    .why_en = "A range is compared by its scheme: one of another scheme "
	      "orders versions differently. A range that holds no version of "
	      "the inventory is misspelt, or the inventory is. The canonical "
	      "form is what other programs expect. "
	      "Imported cases are left alone.",
    .why_ja = "範囲は方式ごとの順序で比べます。方式が違うと順序も変わります。"
	      "台帳の版をひとつも含まない範囲は、どちらかの書き間違いです。他"
	      "のプログラムのため、正規の形で書きます。"
	      "取り込んだ案件は対象外です。",
    .bad = "range: \"vers:deb/>=4.0.0|<4.8.2\" for scheme: semver",
    .good = "range: \"vers:semver/>=4.0.0|<4.8.2\"");

static bool
has_version(const struct product_entry *e, const struct vers *v)
{
	const struct version_list *l = &e->product->versions;

	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].version.s.n == 0 ||
		    vers_contains(v, l->v[i].version.s))
			return true;
	}
	return l->n == 0;
}

static void
check_range(const struct check *k, const struct product_entry *e,
    const struct product_version *r, const struct vers *v)
{
	struct str canonical = vers_canonical(k->tmp, v);
	struct str scheme = e->product->scheme.s;

	/* The scheme "all" means all versions of any product. */
	if (scheme.n > 0 && !str_eq_z(v->scheme, "all") &&
	    !str_eq_nocase(scheme, v->scheme)) {
		check_report(k, r->range.at,
		    "a range of scheme '%.*s' for a "
		    "product of scheme '%.*s'",
		    STR_ARG(v->scheme), STR_ARG(scheme));
		check_note(k, e->product->scheme.at, "the product's");
		check_help(k, "use the product's scheme");
	} else if (!str_eq(canonical, r->range.s)) {
		check_report(k, r->range.at,
		    "the range is not in its "
		    "canonical form");
		check_help(k, "write %.*s", STR_ARG(canonical));
	} else if (!has_version(e, v)) {
		check_report(k, r->range.at,
		    "no version of the inventory "
		    "lies in this range");
		check_note(k, e->e.at, "the inventory");
		check_help(k, "correct the range, or enter the versions");
	}
}

void
rule_case_product_range(const struct check *k, const struct case_product *p)
{
	const struct product_entry *e = about_versioned(p);

	if (e == NULL || model_case_is_import(k->case_))
		return;
	for (size_t i = 0; i < p->versions.n; i++) {
		const struct product_version *r = &p->versions.v[i];
		const char *why;
		size_t off, len;
		struct vers v;

		if (r->range.s.n > 0 &&
		    vers_parse(k->tmp, r->range.s, &v, &why, &off, &len))
			check_range(k, e, r, &v);
	}
}
