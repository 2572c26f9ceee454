#include "command/ci.h"

#include <errno.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/embed.h"
#include "base/io.h"
#include "base/limits.h"
#include "command/command.h"

/* Where each host looks for its file. */
static const struct {
	struct str host;
	struct str template;
	struct str path;
} hosts[] = {
	{ STR_INIT("gitlab"), STR_INIT("ci/gitlab.yml"),
	    STR_INIT(".gitlab-ci.yml") },
	{ STR_INIT("github"), STR_INIT("ci/github.yml"),
	    STR_INIT(".github/workflows/hansho.yml") },
	{ STR_INIT("gitea"), STR_INIT("ci/gitea.yml"),
	    STR_INIT(".gitea/workflows/hansho.yml") },
};

/* "gitlab, github or gitea" */
static struct str
host_names(struct arena *a)
{
	struct str out = hosts[0].host;

	for (size_t i = 1; i < ARRAY_LEN(hosts); i++)
		out = str_fmt(a, "%.*s%s%.*s", STR_ARG(out),
		    i + 1 < ARRAY_LEN(hosts) ? ", " : " or ",
		    STR_ARG(hosts[i].host));
	return out;
}

/* Whether the file is now as it should be. */
static bool
add(struct invocation *v, struct io_dir *root, struct str path,
    struct str template)
{
	const struct embedded *e = embedded_find(template);
	struct str there;
	int err;

	ASSERT(e != NULL);
	err = io_write_new(root, path, e->content);
	if (err == 0) {
		command_printf("%.*s\n", STR_ARG(path));
		return true;
	}
	if (err != EEXIST)
		die_env(err, "cannot write %.*s", STR_ARG(path));
	err = io_read(root, path, LIMIT_TEMPLATE_BYTES, v->perm, &there);
	if (err == 0 && str_eq(there, e->content)) {
		command_printf("%.*s (was there)\n", STR_ARG(path));
		return true;
	}
	fprintf(stderr,
	    "hansho: %.*s is there already, and stays as it is; to compare: "
	    "remove it, run this again, and `git diff`\n",
	    STR_ARG(path));
	return false;
}

int
ci_install(struct invocation *v)
{
	struct io_dir *root;
	struct str path;
	bool ok = true;
	size_t i = 0;
	int err;

	while (i < ARRAY_LEN(hosts) && !str_eq(v->ci, hosts[i].host))
		i++;
	if (i == ARRAY_LEN(hosts))
		return command_usage(v, "--ci is %.*s",
		    STR_ARG(host_names(v->perm)));
	if (v->n_args > 0)
		v->dir = str_to_z(v->perm, v->args[0]);
	path = repository_find(v);
	if (path.n == 0)
		return repository_missing(v);
	err = io_dir_open(str_to_z(v->perm, path), &root);
	if (err != 0)
		die_env(err, "cannot open %.*s", STR_ARG(path));
	ok = add(v, root, S(".ci/hansho-ci.sh"), S("ci/hansho-ci.sh"));
	ok = add(v, root, hosts[i].path, hosts[i].template) && ok;
	io_dir_close(root);
	fprintf(stderr,
	    "next: do what the head of %.*s asks for, and commit\n",
	    STR_ARG(hosts[i].path));
	return ok ? STATUS_FINE : STATUS_FINDINGS;
}
