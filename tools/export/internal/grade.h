/*
 * How bad and where: the severity of vulnerabilities and cases by our own
 * vectors, and the state of a product in a vulnerability as a chip.
 */
#ifndef EXPORT_INTERNAL_GRADE_H
#define EXPORT_INTERNAL_GRADE_H

#include <stdbool.h>

#include "base/time.h"
#include "score/cvss.h"

struct case_file;
struct case_product;
struct model;
struct remediation;
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

/*
 * Where a product stands as of now: the key of a state chip ("affected",
 * "mitigated", "fixing", "fixed", "notaffected", "wontfix",
 * "investigating"), by its statuses and by the remedies that hold for it.
 */
const char *grade_state(const struct model *m, const struct vulnerability *v,
    const struct case_product *p, struct instant now);

/* Keys of state chips, worst first; "waiting" is there too. */
#define GRADE_STATES	8
extern const char *const grade_states[GRADE_STATES];

/* The chip of a campaign answer: enum answer_status. */
const char *grade_answer(int status);

/* The place of a chip's key in grade_states. */
int grade_rank(const char *state);

#endif
