#include "command/place.h"

#include <errno.h>

#include "base/arena.h"
#include "base/io.h"

/* Cut a path at its last name: "a/b/" is b in a, "b" is b in ".". */
static struct str
parent_of(struct str path, struct str *name)
{
	size_t at;

	while (path.n > 1 && path.p[path.n - 1] == '/')
		path.n--;
	for (at = path.n; at > 0 && path.p[at - 1] != '/';)
		at--;
	*name = str_from(path, at);
	if (at == 0)
		return S(".");
	return at == 1 ? S("/") : str_sub(path, 0, at - 1);
}

void
place_open(struct arena *perm, const char *path, struct place *out)
{
	struct str parent = parent_of(str_z(path), &out->name);
	int err = io_dir_open(path, &out->dir);

	if (err == ENOENT && out->name.n > 0 && !str_eq(out->name, S("..")))
		out->dir = NULL;
	else if (err != 0)
		die_env(err, "cannot open the folder %s", path);
	err = io_dir_open(str_to_z(perm, parent), &out->parent);
	if (err != 0)
		die_env(err, "cannot open the folder %.*s", STR_ARG(parent));
}

void
place_close(struct place *p)
{
	io_dir_close(p->parent);
	io_dir_close(p->dir);
}

void
place_make(struct place *p)
{
	int err;

	if (p->dir != NULL)
		return;
	err = io_mkdirs(p->parent, p->name);
	if (err == 0)
		err = io_dir_open_at(p->parent, p->name, &p->dir);
	if (err != 0)
		die_env(err, "cannot make the folder %.*s", STR_ARG(p->name));
}
