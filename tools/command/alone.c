#include "command/alone.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/io.h"
#include "command/command.h"
#include "release/release_files.h"

bool
alone_begin(struct invocation *v)
{
	struct str path = repository_find(v), said = S("");
	struct io_dir *own;
	bool ok;
	int err;

	/* repository_open() says that there is none. */
	if (path.n == 0 || v->print)
		return true;
	err = io_dir_open(str_to_z(v->perm, path), &own);
	if (err != 0)
		die_env(err, "cannot open %.*s", STR_ARG(path));
	ok = release_files_lock(own);
	if (!ok)
		fputs("hansho: somebody else is approving or publishing in "
		      "this repository; try again in a minute\n",
		    stderr);
	ok = ok && release_files_repair(own, v->perm, &said);
	fprintf(stderr, "%.*s", STR_ARG(said));
	io_dir_close(own);
	return ok;
}
