/*
 * 6.2.19, 6.3.1, 6.3.2: which CVSS, and for which products.
 */
#include "csaf/csaf_run.h"
#include "score/cvss.h"

/* ---- 6.2.19 ---------------------------------------------------------- */

static bool
all_are(const struct json_node *cvss, const char *const *names, size_t n,
    struct str word)
{
	for (size_t i = 0; i < n; i++) {
		if (!str_eq(json_get_str(cvss, names[i]), word))
			return false;
	}
	return true;
}

/* What the members say of 2.0, 3.0 and 3.1, or of 4.0. */
static bool
is_without_impact(const struct json_node *cvss)
{
	static const char *const impact[] = { "modifiedAvailabilityImpact",
		"modifiedConfidentialityImpact", "modifiedIntegrityImpact" };
	static const char *const target[] = { "targetDistribution" };
	static const char *const vulnerable[] = {
		"modifiedVulnAvailabilityImpact",
		"modifiedVulnConfidentialityImpact",
		"modifiedVulnIntegrityImpact"
	};
	static const char *const subsequent[] = {
		"modifiedSubAvailabilityImpact",
		"modifiedSubConfidentialityImpact",
		"modifiedSubIntegrityImpact"
	};

	return all_are(cvss, impact, ARRAY_LEN(impact), S("NONE")) ||
	    all_are(cvss, target, ARRAY_LEN(target), S("NONE")) ||
	    (all_are(cvss, vulnerable, ARRAY_LEN(vulnerable), S("NONE")) &&
		all_are(cvss, subsequent, ARRAY_LEN(subsequent),
		    S("NEGLIGIBLE")));
}

/* Whether what is left of the flaw is nothing, as a member or a metric says. */
static bool
is_harmless(const struct json_node *cvss)
{
	const struct json_node *score = json_get(cvss, "environmentalScore");
	struct cvss_fault fault;
	struct cvss v;
	int x10;

	if (score != NULL && score->kind == JSON_IS_NUMBER)
		return csaf_format_tenths(score->text, &x10) && x10 == 0;
	if (is_without_impact(cvss))
		return true;
	if (!cvss_parse(json_get_str(cvss, "vectorString"), &v, &fault))
		return false;
	/* 4.0 has one score. */
	return v.version == CVSS_4_0 ? cvss_score(&v).overall_x10 == 0 :
				       cvss_score(&v).environmental_x10 == 0;
}

/* What makes a CVSS 3 score 0. */
#define V3_FIX								\
	"give modifiedConfidentialityImpact, modifiedIntegrityImpact and " \
	"modifiedAvailabilityImpact NONE and compute the environmental score"

static void
check_fixed(struct csaf_run *k, const struct json_node *score,
    const size_t *marks, size_t value)
{
	size_t n_names;
	const char *const *names = csaf_run_scores(k, &n_names);

	for (size_t i = 0; i < n_names; i++) {
		const struct json_node *cvss = json_get(csaf_doc_score(k->doc,
							    score),
		    names[i]);

		if (cvss == NULL || cvss->kind != JSON_IS_OBJECT ||
		    is_harmless(cvss))
			continue;
		for (const struct json_node *n =
			 csaf_run_items(score, "products");
		     n != NULL; n = n->next) {
			size_t id = n->kind != JSON_IS_STRING ?
			    CSAF_NOWHERE :
			    csaf_doc_id(&k->doc->product_ids, n->text);
			struct str text;

			if (id == CSAF_NOWHERE || marks[id] != value)
				continue;
			text = csaf_run_quote(k, n->text);
			csaf_run_report(k, n,
			    "the product '%.*s' is fixed and has a score "
			    "that is not 0",
			    STR_ARG(text));
			if (str_eq_z(S("cvss_v3"), names[i]))
				csaf_run_fix(k, "%s", V3_FIX);
		}
	}
}

void
test_score_use_fixed(struct csaf_run *k)
{
	static const enum csaf_status fixed[] = { CSAF_FIRST_FIXED,
		CSAF_FIXED };
	size_t *marks = csaf_run_marks(k);

	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		const struct csaf_flaw *f = &k->doc->flaws[i];

		for (size_t s = 0; s < ARRAY_LEN(fixed); s++) {
			const struct csaf_range *r = &f->status[fixed[s]];

			for (size_t u = 0; u < r->n; u++)
				marks[k->doc->uses[r->first + u].id] = i + 1;
		}
		for (const struct json_node *n = csaf_doc_scores(k->doc, f);
		     n != NULL; n = n->next)
			check_fixed(k, n, marks, i + 1);
	}
}

/* ---- 6.3.1, 6.3.2 ---------------------------------------------------- */

static bool
has_newer(const struct csaf_run *k, const struct json_node *score)
{
	return json_get(score, "cvss_v3") != NULL ||
	    (k->doc->version == CSAF_21 && json_get(score, "cvss_v4") != NULL);
}

/* In 2.1 another source may have scored the same products. */
static bool
is_scored_elsewhere(struct csaf_run *k, const struct json_node *item,
    const size_t *marks, size_t round)
{
	const size_t *ids;
	size_t n = csaf_run_products(k, item, &ids);

	if (k->doc->version != CSAF_21)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (marks[ids[i]] != round)
			return false;
	}
	return n > 0;
}

void
test_score_use_only_2(struct csaf_run *k)
{
	size_t *marks = csaf_run_marks(k);

	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		const struct json_node *first = csaf_doc_scores(k->doc,
		    &k->doc->flaws[i]);

		for (const struct json_node *n = first; n != NULL;
		     n = n->next) {
			if (has_newer(k, csaf_doc_score(k->doc, n)))
				csaf_run_mark(k, marks, i + 1, n);
		}
		for (const struct json_node *n = first; n != NULL;
		     n = n->next) {
			const struct json_node *score = csaf_doc_score(k->doc,
			    n);
			const struct json_node *v2 = json_get(score,
			    "cvss_v2");

			if (v2 != NULL && !has_newer(k, score) &&
			    !is_scored_elsewhere(k, n, marks, i + 1))
				csaf_run_report(k, v2,
				    "CVSS 2.0 is the only score");
		}
	}
}

void
test_score_use_30(struct csaf_run *k)
{
	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		for (const struct json_node *n =
			 csaf_doc_scores(k->doc, &k->doc->flaws[i]);
		     n != NULL; n = n->next) {
			const struct json_node *version =
			    csaf_run_string(json_get(csaf_doc_score(k->doc, n),
						"cvss_v3"),
				"version");

			if (version == NULL ||
			    !str_eq(version->text, S("3.0")))
				continue;
			csaf_run_report(k, version,
			    "the score is of CVSS 3.0");
			csaf_run_fix(k,
			    "write \"version\": \"3.1\", begin the vector with "
			    "CVSS:3.1/ and compute the scores anew");
		}
	}
}
