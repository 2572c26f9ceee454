#include "rule/rule.h"

#include "base/map.h"
#include "base/num.h"
#include "rule/about.h"

RULE_TEXT(rule_product_versions,
    .why_en =
	"Cases, SBOMs and judgements point at versions by name. Without "
	"one, or with two of one, they point at nothing in particular. "
	"A BOM-Link must be one, or tools that read our VEX documents do "
	"not find the version in their SBOM. Where all versions are listed, "
	"documents name each one that was released, so each has its day or "
	"is planned. "
	"Imported products are left alone.",
    .why_ja = "案件や SBOM は版の名前で指します。名前がない、または同じ名前が"
	      "二つあると、どれを指すか決まりません。BOM-Link は形が正しくな"
	      "いと、VEX を読む側が SBOM の中に版を見つけられません。"
	      "versions_complete とした製品では、公開済みの版を文書に一つずつ"
	      "書きます。各版に公開日を書くか、planned とします。"
	      "取り込んだ製品は対象外です。",
    .bad = "versions: [{version: 4.8.2}, {version: 4.8.2}]",
    .good = "versions: [{version: 4.8.1}, {version: 4.8.2}]");

/* "urn:cdx:" UUID "/" VERSION "#" BOM-REF (CycloneDX 1.6, bomLinkElementType),
 * in lower case. */
static bool
is_bom_link(struct str s)
{
	static const char form[] =
	    "urn:cdx:00000000-0000-0000-0000-000000000000/";
	const struct str digits = S("0123456789abcdef");
	struct str version, ref;
	int64_t n;

	if (s.n < sizeof(form))
		return false;
	for (size_t i = 0; i < sizeof(form) - 1; i++) {
		bool fits = form[i] == '0' ?
		    str_find_byte(digits, s.p[i], 0) != SIZE_MAX :
		    s.p[i] == form[i];

		if (!fits)
			return false;
	}
	return str_cut(str_from(s, sizeof(form) - 1), '#', &version, &ref) &&
	    num_parse(version, 1, INT32_MAX, &n) && ref.n > 0;
}

void
rule_product_versions(const struct check *k, const struct product_entry *p)
{
	struct map *seen = map_open(k->tmp);
	const struct version_list *l = &p->product->versions;

	if (about_is_import_product(p))
		return;
	for (size_t i = 0; i < l->n; i++) {
		struct version *v = &l->v[i];
		struct str name = v->version.s.n > 0 ? v->version.s :
						       v->range.s;
		const struct version *first = map_get(seen, name);

		if (name.n == 0) {
			check_report(k, v->where, "neither version nor range");
			check_help(k, "write the version as customers see it");
		} else if (!map_add(seen, name, v)) {
			check_report(k, v->where, "'%.*s' stands twice",
			    STR_ARG(name));
			check_note(k, first->where, "the first one");
			check_help(k, "keep one of them");
		}
		if (p->product->versions_complete.b && v->version.s.n > 0 &&
		    v->combines == NULL && v->released.w.kind == WHEN_UNSET &&
		    v->life.v != (int)LIFE_PLANNED) {
			check_report(k, v->version.at,
			    "all versions are listed, and of %.*s nothing "
			    "says when it was released",
			    STR_ARG(v->version.s));
			check_help(k,
			    "write `released:`, or `life: planned`; without "
			    "`versions_complete` days may be missing");
		}
		if (v->bom_link.s.n > 0 && !is_bom_link(v->bom_link.s)) {
			check_report(k, v->bom_link.at, "this is no BOM-Link");
			check_help(k,
			    "write urn:cdx:, the SBOM's serial number, /, its "
			    "version, # and the component's bom-ref");
		}
	}
}
