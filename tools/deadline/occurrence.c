#include "deadline/occurrence.h"

void
occurrences_of_case(struct arena *perm, const struct model *m,
    const struct sources *places, const struct kev *kev, struct case_state *s)
{
	(void)perm;
	(void)m;
	(void)places;
	(void)kev;
	(void)s;
}
