#include "assess/assess.h"

const struct assess_tables *
assess_tables_make(struct arena *perm, const struct model *m)
{
	(void)perm;
	(void)m;
	return NULL;
}

void
assess_case(const struct assess *a, const struct policy_set *p,
    struct arena *perm, struct case_state *s)
{
	(void)a;
	(void)p;
	(void)perm;
	(void)s;
}
