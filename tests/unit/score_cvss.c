#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "score/cvss.h"

#define VECTOR_BYTES	256
#define METRICS_MAX	CVSS_METRICS_MAX

static const enum cvss_version versions[] = { CVSS_2_0, CVSS_3_0, CVSS_3_1,
	CVSS_4_0 };

/* ---- vectors made by number ------------------------------------------ */

static size_t
count_values(const struct cvss_metric *m)
{
	size_t n = 0;

	while (m->values[n] != NULL)
		n++;
	return n;
}

static size_t
count_metrics(enum cvss_version v, bool mandatory_only)
{
	const struct cvss_metric *m = cvss_metrics(v);
	size_t n = 0;

	while (m[n].name != NULL && (m[n].is_mandatory || !mandatory_only))
		n++;
	return n;
}

/* The vector's text from value numbers, 0 being "not given". */
static struct str
write_vector(enum cvss_version v, const unsigned *values, char *text)
{
	const struct cvss_metric *m = cvss_metrics(v);
	int n = v == CVSS_2_0 ?
	    0 :
	    snprintf(text, VECTOR_BYTES, "CVSS:%s", cvss_version_name(v));

	for (size_t i = 0; m[i].name != NULL; i++) {
		if (values[i] == 0)
			continue;
		n += snprintf(text + n, VECTOR_BYTES - (size_t)n, "%s%s:%s",
		    n == 0 ? "" : "/", m[i].name, m[i].values[values[i] - 1]);
		if (n >= VECTOR_BYTES)
			ck_abort_msg("%s is too long", text);
	}
	return str_z(text);
}

static struct cvss
parse(struct str s)
{
	struct cvss_fault fault = { .why = "" };
	struct cvss v;

	/* Check writes down every assertion: too slow for so many. */
	if (!cvss_parse(s, &v, &fault))
		ck_abort_msg("%.*s: %s", STR_ARG(s), fault.why);
	return v;
}

/* Knuth's MMIX generator: the files' scores depend on these very numbers. */
static unsigned
draw(uint64_t *state, size_t n)
{
	*state = *state * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (unsigned)((*state >> 33) % n);
}

/* Every metric of the base, the others in two of three cases. */
static void
draw_values(enum cvss_version v, uint64_t *state, unsigned *values)
{
	const struct cvss_metric *m = cvss_metrics(v);

	for (size_t i = 0; m[i].name != NULL; i++) {
		values[i] = 0;
		if (m[i].is_mandatory || draw(state, 3) != 0)
			values[i] = draw(state, count_values(&m[i])) + 1;
	}
}

static uint64_t
seed(enum cvss_version v)
{
	static const uint64_t seeds[] = { 20, 30, 31, 40 };

	return seeds[v];
}

/* ---- the files of scores --------------------------------------------- */

/* The next score of a file, over line ends and comments. */
static int
read_score(FILE *f)
{
	char pair[3] = "";
	int c = getc(f);

	while (c == '\n')
		c = getc(f);
	if (c == EOF)
		ck_abort_msg("too few scores");
	pair[0] = (char)c;
	pair[1] = (char)getc(f);
	if (strcmp(pair, "..") == 0)
		return CVSS_NO_SCORE;
	if (strspn(pair, "0123456789abcdef") != 2)
		ck_abort_msg("'%s' is no score", pair);
	return (int)strtol(pair, NULL, 16);
}

static void
skip_to(FILE *f, const char *section)
{
	char line[256];

	do {
		ck_assert_msg(fgets(line, (int)sizeof(line), f) != NULL,
		    "no section %s", section);
		line[strcspn(line, "\n")] = '\0';
	} while (strcmp(line, section) != 0);
}

static FILE *
open_scores(enum cvss_version v)
{
	char path[64];
	FILE *f;

	(void)snprintf(path, sizeof(path), "tests/vector/cvss-%s.txt",
	    cvss_version_name(v));
	f = fopen(path, "r");
	ck_assert_msg(f != NULL, "%s: cannot be opened", path);
	return f;
}

/* Count through all base vectors, the last metric turning fastest. */
static bool
next_base(enum cvss_version v, unsigned *values, size_t n)
{
	const struct cvss_metric *m = cvss_metrics(v);

	for (size_t i = n; i > 0; i--) {
		if (values[i - 1] < count_values(&m[i - 1])) {
			values[i - 1]++;
			return true;
		}
		values[i - 1] = 1;
	}
	return false;
}

START_TEST(every_base_vector)
{
	enum cvss_version v = versions[_i];
	static const size_t counts[] = { 729, 2592, 2592, 104976 };
	unsigned values[METRICS_MAX] = { 0 };
	char text[VECTOR_BYTES];
	size_t n = count_metrics(v, true), count = 0;
	FILE *f = open_scores(v);

	for (size_t i = 0; i < n; i++)
		values[i] = 1;
	skip_to(f, "base");
	do {
		struct cvss parsed = parse(write_vector(v, values, text));
		struct cvss_score s = cvss_score(&parsed);
		int want = read_score(f);

		if (s.base_x10 != want || s.overall_x10 != want ||
		    s.temporal_x10 != CVSS_NO_SCORE ||
		    s.environmental_x10 != CVSS_NO_SCORE)
			ck_abort_msg("%s: %d, not %d", text, s.base_x10, want);
		count++;
	} while (next_base(v, values, n));
	ck_assert_uint_eq(count, counts[v]);
	fclose(f);
}
END_TEST

START_TEST(drawn_vectors)
{
	enum cvss_version v = versions[_i];
	uint64_t state = seed(v);
	unsigned values[METRICS_MAX];
	char text[VECTOR_BYTES];
	FILE *f = open_scores(v);

	skip_to(f, "drawn");
	for (int i = 0; i < 12000; i++) {
		struct cvss parsed;
		struct cvss_score s;
		int base, a, b;

		draw_values(v, &state, values);
		parsed = parse(write_vector(v, values, text));
		s = cvss_score(&parsed);
		base = read_score(f);
		a = read_score(f);
		b = v == CVSS_4_0 ? CVSS_NO_SCORE : read_score(f);
		ck_assert_msg(s.base_x10 == base, "%d: %s: base %d, not %d", i,
		    text, s.base_x10, base);
		if (v == CVSS_4_0) {
			ck_assert_msg(s.overall_x10 == a, "%d: %s: %d, not %d",
			    i, text, s.overall_x10, a);
			continue;
		}
		ck_assert_msg(s.temporal_x10 == a,
		    "%d: %s: temporal %d, not %d", i, text, s.temporal_x10, a);
		ck_assert_msg(s.environmental_x10 == b,
		    "%d: %s: environmental %d, not %d", i, text,
		    s.environmental_x10, b);
	}
	ck_assert_int_eq(getc(f), '\n');
	ck_assert_int_eq(getc(f), EOF);
	fclose(f);
}
END_TEST

static void
take_field(struct str *line, struct str *field)
{
	(void)str_cut(*line, ' ', field, line);
}

#define NOT_PUBLISHED	(-2)

static bool
is_score(int got, int published)
{
	return published == NOT_PUBLISHED || got == published;
}

static int
score_of(struct str field)
{
	char text[8];

	if (str_eq(field, S("-")))
		return CVSS_NO_SCORE;
	if (str_eq(field, S("?")))
		return NOT_PUBLISHED;
	(void)snprintf(text, sizeof(text), "%.*s", STR_ARG(field));
	return (int)strtol(text, NULL, 10);
}

START_TEST(published_examples)
{
	FILE *f = fopen("tests/vector/cvss-examples.txt", "r");
	char line[VECTOR_BYTES];
	int count = 0;

	ck_assert(f != NULL);
	while (fgets(line, (int)sizeof(line), f) != NULL) {
		struct str rest = str_trim(str_z(line)), vector, field[4];
		struct cvss v;
		struct cvss_score s;

		if (line[0] == '#')
			continue;
		take_field(&rest, &vector);
		for (size_t i = 0; i < ARRAY_LEN(field); i++)
			take_field(&rest, &field[i]);
		v = parse(vector);
		s = cvss_score(&v);
		ck_assert_msg(is_score(s.base_x10, score_of(field[0])) &&
			s.temporal_x10 == score_of(field[1]) &&
			s.environmental_x10 == score_of(field[2]) &&
			s.overall_x10 == score_of(field[3]),
		    "%s: %d %d %d %d", line, s.base_x10, s.temporal_x10,
		    s.environmental_x10, s.overall_x10);
		count++;
	}
	ck_assert_int_eq(count, 6 + 21 + 31 + 60);
	fclose(f);
}
END_TEST

/*
 * Where versions and implementations part, each with what it must be: the
 * expectations were computed with fractions, and with what goes wrong without
 * the rule.
 */
static const struct {
	const char *rule;
	const char *vector;
	int base, temporal, environmental, overall;
} roundings[] = {
	/* 3.1 section 7.3: 0.9731 and power 13 where the scope changes. */
	{ "3.1 modified impact, 9.6 with power 15",
	    "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H/CR:M", 96, -1, 97,
	    97 },
	{ "3.1 modified impact, 8.4 with power 15",
	    "CVSS:3.1/AV:N/AC:L/PR:H/UI:R/S:C/C:H/I:H/A:H/CR:M", 84, -1, 85,
	    85 },
	/* 3.0 section 8.3: power 15 everywhere. */
	{ "3.0 modified impact, 9.7 with 3.1's",
	    "CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H/CR:M", 96, -1, 96,
	    96 },
	{ "3.0 modified impact, 8.5 with 3.1's",
	    "CVSS:3.0/AV:N/AC:L/PR:H/UI:R/S:C/C:H/I:H/A:H/CR:M", 84, -1, 84,
	    84 },
	/* 5.0 * 0.92 is 4.6 exactly; in binary it is a little more: 4.7. */
	{ "3.0 round up, 4.7 in binary",
	    "CVSS:3.0/AV:N/AC:L/PR:L/UI:N/S:C/C:N/I:N/A:L/RC:U", 50, 46, -1,
	    46 },
	{ "3.0 round up, 9.3 in binary",
	    "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H/RC:U", 100, 92, -1,
	    92 },
	{ "3.1 round up, 9.3 in binary",
	    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H/RC:U", 100, 92, -1,
	    92 },
	/* Guide 3.2.3: adjusted base and temporal are rounded first. */
	{ "2.0 rounding per step, 2.7 without",
	    "AV:A/AC:M/Au:N/C:N/I:P/A:N/E:POC/RL:TF/RC:UC/CDP:L/TD:M/CR:M/"
	    "IR:H/AR:M",
	    29, 21, 26, 26 },
	{ "2.0 rounding per step, 8.2 without",
	    "AV:N/AC:M/Au:N/C:N/I:C/A:C/E:POC/RL:OF/RC:UR/CDP:MH/TD:H/CR:H/"
	    "IR:H/AR:H",
	    88, 65, 81, 81 },
	{ "2.0 rounding per step, 4.0 without",
	    "AV:N/AC:L/Au:S/C:P/I:P/A:P/E:POC/RL:W/RC:UR/CDP:N/TD:M/CR:L/"
	    "IR:H/AR:M",
	    65, 53, 41, 41 },
	/* 4.0 section 8.2: 8.75, 7.85 and 7.75 exactly, half goes up. */
	{ "4.0 tie at 8.75",
	    "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:L/VA:N/SC:L/SI:L/SA:L",
	    88, -1, -1, 88 },
	{ "4.0 tie at 7.85",
	    "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:L/SC:H/SI:H/SA:L",
	    79, -1, -1, 79 },
	{ "4.0 tie at 7.75",
	    "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:L/SC:H/SI:L/SA:N",
	    78, -1, -1, 78 },
	/* No impact is left once the environment has changed it. */
	{ "3.1 no modified impact",
	    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H/MC:N/MI:N/MA:N", 100,
	    -1, 0, 0 },
	{ "4.0 no modified impact",
	    "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H/"
	    "MVC:N/MVI:N/MVA:N/MSC:N/MSI:N/MSA:N",
	    100, -1, -1, 0 },
	{ "4.0 impact by modified metrics alone",
	    "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N/"
	    "MVC:H",
	    0, -1, -1, 87 },
};

START_TEST(named_roundings)
{
	struct cvss v = parse(str_z(roundings[_i].vector));
	struct cvss_score s = cvss_score(&v);

	ck_assert_msg(s.base_x10 == roundings[_i].base &&
		s.temporal_x10 == roundings[_i].temporal &&
		s.environmental_x10 == roundings[_i].environmental &&
		s.overall_x10 == roundings[_i].overall,
	    "%s: %d %d %d %d", roundings[_i].rule, s.base_x10, s.temporal_x10,
	    s.environmental_x10, s.overall_x10);
}
END_TEST

/* ---- refusals -------------------------------------------------------- */

#define V31	"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
#define V40	"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H"

static const struct {
	const char *vector;
	size_t off, len;
	const char *why;
	const char *help;
	const char *clause;
} faults[] = {
	{ "CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9, 4,
	    "unknown value 'X' for metric AV", "AV is one of N, A, L, P",
	    "CVSS v3.1 specification 2.1.1" },
	{ "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:A", 45, 3,
	    "unknown value 'A' for metric E", "E is one of X, U, P, F, H",
	    "CVSS v3.0 specification 3.1" },
	{ V31 "/AV:N", 45, 4, "metric AV stands twice", "keep one of them",
	    "CVSS v3.1 specification 6" },
	{ V31 "/MSI:S", 45, 5, "unknown metric 'MSI' in CVSS 3.1",
	    "MSI is a metric of CVSS 4.0", "CVSS v3.1 specification 6" },
	{ V31 "/", 45, 0, "metric is empty", "there is a '/' too many here",
	    "CVSS v3.1 specification 6" },
	{ "CVSS:3.1/av:N", 9, 4, "unknown metric 'av' in CVSS 3.1",
	    "write it AV", "CVSS v3.1 specification 6" },
	{ "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H", 0, 40,
	    "metric A is missing", "A is one of N, L, H",
	    "CVSS v3.1 specification 2.3.3" },
	{ "CVSS:3.1/AV", 9, 2, "'AV' is no metric with a value",
	    "write it NAME:VALUE", "CVSS v3.1 specification 6" },
	{ "CVSS:3.1/", 9, 0, "metric is empty", "there is a '/' too many here",
	    "CVSS v3.1 specification 6" },
	{ "CVSS:3.2/AV:N", 0, 8, "unknown version prefix 'CVSS:3.2'",
	    "a vector begins with CVSS:4.0/, CVSS:3.1/ or CVSS:3.0/; one of "
	    "2.0 has no prefix",
	    "FIRST, CVSS specifications" },
	{ "cvss:4.0/AV:N", 0, 8, "unknown version prefix 'cvss:4.0'", NULL,
	    "FIRST, CVSS specifications" },
	{ "", 0, 0, "vector is empty", NULL, "FIRST, CVSS specifications" },
	{ V40 "/SC:N/SI:S/SA:N", 54, 4, "unknown value 'S' for metric SI",
	    "SI is one of H, L, N", "CVSS v4.0 specification 2.2.2" },
	{ V40 "/SI:N/SC:N/SA:N", 54, 4,
	    "metric SC stands after SI, which comes later in CVSS 4.0",
	    "put SC before SI", "CVSS v4.0 specification 7" },
	{ V40 "/SC:N/SI:N/SA:N/U:red", 64, 5,
	    "unknown value 'red' for metric U",
	    "U is one of X, Clear, Green, Amber, Red",
	    "CVSS v4.0 specification 5.3" },
	{ "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 10, 4,
	    "unknown metric 'PR' in CVSS 2.0",
	    "PR is a metric of CVSS 3.0, 3.1, 4.0, whose vectors begin with "
	    "their version, as in CVSS:3.1/",
	    "CVSS v2 guide 2.4" },
	{ "AC:L/AV:N/Au:N/C:N/I:N/A:C", 5, 4,
	    "metric AV stands after AC, which comes later in CVSS 2.0",
	    "put AV before AC", "CVSS v2 guide 2.4" },
	{ "(AV:N/AC:L/Au:N/C:N/I:N/A:X)", 24, 3,
	    "unknown value 'X' for metric A", "A is one of N, P, C",
	    "CVSS v2 guide 2.1.6" },
	{ "(AV:N/AC:L/Au:N/C:N/I:N/A:C", 0, 5,
	    "unknown metric '(AV' in CVSS 2.0", NULL, "CVSS v2 guide 2.4" },
	{ V31 " ", 41, 4, "unknown value 'H ' for metric A", NULL, NULL },
	{ "CVSS:3.1/A\xe3\x81\x82\xe3\x81\x82\xe3\x81\x82\xe3\x81\x82\xe3\x81"
	  "\x82\xe3\x81\x82\xe3\x81\x82\xe3\x81\x82:N",
	    9, 27,
	    "unknown metric 'A\xe3\x81\x82\xe3\x81\x82\xe3\x81\x82\xe3\x81\x82"
	    "\xe3\x81\x82\xe3\x81\x82\xe3\x81\x82' in CVSS 3.1",
	    NULL, NULL },
};

START_TEST(refusals)
{
	for (size_t i = 0; i < ARRAY_LEN(faults); i++) {
		struct cvss_fault f;
		struct cvss v;

		ck_assert_msg(!cvss_parse(str_z(faults[i].vector), &v, &f),
		    "%s was accepted", faults[i].vector);
		ck_assert_msg(strcmp(f.why, faults[i].why) == 0, "%s: why %s",
		    faults[i].vector, f.why);
		ck_assert_msg(f.off == faults[i].off && f.len == faults[i].len,
		    "%s: at %zu, %zu", faults[i].vector, f.off, f.len);
		ck_assert_msg(faults[i].help == NULL ||
			strcmp(f.help, faults[i].help) == 0,
		    "%s: help %s", faults[i].vector, f.help);
		ck_assert_msg(faults[i].clause == NULL ||
			strcmp(f.clause, faults[i].clause) == 0,
		    "%s: clause %s", faults[i].vector, f.clause);
	}
}
END_TEST

/* Whatever stands there, the fault lies inside and its texts end. */
START_TEST(hostile)
{
	enum { BIG = 100000 };
	char *big = malloc(BIG);
	static const char *const fills[] = { "/", "A", ":", "AV:N/", "\xff",
		"\xe3\x81\x82", "(", "CVSS:" };

	ck_assert(big != NULL);
	for (size_t i = 0; i < ARRAY_LEN(fills); i++) {
		size_t step = strlen(fills[i]);

		for (int prefix = 0; prefix < 2; prefix++) {
			struct cvss_fault f;
			struct cvss v;

			for (size_t n = 0; n < BIG; n++)
				big[n] = fills[i][n % step];
			if (prefix == 1)
				memcpy(big, "CVSS:4.0/", 9);
			ck_assert(
			    !cvss_parse((struct str){ big, BIG }, &v, &f));
			ck_assert_msg(f.off <= BIG && f.len <= BIG - f.off,
			    "%s: %zu, %zu", fills[i], f.off, f.len);
			ck_assert(memchr(f.why, 0, sizeof(f.why)) != NULL);
			ck_assert(memchr(f.help, 0, sizeof(f.help)) != NULL);
		}
	}
	free(big);
}
END_TEST

START_TEST(nul_bytes)
{
	static const char text[] = "CVSS:3.1/AV\0:N/AC:L";
	struct cvss_fault f;
	struct cvss v;

	ck_assert(!cvss_parse((struct str){ text, sizeof(text) - 1 }, &v, &f));
	ck_assert_uint_eq(f.off, 9);
}
END_TEST

/* ---- forms ----------------------------------------------------------- */

static const struct {
	const char *vector;
	const char *canonical;
} forms[] = {
	{ "CVSS:3.1/S:U/A:H/I:H/C:H/UI:N/PR:N/AC:L/AV:N/E:X", V31 },
	{ V31 "/MAV:X/RC:C/E:P", V31 "/E:P/RC:C" },
	{ "(AV:N/AC:L/Au:N/C:N/I:N/A:C/E:ND/RL:OF)",
	    "AV:N/AC:L/Au:N/C:N/I:N/A:C/RL:OF" },
	{ V40 "/SC:N/SI:N/SA:N/E:X/MSI:S/S:P/AU:X/U:Amber",
	    V40 "/SC:N/SI:N/SA:N/MSI:S/S:P/U:Amber" },
};

START_TEST(canonical_forms)
{
	struct arena *a = arena_open();

	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		struct cvss v = parse(str_z(forms[i].vector));
		struct str s = cvss_canonical(a, &v);

		ck_assert_msg(str_eq_z(s, forms[i].canonical), "%s: %.*s",
		    forms[i].vector, STR_ARG(s));
	}
	arena_close(a);
}
END_TEST

START_TEST(canonical_keeps_scores)
{
	enum cvss_version v = versions[_i];
	uint64_t state = 1;
	struct arena *a = arena_open();

	for (int i = 0; i < 2000; i++) {
		struct arena_mark mark = arena_mark(a);
		unsigned values[METRICS_MAX];
		char text[VECTOR_BYTES];
		struct cvss x, y;
		struct cvss_score sx, sy;
		struct str s;

		draw_values(v, &state, values);
		x = parse(write_vector(v, values, text));
		s = cvss_canonical(a, &x);
		y = parse(s);
		ck_assert_msg(str_eq(cvss_canonical(a, &y), s), "%s", text);
		sx = cvss_score(&x);
		sy = cvss_score(&y);
		ck_assert_msg(sx.overall_x10 == sy.overall_x10 &&
			sx.base_x10 == sy.base_x10 &&
			sx.environmental_x10 == sy.environmental_x10 &&
			strcmp(sx.nomenclature, sy.nomenclature) == 0,
		    "%s", text);
		ck_assert(sx.severity == cvss_severity(v, sx.overall_x10));
		arena_reset(a, mark);
	}
	arena_close(a);
}
END_TEST

static const struct {
	const char *tail;
	int base, overall;
	const char *macrovector;
	const char *nomenclature;
} fours[] = {
	{ "/SC:H/SI:H/SA:H", 100, 100, "000100", "CVSS-B" },
	{ "/SC:H/SI:H/SA:H/E:P", 100, 93, "000110", "CVSS-BT" },
	{ "/SC:H/SI:H/SA:H/E:X/CR:X", 100, 100, "000100", "CVSS-B" },
	{ "/SC:H/SI:H/SA:H/MSI:S", 100, 100, "000000", "CVSS-BE" },
	{ "/SC:N/SI:N/SA:N/E:U/MVC:N/MVI:N/MVA:N", 93, 0, "002221",
	    "CVSS-BTE" },
	{ "/SC:N/SI:N/SA:N/S:P/AU:Y/U:Red", 93, 93, "000200", "CVSS-B" },
};

START_TEST(version_4_groups)
{
	for (size_t i = 0; i < ARRAY_LEN(fours); i++) {
		char text[VECTOR_BYTES];
		struct cvss v;
		struct cvss_score s;

		(void)snprintf(text, sizeof(text), "%s%s", V40, fours[i].tail);
		v = parse(str_z(text));
		s = cvss_score(&v);
		ck_assert_msg(s.base_x10 == fours[i].base &&
			s.overall_x10 == fours[i].overall &&
			strcmp(s.macrovector, fours[i].macrovector) == 0 &&
			strcmp(s.nomenclature, fours[i].nomenclature) == 0,
		    "%s: %d %d %s %s", text, s.base_x10, s.overall_x10,
		    s.macrovector, s.nomenclature);
	}
}
END_TEST

static const struct {
	enum cvss_version version;
	int x10;
	enum cvss_severity severity;
} borders[] = {
	{ CVSS_2_0, 0, CVSS_LOW },
	{ CVSS_2_0, 39, CVSS_LOW },
	{ CVSS_2_0, 40, CVSS_MEDIUM },
	{ CVSS_2_0, 69, CVSS_MEDIUM },
	{ CVSS_2_0, 70, CVSS_HIGH },
	{ CVSS_2_0, 100, CVSS_HIGH },
	{ CVSS_3_1, 0, CVSS_NONE },
	{ CVSS_3_1, 1, CVSS_LOW },
	{ CVSS_3_0, 39, CVSS_LOW },
	{ CVSS_3_1, 40, CVSS_MEDIUM },
	{ CVSS_4_0, 69, CVSS_MEDIUM },
	{ CVSS_4_0, 70, CVSS_HIGH },
	{ CVSS_4_0, 89, CVSS_HIGH },
	{ CVSS_4_0, 90, CVSS_CRITICAL },
	{ CVSS_3_1, 100, CVSS_CRITICAL },
};

START_TEST(severities)
{
	for (size_t i = 0; i < ARRAY_LEN(borders); i++) {
		ck_assert_msg(cvss_severity(borders[i].version,
				  borders[i].x10) == borders[i].severity,
		    "row %zu", i);
	}
	ck_assert_str_eq(cvss_severity_json(CVSS_NONE), "NONE");
	ck_assert_str_eq(cvss_severity_json(CVSS_CRITICAL), "CRITICAL");
	ck_assert_str_eq(cvss_severity_key(CVSS_MEDIUM), "medium");
	ck_assert_str_eq(cvss_version_name(CVSS_3_0), "3.0");
}
END_TEST

/* ---- tables ---------------------------------------------------------- */

START_TEST(metric_tables)
{
	enum cvss_version v = versions[_i];
	const struct cvss_metric *m = cvss_metrics(v);
	const char *undefined = v == CVSS_2_0 ? "ND" : "X";

	for (size_t i = 0; m[i].name != NULL; i++) {
		size_t n = count_values(&m[i]), json = 0;

		ck_assert_uint_lt(i, CVSS_METRICS_MAX);
		while (m[i].json_values[json] != NULL)
			json++;
		ck_assert_msg(n == json, "%s", m[i].name);
		ck_assert_msg(m[i].is_mandatory ==
			(strcmp(m[i].group, "base") == 0),
		    "%s", m[i].name);
		ck_assert_msg(m[i].is_mandatory !=
			(strcmp(m[i].values[0], undefined) == 0),
		    "%s", m[i].name);
		ck_assert(m[i].clause != NULL);
	}
}
END_TEST

START_TEST(values_as_written)
{
	struct cvss v = parse(S(V31 "/E:X"));

	ck_assert_str_eq(cvss_value(&v, 0), "N");
	ck_assert_str_eq(cvss_value(&v, 8), "X");
	ck_assert(cvss_value(&v, 9) == NULL);
	ck_assert(cvss_value(&v, 22) == NULL);
	ck_assert(cvss_value(&v, 1000) == NULL);
}
END_TEST

static char *
read_schema(enum cvss_version v)
{
	enum { BIG = 1 << 20 };
	char path[512], *text;
	size_t n;
	FILE *f;

	(void)snprintf(path, sizeof(path),
	    "%s/schemas/csaf-2.1/first/cvss-v%s.json", test_data_dir(),
	    cvss_version_name(v));
	f = fopen(path, "r");
	ck_assert_msg(f != NULL, "%s: cannot be opened", path);
	text = calloc(1, BIG);
	ck_assert(text != NULL);
	n = fread(text, 1, BIG - 1, f);
	ck_assert_uint_gt(n, 0);
	fclose(f);
	return text;
}

static bool
has_word(const char *text, const char *word)
{
	char quoted[64];

	(void)snprintf(quoted, sizeof(quoted), "\"%s\"", word);
	return strstr(text, quoted) != NULL;
}

/* FIRST's schemas know every name that our tables give. */
START_TEST(schema_names)
{
	const struct cvss_metric *m = cvss_metrics(versions[_i]);
	char *text;

	if (test_data_dir() == NULL) {
		test_skip("schema_names", "HANSHO_DATA is not set");
		return;
	}
	text = read_schema(versions[_i]);
	for (size_t i = 0; m[i].name != NULL; i++) {
		ck_assert_msg(has_word(text, m[i].json_name), "%s",
		    m[i].json_name);
		for (size_t k = 0; m[i].json_values[k] != NULL; k++) {
			ck_assert_msg(has_word(text, m[i].json_values[k]),
			    "%s: %s", m[i].name, m[i].json_values[k]);
		}
	}
	free(text);
}
END_TEST

Suite *
suite_score_cvss(void)
{
	Suite *s = suite_create("score_cvss");
	TCase *t = tcase_create("cvss");
	int n = (int)ARRAY_LEN(versions);

	tcase_add_loop_test(t, every_base_vector, 0, n);
	tcase_add_loop_test(t, drawn_vectors, 0, n);
	tcase_add_test(t, published_examples);
	tcase_add_loop_test(t, named_roundings, 0, (int)ARRAY_LEN(roundings));
	tcase_add_test(t, refusals);
	tcase_add_test(t, hostile);
	tcase_add_test(t, nul_bytes);
	tcase_add_test(t, canonical_forms);
	tcase_add_loop_test(t, canonical_keeps_scores, 0, n);
	tcase_add_test(t, version_4_groups);
	tcase_add_test(t, severities);
	tcase_add_loop_test(t, metric_tables, 0, n);
	tcase_add_test(t, values_as_written);
	tcase_add_loop_test(t, schema_names, 0, n);
	suite_add_tcase(s, t);
	return s;
}
