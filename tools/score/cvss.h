/*
 * CVSS 2.0, 3.0, 3.1 and 4.0, exact, in integers: scores are tenths.
 *
 * cvss_parse() accepts what FIRST's specifications accept and says what is
 * wrong with the rest; cvss_score() computes all groups.  Severity follows the
 * version's own scale (2.0: NVD's Low, Medium, High).
 */
#ifndef SCORE_CVSS_H
#define SCORE_CVSS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/str.h"

struct arena;

enum cvss_version {
	CVSS_2_0,
	CVSS_3_0,
	CVSS_3_1,
	CVSS_4_0,
};

enum cvss_severity {
	CVSS_NONE,
	CVSS_LOW,
	CVSS_MEDIUM,
	CVSS_HIGH,
	CVSS_CRITICAL,
};

#define CVSS_METRICS_MAX	32

/* A parsed vector: value[i] is the index of metric i's value, 0 when it was
 * not given ("X" or "ND" count as given but score the same). */
struct cvss {
	enum cvss_version version;
	uint8_t value[CVSS_METRICS_MAX];
};

/* Why a vector was refused. */
struct cvss_fault {
	size_t off;	/* byte offset of the offending text */
	size_t len;
	char why[160];	/* "unknown value 'X' for metric AV" */
	char help[160];	/* "AV is one of N, A, L, P"; may be empty */
	const char *clause;	/* "CVSS v3.1 specification 2.1.1" */
};

#define CVSS_NO_SCORE	(-1)

struct cvss_score {
	int base_x10;		/* 0..100 */
	int temporal_x10;	/* CVSS_NO_SCORE when absent, and in 4.0 */
	int environmental_x10;	/* CVSS_NO_SCORE when absent, and in 4.0 */
	int overall_x10;	/* the most specific score */
	enum cvss_severity severity;	/* of overall */
	char macrovector[7];	/* 4.0: six digits; else empty */
	char nomenclature[9];	/* 4.0: CVSS-B, -BT, -BE, -BTE; else empty */
};

/* One metric of a version, in specification order. */
struct cvss_metric {
	const char *name;	/* "AV" */
	const char *json_name;	/* "attackVector"; NULL if none */
	const char *group;	/* base, threat, temporal, environmental,
				 * supplemental */
	const char *const *values;	/* "N", "A", ... NULL at the end */
	const char *const *json_values;	/* "NETWORK", ... */
	const char *clause;
	bool is_mandatory;
};

/*
 * False with *fault set unless s is a valid vector.  3.x accepts any order,
 * 2.0 and 4.0 only that of the specification.
 */
MUST_USE bool cvss_parse(struct str s, struct cvss *out,
    struct cvss_fault *fault);

struct cvss_score cvss_score(const struct cvss *v);

/* The canonical vector: specification order, metrics that say "not defined"
 * left out. */
struct str cvss_canonical(struct arena *a, const struct cvss *v);

enum cvss_severity cvss_severity(enum cvss_version version, int x10);

/* "2.0" ... "4.0"; "NONE" ... "CRITICAL" as in the JSON schemas; "none" ...
 * "critical" as keys. */
const char *cvss_version_name(enum cvss_version v);
const char *cvss_severity_json(enum cvss_severity s);
const char *cvss_severity_key(enum cvss_severity s);

/* The metrics of a version, terminated by name NULL. */
const struct cvss_metric *cvss_metrics(enum cvss_version v);

/* The value of metric i as written ("N"), or NULL when not given. */
const char *cvss_value(const struct cvss *v, size_t i);

#endif
