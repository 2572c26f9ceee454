#include "export/address.h"

#include "base/arena.h"

static bool
is_plain(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	    (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

/* A name for a file; never hidden, never a way out of the folder. */
static struct str
file_name(struct arena *a, struct str id)
{
	char *out = arena_bytes(a, id.n + 1);

	for (size_t i = 0; i < id.n; i++)
		out[i] = is_plain(id.p[i]) ? id.p[i] : '_';
	if (id.n > 0 && out[0] == '.')
		out[0] = '_';
	return (struct str){ out, id.n };
}

struct str
address(struct arena *a, struct str lang, const char *folder, struct str id,
    const char *ending)
{
	/* A page has dozens of addresses: str_fmt() would take longer. */
	struct str dir = str_cat(a, lang, S("/"));
	struct str name = str_cat(a, S("/"), file_name(a, id));

	return str_cat(a, str_cat(a, dir, str_z(folder)),
	    str_cat(a, name, str_z(ending)));
}

struct str
address_advisory(struct arena *a, struct str lang, struct str id)
{
	return address(a, lang, "advisories", id, ".html");
}
