/*
 * 6.1.42 to 6.1.44, 6.1.61: identification helpers of 2.1.
 */
#include "csaf/csaf_run.h"
#include "version/purl.h"

/* Call fn with each item of a list of all products' helpers. */
static void
each_item(struct csaf_run *k, const char *list,
    void (*fn)(struct csaf_run *k, const struct json_node *item))
{
	for (size_t i = 0; i < k->doc->n_products; i++) {
		const struct json_node *helper =
		    json_get(k->doc->products[i].node,
			"product_identification_helper");

		for (const struct json_node *n = csaf_run_items(helper, list);
		     n != NULL; n = n->next)
			fn(k, n);
	}
}

/* ---- package URLs ---------------------------------------------------- */

/* Whether only the qualifiers differ. */
static bool
is_alike(const struct purl *x, const struct purl *y)
{
	return str_eq(x->type, y->type) &&
	    str_eq(x->namespace, y->namespace) && str_eq(x->name, y->name) &&
	    str_eq(x->version, y->version) && str_eq(x->subpath, y->subpath);
}

static void
check_purls(struct csaf_run *k, const struct json_node *helper)
{
	struct purl first, p;
	const char *why;
	bool has_first = false;

	for (const struct json_node *n = csaf_run_items(helper, "purls");
	     n != NULL; n = n->next) {
		if (n->kind != JSON_IS_STRING ||
		    !purl_parse(k->q->arena, n->text, &p, &why))
			continue;
		if (!has_first)
			first = p;
		else if (!is_alike(&first, &p))
			csaf_run_report(k, n,
			    "this differs from the first package URL of the "
			    "product in more than its qualifiers");
		has_first = true;
	}
}

void
test_helper_purls(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_products; i++)
		check_purls(k,
		    json_get(k->doc->products[i].node,
			"product_identification_helper"));
}

/* ---- stars ----------------------------------------------------------- */

static void
check_stars(struct csaf_run *k, const struct json_node *item)
{
	size_t stars = 0;

	if (item->kind != JSON_IS_STRING)
		return;
	for (size_t i = 0; i < item->text.n; i++) {
		if (item->text.p[i] == '\\')
			i++;
		else if (item->text.p[i] == '*')
			stars++;
	}
	if (stars > 1)
		csaf_run_report(k, item,
		    "'%.*s' has %zu stars that are not behind a backslash, "
		    "one is allowed",
		    STR_ARG(csaf_run_quote(k, item->text)), stars);
}

void
test_helper_model_stars(struct csaf_run *k)
{
	each_item(k, "model_numbers", check_stars);
}

void
test_helper_serial_stars(struct csaf_run *k)
{
	each_item(k, "serial_numbers", check_stars);
}

void
test_helper_sku_stars(struct csaf_run *k)
{
	each_item(k, "skus", check_stars);
}
