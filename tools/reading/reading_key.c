#include "base/arena.h"
#include "reading/reading_impl.h"
#include "version/cpe.h"
#include "version/purl.h"

struct str
reading_key_purl(struct arena *a, struct str purl, struct str *version)
{
	struct purl p;
	const char *why;

	*version = S("");
	if (!str_starts(purl, S("pkg:")) || !purl_parse(a, purl, &p, &why))
		return S("");
	*version = p.version;
	return str_fmt(a, "p:%.*s/%.*s/%.*s", STR_ARG(p.type),
	    STR_ARG(p.namespace), STR_ARG(p.name));
}

/* As it was meant: without the backslashes before punctuation. */
static struct str
unquoted(struct arena *a, struct str s)
{
	char *out;
	size_t n = 0;

	if (str_find_byte(s, '\\', 0) == SIZE_MAX)
		return s;
	out = arena_bytes(a, s.n);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '\\' || i + 1 == s.n)
			out[n++] = s.p[i];
		else
			out[n++] = s.p[++i];
	}
	return (struct str){ out, n };
}

struct str
reading_key_cpe(struct arena *a, struct str cpe, struct str *version)
{
	struct cpe c, formatted;
	const char *why;

	*version = S("");
	if (cpe.n == 0 || !cpe_parse(cpe, &c, &why) ||
	    !cpe_parse(cpe_formatted(a, &c), &formatted, &why))
		return S("");
	if (!str_eq_z(formatted.part[CPE_VERSION], "*") &&
	    !str_eq_z(formatted.part[CPE_VERSION], "-"))
		*version = unquoted(a, formatted.part[CPE_VERSION]);
	return str_lower(a,
	    str_fmt(a, "c:%.*s:%.*s:%.*s", STR_ARG(formatted.part[CPE_PART]),
		STR_ARG(formatted.part[CPE_VENDOR]),
		STR_ARG(formatted.part[CPE_PRODUCT])));
}
