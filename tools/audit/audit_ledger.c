#include "audit/audit_impl.h"

void
audit_ledger_run(struct audit_work *w)
{
	(void)w;
}
