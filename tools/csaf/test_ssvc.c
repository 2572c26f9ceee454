/*
 * 6.1.47, 6.1.48: SSVC selections of 2.1.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "csaf/csaf_run.h"
#include "csaf/csaf_ssvc.h"

/* Call fn with each SSVC object of a flaw. */
static void
each_object(struct csaf_run *k, const struct csaf_flaw *f,
    void (*fn)(struct csaf_run *k, const struct csaf_flaw *f,
	const struct json_node *ssvc))
{
	for (const struct json_node *n = csaf_doc_scores(k->doc, f); n != NULL;
	     n = n->next) {
		const struct json_node *ssvc = json_get(csaf_doc_score(k->doc,
							    n),
		    "ssvc_v2");

		if (ssvc != NULL && ssvc->kind == JSON_IS_OBJECT)
			fn(k, f, ssvc);
	}
}

/* ---- 6.1.47 ---------------------------------------------------------- */

/* Whether a target is the flaw's, by an id of it. */
static bool
is_id(struct csaf_run *k, const struct csaf_flaw *f,
    const struct json_node *target)
{
	const struct json_node *ids = json_get(f->node, "ids");

	if (str_eq(json_get_str(f->node, "cve"), target->text))
		return true;
	/* What cannot be checked is reported once, not for each target. */
	if (ids == NULL || !csaf_run_work(k, target, ids->n))
		return ids != NULL;
	for (const struct json_node *n = ids->first; n != NULL; n = n->next) {
		if (str_eq(json_get_str(n, "text"), target->text))
			return true;
	}
	return false;
}

static void
check_targets(struct csaf_run *k, const struct csaf_flaw *f,
    const struct json_node *ssvc)
{
	struct str id = json_get_str(k->doc->tracking, "id");

	for (const struct json_node *n = csaf_run_items(ssvc, "target_ids");
	     n != NULL; n = n->next) {
		bool is_document = str_eq(n->text, id);

		if (n->kind != JSON_IS_STRING ||
		    (is_document && k->doc->n_flaws == 1))
			continue;
		if (is_document)
			csaf_run_report(k, n,
			    "'%.*s' is the document, which has several "
			    "vulnerabilities",
			    STR_ARG(csaf_run_quote(k, n->text)));
		else if (!is_id(k, f, n))
			csaf_run_report(k, n,
			    "'%.*s' is no id of this vulnerability",
			    STR_ARG(csaf_run_quote(k, n->text)));
		else
			continue;
		csaf_run_fix(k, "remove it from \"target_ids\"");
	}
}

void
test_ssvc_targets(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_flaws; i++)
		each_object(k, &k->doc->flaws[i], check_targets);
}

/* ---- 6.1.48 ---------------------------------------------------------- */

/* Names are those of the definition, unless an extension says otherwise. */
static void
check_name(struct csaf_run *k, const struct json_node *node, struct str wanted,
    bool is_extended)
{
	const struct json_node *n = csaf_run_string(node, "name");

	if (n != NULL && !is_extended && !str_eq(n->text, wanted))
		csaf_run_report(k, n, "this is called '%.*s', not '%.*s'",
		    STR_ARG(wanted), STR_ARG(csaf_run_quote(k, n->text)));
}

static void
check_values(struct csaf_run *k, const struct json_node *selection,
    const struct csaf_point *p, bool is_extended)
{
	size_t next = 0;

	for (const struct json_node *n = csaf_run_items(selection, "values");
	     n != NULL; n = n->next) {
		const struct json_node *key = csaf_run_string(n, "key");
		struct str name;
		size_t place;

		if (key == NULL)
			continue;
		place = csaf_ssvc_value(p, key->text, &name);
		if (place == SIZE_MAX) {
			csaf_run_report(k, key,
			    "the decision point '%.*s' %.*s has no value "
			    "'%.*s'",
			    STR_ARG(p->name), STR_ARG(p->version),
			    STR_ARG(csaf_run_quote(k, key->text)));
			continue;
		}
		if (place < next)
			csaf_run_report(k, key,
			    "the values are not in the order of their "
			    "definition: %.*s",
			    STR_ARG(p->values));
		else
			next = place + 1;
		check_name(k, n, name, is_extended);
	}
}

static void
check_selection(struct csaf_run *k, const struct json_node *selection)
{
	const struct json_node *namespace = csaf_run_string(selection,
	    "namespace");
	const struct csaf_point *p;
	struct str base, extension;
	bool is_extended;

	if (namespace == NULL)
		return;
	is_extended = str_cut(namespace->text, '/', &base, &extension);
	if (str_eq(base, S("invalid"))) {
		csaf_run_report(k, namespace,
		    "the namespace 'invalid' is never valid");
		return;
	}
	/* Others may say what they want. */
	if (!csaf_ssvc_has_namespace(base))
		return;
	p = csaf_ssvc_find(base, json_get_str(selection, "key"),
	    json_get_str(selection, "version"));
	if (p == NULL) {
		struct str key = csaf_run_quote(k,
		    json_get_str(selection, "key"));
		struct str version = csaf_run_quote(k,
		    json_get_str(selection, "version"));

		csaf_run_report(k, selection,
		    "the namespace '%.*s' has no decision point '%.*s' of "
		    "version %.*s",
		    STR_ARG(base), STR_ARG(key), STR_ARG(version));
		return;
	}
	check_name(k, selection, p->name, is_extended);
	check_values(k, selection, p, is_extended);
}

static void
check_selections(struct csaf_run *k, const struct csaf_flaw *f UNUSED,
    const struct json_node *ssvc)
{
	for (const struct json_node *n = csaf_run_items(ssvc, "selections");
	     n != NULL; n = n->next)
		check_selection(k, n);
}

void
test_ssvc_points(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_flaws; i++)
		each_object(k, &k->doc->flaws[i], check_selections);
}
