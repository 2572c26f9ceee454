#include "finding/part_name.h"

#include "base/arena.h"
#include "index/index.h"
#include "inventory/component.h"
#include "version/name.h"
#include "version/purl.h"
#include "version/vers.h"

#define GENERIC	"generic"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void
take_purl(struct arena *a, const struct purl *u, struct part_name *p)
{
	p->key = index_key_purl(a, u->type, u->namespace, u->name);
	p->name = name_product(a, S(""), u->name);
	p->scheme = u->type;
	p->version = u->version;
}

struct part_name
part_name_read(struct arena *a, struct str text)
{
	struct part_name p = { .scheme = S(GENERIC) };
	struct purl u;
	const char *why;
	size_t i;

	text = str_trim(text);
	if (purl_parse(a, text, &u, &why)) {
		take_purl(a, &u, &p);
		return p;
	}
	for (i = text.n; i > 0 && text.p[i - 1] != ' '; i--)
		;
	if (i > 0 && is_digit(text.p[i])) {
		p.version = str_from(text, i);
		text = str_trim(str_sub(text, 0, i));
	}
	p.name = name_product(a, S(""), text);
	return p;
}

struct part_name
part_name_of(struct arena *a, const struct component *c)
{
	struct part_name p = { .scheme = S(GENERIC) };
	struct str name = c->name;
	struct purl u;
	const char *why;

	if (c->purl.n > 0 && purl_parse(a, c->purl, &u, &why))
		take_purl(a, &u, &p);
	else if (c->type.n > 0)
		p.scheme = c->type;
	for (size_t i = name.n; i > 0; i--) {
		if (name.p[i - 1] == ':') {
			name = str_from(name, i);
			break;
		}
	}
	if (name.n > 0)
		p.name = name_product(a, S(""), name);
	if (c->version.n > 0)
		p.version = c->version;
	return p;
}

bool
part_name_is(const struct part_name *p, const struct part_name *component)
{
	if (p->key.n > 0 && component->key.n > 0)
		return str_eq(p->key, component->key);
	return p->name.n > 0 && str_eq(p->name, component->name);
}

bool
part_name_same(const struct part_name *component, struct str x, struct str y)
{
	int cmp;

	return str_eq(x, y) ||
	    (vers_compare(component->scheme, x, y, &cmp) && cmp == 0);
}

bool
part_name_has(const struct part_name *p, const struct part_name *component)
{
	struct str v = component->version;

	if (p->version.n == 0 || part_name_same(component, v, p->version))
		return true;
	/* "openssl 3.0" in words means its series. */
	return p->key.n == 0 && str_starts(v, p->version) &&
	    !is_digit(v.p[p->version.n]);
}
