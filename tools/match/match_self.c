#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "match/match_cpe.h"
#include "match/match_distro.h"
#include "match/match_impl.h"
#include "version/name.h"

/* Types of purls whose packages no source of their own speaks of. */
static const struct str loose[] = {
	STR_INIT("generic"),
	STR_INIT("github"),
	STR_INIT("bitbucket"),
	STR_INIT("docker"),
	STR_INIT("oci"),
	STR_INIT("swid"),
};

static bool
is_distro_type(struct str type)
{
	return str_eq_z(type, "deb") || str_eq_z(type, "rpm") ||
	    str_eq_z(type, "apk") || str_eq_z(type, "alpm");
}

static bool
is_loose(struct str type)
{
	for (size_t i = 0; i < ARRAY_LEN(loose); i++) {
		if (str_eq(loose[i], type))
			return true;
	}
	return type.n == 0;
}

/* A value of a CPE name as text: no backslashes; ANY and NA are empty. */
static struct str
plain(struct arena *a, struct str s, bool as_words)
{
	char *p;
	size_t n = 0;

	if (str_eq_z(s, "*") || str_eq_z(s, "-"))
		return S("");
	p = arena_bytes(a, s.n + 1);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n)
			i++;
		p[n++] = as_words && s.p[i] == '_' ? ' ' : s.p[i];
	}
	return (struct str){ p, n };
}

static void
read_cpe(struct arena *a, struct match_self *s)
{
	struct cpe *c = &s->cpe;
	struct str update;

	s->has_cpe = s->c->cpe.n > 0 && match_cpe_read(a, s->c->cpe, c);
	if (!s->has_cpe)
		return;
	s->cpe_key = index_key_cpe(a, c->part[CPE_VENDOR],
	    c->part[CPE_PRODUCT]);
	s->vendor = plain(a, c->part[CPE_VENDOR], true);
	s->product = plain(a, c->part[CPE_PRODUCT], true);
	if (s->version.n == 0)
		s->version = plain(a, c->part[CPE_VERSION], false);
	update = plain(a, c->part[CPE_UPDATE], false);
	s->full = s->version;
	if (s->version.n > 0 && update.n > 0)
		s->full = str_fmt(a, "%.*s%s%.*s", STR_ARG(s->version),
		    update.n > 2 ? "-" : "", STR_ARG(update));
}

/*
 * Scanners that write no purl tell the type beside the name, in which the
 * namespace stands, too.
 */
static void
read_type(struct arena *a, struct match_self *s)
{
	struct str type = s->c->type, group, rest;

	if (is_loose(type) || is_distro_type(type) || s->c->name.n == 0)
		return;
	s->has_purl = true;
	s->purl = (struct purl){ .type = type, .name = s->c->name };
	if (str_eq_z(type, "maven") &&
	    str_cut(s->c->name, ':', &group, &rest)) {
		s->purl.namespace = str_dup(a, group);
		s->purl.name = str_dup(a, rest);
	}
}

void
match_self_read(struct arena *a, const struct component *c,
    struct match_self *out)
{
	const char *why;

	*out = (struct match_self){ .c = c, .version = c->version };
	out->has_purl = c->purl.n > 0 &&
	    purl_parse(a, c->purl, &out->purl, &why);
	if (!out->has_purl)
		read_type(a, out);
	if (out->has_purl) {
		out->purl_key = index_key_purl(a, out->purl.type,
		    out->purl.namespace, out->purl.name);
		if (out->version.n == 0)
			out->version = out->purl.version;
	}
	out->is_packaged = is_distro_type(
	    out->has_purl ? out->purl.type : c->type);
	out->is_registered = out->is_packaged ||
	    !is_loose(out->has_purl ? out->purl.type : c->type);
	read_cpe(a, out);
	if (!out->has_cpe)
		out->full = out->version;
	/* A line to watch is no name. */
	if (out->product.n == 0 && !out->is_registered && c->keyword.n == 0) {
		out->vendor = c->vendor;
		out->product = c->name;
	}
	if (out->product.n > 0) {
		out->maker = name_vendor(a, out->vendor);
		out->goods = name_product(a, out->vendor, out->product);
	}
	if (out->is_packaged)
		out->distro = match_distro(
		    c->distro.n > 0 ? c->distro : out->purl.namespace);
	out->is_any_version = c->scope == COMPONENT_ANY || out->version.n == 0;
}

void
match_step_add(struct match_look *k, struct match_try *t, const char *what,
    struct str ours, struct str theirs, struct str result)
{
	if (k->is_quick)
		return;
	t->m.steps = arena_grow(k->a, t->m.steps, t->m.n_steps, &t->cap_steps,
	    sizeof(*t->m.steps));
	t->m.steps[t->m.n_steps++] = (struct match_step){ what, ours, theirs,
		result };
}

uint8_t
match_confidence(enum match_rule r)
{
	static const uint8_t values[] = {
#define MATCH(name, confidence, summary)	[MATCH_##name] = confidence,
#include "match/rules.def"
	};

	return values[r];
}
