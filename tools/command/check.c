#include "command/command.h"

#include "rule/rule.h"

int command_check(struct invocation *v);

int
command_check(struct invocation *v)
{
	struct world r;
	int status;

	if (!repository_open(v, &r))
		return STATUS_USAGE;
	repository_derive(&r);
	rules_run(r.model, v->now, r.pool, v->perm, r.diags);
	command_diags(v, r.sources, r.diags);
	status = command_status(r.diags);
	repository_close(&r);
	return status;
}
