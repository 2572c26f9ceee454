/*
 * How bad: the severity of vulnerabilities and cases by our own vectors.
 * (Where a product stands is decided in model/state.h.)
 */
#ifndef EXPORT_INTERNAL_GRADE_H
#define EXPORT_INTERNAL_GRADE_H

#include <stdbool.h>

#include "score/cvss.h"

struct case_file;
struct vulnerability;

struct grade {
	bool is_set;			/* there is a valid vector */
	enum cvss_severity severity;
	int x10;			/* score in tenths */
};

/* The grade of one vector; not set when it is none. */
struct grade grade_vector(struct str vector);

/* Ours, of the newest CVSS version; else the highest that others gave. */
struct grade grade_vulnerability(const struct vulnerability *v);

/* The worst of a case's vulnerabilities. */
struct grade grade_case(const struct case_file *c);

/* Whether attacks are known: the advisory's word, else SSVC's. */
bool grade_is_exploited(const struct vulnerability *v);
bool grade_case_is_exploited(const struct case_file *c);

#endif
