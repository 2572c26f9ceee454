/*
 * 6.1.60.2, 6.1.60.3: extensions are what their schemas and their metadata say;
 * 6.1.60.1 is part of the schema.
 */
#include "csaf/csaf_run.h"
#include "csaf/csaf_schema.h"
#include "csaf/csaf_table.h"

typedef void visit_fn(struct csaf_run *k, const struct json_node *owner,
    enum csaf_place place);

static enum csaf_place
place_of(const struct csaf_product *p)
{
	if (p->branch != NULL)
		return CSAF_IN_BRANCHES;
	return p->relation != NULL ? CSAF_IN_PATHS : CSAF_IN_NAMES;
}

/* Call fn with each object that may have extensions. */
static void
each_owner(struct csaf_run *k, visit_fn *fn)
{
	const struct csaf_doc *d = k->doc;

	fn(k, d->root, CSAF_IN_ROOT);
	fn(k, d->document, CSAF_IN_DOCUMENT);
	for (size_t i = 0; i < d->n_products; i++)
		fn(k, d->products[i].node, place_of(&d->products[i]));
	for (size_t i = 0; i < d->n_flaws; i++) {
		fn(k, d->flaws[i].node, CSAF_IN_FLAWS);
		for (const struct json_node *n =
			 csaf_doc_scores(d, &d->flaws[i]);
		     n != NULL; n = n->next)
			fn(k, csaf_doc_score(d, n), CSAF_IN_METRICS);
	}
}

/* Say that one is not known; a valid document may have it. */
static void
note_unknown(struct csaf_run *k, const struct json_node *item)
{
	struct str url = csaf_run_quote(k, json_get_str(item, "$schema"));
	struct str category = csaf_run_quote(k,
	    json_get_str(item, "category"));

	csaf_run_note(k, item,
	    "the %.*s extension '%.*s' is not known, so this test is not "
	    "made of it",
	    STR_ARG(category), STR_ARG(url));
}

static void
check_content(struct csaf_run *k, const struct json_node *owner,
    enum csaf_place place UNUSED)
{
	for (const struct json_node *n = csaf_run_items(owner, "x_extensions");
	     n != NULL; n = n->next) {
		const struct csaf_extension *e = csaf_table_extension(
		    json_get_str(n, "$schema"));

		if (n->kind != JSON_IS_OBJECT)
			continue;
		if (e == NULL)
			note_unknown(k, n);
		else
			csaf_schema_check_as(k, n, e->type);
	}
}

void
test_extension_content(struct csaf_run *k)
{
	each_owner(k, check_content);
}

/* How often an extension stands in a list, and where first. */
static size_t
count(const struct json_node *owner, struct str url,
    const struct json_node **first)
{
	size_t n_met = 0;

	for (const struct json_node *n = csaf_run_items(owner, "x_extensions");
	     n != NULL; n = n->next) {
		if (!str_eq(json_get_str(n, "$schema"), url))
			continue;
		if (n_met++ == 0)
			*first = n;
	}
	return n_met;
}

static void
check_use(struct csaf_run *k, const struct json_node *owner,
    enum csaf_place place)
{
	const struct csaf_extension *e;
	const struct json_node *n, *other;

	for (n = csaf_run_items(owner, "x_extensions"); n != NULL;
	     n = n->next) {
		if (n->kind == JSON_IS_OBJECT &&
		    csaf_table_extension(json_get_str(n, "$schema")) == NULL)
			note_unknown(k, n);
	}
	for (size_t i = 0; (e = csaf_table_extension_at(i)) != NULL; i++) {
		size_t n_met = count(owner, e->url, &n);

		if (n_met > e->max[place])
			csaf_run_report(k, n,
			    "this extension stands here %zu times, %u are "
			    "allowed",
			    n_met, e->max[place]);
		if (n_met > 0 && count(owner, e->foe, &other) > 0)
			csaf_run_report(k, n,
			    "another extension here does not go with it");
	}
}

void
test_extension_use(struct csaf_run *k)
{
	each_owner(k, check_use);
}
