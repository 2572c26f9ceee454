#include "score/cvss_spec.h"

enum {
	AV,
	AC,
	AT,
	PR,
	UI,
	VC,
	VI,
	VA,
	SC,
	SI,
	SA,
	E,
	CR,
	IR,
	AR,
	MAV,
	MAC,
	MAT,
	MPR,
	MUI,
	MVC,
	MVI,
	MVA,
	MSC,
	MSI,
	MSA,
	S_,
	AU,
	R,
	V,
	RE,
	U,
	METRICS
};

#define X	"NOT_DEFINED"
#define SPEC	"CVSS v4.0 specification "
#define HLN	CVSS_LIST("H", "L", "N"), CVSS_LIST("HIGH", "LOW", "NONE")
#define XHLN	CVSS_LIST("X", "H", "L", "N"),				\
	CVSS_LIST(X, "HIGH", "LOW", "NONE")
#define XSHLN	CVSS_LIST("X", "S", "H", "L", "N"),			\
	CVSS_LIST(X, "SAFETY", "HIGH", "LOW", "NEGLIGIBLE")
#define XHML	CVSS_LIST("X", "H", "M", "L"),				\
	CVSS_LIST(X, "HIGH", "MEDIUM", "LOW")

static const struct cvss_metric metrics[METRICS + 1] = {
	[AV] = { "AV", "attackVector", "base", CVSS_LIST("N", "A", "L", "P"),
	    CVSS_LIST("NETWORK", "ADJACENT", "LOCAL", "PHYSICAL"),
	    SPEC "2.1.1", true },
	[AC] = { "AC", "attackComplexity", "base", CVSS_LIST("L", "H"),
	    CVSS_LIST("LOW", "HIGH"), SPEC "2.1.2", true },
	[AT] = { "AT", "attackRequirements", "base", CVSS_LIST("N", "P"),
	    CVSS_LIST("NONE", "PRESENT"), SPEC "2.1.3", true },
	[PR] = { "PR", "privilegesRequired", "base", CVSS_LIST("N", "L", "H"),
	    CVSS_LIST("NONE", "LOW", "HIGH"), SPEC "2.1.4", true },
	[UI] = { "UI", "userInteraction", "base", CVSS_LIST("N", "P", "A"),
	    CVSS_LIST("NONE", "PASSIVE", "ACTIVE"), SPEC "2.1.5", true },
	[VC] = { "VC", "vulnConfidentialityImpact", "base", HLN, SPEC "2.2.1",
	    true },
	[VI] = { "VI", "vulnIntegrityImpact", "base", HLN, SPEC "2.2.2",
	    true },
	[VA] = { "VA", "vulnAvailabilityImpact", "base", HLN, SPEC "2.2.3",
	    true },
	[SC] = { "SC", "subConfidentialityImpact", "base", HLN, SPEC "2.2.1",
	    true },
	[SI] = { "SI", "subIntegrityImpact", "base", HLN, SPEC "2.2.2", true },
	[SA] = { "SA", "subAvailabilityImpact", "base", HLN, SPEC "2.2.3",
	    true },
	[E] = { "E", "exploitMaturity", "threat",
	    CVSS_LIST("X", "A", "P", "U"),
	    CVSS_LIST(X, "ATTACKED", "PROOF_OF_CONCEPT", "UNREPORTED"),
	    SPEC "3.1", false },
	[CR] = { "CR", "confidentialityRequirement", "environmental", XHML,
	    SPEC "4.1", false },
	[IR] = { "IR", "integrityRequirement", "environmental", XHML,
	    SPEC "4.1", false },
	[AR] = { "AR", "availabilityRequirement", "environmental", XHML,
	    SPEC "4.1", false },
	[MAV] = { "MAV", "modifiedAttackVector", "environmental",
	    CVSS_LIST("X", "N", "A", "L", "P"),
	    CVSS_LIST(X, "NETWORK", "ADJACENT", "LOCAL", "PHYSICAL"),
	    SPEC "4.2", false },
	[MAC] = { "MAC", "modifiedAttackComplexity", "environmental",
	    CVSS_LIST("X", "L", "H"), CVSS_LIST(X, "LOW", "HIGH"), SPEC "4.2",
	    false },
	[MAT] = { "MAT", "modifiedAttackRequirements", "environmental",
	    CVSS_LIST("X", "N", "P"), CVSS_LIST(X, "NONE", "PRESENT"),
	    SPEC "4.2", false },
	[MPR] = { "MPR", "modifiedPrivilegesRequired", "environmental",
	    CVSS_LIST("X", "N", "L", "H"), CVSS_LIST(X, "NONE", "LOW", "HIGH"),
	    SPEC "4.2", false },
	[MUI] = { "MUI", "modifiedUserInteraction", "environmental",
	    CVSS_LIST("X", "N", "P", "A"),
	    CVSS_LIST(X, "NONE", "PASSIVE", "ACTIVE"), SPEC "4.2", false },
	[MVC] = { "MVC", "modifiedVulnConfidentialityImpact", "environmental",
	    XHLN, SPEC "4.2", false },
	[MVI] = { "MVI", "modifiedVulnIntegrityImpact", "environmental", XHLN,
	    SPEC "4.2", false },
	[MVA] = { "MVA", "modifiedVulnAvailabilityImpact", "environmental",
	    XHLN, SPEC "4.2", false },
	[MSC] = { "MSC", "modifiedSubConfidentialityImpact", "environmental",
	    CVSS_LIST("X", "H", "L", "N"),
	    CVSS_LIST(X, "HIGH", "LOW", "NEGLIGIBLE"), SPEC "4.2", false },
	[MSI] = { "MSI", "modifiedSubIntegrityImpact", "environmental", XSHLN,
	    SPEC "4.2", false },
	[MSA] = { "MSA", "modifiedSubAvailabilityImpact", "environmental",
	    XSHLN, SPEC "4.2", false },
	[S_] = { "S", "Safety", "supplemental", CVSS_LIST("X", "N", "P"),
	    CVSS_LIST(X, "NEGLIGIBLE", "PRESENT"), SPEC "5.1", false },
	[AU] = { "AU", "Automatable", "supplemental", CVSS_LIST("X", "N", "Y"),
	    CVSS_LIST(X, "NO", "YES"), SPEC "5.2", false },
	[R] = { "R", "Recovery", "supplemental", CVSS_LIST("X", "A", "U", "I"),
	    CVSS_LIST(X, "AUTOMATIC", "USER", "IRRECOVERABLE"), SPEC "5.4",
	    false },
	[V] = { "V", "valueDensity", "supplemental", CVSS_LIST("X", "D", "C"),
	    CVSS_LIST(X, "DIFFUSE", "CONCENTRATED"), SPEC "5.5", false },
	[RE] = { "RE", "vulnerabilityResponseEffort", "supplemental",
	    CVSS_LIST("X", "L", "M", "H"),
	    CVSS_LIST(X, "LOW", "MODERATE", "HIGH"), SPEC "5.6", false },
	[U] = { "U", "providerUrgency", "supplemental",
	    CVSS_LIST("X", "Clear", "Green", "Amber", "Red"),
	    CVSS_LIST(X, "CLEAR", "GREEN", "AMBER", "RED"), SPEC "5.3",
	    false },
};

/*
 * Scores of the macro vectors in tenths, by EQ1, EQ2, EQ3 with EQ6 (00, 01,
 * 10, 11, 21; 20 cannot be), EQ4, EQ5.  Origin: FIRST.org, cvss_lookup.js of
 * the CVSS v4.0 calculator, state of 2024-08-19 (BSD-2-Clause).
 */
static const uint8_t lookup[3][2][5][3][3] = {
	{ { { { 100, 98, 95 }, { 100, 93, 91 }, { 93, 89, 81 } },
	      { { 99, 95, 92 }, { 96, 87, 81 }, { 90, 80, 68 } },
	      { { 98, 95, 90 }, { 93, 89, 81 }, { 88, 78, 69 } },
	      { { 95, 92, 84 }, { 92, 81, 65 }, { 80, 70, 48 } },
	      { { 92, 82, 72 }, { 79, 69, 50 }, { 69, 55, 27 } } },
	    { { { 99, 95, 92 }, { 95, 90, 84 }, { 92, 82, 72 } },
		{ { 97, 92, 85 }, { 91, 83, 71 }, { 81, 71, 53 } },
		{ { 95, 92, 85 }, { 92, 80, 70 }, { 84, 71, 50 } },
		{ { 93, 85, 73 }, { 82, 72, 59 }, { 70, 52, 30 } },
		{ { 86, 75, 52 }, { 71, 52, 29 }, { 63, 29, 17 } } } },
	{ { { { 98, 94, 91 }, { 94, 86, 77 }, { 87, 74, 63 } },
	      { { 95, 87, 81 }, { 89, 74, 64 }, { 75, 63, 49 } },
	      { { 94, 88, 76 }, { 86, 74, 59 }, { 72, 57, 52 } },
	      { { 89, 77, 67 }, { 76, 58, 50 }, { 57, 52, 25 } },
	      { { 83, 70, 54 }, { 65, 58, 26 }, { 53, 21, 13 } } },
	    { { { 95, 88, 76 }, { 90, 75, 61 }, { 77, 68, 52 } },
		{ { 90, 76, 70 }, { 77, 62, 53 }, { 66, 59, 30 } },
		{ { 89, 76, 62 }, { 74, 57, 47 }, { 61, 57, 24 } },
		{ { 78, 67, 58 }, { 59, 57, 23 }, { 52, 29, 16 } },
		{ { 71, 59, 30 }, { 58, 26, 15 }, { 23, 13, 6 } } } },
	{ { { { 93, 86, 75 }, { 86, 74, 56 }, { 70, 52, 40 } },
	      { { 87, 72, 58 }, { 74, 61, 34 }, { 54, 40, 22 } },
	      { { 85, 74, 62 }, { 72, 55, 46 }, { 53, 34, 19 } },
	      { { 75, 55, 51 }, { 57, 41, 19 }, { 36, 19, 8 } },
	      { { 64, 51, 20 }, { 47, 21, 11 }, { 24, 9, 4 } } },
	    { { { 88, 73, 60 }, { 73, 59, 41 }, { 54, 45, 20 } },
		{ { 75, 53, 50 }, { 55, 40, 20 }, { 43, 22, 11 } },
		{ { 75, 58, 40 }, { 61, 48, 20 }, { 46, 17, 8 } },
		{ { 55, 45, 21 }, { 51, 18, 9 }, { 18, 7, 2 } },
		{ { 53, 24, 14 }, { 24, 12, 5 }, { 10, 3, 1 } } } },
};

/* Depths of EQ1, EQ2, EQ3 with EQ6, EQ4: specification 8.2, tables 24-29. */
static const int depth1[] = { 1, 4, 5 };
static const int depth2[] = { 1, 2 };
static const int depth36[] = { 7, 6, 8, 8, 10 };
static const int depth4[] = { 6, 5, 4 };

/*
 * Levels of the highest vectors of each part.  Where there are several they
 * have the same sum, so it does not matter which one a vector lies below.
 */
static const int top1[] = { 0, 1, 3 };
static const int top2[] = { 0, 1 };
static const int top36[] = { 0, 3, 1, 3, 3 };
static const int top4[] = { 1, 3, 6 };

/* A multiple of every depth. */
#define DEPTHS	840

/*
 * Levels of severity, 0 the worst: the value's place in its table, but SC, SI,
 * SA count from S: 0 safety, 1 high, 2 low, 3 none.
 */
struct levels {
	int av, ac, at, pr, ui;
	int vc, vi, va, sc, si, sa;
	int cr, ir, ar;
	int e;		/* 0 attacked, 1 proof of concept, 2 unreported */
};

struct macro {
	int eq1, eq2, eq36, eq4, eq5;
};

static int
level(const struct cvss *v, size_t base, size_t modified)
{
	return (int)cvss_spec_modified(v, base, modified) - 1;
}

/* SI and SA, whose modified metric has the value S before the others. */
static int
level_sub(const struct cvss *v, size_t base, size_t modified)
{
	if (v->value[modified] > CVSS_UNDEFINED)
		return v->value[modified] - 2;
	return v->value[base];
}

/* E, CR, IR, AR: not defined is the worst, which comes first. */
static int
level_optional(const struct cvss *v, size_t i)
{
	return v->value[i] > CVSS_UNDEFINED ? v->value[i] - 2 : 0;
}

static struct levels
levels_of(const struct cvss *v)
{
	return (struct levels){
		.av = level(v, AV, MAV),
		.ac = level(v, AC, MAC),
		.at = level(v, AT, MAT),
		.pr = level(v, PR, MPR),
		.ui = level(v, UI, MUI),
		.vc = level(v, VC, MVC),
		.vi = level(v, VI, MVI),
		.va = level(v, VA, MVA),
		.sc = level(v, SC, MSC) + 1,
		.si = level_sub(v, SI, MSI),
		.sa = level_sub(v, SA, MSA),
		.cr = level_optional(v, CR),
		.ir = level_optional(v, IR),
		.ar = level_optional(v, AR),
		.e = level_optional(v, E),
	};
}

/* Specification 8.2, tables 24 to 29. */
static struct macro
macro_of(const struct levels *l)
{
	bool is_high = l->vc == 0 || l->vi == 0 || l->va == 0;
	bool is_needed = (l->cr == 0 && l->vc == 0) ||
	    (l->ir == 0 && l->vi == 0) || (l->ar == 0 && l->va == 0);
	struct macro m = { .eq2 = l->ac != 0 || l->at != 0, .eq5 = l->e };

	if (l->av == 0 && l->pr == 0 && l->ui == 0)
		m.eq1 = 0;
	else if (l->av != 3 && (l->av == 0 || l->pr == 0 || l->ui == 0))
		m.eq1 = 1;
	else
		m.eq1 = 2;
	if (!is_high)
		m.eq36 = 4;
	else if (l->vc == 0 && l->vi == 0)
		m.eq36 = is_needed ? 0 : 1;
	else
		m.eq36 = is_needed ? 2 : 3;
	if (l->si == 0 || l->sa == 0)
		m.eq4 = 0;
	else
		m.eq4 = l->sc == 1 || l->si == 1 || l->sa == 1 ? 1 : 2;
	return m;
}

static int
table_x10(int eq1, int eq2, int eq36, int eq4, int eq5)
{
	return lookup[eq1][eq2][eq36][eq4][eq5];
}

/* The next lower macro vector in EQ3 with EQ6; from 00 the higher of two. */
static int
lower36_x10(const struct macro *m)
{
	static const int next[] = { 0, 3, 3, 4 };
	int a, b;

	if (m->eq36 != 0)
		return table_x10(m->eq1, m->eq2, next[m->eq36], m->eq4,
		    m->eq5);
	a = table_x10(m->eq1, m->eq2, 1, m->eq4, m->eq5);
	b = table_x10(m->eq1, m->eq2, 2, m->eq4, m->eq5);
	return a > b ? a : b;
}

/*
 * Specification 8.2: the macro vector's score less the mean, over the parts
 * that have a lower macro vector, of the way down to it in proportion to how
 * deep the vector lies.  The sum is kept in 1/DEPTHS tenths; half goes up.
 */
static int
score_x10(const struct levels *l, const struct macro *m)
{
	int value = table_x10(m->eq1, m->eq2, m->eq36, m->eq4, m->eq5);
	int sum = 0, parts = 0, lower, at;

	if (l->vc == 2 && l->vi == 2 && l->va == 2 && l->sc == 3 &&
	    l->si == 3 && l->sa == 3)
		return 0;
	if (m->eq1 < 2) {
		lower = table_x10(m->eq1 + 1, m->eq2, m->eq36, m->eq4, m->eq5);
		at = l->av + l->pr + l->ui - top1[m->eq1];
		sum += (value - lower) * at * (DEPTHS / depth1[m->eq1]);
		parts++;
	}
	if (m->eq2 < 1) {
		lower = table_x10(m->eq1, 1, m->eq36, m->eq4, m->eq5);
		at = l->ac + l->at - top2[m->eq2];
		sum += (value - lower) * at * (DEPTHS / depth2[m->eq2]);
		parts++;
	}
	if (m->eq36 < 4) {
		at = l->vc + l->vi + l->va + l->cr + l->ir + l->ar -
		    top36[m->eq36];
		sum += (value - lower36_x10(m)) * at *
		    (DEPTHS / depth36[m->eq36]);
		parts++;
	}
	if (m->eq4 < 2) {
		lower = table_x10(m->eq1, m->eq2, m->eq36, m->eq4 + 1, m->eq5);
		at = l->sc + l->si + l->sa - top4[m->eq4];
		sum += (value - lower) * at * (DEPTHS / depth4[m->eq4]);
		parts++;
	}
	if (m->eq5 < 2)
		parts++;	/* EQ5 has one level: always at its top */
	if (parts == 0)
		return value;
	return (2 * (value * DEPTHS * parts - sum) + DEPTHS * parts) /
	    (2 * DEPTHS * parts);
}

static void
put_macro(struct cvss_score *s, const struct macro *m)
{
	static const char eq3[] = "00112", eq6[] = "01011";

	s->macrovector[0] = (char)('0' + m->eq1);
	s->macrovector[1] = (char)('0' + m->eq2);
	s->macrovector[2] = eq3[m->eq36];
	s->macrovector[3] = (char)('0' + m->eq4);
	s->macrovector[4] = (char)('0' + m->eq5);
	s->macrovector[5] = eq6[m->eq36];
	s->macrovector[6] = '\0';
}

/* Specification 1.3: which groups the score is made of. */
static void
put_nomenclature(struct cvss_score *s, bool has_threat, bool has_environment)
{
	static const char letters[] = "CVSS-B";
	size_t n = 0;

	for (; letters[n] != '\0'; n++)
		s->nomenclature[n] = letters[n];
	if (has_threat)
		s->nomenclature[n++] = 'T';
	if (has_environment)
		s->nomenclature[n++] = 'E';
	s->nomenclature[n] = '\0';
}

static struct cvss_score
score(const struct cvss *v)
{
	struct cvss_score s = {
		.temporal_x10 = CVSS_NO_SCORE,
		.environmental_x10 = CVSS_NO_SCORE,
	};
	bool has_threat = cvss_spec_is_set(v, E, CR);
	bool has_environment = cvss_spec_is_set(v, CR, S_);
	struct levels l = levels_of(v);
	struct macro m = macro_of(&l);

	s.overall_x10 = score_x10(&l, &m);
	s.base_x10 = s.overall_x10;
	put_macro(&s, &m);
	put_nomenclature(&s, has_threat, has_environment);
	if (has_threat || has_environment) {
		struct cvss base = *v;

		for (size_t i = E; i < METRICS; i++)
			base.value[i] = 0;
		l = levels_of(&base);
		m = macro_of(&l);
		s.base_x10 = score_x10(&l, &m);
	}
	return s;
}

const struct cvss_spec cvss4_spec = {
	.name = "4.0",
	.prefix = "CVSS:4.0/",
	.clause = SPEC "7",
	.metrics = metrics,
	.n = METRICS,
	.is_ordered = true,
	.score = score,
};

_Static_assert(METRICS <= CVSS_METRICS_MAX, "struct cvss holds every metric");
