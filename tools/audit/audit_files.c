#include "audit/audit_impl.h"

const struct audit_commit *
audit_files_commit(struct audit_work *w, const struct history_commit *c)
{
	(void)w;
	(void)c;
	return NULL;
}

bool
audit_files_is_committed(const struct audit_work *w, uint32_t file)
{
	(void)w;
	(void)file;
	return false;
}

void
audit_files_run(struct audit_work *w)
{
	(void)w;
}
