#include "command/command.h"

#include "finding/matched.h"
#include "finding/matching.h"
#include "pipeline/csaf_origin.h"
#include "pipeline/released.h"
#include "rule/rule.h"

int command_check(struct invocation *v);

static void
check_released(struct invocation *v, const struct world *r)
{
	const struct released_check x = {
		.model = r->model,
		.root = r->root,
		.words = r->words,
		.pool = r->pool,
		.perm = v->perm,
		.now = v->now,
		.d = r->diags,
	};

	released_check(&x);
	csaf_origin_check(&x);
}

int
command_check(struct invocation *v)
{
	struct world r;
	struct matching *matching;
	int status;

	if (!repository_open(v, &r))
		return STATUS_USAGE;
	repository_derive(&r);
	matching = world_matching(&r, NULL);
	matched_run(matching, v->perm, r.model);
	rules_run(r.model, v->now, r.pool, v->perm, r.diags);
	check_released(v, &r);
	command_diags(v, r.sources, r.diags);
	status = command_status(r.diags);
	matching_close(matching);
	repository_close(&r);
	return status;
}
