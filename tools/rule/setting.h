/*
 * How strict each rule is: its built-in class, and what the policies' front
 * matter says of it (checks: [{rule, class}]).
 */
#ifndef RULE_SETTING_H
#define RULE_SETTING_H

#include <stdbool.h>

#include "base/diag.h"

struct arena;
struct model;

struct setting {
	enum diag_class class;
	bool is_off;	/* not checked at all */
	bool is_set;	/* by a policy */
};

/*
 * One setting a rule, in the order of rule_at(), in perm.  Where policies
 * differ, the strictest counts.  Reports checks-rule and checks-class for what
 * cannot be set, which then stays as it was.
 */
struct setting *setting_read(struct arena *perm, const struct model *m,
    struct diags *d);

#endif
