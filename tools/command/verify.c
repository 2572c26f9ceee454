#include "command/command.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/pool.h"
#include "base/span.h"
#include "provided/provided.h"

int command_verify(struct invocation *v);

int
command_verify(struct invocation *v)
{
	struct provided_request q = {
		.name = v->args[0],
		.perm = v->perm,
		.sources = sources_open(v->perm),
		.now = v->now,
		.d = diags_open(v->perm),
	};
	struct provided_count count;
	int err = io_dir_open(str_to_z(v->perm, q.name), &q.dir);

	if (err != 0)
		die_env(err, "cannot open %.*s", STR_ARG(q.name));
	q.pool = pool_open(v->jobs);
	provided_check(&q, &count);
	pool_close(q.pool);
	io_dir_close(q.dir);
	diags_sort(q.d);
	command_diags(v, q.sources, q.d);
	fprintf(stderr,
	    "hansho: %zu files, %zu CSAF documents, %zu good signatures%s"
	    "%.*s%s%.*s%s\n",
	    count.files, count.documents, count.good_signatures,
	    count.role.n > 0 ? "; the role is " : "", STR_ARG(count.role),
	    count.ceiling.n > 0 ? "; for readers up to TLP:" : "",
	    STR_ARG(count.ceiling),
	    count.ceiling.n > 0 ? ", so only behind a password" : "");
	return command_status(q.d);
}
