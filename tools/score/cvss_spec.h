/*
 * What each CVSS version brings to cvss.c: its metrics and its arithmetic.
 * Private to score/.
 */
#ifndef SCORE_CVSS_SPEC_H
#define SCORE_CVSS_SPEC_H

#include <stdbool.h>
#include <stddef.h>

#include "score/cvss.h"

/* In every optional metric the first value is "not defined" (X or ND). */
#define CVSS_UNDEFINED	1

/* A list of names ended by NULL, for tables at file scope. */
#define CVSS_LIST(...)	((const char *const[]){ __VA_ARGS__, NULL })

struct cvss_spec {
	const char *name;	/* "3.1" */
	const char *prefix;	/* "CVSS:3.1/"; empty in 2.0 */
	const char *clause;	/* where the vector's form stands */
	const struct cvss_metric *metrics;	/* ended by name NULL */
	size_t n;		/* metrics */
	bool is_ordered;	/* the specification's order is demanded */
	struct cvss_score (*score)(const struct cvss *v);
};

extern const struct cvss_spec cvss2_spec;
extern const struct cvss_spec cvss3_spec_0;
extern const struct cvss_spec cvss3_spec_1;
extern const struct cvss_spec cvss4_spec;

/* Whether a metric from..to-1 has a value other than "not defined". */
static inline bool
cvss_spec_is_set(const struct cvss *v, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (v->value[i] > CVSS_UNDEFINED)
			return true;
	}
	return false;
}

/*
 * The value that counts in the environment: that of the modified metric if it
 * is set, counted as in the base metric, which has no "not defined".
 */
static inline unsigned
cvss_spec_modified(const struct cvss *v, size_t base, size_t modified)
{
	if (v->value[modified] > CVSS_UNDEFINED)
		return v->value[modified] - 1u;
	return v->value[base];
}

#endif
