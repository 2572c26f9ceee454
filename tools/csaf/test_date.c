/*
 * 6.1.45, 6.1.49, 6.1.51 to 6.1.53: what a released document tells of lies
 * before its newest revision.
 */
#include "csaf/csaf_run.h"

/* The newest revision of a released document, or NULL. */
static const struct csaf_revision *
newest(const struct csaf_run *k)
{
	size_t n = k->doc->n_revisions;

	if (!str_eq(k->doc->status, S("final")) &&
	    !str_eq(k->doc->status, S("interim")))
		return NULL;
	/* Those without a date stand at the end. */
	while (n > 0 && !k->doc->revisions[n - 1].has_at)
		n--;
	return n > 0 ? &k->doc->revisions[n - 1] : NULL;
}

/* Report a date that lies behind the newest revision. */
static void
check_date(struct csaf_run *k, const struct json_node *node, const char *name)
{
	const struct csaf_revision *r = newest(k);
	const struct json_node *n = csaf_run_string(node, name);
	struct csaf_time at;

	if (r != NULL && n != NULL && csaf_format_time(n->text, &at) &&
	    csaf_format_time_cmp(&at, &r->at) > 0)
		csaf_run_report(k, n,
		    "'%s' lies after the newest revision, %.*s", name,
		    STR_ARG(csaf_run_quote(k, r->date_node->text)));
}

void
test_date_disclosure(struct csaf_run *k)
{
	const struct json_node *tlp = json_get(json_get(k->doc->document,
						   "distribution"),
	    "tlp");

	if (!str_eq(json_get_str(tlp, "label"), S("CLEAR")))
		return;
	for (size_t i = 0; i < k->doc->n_flaws; i++)
		check_date(k, k->doc->flaws[i].node, "disclosure_date");
}

static void
check_metrics(struct csaf_run *k, const char *name)
{
	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		for (const struct json_node *n =
			 csaf_doc_scores(k->doc, &k->doc->flaws[i]);
		     n != NULL; n = n->next)
			check_date(k,
			    json_get(csaf_doc_score(k->doc, n), name),
			    "timestamp");
	}
}

void
test_date_ssvc(struct csaf_run *k)
{
	check_metrics(k, "ssvc_v2");
}

void
test_date_epss(struct csaf_run *k)
{
	check_metrics(k, "epss");
}

/* ---- exploitation ---------------------------------------------------- */

/* Call fn with each item of first_known_exploitation_dates. */
static void
each_exploitation(struct csaf_run *k,
    void (*fn)(struct csaf_run *k, const struct json_node *item))
{
	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		for (const struct json_node *n =
			 csaf_run_items(k->doc->flaws[i].node,
			     "first_known_exploitation_dates");
		     n != NULL; n = n->next)
			fn(k, n);
	}
}

static void
check_exploitation(struct csaf_run *k, const struct json_node *item)
{
	check_date(k, item, "date");
	check_date(k, item, "exploitation_date");
}

void
test_date_exploitation(struct csaf_run *k)
{
	each_exploitation(k, check_exploitation);
}

static void
check_known(struct csaf_run *k, const struct json_node *item)
{
	const struct json_node *known = csaf_run_string(item, "date");
	const struct json_node *first = csaf_run_string(item,
	    "exploitation_date");
	struct csaf_time x, y;

	if (known != NULL && first != NULL &&
	    csaf_format_time(known->text, &x) &&
	    csaf_format_time(first->text, &y) &&
	    csaf_format_time_cmp(&y, &x) > 0)
		csaf_run_report(k, first,
		    "the exploitation was known, on %.*s, before it happened",
		    STR_ARG(csaf_run_quote(k, known->text)));
}

void
test_date_known(struct csaf_run *k)
{
	each_exploitation(k, check_known);
}
