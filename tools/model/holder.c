#include "model/holder.h"

#include "base/arena.h"

struct str
holder_called(struct arena *a, struct str name, struct str version,
    bool is_watched)
{
	if (is_watched || str_find(name, version, 0) != SIZE_MAX)
		return str_dup(a, name);
	return str_fmt(a, "%.*s %.*s", STR_ARG(name), STR_ARG(version));
}
