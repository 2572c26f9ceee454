/*
 * 6.1.11 to 6.1.13, 6.1.15, 6.1.28, 6.1.31: names from catalogues, languages,
 * package URLs, names of versions.
 */
#include "base/arena.h"
#include "csaf/csaf_cwe.h"
#include "csaf/csaf_lang.h"
#include "csaf/csaf_run.h"
#include "score/cwe.h"
#include "version/purl.h"

/* In 2.0, of the newest catalogue. */
static void
check_cwe(struct csaf_run *k, const struct json_node *cwe)
{
	const struct json_node *id = csaf_run_string(cwe, "id");
	const struct json_node *name = csaf_run_string(cwe, "name");
	const struct cwe *row;
	struct str text;

	if (id == NULL || !csaf_format_matches(CSAF_FORMAT_CWE, id->text))
		return;
	row = cwe_find(id->text);
	if (row == NULL) {
		csaf_run_report(k, id,
		    "%.*s is no weakness of the CWE catalogue (4.20)",
		    STR_ARG(id->text));
		return;
	}
	if (name == NULL || str_eq_z(name->text, row->name))
		return;
	text = csaf_run_quote(k, name->text);
	csaf_run_report(k, name, "%.*s is called '%s', not '%.*s'",
	    STR_ARG(id->text), row->name, STR_ARG(text));
	csaf_run_fix(k, "write \"name\": \"%s\"", row->name);
}

/* In 2.1, of the catalogue that is named. */
static void
check_past_cwe(struct csaf_run *k, const struct json_node *cwe)
{
	const struct json_node *id = csaf_run_string(cwe, "id");
	const struct json_node *name = csaf_run_string(cwe, "name");
	const struct json_node *version = csaf_run_string(cwe, "version");
	struct str wanted, text;
	size_t place;

	if (id == NULL || name == NULL || version == NULL ||
	    !csaf_format_matches(CSAF_FORMAT_CWE, id->text) ||
	    !csaf_format_matches(CSAF_FORMAT_CWE_VERSION, version->text))
		return;
	text = csaf_run_quote(k, version->text);
	if (!csaf_cwe_version(version->text, &place)) {
		csaf_run_report(k, version,
		    "no CWE catalogue of version %.*s is known (4.20 is the "
		    "newest)",
		    STR_ARG(text));
		return;
	}
	wanted = csaf_cwe_name(id->text, place);
	if (wanted.n == 0) {
		csaf_run_report(k, id,
		    "%.*s is no weakness of the CWE catalogue %.*s",
		    STR_ARG(id->text), STR_ARG(text));
	} else if (!str_eq(name->text, wanted)) {
		csaf_run_report(k, name, "%.*s is called '%.*s' in CWE %.*s",
		    STR_ARG(id->text), STR_ARG(wanted), STR_ARG(text));
		csaf_run_fix(k, "write \"name\": \"%.*s\"", STR_ARG(wanted));
	}
}

void
test_name_cwe(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		const struct json_node *node = k->doc->flaws[i].node;

		if (k->doc->version != CSAF_21) {
			check_cwe(k, json_get(node, "cwe"));
			continue;
		}
		for (const struct json_node *n = csaf_run_items(node, "cwes");
		     n != NULL; n = n->next)
			check_past_cwe(k, n);
	}
}

/* ---- languages ------------------------------------------------------- */

static void
check_language(struct csaf_run *k, const char *name)
{
	const struct json_node *n = csaf_run_string(k->doc->document, name);
	struct csaf_lang l;

	if (n != NULL && csaf_lang_parse(n->text, &l) && l.unknown.n > 0)
		csaf_run_report(k, n,
		    "'%.*s' of '%.*s' is no registered %s (IANA, BCP 47)",
		    STR_ARG(l.unknown), STR_ARG(n->text), l.kind);
}

void
test_name_language(struct csaf_run *k)
{
	check_language(k, "lang");
	check_language(k, "source_lang");
}

void
test_name_translator(struct csaf_run *k)
{
	const struct json_node *publisher = json_get(k->doc->document,
	    "publisher");
	const struct json_node *category = csaf_run_string(publisher,
	    "category");

	if (category == NULL || !str_eq(category->text, S("translator")))
		return;
	if (json_get(k->doc->document, "source_lang") == NULL)
		csaf_run_report(k, category,
		    "a translator's document says from which language: "
		    "'/document/source_lang' is missing");
	else if (json_get_str(k->doc->document, "source_lang").n == 0)
		csaf_run_report(k, json_get(k->doc->document, "source_lang"),
		    "a translator's document says from which language: "
		    "'/document/source_lang' has no value");
}

void
test_name_same_language(struct csaf_run *k)
{
	const struct json_node *from = csaf_run_string(k->doc->document,
	    "source_lang");
	const struct json_node *to = csaf_run_string(k->doc->document, "lang");

	if (from == NULL || to == NULL || !str_eq_nocase(from->text, to->text))
		return;
	csaf_run_report(k, from, "'source_lang' and 'lang' are both '%.*s'",
	    STR_ARG(to->text));
	csaf_run_fix(k, "remove \"source_lang\"");
}

/* ---- products -------------------------------------------------------- */

static void
check_purl(struct csaf_run *k, const struct json_node *n)
{
	const char *why = "";
	struct purl p;
	struct str text;

	/* What has not even the form is the schema's matter. */
	if (n == NULL || n->kind != JSON_IS_STRING ||
	    !csaf_format_matches(CSAF_FORMAT_PURL, n->text) ||
	    purl_parse(k->q->arena, n->text, &p, &why))
		return;
	text = csaf_run_quote(k, n->text);
	csaf_run_report(k, n, "'%.*s' is no package URL: %s", STR_ARG(text),
	    why);
}

void
test_name_purl(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_products; i++) {
		const struct json_node *helper =
		    json_get(k->doc->products[i].node,
			"product_identification_helper");

		if (k->doc->version != CSAF_21) {
			check_purl(k, csaf_run_string(helper, "purl"));
			continue;
		}
		for (const struct json_node *n =
			 csaf_run_items(helper, "purls");
		     n != NULL; n = n->next)
			check_purl(k, n);
	}
}

/* Of a word: "after-eight" is one. */
static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* What says that a name means more than one version, or the empty str. */
static struct str
range_word(struct str s)
{
	static const char *const words[] = { "after", "all", "before",
		"earlier", "later", "prior", "versions" };

	for (size_t i = 0; i < s.n; i++) {
		size_t end = i;

		if (s.p[i] == '<' || s.p[i] == '>')
			return str_sub(s, i,
			    i + 1 < s.n && s.p[i + 1] == '=' ? 2 : 1);
		while (end < s.n && is_letter(s.p[end]))
			end++;
		for (size_t w = 0; w < ARRAY_LEN(words); w++) {
			if (str_eq_nocase(str_sub(s, i, end - i),
				str_z(words[w])))
				return str_sub(s, i, end - i);
		}
		if (end > i)
			i = end - 1;
	}
	return S("");
}

static void
check_branches(struct csaf_run *k, const struct json_node *node)
{
	for (const struct json_node *n = csaf_run_items(node, "branches");
	     n != NULL; n = n->next) {
		const struct json_node *name = csaf_run_string(n, "name");
		struct str word = S("");

		check_branches(k, n);
		if (name != NULL &&
		    str_eq(json_get_str(n, "category"), S("product_version")))
			word = range_word(name->text);
		if (word.n > 0)
			csaf_run_report(k, name,
			    "'%.*s' makes the name of a version a range",
			    STR_ARG(word));
	}
}

void
test_name_version_range(struct csaf_run *k)
{
	check_branches(k, k->doc->tree);
}
