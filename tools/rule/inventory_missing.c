#include "rule/rule.h"

#include "model/shelf.h"

RULE_TEXT(rule_inventory_missing,
    .why_en = "Of a version without an inventory nobody will learn that one "
	      "of its parts is vulnerable. An SBOM, a scan or lines under "
	      "`components` will do; what cannot have one is exempt, with a "
	      "reason, a name and a last day. Asked once a repository has an "
	      "inventory at all.",
    .why_ja =
	"部品の一覧がない版では、部品の脆弱性に誰も気づけません。SBOM、"
	"スキャン結果、`components` のどれかがあれば足ります。用意できな"
	"い版は、理由と承認者と期限を書いて除外します。一覧がひとつでもあ"
	"るリポジトリだけで調べます。",
    .bad = "versions: [{version: 1.2.0}] and no folder 1.2.0",
    .good = "products/example/gateway/1.2.0/sbom.cdx.json");

/* Versions named in one report. */
#define NAMED	5

static bool
has_file(const struct shelf *s, const struct version *v)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->v[i].version == v)
			return true;
	}
	return false;
}

/* A version, with the product's lines and whatever it is based on. */
static bool
has_inventory(const struct shelf *s, const struct product_entry *p,
    const struct version *v)
{
	return p->product->components.n > 0 || p->product->base.id.n > 0 ||
	    (v != NULL && (v->components.n > 0 || has_file(s, v)));
}

/* Whether anybody has begun. */
static bool
has_any(const struct model *m, const struct shelf *s)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->v[i].version != NULL)
			return true;
	}
	for (size_t i = 0; i < m->n_products; i++) {
		const struct product *p = m->products[i].product;

		if (p->components.n > 0)
			return true;
		for (size_t v = 0; v < p->versions.n; v++) {
			if (p->versions.v[v].components.n > 0)
				return true;
		}
	}
	return false;
}

static bool
is_missing(const struct check *k, const struct shelf *s,
    const struct product_entry *p, const struct version *v)
{
	return shelf_is_wanted(p, v, check_today(k)) &&
	    !has_inventory(s, p, v) &&
	    !shelf_is_exempt(shelf_exemption(p, v), check_today(k));
}

static void
check_product(const struct check *k, const struct shelf *s,
    const struct product_entry *p)
{
	const struct version_list *l = &p->product->versions;
	struct str names = S("");
	struct span at = p->e.at;
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].version.s.n == 0 || !is_missing(k, s, p, &l->v[i]))
			continue;
		if (n++ == 0)
			at = l->v[i].version.at;
		if (n <= NAMED)
			names = str_fmt(k->tmp, "%.*s%s%.*s", STR_ARG(names),
			    n > 1 ? ", " : "", STR_ARG(l->v[i].version.s));
	}
	if (l->n == 0 && is_missing(k, s, p, NULL)) {
		check_report(k, at, "it has no inventory");
	} else if (n > 0) {
		check_report(k, at, "without an inventory: %.*s%s",
		    STR_ARG(names), n > NAMED ? " and more" : "");
	} else {
		return;
	}
	check_help(k,
	    "add VERSION/sbom.*.json or VERSION/scan.*, write "
	    "`components:`, or agree on an `inventory_exemption:`");
}

void
rule_inventory_missing(const struct check *k, const struct model *m)
{
	struct shelf s;

	shelf_read(k->tmp, m, &s);
	if (!has_any(m, &s))
		return;
	for (size_t i = 0; i < m->n_products; i++)
		check_product(k, &s, &m->products[i]);
}
