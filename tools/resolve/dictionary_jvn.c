/*
 * JVN's dictionary of vendors and products as JSON: of MyJVN 4.0, and a product
 * a line.
 */
#include "base/arena.h"
#include "base/str.h"
#include "resolve/dictionary_impl.h"
#include "text/json_read.h"

static const struct json_node *
items(const struct json_node *object, const char *name)
{
	const struct json_node *n = json_get(object, name);

	return n != NULL && n->kind == JSON_IS_ARRAY ? n->first : NULL;
}

/* "pname" and what stands in "pname_i18n". */
static void
each_name(struct dictionary *x, const struct json_node *n, const char *plain,
    const char *i18n, struct dictionary_maker *m, struct dictionary_product *p)
{
	struct str v[3] = { json_get_str(n, plain),
		json_get_str(json_get(n, i18n), "ja"),
		json_get_str(json_get(n, i18n), "en") };

	for (size_t i = 0; i < 3; i++) {
		if (v[i].n == 0 || (i > 0 && str_eq(v[i], v[0])))
			continue;
		if (p != NULL)
			dictionary_says(x, p, v[i], RESOLVE_JVN);
		else
			dictionary_maker_says(x, m, v[i]);
	}
}

static void
take_product(struct dictionary *x, const struct json_node *product)
{
	for (const struct json_node *i = items(product, "product_ids");
	     i != NULL; i = i->next) {
		struct dictionary_product *p = dictionary_product(x,
		    json_get_str(i, "cpe"), RESOLVE_JVN, false);

		if (p != NULL)
			each_name(x, product, "pname", "pname_i18n", NULL, p);
	}
}

/* The maker's word: "cpe:2.3::ipa", or by a product's name. */
static struct str
maker_word(struct dictionary *x, struct str cpe)
{
	struct str v[4];
	char part;

	if (str_starts(cpe, S("cpe:2.3::")))
		cpe = str_cat(x->perm, S("cpe:2.3:*:"),
		    str_from(cpe, sizeof("cpe:2.3::") - 1));
	return dictionary_cpe(x->perm, cpe, &part, v) ? v[0] : S("");
}

static void
take_vendor(struct dictionary *x, const struct json_node *vendor)
{
	struct str word = maker_word(x, json_get_str(vendor, "cpe"));

	if (word.n > 0)
		each_name(x, vendor, "vname", "vname_i18n",
		    dictionary_maker(x, word), NULL);
	for (const struct json_node *p = items(vendor, "products");
	     p != NULL && !x->makers_only; p = p->next)
		take_product(x, p);
}

bool
dictionary_jvn(struct dictionary *x, const struct json_node *doc)
{
	const struct json_node *all = json_get(doc, "jvn-product-dictionary");
	struct dictionary_product *p;

	if (all == NULL)
		all = json_get(doc, "jvn-vendor-dictionary");
	if (all == NULL)
		all = json_get(doc, "jvn_product_dictionary");
	if (all != NULL) {
		for (const struct json_node *v = items(all, "vendors");
		     v != NULL; v = v->next)
			take_vendor(x, v);
		return true;
	}
	if (json_get(doc, "pcpe") == NULL)
		return false;
	if (x->makers_only) {
		struct str word = maker_word(x, json_get_str(doc, "pcpe"));

		if (word.n > 0)
			dictionary_maker_says(x, dictionary_maker(x, word),
			    json_get_str(doc, "vname"));
		return true;
	}
	p = dictionary_product(x, json_get_str(doc, "pcpe"), RESOLVE_JVN,
	    false);
	if (p == NULL)
		return true;
	dictionary_maker_says(x, p->maker, json_get_str(doc, "vname"));
	dictionary_says(x, p, json_get_str(doc, "pname"), RESOLVE_JVN);
	return true;
}
