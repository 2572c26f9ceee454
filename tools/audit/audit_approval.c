#include "audit/audit_impl.h"

void
audit_approval_run(struct audit_work *w)
{
	(void)w;
}
