/*
 * 6.3.6, 6.3.7: addresses that resolve, as far as a list of links says so.
 */
#include <stdlib.h>

#include "csaf/csaf_run.h"

static int
link_cmp(const void *a, const void *b)
{
	const struct str *url = a;
	const struct csaf_link *link = b;

	return str_cmp(*url, link->url);
}

static void
check_url(struct csaf_run *k, const struct json_node *n)
{
	const struct csaf_link *link;

	if (n == NULL || n->kind != JSON_IS_STRING)
		return;
	link = k->q->n_links == 0 ?
	    NULL :
	    bsearch(&n->text, k->q->links, k->q->n_links, sizeof(*k->q->links),
		link_cmp);
	if (link == NULL)
		csaf_run_report(k, n,
		    "'%.*s' is not in the list of links, so nobody knows "
		    "whether it resolves",
		    STR_ARG(csaf_run_quote(k, n->text)));
	else if (!link->resolves)
		csaf_run_report(k, n, "'%.*s' does not resolve",
		    STR_ARG(csaf_run_quote(k, n->text)));
}

static void
check_references(struct csaf_run *k, const struct json_node *node,
    bool is_self)
{
	for (const struct json_node *n = csaf_run_items(node, "references");
	     n != NULL; n = n->next) {
		if (str_eq(json_get_str(n, "category"), S("self")) == is_self)
			check_url(k, json_get(n, "url"));
	}
}

void
test_link_self(struct csaf_run *k)
{
	check_references(k, k->doc->document, true);
	for (size_t i = 0; i < k->doc->n_flaws; i++)
		check_references(k, k->doc->flaws[i].node, true);
}

/* ---- others ---------------------------------------------------------- */

static void
check_thanks(struct csaf_run *k, const struct json_node *node)
{
	for (const struct json_node *n =
		 csaf_run_items(node, "acknowledgments");
	     n != NULL; n = n->next) {
		for (const struct json_node *u = csaf_run_items(n, "urls");
		     u != NULL; u = u->next)
			check_url(k, u);
	}
}

static void
check_product(struct csaf_run *k, const struct json_node *product)
{
	const struct json_node *helper = json_get(product,
	    "product_identification_helper");

	for (const struct json_node *n = csaf_run_items(helper, "sbom_urls");
	     n != NULL; n = n->next)
		check_url(k, n);
	for (const struct json_node *n =
		 csaf_run_items(helper, "x_generic_uris");
	     n != NULL; n = n->next) {
		check_url(k, json_get(n, "namespace"));
		check_url(k, json_get(n, "uri"));
	}
}

static void
check_flaw(struct csaf_run *k, const struct json_node *flaw)
{
	check_thanks(k, flaw);
	check_references(k, flaw, false);
	for (const struct json_node *n = csaf_run_items(flaw, "remediations");
	     n != NULL; n = n->next)
		check_url(k, json_get(n, "url"));
}

void
test_link_others(struct csaf_run *k)
{
	const struct json_node *d = k->doc->document;

	check_thanks(k, d);
	check_url(k, json_get(json_get(d, "aggregate_severity"), "namespace"));
	check_url(k,
	    json_get(json_get(json_get(d, "distribution"), "tlp"), "url"));
	check_url(k, json_get(json_get(d, "publisher"), "namespace"));
	check_references(k, d, false);
	for (size_t i = 0; i < k->doc->n_products; i++)
		check_product(k, k->doc->products[i].node);
	for (size_t i = 0; i < k->doc->n_flaws; i++)
		check_flaw(k, k->doc->flaws[i].node);
}
