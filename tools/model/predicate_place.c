#include "model/predicate_place.h"

#include "base/diag.h"
#include "model/model.h"
#include "model/predicate_impl.h"

#define COUNTS "assessment.open_clocks assessment.law_clocks "		\
	       "assessment.missed_clocks assessment.approvals_missing"

struct predicate_place {
	const struct record *of;
	const char *field;	/* NULL: any */
	int on;			/* enum clock_subject of a clock rule, or 0 */
	const char *roots;
	const char *later;	/* fields that are computed afterwards */
};

static const struct predicate_place places[] = {
	{ &record_audience, "filter", 0, "case product system", "" },
	{ &record_priority_row, "when", 0,
	    "case vulnerability product company assessment",
	    "assessment.priority " COUNTS },
	{ &record_ssvc_value, "when", 0,
	    "case vulnerability product company assessment",
	    "assessment.priority assessment.ssvc " COUNTS },
	{ &record_approval_row, "when", 0, "case assessment company", COUNTS },
	{ &record_campaign, "asks", 0, "product", "" },
	{ &record_stages, "applies", 0, "case assessment company", "" },
	{ &record_stage_requirement, NULL, 0, "case assessment company", "" },
	{ &record_deadline, "applies", CLOCK_ON_CASE,
	    "case assessment company", COUNTS },
	{ &record_deadline, NULL, CLOCK_ON_CASE,
	    "case assessment company fact", COUNTS },
	{ &record_deadline, "applies", CLOCK_ON_PRODUCT, "product company",
	    "" },
	{ &record_deadline, NULL, CLOCK_ON_PRODUCT, "product company fact",
	    "" },
	{ &record_deadline, "applies", CLOCK_ON_CAMPAIGN, "campaign", "" },
	{ &record_deadline, NULL, CLOCK_ON_CAMPAIGN, "campaign fact", "" },
	{ &record_deadline, "applies", CLOCK_ON_ALERT, "alert", "" },
	{ &record_deadline, NULL, CLOCK_ON_ALERT, "alert fact", "" },
	{ &record_deadline, "applies", CLOCK_ON_POLICY, "policy", "" },
	{ &record_deadline, NULL, CLOCK_ON_POLICY, "policy fact", "" },
	{ &record_deadline, "applies", CLOCK_ON_COMPANY, "company", "" },
	{ &record_deadline, NULL, CLOCK_ON_COMPANY, "company fact", "" },
	{ &record_deadline, "applies", CLOCK_ON_ORGANISATION, "organisation",
	    "" },
	{ &record_deadline, NULL, CLOCK_ON_ORGANISATION, "organisation fact",
	    "" },
	{ &record_deadline, "applies", CLOCK_ON_CVE, "cve company", "" },
	{ &record_deadline, NULL, CLOCK_ON_CVE, "cve company fact", "" },
};

const struct predicate_place *
predicate_place_find(const struct record *of, const char *field,
    const void *item)
{
	int on = 0;

	if (of == &record_deadline) {
		on = ((const struct deadline *)item)->on.v;
		if (on == 0)
			on = (int)CLOCK_ON_CASE;
	}
	for (size_t i = 0; i < ARRAY_LEN(places); i++) {
		const struct predicate_place *p = &places[i];

		if (p->of == of && p->on == on &&
		    (p->field == NULL || str_eq_z(str_z(field), p->field)))
			return p;
	}
	return NULL;
}

/* Whether a word is one of several with spaces between. */
static bool
has_word(const char *words, struct str word)
{
	struct str one, rest = str_z(words);

	while (rest.n > 0) {
		(void)str_cut(rest, ' ', &one, &rest);
		if (str_eq(one, word))
			return true;
	}
	return false;
}

size_t
predicate_place_roots(const struct predicate_place *place,
    struct predicate_root roots[PREDICATE_ROOTS])
{
	size_t n = 0;

	for (size_t i = 0; i < PREDICATE_ROOTS; i++) {
		if (has_word(place->roots, str_z(predicate_roots[i].name)))
			roots[n++] = predicate_roots[i];
	}
	return n;
}

/* Depth is bounded: that of the text. */
static bool
check_time(const struct predicate_place *place, const struct predicate *p,
    struct diags *d)
{
	bool ok = true;

	if (p == NULL)
		return true;
	for (size_t i = 0; i < p->n_parts; i++)
		ok = check_time(place, p->parts[i], d) && ok;
	if (p->kind != PREDICATE_LEAF || !has_word(place->later, p->field.s))
		return ok;
	diag_error(d, "predicate-field", p->field.at,
	    "'%.*s' is computed only after this", STR_ARG(p->field.s));
	diag_help(d, "ask for what the case says, or ask in a stage");
	return false;
}

bool
predicate_place_check(const struct predicate_place *place,
    const struct predicate *p, struct diags *d)
{
	struct predicate_root roots[PREDICATE_ROOTS];
	size_t n = predicate_place_roots(place, roots);

	return predicate_check(p, roots, n, d) && check_time(place, p, d);
}
