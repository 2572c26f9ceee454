#include "score/cvss_spec.h"

enum {
	AV,
	AC,
	PR,
	UI,
	S_,
	C,
	I,
	A,
	E,
	RL,
	RC,
	CR,
	IR,
	AR,
	MAV,
	MAC,
	MPR,
	MUI,
	MS,
	MC,
	MI,
	MA,
	METRICS
};

#define X	"NOT_DEFINED"
#define SPEC(V)	"CVSS v" V " specification "

/* In 3.0 and 3.1 the metrics, their values and the sections are the same. */
#define ROWS(V)								\
	[AV] = { "AV", "attackVector", "base",				\
	    CVSS_LIST("N", "A", "L", "P"),				\
	    CVSS_LIST("NETWORK", "ADJACENT_NETWORK", "LOCAL", "PHYSICAL"), \
	    SPEC(V) "2.1.1", true },					\
	[AC] = { "AC", "attackComplexity", "base", CVSS_LIST("L", "H"),	\
	    CVSS_LIST("LOW", "HIGH"), SPEC(V) "2.1.2", true },		\
	[PR] = { "PR", "privilegesRequired", "base",			\
	    CVSS_LIST("N", "L", "H"), CVSS_LIST("NONE", "LOW", "HIGH"),	\
	    SPEC(V) "2.1.3", true },					\
	[UI] = { "UI", "userInteraction", "base", CVSS_LIST("N", "R"),	\
	    CVSS_LIST("NONE", "REQUIRED"), SPEC(V) "2.1.4", true },	\
	[S_] = { "S", "scope", "base", CVSS_LIST("U", "C"),		\
	    CVSS_LIST("UNCHANGED", "CHANGED"), SPEC(V) "2.2", true },	\
	[C] = { "C", "confidentialityImpact", "base",			\
	    CVSS_LIST("N", "L", "H"), CVSS_LIST("NONE", "LOW", "HIGH"),	\
	    SPEC(V) "2.3.1", true },					\
	[I] = { "I", "integrityImpact", "base",				\
	    CVSS_LIST("N", "L", "H"), CVSS_LIST("NONE", "LOW", "HIGH"),	\
	    SPEC(V) "2.3.2", true },					\
	[A] = { "A", "availabilityImpact", "base",			\
	    CVSS_LIST("N", "L", "H"), CVSS_LIST("NONE", "LOW", "HIGH"),	\
	    SPEC(V) "2.3.3", true },					\
	[E] = { "E", "exploitCodeMaturity", "temporal",			\
	    CVSS_LIST("X", "U", "P", "F", "H"),				\
	    CVSS_LIST(X, "UNPROVEN", "PROOF_OF_CONCEPT", "FUNCTIONAL",	\
	    "HIGH"), SPEC(V) "3.1", false },				\
	[RL] = { "RL", "remediationLevel", "temporal",			\
	    CVSS_LIST("X", "O", "T", "W", "U"),				\
	    CVSS_LIST(X, "OFFICIAL_FIX", "TEMPORARY_FIX", "WORKAROUND",	\
	    "UNAVAILABLE"), SPEC(V) "3.2", false },			\
	[RC] = { "RC", "reportConfidence", "temporal",			\
	    CVSS_LIST("X", "U", "R", "C"),				\
	    CVSS_LIST(X, "UNKNOWN", "REASONABLE", "CONFIRMED"),		\
	    SPEC(V) "3.3", false },					\
	[CR] = { "CR", "confidentialityRequirement", "environmental",	\
	    CVSS_LIST("X", "L", "M", "H"),				\
	    CVSS_LIST(X, "LOW", "MEDIUM", "HIGH"), SPEC(V) "4.1", false }, \
	[IR] = { "IR", "integrityRequirement", "environmental",		\
	    CVSS_LIST("X", "L", "M", "H"),				\
	    CVSS_LIST(X, "LOW", "MEDIUM", "HIGH"), SPEC(V) "4.1", false }, \
	[AR] = { "AR", "availabilityRequirement", "environmental",	\
	    CVSS_LIST("X", "L", "M", "H"),				\
	    CVSS_LIST(X, "LOW", "MEDIUM", "HIGH"), SPEC(V) "4.1", false }, \
	[MAV] = { "MAV", "modifiedAttackVector", "environmental",	\
	    CVSS_LIST("X", "N", "A", "L", "P"),				\
	    CVSS_LIST(X, "NETWORK", "ADJACENT_NETWORK", "LOCAL",	\
	    "PHYSICAL"), SPEC(V) "4.2", false },			\
	[MAC] = { "MAC", "modifiedAttackComplexity", "environmental",	\
	    CVSS_LIST("X", "L", "H"), CVSS_LIST(X, "LOW", "HIGH"),	\
	    SPEC(V) "4.2", false },					\
	[MPR] = { "MPR", "modifiedPrivilegesRequired", "environmental",	\
	    CVSS_LIST("X", "N", "L", "H"),				\
	    CVSS_LIST(X, "NONE", "LOW", "HIGH"), SPEC(V) "4.2", false }, \
	[MUI] = { "MUI", "modifiedUserInteraction", "environmental",	\
	    CVSS_LIST("X", "N", "R"), CVSS_LIST(X, "NONE", "REQUIRED"),	\
	    SPEC(V) "4.2", false },					\
	[MS] = { "MS", "modifiedScope", "environmental",		\
	    CVSS_LIST("X", "U", "C"),					\
	    CVSS_LIST(X, "UNCHANGED", "CHANGED"), SPEC(V) "4.2", false }, \
	[MC] = { "MC", "modifiedConfidentialityImpact", "environmental", \
	    CVSS_LIST("X", "N", "L", "H"),				\
	    CVSS_LIST(X, "NONE", "LOW", "HIGH"), SPEC(V) "4.2", false }, \
	[MI] = { "MI", "modifiedIntegrityImpact", "environmental",	\
	    CVSS_LIST("X", "N", "L", "H"),				\
	    CVSS_LIST(X, "NONE", "LOW", "HIGH"), SPEC(V) "4.2", false }, \
	[MA] = { "MA", "modifiedAvailabilityImpact", "environmental",	\
	    CVSS_LIST("X", "N", "L", "H"),				\
	    CVSS_LIST(X, "NONE", "LOW", "HIGH"), SPEC(V) "4.2", false }

static const struct cvss_metric metrics_0[METRICS + 1] = { ROWS("3.0") };
static const struct cvss_metric metrics_1[METRICS + 1] = { ROWS("3.1") };

/* Weights by value in hundredths: section 7.4, in 3.0 section 8.4. */
static const int av_weight[] = { 0, 85, 62, 55, 20 };
static const int ac_weight[] = { 0, 77, 44 };
static const int pr_weight[2][4] = { { 0, 85, 62, 27 }, { 0, 85, 68, 50 } };
static const int ui_weight[] = { 0, 85, 62 };
static const int impact_weight[] = { 0, 0, 22, 56 };
static const int e_weight[] = { 100, 100, 91, 94, 97, 100 };
static const int rl_weight[] = { 100, 100, 95, 96, 97, 100 };
static const int rc_weight[] = { 100, 100, 92, 96, 100 };
static const int need_weight[] = { 2, 2, 1, 2, 3 };	/* halves */

#define SCOPE_CHANGED	2	/* the value of S */

/* What the equations take, the environment's changes already made. */
struct terms {
	int av, ac, pr, ui;	/* 1/100 */
	int c, i, a;		/* 1/100, requirements included */
	bool is_changed;	/* scope */
	bool is_modified;	/* the environmental equations */
	bool is_v31;
};

/* Sub-scores are kept in 1/10^12, scores before rounding in 1/10^14. */
#define E12		INT64_C(1000000000000)
#define TEN_E14		INT64_C(1000000000000000)

/*
 * x^n, x in 1/10^9 and below one.  Cutting digits off makes a score wrong by
 * less than 6 * 10^-8; of all vectors of both versions none has a score nearer
 * than 4 * 10^-6 to where it would be rounded otherwise (the nearest has an
 * impact of 0.56 and an exploitability of 0.9145983).
 */
static int64_t
power_e9(int64_t x, int n)
{
	int64_t y = x;

	for (int k = 1; k < n; k++)
		y = y * x / 1000000000;
	return y;
}

static int64_t
impact_e12(const struct terms *t)
{
	int64_t iss = 1000000 -
	    INT64_C(1) * (100 - t->c) * (100 - t->i) *
		(100 - t->a);	/* 1/10^6, exact */
	int64_t power;

	if (t->is_modified && iss > 915000)
		iss = 915000;
	if (iss == 0)
		return 0;
	if (!t->is_changed)
		return 642 * iss * 10000;
	if (t->is_modified && t->is_v31)
		power = power_e9(iss * 9731 / 10 - 20000000, 13);
	else
		power = power_e9((iss - 20000) * 1000, 15);
	return 752 * (iss - 29000) * 10000 - 325 * power * 10;
}

/* 3.1 appendix A drops what is below 1/10^5; 3.0 goes up for any remainder. */
static int
roundup_x10(int64_t value_e14, bool is_v31)
{
	int64_t e5;

	if (!is_v31)
		return (int)((value_e14 + 10 * E12 - 1) / (10 * E12));
	e5 = (value_e14 + 500000000) / 1000000000;
	return (int)((e5 + 9999) / 10000);
}

static int
equation_x10(const struct terms *t)
{
	int64_t impact = impact_e12(t);
	int64_t value;

	if (impact <= 0)
		return 0;
	value = impact + INT64_C(82200) * t->av * t->ac * t->pr * t->ui;
	value *= t->is_changed ? 108 : 100;
	if (value > TEN_E14)
		value = TEN_E14;
	return roundup_x10(value, t->is_v31);
}

static int
temporal_x10(const struct cvss *v, int before)
{
	int64_t product = INT64_C(1) * before * e_weight[v->value[E]] *
	    rl_weight[v->value[RL]] * rc_weight[v->value[RC]];

	return roundup_x10(product * 10000000, v->version == CVSS_3_1);
}

static int
base_x10(const struct cvss *v)
{
	bool is_changed = v->value[S_] == SCOPE_CHANGED;
	struct terms t = {
		.av = av_weight[v->value[AV]],
		.ac = ac_weight[v->value[AC]],
		.pr = pr_weight[is_changed][v->value[PR]],
		.ui = ui_weight[v->value[UI]],
		.c = impact_weight[v->value[C]],
		.i = impact_weight[v->value[I]],
		.a = impact_weight[v->value[A]],
		.is_changed = is_changed,
		.is_v31 = v->version == CVSS_3_1,
	};

	return equation_x10(&t);
}

static int
needed(const struct cvss *v, size_t base, size_t modified, size_t requirement)
{
	return impact_weight[cvss_spec_modified(v, base, modified)] *
	    need_weight[v->value[requirement]] / 2;
}

static int
environmental_x10(const struct cvss *v)
{
	bool is_changed = cvss_spec_modified(v, S_, MS) == SCOPE_CHANGED;
	struct terms t = {
		.av = av_weight[cvss_spec_modified(v, AV, MAV)],
		.ac = ac_weight[cvss_spec_modified(v, AC, MAC)],
		.pr = pr_weight[is_changed][cvss_spec_modified(v, PR, MPR)],
		.ui = ui_weight[cvss_spec_modified(v, UI, MUI)],
		.c = needed(v, C, MC, CR),
		.i = needed(v, I, MI, IR),
		.a = needed(v, A, MA, AR),
		.is_changed = is_changed,
		.is_modified = true,
		.is_v31 = v->version == CVSS_3_1,
	};

	return temporal_x10(v, equation_x10(&t));
}

static struct cvss_score
score(const struct cvss *v)
{
	struct cvss_score s = {
		.base_x10 = base_x10(v),
		.temporal_x10 = CVSS_NO_SCORE,
		.environmental_x10 = CVSS_NO_SCORE,
	};

	s.overall_x10 = s.base_x10;
	if (cvss_spec_is_set(v, E, CR)) {
		s.temporal_x10 = temporal_x10(v, s.base_x10);
		s.overall_x10 = s.temporal_x10;
	}
	if (cvss_spec_is_set(v, CR, METRICS)) {
		s.environmental_x10 = environmental_x10(v);
		s.overall_x10 = s.environmental_x10;
	}
	return s;
}

const struct cvss_spec cvss3_spec_0 = {
	.name = "3.0",
	.prefix = "CVSS:3.0/",
	.clause = SPEC("3.0") "6",
	.metrics = metrics_0,
	.n = METRICS,
	.is_ordered = false,
	.score = score,
};

const struct cvss_spec cvss3_spec_1 = {
	.name = "3.1",
	.prefix = "CVSS:3.1/",
	.clause = SPEC("3.1") "6",
	.metrics = metrics_1,
	.n = METRICS,
	.is_ordered = false,
	.score = score,
};
