/*
 * Running the rules: every rule once on each of its subjects, in parallel,
 * with the same reports in the same order whatever the number of threads.
 */
#ifndef RULE_SUBJECT_H
#define RULE_SUBJECT_H

#include "base/time.h"

struct arena;
struct diags;
struct model;
struct pool;
struct setting;

struct subject_run {
	const struct model *model;
	struct instant now;
	const struct setting *settings;	/* one a rule */
	struct pool *pool;
	struct arena *perm;
	struct diags *d;	/* sorted; what is there already counts as
				 * failed where it points */
};

/*
 * A rule runs on a subject unless a policy turned it off or one of its
 * prerequisites failed: a rule on the same subject or on the case around it,
 * or a fault within the subject's text.  Reports are appended to r->d.
 */
void subject_run_all(const struct subject_run *r);

#endif
