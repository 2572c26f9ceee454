#include "history/history_hooks.h"

#include <git2.h>

#include "base/arena.h"
#include "history/history.h"
#include "history/history_impl.h"

/* core.hooksPath, from the top of the work tree; empty when it is not set. */
static struct str
own_path(const struct history_git *g)
{
	git_config *config = NULL;
	git_buf value = { 0 };
	struct str path = S("");

	if (git_repository_config(&config, g->repo) == 0 &&
	    git_config_get_path(&value, config, "core.hooksPath") == 0)
		path = str_dup(g->perm, str_z(value.ptr));
	git_buf_dispose(&value);
	git_config_free(config);
	if (path.n == 0 || path.p[0] == '/')
		return path;
	return str_cat(g->perm, str_z(git_repository_workdir(g->repo)), path);
}

bool
history_hooks(const struct history *h, struct history_hooks *out)
{
	const struct history_git *g = h->git;

	if (g->repo == NULL ||
	    (h->state != HISTORY_FINE && h->state != HISTORY_EMPTY))
		return false;
	out->dir = own_path(g);
	/* Work trees of one repository share its hooks. */
	if (out->dir.n == 0)
		out->dir = str_cat(g->perm,
		    str_z(git_repository_commondir(g->repo)), S("hooks"));
	out->folder = g->base.n > 0 ? str_sub(g->base, 0, g->base.n - 1) :
				      S(".");
	return true;
}
