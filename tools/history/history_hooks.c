/* realpath() is POSIX.1-2008, but glibc shows it as XSI only. */
#define _XOPEN_SOURCE 700
#include "history/history_hooks.h"

#include <errno.h>
#include <git2.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

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

/* Of the repository itself: not of its user, nor of one work tree. */
static git_config *
own_config(const struct history_git *g)
{
	git_config *all = NULL, *own = NULL;

	if (git_repository_config(&all, g->repo) == 0 &&
	    git_config_open_level(&own, all, GIT_CONFIG_LEVEL_LOCAL) != 0)
		own = NULL;
	git_config_free(all);
	return own;
}

bool
history_hooks_with(const struct history *h, const struct str *dirs, size_t n,
    struct str *why)
{
	static const char name[] = "hansho.with";
	const struct history_git *g = h->git;
	char path[PATH_MAX];
	git_config *own = own_config(g);
	int err = own == NULL ? -1 :
				git_config_delete_multivar(own, name, ".*");

	if (err == GIT_ENOTFOUND)
		err = 0;
	for (size_t i = 0; err == 0 && i < n; i++) {
		if (realpath(str_to_z(g->perm, dirs[i]), path) == NULL) {
			*why = str_fmt(g->perm, "%.*s: %s", STR_ARG(dirs[i]),
			    strerror(errno));
			git_config_free(own);
			return false;
		}
		/* What no value is like: it is added. */
		err = git_config_set_multivar(own, name, "^$", path);
	}
	git_config_free(own);
	*why = S("git's configuration of it cannot be written");
	return err == 0;
}
