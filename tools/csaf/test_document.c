/*
 * 6.2.7, 6.2.10 to 6.2.15, 6.2.17, 6.3.3, 6.3.4: what a good document says of
 * itself and of its vulnerabilities.
 */
#include "base/arena.h"
#include "csaf/csaf_lang.h"
#include "csaf/csaf_name.h"
#include "csaf/csaf_run.h"

void
test_document_tlp(struct csaf_run *k)
{
	const struct json_node *doc = k->doc->document;

	if (doc != NULL &&
	    csaf_run_string(json_get(json_get(doc, "distribution"), "tlp"),
		"label") == NULL)
		csaf_run_report(k, doc, "the document has no TLP label");
}

void
test_document_lang(struct csaf_run *k)
{
	if (k->doc->document != NULL &&
	    json_get(k->doc->document, "lang") == NULL)
		csaf_run_report(k, k->doc->document,
		    "the document does not say its language");
}

/* ---- the canonical address ------------------------------------------- */

void
test_document_canonical(struct csaf_run *k)
{
	struct str id = json_get_str(k->doc->tracking, "id"), name;

	if (id.n == 0)
		return;
	name = str_fmt(k->q->arena, "/%.*s.json",
	    STR_ARG(csaf_name(k->q->arena, id)));
	for (const struct json_node *n =
		 csaf_run_items(k->doc->document, "references");
	     n != NULL; n = n->next) {
		struct str url = json_get_str(n, "url");

		if (str_eq(json_get_str(n, "category"), S("self")) &&
		    str_starts(url, S("https://")) && str_ends(url, name))
			return;
	}
	name = csaf_run_quote(k, str_from(name, 1));
	csaf_run_report(k, k->doc->document,
	    "no self reference with https:// that ends in %.*s",
	    STR_ARG(name));
}

/* ---- order ----------------------------------------------------------- */

/* By letters, whatever their case; then by bytes. */
static int
name_cmp(struct str x, struct str y)
{
	for (size_t i = 0; i < x.n && i < y.n; i++) {
		unsigned char a = (unsigned char)x.p[i];
		unsigned char b = (unsigned char)y.p[i];

		if (a >= 'A' && a <= 'Z')
			a |= 0x20;
		if (b >= 'A' && b <= 'Z')
			b |= 0x20;
		if (a != b)
			return a < b ? -1 : 1;
	}
	return x.n != y.n ? (x.n < y.n ? -1 : 1) : str_cmp(x, y);
}

/* The first member out of place of each object. */
static void
check_order(struct csaf_run *k, const struct json_node *node)
{
	const struct json_node *before = NULL;
	bool is_said = false;

	for (const struct json_node *n = node->first; n != NULL; n = n->next) {
		if (node->kind == JSON_IS_OBJECT && before != NULL &&
		    !is_said && name_cmp(before->name, n->name) > 0) {
			struct str x = csaf_run_quote(k, n->name);
			struct str y = csaf_run_quote(k, before->name);

			csaf_run_report(k, n, "'%.*s' stands behind '%.*s'",
			    STR_ARG(x), STR_ARG(y));
			csaf_run_fix(k, "sort the members of the object");
			is_said = true;
		}
		before = n;
		check_order(k, n);
	}
}

void
test_document_sorted(struct csaf_run *k)
{
	check_order(k, k->doc->root);
}

/* ---- languages ------------------------------------------------------- */

static const char *const languages[] = { "lang", "source_lang" };

void
test_document_private_lang(struct csaf_run *k)
{
	for (size_t i = 0; i < ARRAY_LEN(languages); i++) {
		const struct json_node *n = csaf_run_string(k->doc->document,
		    languages[i]);
		struct csaf_lang l;
		struct str text;

		if (n == NULL || !csaf_lang_parse(n->text, &l) ||
		    !l.is_private)
			continue;
		text = csaf_run_quote(k, n->text);
		csaf_run_report(k, n,
		    "'%.*s' has a part for private use, which others do not "
		    "know",
		    STR_ARG(text));
		csaf_run_fix(k, "remove the part for private use");
	}
}

void
test_document_default_lang(struct csaf_run *k)
{
	for (size_t i = 0; i < ARRAY_LEN(languages); i++) {
		const struct json_node *n = csaf_run_string(k->doc->document,
		    languages[i]);

		if (n == NULL || !str_eq_nocase(n->text, S("i-default")))
			continue;
		csaf_run_report(k, n, "'%.*s' names no language",
		    STR_ARG(n->text));
		csaf_run_fix(k, "remove \"%s\"", languages[i]);
	}
}

/* ---- vulnerabilities ------------------------------------------------- */

void
test_document_involvement_date(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		for (const struct json_node *n =
			 csaf_run_items(k->doc->flaws[i].node, "involvements");
		     n != NULL; n = n->next) {
			if (n->kind == JSON_IS_OBJECT &&
			    json_get(n, "date") == NULL)
				csaf_run_report(k, n,
				    "the involvement has no date");
		}
	}
}

static void
put_cve_fix(struct csaf_run *k, const struct json_node *flaw, struct str cve)
{
	if (json_get(flaw, "cve") == NULL)
		csaf_run_fix(k, "write \"cve\": \"%.*s\"", STR_ARG(cve));
	else
		csaf_run_fix(k, "remove the item of 'ids'");
}

void
test_document_cve_in_ids(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		for (const struct json_node *n =
			 csaf_run_items(k->doc->flaws[i].node, "ids");
		     n != NULL; n = n->next) {
			const struct json_node *text = csaf_run_string(n,
			    "text");

			if (text == NULL ||
			    !csaf_format_matches(CSAF_FORMAT_CVE, text->text))
				continue;
			csaf_run_report(k, text,
			    "%.*s stands in 'ids', its place is 'cve'",
			    STR_ARG(text->text));
			put_cve_fix(k, k->doc->flaws[i].node, text->text);
		}
	}
}

static void
check_member(struct csaf_run *k, const char *name, const char *what)
{
	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		const struct json_node *n = k->doc->flaws[i].node;

		if (n->kind == JSON_IS_OBJECT && json_get(n, name) == NULL)
			csaf_run_report(k, n, "the vulnerability has no %s",
			    what);
	}
}

void
test_document_cve(struct csaf_run *k)
{
	check_member(k, "cve", "CVE id");
}

void
test_document_cwe(struct csaf_run *k)
{
	check_member(k, k->doc->version == CSAF_21 ? "cwes" : "cwe", "CWE");
}
