#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "index/index.h"
#include "version/name.h"
#include "version/purl.h"

/* Stands between the parts of a key; no name has it. */
#define PART	"\x1f"

#define DIGEST_CHARS	64

/* A key that LMDB takes: a long one ends in its digest. */
static struct str
fit(struct arena *a, struct str key)
{
	size_t head = LIMIT_INDEX_KEY - 1 - DIGEST_CHARS;

	if (key.n < LIMIT_INDEX_KEY)
		return key;
	return str_cat(a, str_sub(key, 0, head),
	    digest_hex(a, DIGEST_SHA256, key));
}

static struct str
lower(struct arena *a, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] >= 0x80)
			return utf8_fold(a, s);
	}
	return str_lower(a, s);
}

/* PEP 503: runs of "-", "_" and "." are one "-". */
static struct str
pypi_name(struct arena *a, struct str s)
{
	char *p = arena_bytes(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool is_sign = s.p[i] == '-' || s.p[i] == '_' || s.p[i] == '.';

		if (!is_sign)
			p[n++] = s.p[i];
		else if (n == 0 || p[n - 1] != '-')
			p[n++] = '-';
	}
	return str_lower(a, (struct str){ p, n });
}

/* crates.io takes no second name that differs in "-" and "_" alone. */
static struct str
cargo_name(struct arena *a, struct str s)
{
	char *p = arena_bytes(a, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		p[i] = s.p[i] == '_' ? '-' : s.p[i];
	return (struct str){ p, s.n };
}

/* What the canonical form leaves as it is, but registries do not. */
static void
by_registry(struct arena *a, struct purl *p)
{
	if (str_eq_z(p->type, "pypi"))
		p->name = pypi_name(a, p->name);
	else if (str_eq_z(p->type, "cargo"))
		p->name = cargo_name(a, p->name);
	else if (str_eq_z(p->type, "npm"))
		p->namespace = lower(a, p->namespace);
	else if (str_eq_z(p->type, "golang") || str_eq_z(p->type, "nuget") ||
	    str_eq_z(p->type, "composer")) {
		p->namespace = lower(a, p->namespace);
		p->name = lower(a, p->name);
	}
}

struct str
index_key_purl(struct arena *a, struct str type, struct str namespace,
    struct str name)
{
	struct purl p = { .type = str_lower(a, type),
		.namespace = namespace,
		.name = name };
	struct purl canonical;
	const char *why;
	struct str path;

	if (type.n == 0 || name.n == 0)
		return S("");
	if (purl_parse(a, purl_canonical(a, &p), &canonical, &why))
		p = canonical;
	by_registry(a, &p);
	path = p.namespace.n > 0 ?
	    str_cat(a, str_cat(a, p.namespace, S("/")), p.name) :
	    p.name;
	return fit(a, str_cat(a, str_cat(a, p.type, S(PART)), path));
}

static struct str
three(struct arena *a, struct str x, struct str y, struct str z)
{
	size_t n = x.n + y.n + z.n + 2;
	char *p = arena_bytes(a, n);

	memcpy(p, x.p, x.n);
	p[x.n] = PART[0];
	memcpy(p + x.n + 1, y.p, y.n);
	p[x.n + 1 + y.n] = PART[0];
	memcpy(p + n - z.n, z.p, z.n);
	return fit(a, (struct str){ p, n });
}

struct str
index_key_package(struct arena *a, struct str distro, struct str release,
    struct str name)
{
	if (name.n == 0)
		return S("");
	return three(a, lower(a, distro), lower(a, name), lower(a, release));
}

/*
 * A value of a CPE name without its backslashes, and '_' for a slash: sources
 * write both for the same product.  Empty: ANY or NA.
 */
static struct str
cpe_value(struct arena *a, struct str s)
{
	char *p;
	size_t n = 0;

	if (s.n == 0 || str_eq_z(s, "*") || str_eq_z(s, "-"))
		return S("");
	p = arena_bytes(a, s.n);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n)
			i++;
		p[n++] = s.p[i] == '/' ? '_' : s.p[i];
	}
	return lower(a, (struct str){ p, n });
}

struct str
index_key_cpe(struct arena *a, struct str vendor, struct str product)
{
	struct str v = cpe_value(a, vendor), p = cpe_value(a, product);

	if (p.n == 0)
		return S("");
	return fit(a, str_cat(a, str_cat(a, v, S(PART)), p));
}

struct str
index_key_name(struct arena *a, struct str vendor, struct str product)
{
	struct str v = name_vendor(a, vendor);
	struct str p = name_product(a, vendor, product);

	if (p.n == 0 && v.n == 0)
		return S("");
	return fit(a, str_cat(a, str_cat(a, v, S(PART)), p));
}

struct str
index_key_word(struct arena *a, struct str word)
{
	struct str *v;

	return name_words(a, word, &v) == 1 ? fit(a, v[0]) : S("");
}

struct str
index_key_id(struct arena *a, struct str id)
{
	return fit(a, lower(a, str_trim(id)));
}
