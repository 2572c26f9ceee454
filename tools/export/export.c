#include "export/export.h"

#include "base/arena.h"

/* Folders in a path. */
static size_t
depth_of(struct str path)
{
	size_t depth = 0;

	for (size_t i = 0; i < path.n; i++)
		depth += path.p[i] == '/';
	return depth;
}

struct str
export_up(struct arena *a, struct str path)
{
	size_t depth = depth_of(path);
	struct str up = depth == 0 ? S("./") : S("");

	for (; depth > 0; depth--)
		up = str_cat(a, up, S("../"));
	return up;
}

struct str
export_link(struct arena *a, struct str from, struct str to)
{
	size_t common = 0, ups;
	char *out;

	for (size_t i = 0; i < from.n && i < to.n && from.p[i] == to.p[i];
	     i++) {
		if (from.p[i] == '/')
			common = i + 1;
	}
	to = str_from(to, common);
	ups = depth_of(str_from(from, common));
	out = arena_bytes(a, ups * 3 + to.n + 1);
	for (size_t i = 0; i < ups; i++) {
		out[i * 3] = '.';
		out[i * 3 + 1] = '.';
		out[i * 3 + 2] = '/';
	}
	for (size_t i = 0; i < to.n; i++)
		out[ups * 3 + i] = to.p[i];
	return (struct str){ out, ups * 3 + to.n };
}
