/*
 * The policy's priority of a vulnerability that nobody has put into a case yet:
 * by what feeds say of it, and what is written of the product or system.
 */
#ifndef ASSESS_ASSESS_KNOWN_H
#define ASSESS_ASSESS_KNOWN_H

#include <stdbool.h>

#include "assess/assess.h"
#include "model/known.h"

struct assess_known {
	const struct known *known;
	struct str ssvc;	/* CISA's "active/yes/total", or empty */
	bool is_exploited;
	const struct product_entry *product;	/* one of the two */
	const struct system_entry *system;
};

/*
 * Conditions of the policy map see the company, the product (of a system its
 * exposure alone), of the vulnerability its CVE id, exploitation and SSVC
 * points, and score, severity, KEV and EPSS; of a case they see nothing.
 * Exceptions of the product count.  p is the policy of the company.
 */
struct priority_state assess_known(const struct assess *a,
    const struct policy_set *p, struct arena *perm,
    const struct assess_known *k);

#endif
