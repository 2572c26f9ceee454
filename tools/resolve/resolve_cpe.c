#include "resolve/resolve_cpe.h"

#include "base/arena.h"
#include "version/cpe_bind.h"

/* A value of a WFN: all but letters, digits and '_' has a backslash. */
static struct str
quoted(struct arena *a, struct str s)
{
	char *p = arena_bytes(a, 2 * s.n + 1);
	size_t n = 0;

	if (s.n == 0)
		return S("ANY");
	if (str_eq_z(s, "-"))
		return S("NA");
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool is_plain = (c >= 'a' && c <= 'z') ||
		    (c >= '0' && c <= '9') || c == '_' || (c & 0x80) != 0;

		if (c >= 'A' && c <= 'Z') {
			c = (char)(c - 'A' + 'a');
			is_plain = true;
		}
		if (!is_plain)
			p[n++] = '\\';
		p[n++] = c == ' ' ? '_' : c;
	}
	return (struct str){ p, n };
}

static bool
bind(struct arena *a, const struct resolve_cpe *c, struct cpe *out)
{
	struct str v[CPE_PARTS] = { [CPE_PART] = { &c->part, 1 },
		[CPE_VENDOR] = quoted(a, c->maker),
		[CPE_PRODUCT] = quoted(a, c->product),
		[CPE_VERSION] = quoted(a, c->version),
		[CPE_UPDATE] = quoted(a, c->update) };
	const char *why;

	return cpe_bind_wfn(a, v, out, &why);
}

struct str
resolve_cpe_formatted(struct arena *a, const struct resolve_cpe *c)
{
	struct cpe out;

	return bind(a, c, &out) ? cpe_formatted(a, &out) : S("");
}

struct str
resolve_cpe_short(struct arena *a, const struct resolve_cpe *c)
{
	struct cpe out;
	struct str s;

	if (!bind(a, c, &out))
		return S("");
	s = str_fmt(a, "cpe:%.*s:%.*s:%.*s", STR_ARG(out.part[CPE_PART]),
	    STR_ARG(out.part[CPE_VENDOR]), STR_ARG(out.part[CPE_PRODUCT]));
	if (c->version.n > 0)
		s = str_cat(a, str_cat(a, s, S(":")), out.part[CPE_VERSION]);
	if (c->update.n > 0)
		s = str_cat(a, str_cat(a, s, S(":")), out.part[CPE_UPDATE]);
	return s;
}
