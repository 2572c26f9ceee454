/*
 * 6.1.26, 6.1.27.1 to 6.1.27.11: what the document's category asks for.
 */
#include "base/arena.h"
#include "base/utf8.h"
#include "csaf/csaf_run.h"

/* Profiles but CSAF Base, as bits. */
enum {
	INCIDENT = 1 << 0,
	INFORMATIONAL = 1 << 1,
	ADVISORY = 1 << 2,
	VEX = 1 << 3,
};

/* Longer categories do not look like a profile's. */
#define CATEGORY_BYTES	256

static const struct {
	const char *category;
	const char *plain;	/* without dashes, blanks and underscores */
	unsigned bit;
} profiles[] = {
	{ "csaf_security_incident_response", "securityincidentresponse",
	    INCIDENT },
	{ "csaf_informational_advisory", "informationaladvisory",
	    INFORMATIONAL },
	{ "csaf_security_advisory", "securityadvisory", ADVISORY },
	{ "csaf_vex", "vex", VEX },
};

/* Whether the document's profile is one of those. */
static bool
is_of(const struct csaf_run *k, unsigned bits)
{
	for (size_t i = 0; i < ARRAY_LEN(profiles); i++) {
		if (str_eq_z(k->doc->category, profiles[i].category))
			return (profiles[i].bit & bits) != 0;
	}
	return false;
}

/* ---- 6.1.26 ---------------------------------------------------------- */

static struct str
plain_name(struct arena *a, struct str s)
{
	char *out = arena_bytes(a, CATEGORY_BYTES);
	struct str lower = str_lower(a, s);
	size_t n = 0;

	for (size_t i = 0; i < lower.n && n < CATEGORY_BYTES; i++) {
		char c = lower.p[i];

		if (c != '-' && c != '_' && c != ' ' && (c < 9 || c > 13))
			out[n++] = c;
	}
	return (struct str){ out, n };
}

void
test_profile_resembling(struct csaf_run *k)
{
	const struct json_node *node = csaf_run_string(k->doc->document,
	    "category");
	struct str category = k->doc->category, plain;

	if (node == NULL ||
	    is_of(k, INCIDENT | INFORMATIONAL | ADVISORY | VEX))
		return;
	if (str_eq_nocase(str_sub(category, 0, 5), S("csaf_")) &&
	    !str_eq(category, S("csaf_base"))) {
		struct str text = csaf_run_quote(k, category);

		csaf_run_report(k, node,
		    "'%.*s' is no profile, though 'csaf_' is reserved for them",
		    STR_ARG(text));
		return;
	}
	plain = plain_name(k->q->arena, category);
	if (str_starts(plain, S("csaf")))
		plain = str_from(plain, 4);
	for (size_t i = 0; i < ARRAY_LEN(profiles); i++) {
		struct str text = csaf_run_quote(k, category);

		if (str_eq_z(plain, profiles[i].plain))
			csaf_run_report(k, node,
			    "'%.*s' looks like the profile '%s'",
			    STR_ARG(text), profiles[i].category);
	}
}

/* ---- of the document ------------------------------------------------- */

void
test_profile_note(struct csaf_run *k)
{
	static const char *const wanted[] = { "description", "details",
		"general", "summary" };
	const struct json_node *doc = k->doc->document;

	if (!is_of(k, INCIDENT | INFORMATIONAL))
		return;
	for (const struct json_node *n = csaf_run_items(doc, "notes");
	     n != NULL; n = n->next) {
		for (size_t i = 0; i < ARRAY_LEN(wanted); i++) {
			if (str_eq_z(json_get_str(n, "category"), wanted[i]))
				return;
		}
	}
	csaf_run_report(k, doc,
	    "no note of the category description, details, general or "
	    "summary");
}

void
test_profile_reference(struct csaf_run *k)
{
	const struct json_node *doc = k->doc->document;

	if (!is_of(k, INCIDENT | INFORMATIONAL))
		return;
	for (const struct json_node *n = csaf_run_items(doc, "references");
	     n != NULL; n = n->next) {
		struct str category = json_get_str(n, "category");

		/* The schema's default. */
		if (category.n == 0 || str_eq(category, S("external")))
			return;
	}
	csaf_run_report(k, doc, "no reference of the category external");
}

void
test_profile_no_flaws(struct csaf_run *k)
{
	const struct json_node *n = json_get(k->doc->root, "vulnerabilities");

	if (is_of(k, INFORMATIONAL) && n != NULL)
		csaf_run_report(k, n,
		    "an informational advisory has no vulnerabilities");
}

void
test_profile_tree(struct csaf_run *k)
{
	if (is_of(k, ADVISORY | VEX) && k->doc->tree == NULL)
		csaf_run_report(k, k->doc->root,
		    "the document has no product_tree");
}

void
test_profile_flaws(struct csaf_run *k)
{
	if (is_of(k, ADVISORY | VEX) && k->doc->n_flaws == 0)
		csaf_run_report(k, k->doc->root,
		    "the document has no vulnerabilities");
}

/* ---- of each flaw ---------------------------------------------------- */

void
test_profile_flaw_notes(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_flaws && is_of(k, ADVISORY | VEX);
	     i++) {
		if (!csaf_run_has(k->doc->flaws[i].node, "notes"))
			csaf_run_report(k, k->doc->flaws[i].node,
			    "the vulnerability has no notes");
	}
}

void
test_profile_flaw_status(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_flaws && is_of(k, ADVISORY); i++) {
		if (!csaf_run_has(k->doc->flaws[i].node, "product_status"))
			csaf_run_report(k, k->doc->flaws[i].node,
			    "the vulnerability has no product_status");
	}
}

void
test_profile_vex_status(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_flaws && is_of(k, VEX); i++) {
		const struct csaf_flaw *f = &k->doc->flaws[i];

		if (f->status[CSAF_FIXED].n +
			f->status[CSAF_KNOWN_AFFECTED].n +
			f->status[CSAF_KNOWN_NOT_AFFECTED].n +
			f->status[CSAF_UNDER_INVESTIGATION].n ==
		    0)
			csaf_run_report(k, f->node,
			    "no product is fixed, known_affected, "
			    "known_not_affected or under_investigation");
	}
}

void
test_profile_vex_id(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_flaws && is_of(k, VEX); i++) {
		const struct json_node *node = k->doc->flaws[i].node;

		if (json_get(node, "cve") == NULL &&
		    json_get(node, "ids") == NULL)
			csaf_run_report(k, node,
			    "the vulnerability has neither cve nor ids");
	}
}

/* Products of a status that nothing has marked. */
static void
report_unmarked(struct csaf_run *k, const struct csaf_range *status,
    const size_t *marks, size_t value, const char *what)
{
	for (size_t i = 0; i < status->n; i++) {
		const struct csaf_use *u = &k->doc->uses[status->first + i];
		struct str id;

		if (marks[u->id] == value)
			continue;
		id = csaf_run_quote(k, u->node->text);
		csaf_run_report(k, u->node, "the product '%.*s' has %s",
		    STR_ARG(id), what);
	}
}

void
test_profile_vex_impact(struct csaf_run *k)
{
	size_t *marks;

	if (!is_of(k, VEX))
		return;
	marks = csaf_run_marks(k);
	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		const struct csaf_flaw *f = &k->doc->flaws[i];

		for (const struct json_node *n =
			 csaf_run_items(f->node, "flags");
		     n != NULL; n = n->next)
			csaf_run_mark(k, marks, i + 1, n);
		for (const struct json_node *n =
			 csaf_run_items(f->node, "threats");
		     n != NULL; n = n->next) {
			if (str_eq(json_get_str(n, "category"), S("impact")))
				csaf_run_mark(k, marks, i + 1, n);
		}
		report_unmarked(k, &f->status[CSAF_KNOWN_NOT_AFFECTED], marks,
		    i + 1,
		    "no reason why it is not affected: a flag, or a "
		    "threat of the category impact");
	}
}

void
test_profile_vex_action(struct csaf_run *k)
{
	size_t *marks;

	if (!is_of(k, VEX))
		return;
	marks = csaf_run_marks(k);
	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		const struct csaf_flaw *f = &k->doc->flaws[i];

		for (const struct json_node *n =
			 csaf_run_items(f->node, "remediations");
		     n != NULL; n = n->next)
			csaf_run_mark(k, marks, i + 1, n);
		report_unmarked(k, &f->status[CSAF_KNOWN_AFFECTED], marks,
		    i + 1, "no remediation");
	}
}
