/*
 * 6.1.26, 6.1.27: what the document's category asks for.
 */
#include <limits.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "csaf/csaf_run.h"

/* Profiles but CSAF Base, as bits. */
enum {
	INCIDENT = 1 << 0,
	INFORMATIONAL = 1 << 1,
	ADVISORY = 1 << 2,
	VEX = 1 << 3,
	/* 2.1 */
	DEPRECATED = 1 << 4,
	WITHDRAWN = 1 << 5,
	SUPERSEDED = 1 << 6,
};
#define SINCE_21	(DEPRECATED | WITHDRAWN | SUPERSEDED)

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
	{ "csaf_deprecated_security_advisory", "deprecatedsecurityadvisory",
	    DEPRECATED },
	{ "csaf_withdrawn", "withdrawn", WITHDRAWN },
	{ "csaf_superseded", "superseded", SUPERSEDED },
};

/* Whether the document's profile is one of those. */
static bool
is_of(const struct csaf_run *k, unsigned bits)
{
	if (k->doc->version != CSAF_21)
		bits &= ~(unsigned)SINCE_21;
	for (size_t i = 0; i < ARRAY_LEN(profiles); i++) {
		if (str_eq_z(k->doc->category, profiles[i].category))
			return (profiles[i].bit & bits) != 0;
	}
	return false;
}

/* ---- 6.1.26 ---------------------------------------------------------- */

/* Dashes and low lines of Unicode, as ranges; blanks are utf8_is_blank's. */
static const struct {
	uint32_t first, last;
} signs[] = {
	{ '-', '-' },
	{ '_', '_' },
	{ 0xad, 0xad },
	{ 0x332, 0x333 },	/* combining low lines */
	{ 0x58a, 0x58a },
	{ 0x5be, 0x5be },
	{ 0x1400, 0x1400 },
	{ 0x1806, 0x1806 },
	{ 0x2010, 0x2015 },
	{ 0x2017, 0x2017 },
	{ 0x203f, 0x2040 },
	{ 0x2053, 0x2054 },
	{ 0x207b, 0x207b },
	{ 0x208b, 0x208b },
	{ 0x2212, 0x2212 },
	{ 0x2e17, 0x2e17 },
	{ 0x2e1a, 0x2e1a },
	{ 0x2e3a, 0x2e3b },
	{ 0x2e40, 0x2e40 },
	{ 0x301c, 0x301c },
	{ 0x3030, 0x3030 },
	{ 0x30a0, 0x30a0 },
	{ 0xfe31, 0xfe34 },
	{ 0xfe4d, 0xfe4f },
	{ 0xfe58, 0xfe58 },
	{ 0xfe63, 0xfe63 },
	{ 0xff0d, 0xff0d },
	{ 0xff3f, 0xff3f },
	/* blanks */
	{ 0x09, 0x0d },
	{ ' ', ' ' },
	{ 0x85, 0x85 },
	{ 0xa0, 0xa0 },
	{ 0x1680, 0x1680 },
	{ 0x2000, 0x200b },
	{ 0x2028, 0x2029 },
	{ 0x202f, 0x202f },
	{ 0x205f, 0x2060 },
	{ 0x3000, 0x3000 },
	{ 0xfeff, 0xfeff },
};

/* Dashes, low lines and blanks; in 2.0, of ASCII alone. */
static bool
is_sign(const struct csaf_run *k, uint32_t c)
{
	if (k->doc->version != CSAF_21 && c >= 0x80)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(signs); i++) {
		if (c >= signs[i].first && c <= signs[i].last)
			return true;
	}
	return false;
}

static struct str
plain_name(struct csaf_run *k, struct str s)
{
	char *out = arena_bytes(k->q->arena, CATEGORY_BYTES + 4);
	struct str lower = str_lower(k->q->arena, s);
	size_t n = 0;

	for (size_t i = 0, from = 0; i < lower.n && n < CATEGORY_BYTES;
	     from = i) {
		uint32_t c = utf8_next(lower, &i);

		if (is_sign(k, c))
			continue;
		for (; from < i; from++)
			out[n++] = lower.p[from];
	}
	return (struct str){ out, n };
}

void
test_profile_resembling(struct csaf_run *k)
{
	const struct json_node *node = csaf_run_string(k->doc->document,
	    "category");
	struct str category = k->doc->category, plain;

	if (node == NULL || is_of(k, UINT_MAX))
		return;
	if (str_eq_nocase(str_sub(category, 0, 5), S("csaf_")) &&
	    !str_eq(category, S("csaf_base"))) {
		struct str text = csaf_run_quote(k, category);

		csaf_run_report(k, node,
		    "'%.*s' is no profile, though 'csaf_' is reserved for them",
		    STR_ARG(text));
		return;
	}
	plain = plain_name(k, category);
	if (str_starts(plain, S("csaf")))
		plain = str_from(plain, 4);
	for (size_t i = 0; i < ARRAY_LEN(profiles); i++) {
		struct str text = csaf_run_quote(k, category);

		if (str_eq_z(plain, profiles[i].plain) &&
		    (k->doc->version == CSAF_21 ||
			(profiles[i].bit & SINCE_21) == 0))
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

	if (!is_of(k, INFORMATIONAL | WITHDRAWN | SUPERSEDED) || n == NULL)
		return;
	csaf_run_report(k, n,
	    "a document of the category %.*s has no vulnerabilities",
	    STR_ARG(k->doc->category));
	csaf_run_fix(k, "write \"category\": \"csaf_base\"");
}

void
test_profile_tree(struct csaf_run *k)
{
	if (is_of(k, ADVISORY | VEX | DEPRECATED) && k->doc->tree == NULL)
		csaf_run_report(k, k->doc->root,
		    "the document has no product_tree");
}

void
test_profile_flaws(struct csaf_run *k)
{
	if (is_of(k, ADVISORY | VEX | DEPRECATED) && k->doc->n_flaws == 0)
		csaf_run_report(k, k->doc->root,
		    "the document has no vulnerabilities");
}

/* ---- of each flaw ---------------------------------------------------- */

void
test_profile_flaw_notes(struct csaf_run *k)
{
	if (!is_of(k, ADVISORY | VEX | DEPRECATED))
		return;
	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		if (!csaf_run_has(k->doc->flaws[i].node, "notes"))
			csaf_run_report(k, k->doc->flaws[i].node,
			    "the vulnerability has no notes");
	}
}

void
test_profile_flaw_status(struct csaf_run *k)
{
	if (!is_of(k, ADVISORY | DEPRECATED))
		return;
	for (size_t i = 0; i < k->doc->n_flaws; i++) {
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

/* Whether an id is said of the flaw itself, not of products. */
static bool
has_general_id(const struct json_node *flaw)
{
	if (json_get(flaw, "cve") != NULL)
		return true;
	for (const struct json_node *n = csaf_run_items(flaw, "ids");
	     n != NULL; n = n->next) {
		if (json_get(n, "product_ids") == NULL &&
		    json_get(n, "group_ids") == NULL)
			return true;
	}
	return false;
}

/* 2.1: ids may be said of products, then each one has one. */
static void
check_ids(struct csaf_run *k, const struct csaf_flaw *f, size_t *marks,
    size_t round)
{
	csaf_run_mark_list(k, marks, round, f, "ids");
	for (size_t s = 0; s < CSAF_STATUSES; s++)
		csaf_run_unmarked(k, &f->status[s], marks, round,
		    "no id of the vulnerability");
}

void
test_profile_vex_id(struct csaf_run *k)
{
	size_t *marks = csaf_run_marks(k);

	for (size_t i = 0; i < k->doc->n_flaws && is_of(k, VEX); i++) {
		const struct csaf_flaw *f = &k->doc->flaws[i];

		if (json_get(f->node, "cve") == NULL &&
		    json_get(f->node, "ids") == NULL)
			csaf_run_report(k, f->node,
			    "the vulnerability has neither cve nor ids");
		else if (k->doc->version == CSAF_21 &&
		    !has_general_id(f->node))
			check_ids(k, f, marks, i + 1);
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

		csaf_run_mark_list(k, marks, i + 1, f, "flags");
		for (const struct json_node *n =
			 csaf_run_items(f->node, "threats");
		     n != NULL; n = n->next) {
			if (str_eq(json_get_str(n, "category"), S("impact")))
				csaf_run_mark(k, marks, i + 1, n);
		}
		csaf_run_unmarked(k, &f->status[CSAF_KNOWN_NOT_AFFECTED],
		    marks, i + 1,
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

		csaf_run_mark_list(k, marks, i + 1, f, "remediations");
		csaf_run_unmarked(k, &f->status[CSAF_KNOWN_AFFECTED], marks,
		    i + 1, "no remediation");
	}
}

/* ---- 2.1 ------------------------------------------------------------- */

void
test_profile_affected(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_flaws && is_of(k, ADVISORY); i++) {
		const struct json_node *node = k->doc->flaws[i].node;

		if (json_get(json_get(node, "product_status"),
			"known_affected") == NULL)
			csaf_run_report(k, node,
			    "the vulnerability has no known_affected products");
	}
}

void
test_profile_description(struct csaf_run *k)
{
	if (!is_of(k, WITHDRAWN | SUPERSEDED))
		return;
	for (const struct json_node *n =
		 csaf_run_items(k->doc->document, "notes");
	     n != NULL; n = n->next) {
		if (str_eq(json_get_str(n, "category"), S("description")))
			return;
	}
	csaf_run_report(k, k->doc->document,
	    "no note of the category description");
}

void
test_profile_no_tree(struct csaf_run *k)
{
	if (is_of(k, WITHDRAWN | SUPERSEDED) && k->doc->tree != NULL)
		csaf_run_report(k, k->doc->tree,
		    "a document of the category %.*s has no product_tree",
		    STR_ARG(k->doc->category));
}

void
test_profile_two_revisions(struct csaf_run *k)
{
	if (is_of(k, WITHDRAWN | SUPERSEDED) && k->doc->n_revisions < 2 &&
	    k->doc->tracking != NULL)
		csaf_run_report(k, k->doc->tracking,
		    "the history has fewer than two revisions");
}

void
test_profile_withdrawal(struct csaf_run *k)
{
	if (is_of(k, WITHDRAWN) && csaf_run_is_english(k))
		csaf_run_one_note(k, S("Reasoning for Withdrawal"),
		    S("description"));
}

void
test_profile_supersession(struct csaf_run *k)
{
	if (is_of(k, SUPERSEDED) && csaf_run_is_english(k))
		csaf_run_one_note(k, S("Reasoning for Supersession"),
		    S("description"));
}

/* The schema's default does not count: the standard's own example says so. */
void
test_profile_successor(struct csaf_run *k)
{
	bool is_met = false;

	if (!is_of(k, SUPERSEDED) || !csaf_run_is_english(k))
		return;
	for (const struct json_node *n =
		 csaf_run_items(k->doc->document, "references");
	     n != NULL; n = n->next) {
		is_met |= str_starts(json_get_str(n, "summary"),
			      S("Superseding Document")) &&
		    str_eq(json_get_str(n, "category"), S("external"));
	}
	if (!is_met)
		csaf_run_report(k, k->doc->document,
		    "no external reference whose summary begins with "
		    "'Superseding Document'");
}
