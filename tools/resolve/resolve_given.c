#include "resolve/resolve_given.h"

#include "base/arena.h"
#include "resolve/dictionary_impl.h"
#include "resolve/resolve_cpe.h"
#include "version/purl.h"

/* What is written so is meant; a path only looks like a module. */
#define SURE	1000
#define LIKELY	850

static void
give(struct arena *a, struct resolved *out, const char *key,
    struct resolve_candidate c)
{
	c.name = out->says;
	c.source = RESOLVE_GIVEN;
	c.scope = c.version.n > 0 ? COMPONENT_EXACT : COMPONENT_ANY;
	c.reasons = arena_new(a, struct resolve_reason);
	c.reasons[0] = (struct resolve_reason){ key, S(""), c.score };
	c.n_reasons = 1;
	out->v = arena_new(a, struct resolve_candidate);
	out->v[0] = c;
	out->n = 1;
	out->name = out->says;
	out->version = c.version;
	out->update = c.update;
	out->scope = c.scope;
	out->verdict = c.score == SURE ? RESOLVE_ONE : RESOLVE_CHOOSE;
}

static bool
take_cpe(struct arena *a, struct resolved *out)
{
	struct resolve_candidate c = { .score = SURE };
	struct resolve_cpe cpe;
	struct str v[4];

	if (!str_starts(out->says, S("cpe:")) ||
	    !dictionary_cpe(a, out->says, &cpe.part, v) || v[1].n == 0)
		return false;
	cpe.maker = v[0];
	cpe.product = v[1];
	cpe.version = cpe.update = S("");
	c.is = resolve_cpe_short(a, &cpe);
	cpe.version = c.version = v[2];
	cpe.update = c.update = v[3];
	c.cpe = resolve_cpe_formatted(a, &cpe);
	give(a, out, "given", c);
	return true;
}

static bool
take_purl(struct arena *a, struct resolved *out)
{
	struct resolve_candidate c = { .score = SURE };
	struct purl purl;
	const char *why;

	if (!purl_parse(a, out->says, &purl, &why))
		return false;
	c.version = purl.version;
	c.purl = purl_canonical(a, &purl);
	purl.version = S("");
	c.is = purl_canonical(a, &purl);
	give(a, out, "given", c);
	return true;
}

/* "google.golang.org/grpc v1.62.0": a host, a path, and a version with a v. */
static bool
take_module(struct arena *a, struct resolved *out)
{
	struct resolve_candidate c = { .score = LIKELY };
	struct str path, version, host, rest;
	struct purl purl;
	const char *why;
	bool has_version = str_cut(out->says, ' ', &path, &version);

	version = str_trim(version);
	if (!has_version || version.n < 2 || version.p[0] != 'v' ||
	    version.p[1] < '0' || version.p[1] > '9' ||
	    str_find_byte(version, ' ', 0) != SIZE_MAX ||
	    !str_cut(path, '/', &host, &rest) || rest.n == 0 ||
	    str_find_byte(host, '.', 0) == SIZE_MAX ||
	    !purl_parse(a, str_cat(a, S("pkg:golang/"), path), &purl, &why))
		return false;
	c.is = purl_canonical(a, &purl);
	c.version = str_from(version, 1);
	purl.version = version;
	c.purl = purl_canonical(a, &purl);
	give(a, out, "module", c);
	return true;
}

bool
resolve_given(struct arena *a, struct str says, struct resolved *out)
{
	*out = (struct resolved){ .says = says };
	if (take_cpe(a, out))
		return true;
	if (str_starts(says, S("pkg:")))
		return take_purl(a, out);
	return take_module(a, out);
}
