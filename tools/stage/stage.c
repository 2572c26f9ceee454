#include "stage/stage.h"

void
stage_axes(const struct stage_run *r, struct arena *perm,
    struct case_state *s)
{
	(void)r;
	(void)perm;
	(void)s;
}

void
stage_case(const struct stage_run *r, const struct policy_set *p,
    struct arena *perm, struct case_state *s)
{
	(void)r;
	(void)p;
	(void)perm;
	(void)s;
}
