#include "deadline/deadline.h"

const struct deadline_rules *
deadline_rules_make(struct arena *perm, const struct model *m)
{
	(void)perm;
	(void)m;
	return NULL;
}

void
deadline_case(const struct deadline_run *r, const struct policy_set *p,
    struct arena *perm, struct case_state *s)
{
	(void)r;
	(void)p;
	(void)perm;
	(void)s;
}

void
deadline_others(const struct deadline_run *r, struct arena *perm,
    struct clock_list *out)
{
	(void)r;
	(void)perm;
	(void)out;
}
