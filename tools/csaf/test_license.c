/*
 * 6.1.54, 6.1.55: the licence of a 2.1 document.
 */
#include "csaf/csaf_license.h"
#include "csaf/csaf_run.h"

/* False without an expression. */
static bool
read_license(const struct csaf_run *k, const struct json_node **node,
    struct csaf_license *out)
{
	*node = csaf_run_string(k->doc->document, "license_expression");
	if (*node == NULL)
		return false;
	csaf_license_parse((*node)->text, out);
	return true;
}

void
test_license_expression(struct csaf_run *k)
{
	const struct json_node *node;
	struct csaf_license l;
	struct str at;

	if (!read_license(k, &node, &l) || l.why == NULL)
		return;
	at = csaf_run_quote(k, l.at);
	csaf_run_report(k, node, "this is no licence expression: '%.*s': %s",
	    STR_ARG(at), l.why);
}

void
test_license_text(struct csaf_run *k)
{
	const struct json_node *node;
	struct csaf_license l;

	if (read_license(k, &node, &l) && l.why == NULL && l.unlisted.n > 0 &&
	    csaf_run_is_english(k))
		csaf_run_one_note(k, S("License"), S("legal_disclaimer"));
}
