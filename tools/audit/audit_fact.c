#include "audit/audit_impl.h"

void
audit_fact_run(struct audit_work *w)
{
	(void)w;
}
