#include "feed/feed_distro.h"

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "feed/record.h"
#include "version/scheme.h"

#define PLAIN	0u
#define FIXED	1u
#define NAMES	2u
#define SOURCE	4u

static const struct ecosystem {
	struct str name;
	struct str type;
	struct str namespace;
	unsigned flags;
} ecosystems[] = {
#define ECOSYSTEM(name, type, namespace, flags)				\
	{ STR_INIT(name), STR_INIT(type), STR_INIT(namespace), flags },
#define CODENAME(distro, name, release)
#include "feed/distros.def"
};

static const struct {
	struct str distro;
	struct str name;
	struct str release;
} codenames[] = {
#define ECOSYSTEM(name, type, namespace, flags)
#define CODENAME(distro, name, release)					\
	{ STR_INIT(distro), STR_INIT(name), STR_INIT(release) },
#include "feed/distros.def"
};

static const struct ecosystem *
find(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(ecosystems); i++) {
		if (str_eq(ecosystems[i].name, name))
			return &ecosystems[i];
	}
	return NULL;
}

bool
feed_distro_is_type(struct str type)
{
	return str_eq(type, S("deb")) || str_eq(type, S("rpm")) ||
	    str_eq(type, S("apk")) || str_eq(type, S("alpm"));
}

struct str
feed_distro_scheme(struct str type)
{
	const struct scheme *s = scheme_find(type);

	return s != NULL && !str_eq(s->name, S("generic")) ? s->name : S("");
}

struct str
feed_distro_release(struct str distro, struct str tag)
{
	size_t cut = 0;

	/* "esm-infra/xenial" of Ubuntu Pro: the release that it is for. */
	tag = str_base_name(tag);
	for (size_t i = 0; i < ARRAY_LEN(codenames); i++) {
		if (str_eq(codenames[i].distro, distro) &&
		    str_eq(codenames[i].name, tag))
			return codenames[i].release;
	}
	/* "debian-12", "rhel-9.2", "v3.18", "el9": the number. */
	while (cut < tag.n && (tag.p[cut] < '0' || tag.p[cut] > '9'))
		cut++;
	return cut < tag.n ? str_from(tag, cut) : tag;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "Linux Enterprise Server 15 SP5" is 15.5, "Leap 15.5" as it stands. */
static struct str
suse_release(struct arena *a, struct str s)
{
	size_t sp = str_find(s, S(" SP"), 0), i = 0;
	struct str number;

	while (i < s.n && !is_digit(s.p[i]))
		i++;
	number = str_sub(s, i, sp == SIZE_MAX || sp < i ? s.n : sp - i);
	if (number.n == 0)
		return str_eq(s, S("Tumbleweed")) ? S("tumbleweed") : S("");
	(void)str_cut(number, ' ', &number, &(struct str){ 0 });
	if (sp == SIZE_MAX || sp < i || sp + 3 >= s.n ||
	    !is_digit(s.p[sp + 3]))
		return number;
	return str_fmt(a, "%.*s.%c", STR_ARG(number), s.p[sp + 3]);
}

struct str
feed_distro_ecosystem_release(struct arena *a, struct str ecosystem)
{
	struct str rest, part;

	(void)str_cut(ecosystem, ':', &part, &rest);
	if (str_eq(part, S("SUSE")) || str_eq(part, S("openSUSE")))
		return suse_release(a, rest);
	/* Of "Ubuntu:Pro:14.04:LTS" and "Red Hat:rhel_eus:9.2::baseos". */
	while (rest.n > 0) {
		(void)str_cut(rest, ':', &part, &rest);
		if (part.n > 1 && part.p[0] == 'v')
			part = str_from(part, 1);
		if (part.n > 0 && is_digit(part.p[0]))
			return part;
	}
	return S("");
}

/* "@scope/name", "group:artifact", "host/path/name". */
static void
cut_name(struct str name, char sep, struct feed_affects *e)
{
	size_t i = name.n;

	while (i > 0 && name.p[i - 1] != sep)
		i--;
	e->name = str_from(name, i);
	e->namespace = str_sub(name, 0, i > 0 ? i - 1 : 0);
}

bool
feed_distro_ecosystem(struct arena *a, struct str ecosystem, struct str name,
    struct feed_affects *e)
{
	const struct ecosystem *x;
	struct str head, rest;

	(void)str_cut(ecosystem, ':', &head, &rest);
	x = find(head);
	e->ecosystem = ecosystem;
	if (x == NULL)
		return false;
	e->type = x->type;
	e->scheme = feed_distro_scheme(x->type);
	if ((x->flags & NAMES) != 0) {
		cut_name(name, str_eq(x->type, S("maven")) ? ':' : '/', e);
	} else {
		e->name = name;
		e->namespace = x->namespace;
	}
	if ((x->flags & FIXED) == 0) {
		e->by = FEED_BY_PURL;
		return true;
	}
	e->by = FEED_BY_PACKAGE;
	e->is_source = (x->flags & SOURCE) != 0;
	e->release = feed_distro_ecosystem_release(a, ecosystem);
	return true;
}
