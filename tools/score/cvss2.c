#include "score/cvss_spec.h"

enum { AV, AC, AU, C, I, A, E, RL, RC, CDP, TD, CR, IR, AR, METRICS };

#define GUIDE	"CVSS v2 guide "
#define ND	"NOT_DEFINED"
#define IMPACT	CVSS_LIST("N", "P", "C"),				\
	CVSS_LIST("NONE", "PARTIAL", "COMPLETE")
#define NEED	CVSS_LIST("ND", "L", "M", "H"),				\
	CVSS_LIST(ND, "LOW", "MEDIUM", "HIGH")

static const struct cvss_metric metrics[METRICS + 1] = {
	[AV] = { "AV", "accessVector", "base", CVSS_LIST("L", "A", "N"),
	    CVSS_LIST("LOCAL", "ADJACENT_NETWORK", "NETWORK"), GUIDE "2.1.1",
	    true },
	[AC] = { "AC", "accessComplexity", "base", CVSS_LIST("H", "M", "L"),
	    CVSS_LIST("HIGH", "MEDIUM", "LOW"), GUIDE "2.1.2", true },
	[AU] = { "Au", "authentication", "base", CVSS_LIST("M", "S", "N"),
	    CVSS_LIST("MULTIPLE", "SINGLE", "NONE"), GUIDE "2.1.3", true },
	[C] = { "C", "confidentialityImpact", "base", IMPACT, GUIDE "2.1.4",
	    true },
	[I] = { "I", "integrityImpact", "base", IMPACT, GUIDE "2.1.5", true },
	[A] = { "A", "availabilityImpact", "base", IMPACT, GUIDE "2.1.6",
	    true },
	[E] = { "E", "exploitability", "temporal",
	    CVSS_LIST("ND", "U", "POC", "F", "H"),
	    CVSS_LIST(ND, "UNPROVEN", "PROOF_OF_CONCEPT", "FUNCTIONAL",
		"HIGH"),
	    GUIDE "2.2.1", false },
	[RL] = { "RL", "remediationLevel", "temporal",
	    CVSS_LIST("ND", "OF", "TF", "W", "U"),
	    CVSS_LIST(ND, "OFFICIAL_FIX", "TEMPORARY_FIX", "WORKAROUND",
		"UNAVAILABLE"),
	    GUIDE "2.2.2", false },
	[RC] = { "RC", "reportConfidence", "temporal",
	    CVSS_LIST("ND", "UC", "UR", "C"),
	    CVSS_LIST(ND, "UNCONFIRMED", "UNCORROBORATED", "CONFIRMED"),
	    GUIDE "2.2.3", false },
	[CDP] = { "CDP", "collateralDamagePotential", "environmental",
	    CVSS_LIST("ND", "N", "L", "LM", "MH", "H"),
	    CVSS_LIST(ND, "NONE", "LOW", "LOW_MEDIUM", "MEDIUM_HIGH", "HIGH"),
	    GUIDE "2.3.1", false },
	[TD] = { "TD", "targetDistribution", "environmental",
	    CVSS_LIST("ND", "N", "L", "M", "H"),
	    CVSS_LIST(ND, "NONE", "LOW", "MEDIUM", "HIGH"), GUIDE "2.3.2",
	    false },
	[CR] = { "CR", "confidentialityRequirement", "environmental", NEED,
	    GUIDE "2.3.3", false },
	[IR] = { "IR", "integrityRequirement", "environmental", NEED,
	    GUIDE "2.3.3", false },
	[AR] = { "AR", "availabilityRequirement", "environmental", NEED,
	    GUIDE "2.3.3", false },
};

/* Weights by value, of the guide's section 3.2; units in the comments. */
static const int av_weight[] = { 0, 395, 646, 1000 };	/* 1/1000 */
static const int ac_weight[] = { 0, 35, 61, 71 };	/* 1/100 */
static const int au_weight[] = { 0, 450, 560, 704 };	/* 1/1000 */
static const int impact_weight[] = { 0, 0, 55, 132 };	/* 1/200 */
static const int need_weight[] = { 100, 100, 50, 100, 151 };	/* 1/100 */
static const int e_weight[] = { 100, 100, 85, 90, 95, 100 };	/* 1/100 */
static const int rl_weight[] = { 100, 100, 87, 90, 95, 100 };	/* 1/100 */
static const int rc_weight[] = { 100, 100, 90, 95, 100 };	/* 1/100 */
static const int cdp_weight[] = { 0, 0, 0, 1, 3, 4, 5 };	/* 1/10 */
static const int td_weight[] = { 100, 100, 0, 25, 75, 100 };	/* 1/100 */

static int64_t
round_half_up(int64_t value, int64_t unit)
{
	return (value + unit / 2) / unit;
}

/*
 * The base score in tenths, the impact weighted by requirements in 1/100 and,
 * in the environmental equation only, cut off at ten.
 *
 * Impact is 10.41 * (1 - left / 8e12), kept in 1/8e14; with the guide's 0.6,
 * 0.4 and 1.5 the sum has the common denominator 4e15, and the last factor
 * 1.176 is 147/125.
 */
static int
base_x10(const struct cvss *v, const int need[3], bool is_adjusted)
{
	const int64_t one = INT64_C(8000000000000);
	const int64_t ten = INT64_C(8000000000000000);
	int64_t left = INT64_C(1) *
	    (20000 - impact_weight[v->value[C]] * need[0]) *
	    (20000 - impact_weight[v->value[I]] * need[1]) *
	    (20000 - impact_weight[v->value[A]] * need[2]);
	int64_t impact = 1041 * (one - left);
	int64_t exploit = INT64_C(1) * av_weight[v->value[AV]] *
	    ac_weight[v->value[AC]] * au_weight[v->value[AU]];
	int64_t sum;

	if (impact == 0)
		return 0;
	if (is_adjusted && impact > ten)
		impact = ten;
	sum = 3 * impact + 320000000 * exploit - INT64_C(6000000000000000);
	if (sum < 0)
		return 0;
	return (int)round_half_up(sum * 147, INT64_C(50000000000000000));
}

static int
temporal_x10(const struct cvss *v, int base)
{
	return (int)round_half_up(INT64_C(1) * base * e_weight[v->value[E]] *
		rl_weight[v->value[RL]] * rc_weight[v->value[RC]],
	    1000000);
}

/* The guide rounds the adjusted base and the adjusted temporal score first. */
static int
environmental_x10(const struct cvss *v)
{
	const int need[] = {
		need_weight[v->value[CR]],
		need_weight[v->value[IR]],
		need_weight[v->value[AR]],
	};
	int base = base_x10(v, need, true);
	int temporal = temporal_x10(v, base);
	int damaged = temporal * 10 +
	    (100 - temporal) * cdp_weight[v->value[CDP]];

	return (
	    int)round_half_up(INT64_C(1) * damaged * td_weight[v->value[TD]],
	    1000);
}

static struct cvss_score
score(const struct cvss *v)
{
	static const int need[] = { 100, 100, 100 };
	struct cvss_score s = {
		.base_x10 = base_x10(v, need, false),
		.temporal_x10 = CVSS_NO_SCORE,
		.environmental_x10 = CVSS_NO_SCORE,
	};

	s.overall_x10 = s.base_x10;
	if (cvss_spec_is_set(v, E, CDP)) {
		s.temporal_x10 = temporal_x10(v, s.base_x10);
		s.overall_x10 = s.temporal_x10;
	}
	if (cvss_spec_is_set(v, CDP, METRICS)) {
		s.environmental_x10 = environmental_x10(v);
		s.overall_x10 = s.environmental_x10;
	}
	return s;
}

const struct cvss_spec cvss2_spec = {
	.name = "2.0",
	.prefix = "",
	.clause = GUIDE "2.4",
	.metrics = metrics,
	.n = METRICS,
	.is_ordered = true,
	.score = score,
};
