#include "version/purl.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/limits.h"
#include "version/percent.h"

enum namespace_rule {
	RULE_OPTIONAL,
	RULE_REQUIRED,
	RULE_PROHIBITED,
};

/* What changes a name beyond its case. */
enum name_rule {
	NAME_PLAIN,
	NAME_CHROME,	/* 32 letters from a to p; version of numbers */
	NAME_CPAN,	/* a distribution, not a module: no "::" */
	NAME_MLFLOW,	/* lower case where the registry is Databricks */
	NAME_PUB,	/* '_' for all but a-z, 0-9 */
	NAME_PYPI,	/* '-' for '_' */
};

/* Parts that are written in lower case. */
enum {
	NONE = 0,
	NAMESPACE = 1 << 0,
	NAME = 1 << 1,
	VERSION = 1 << 2,
};

struct type_rule {
	struct str type;
	enum namespace_rule namespace;
	unsigned lower;
	enum name_rule name;
	struct str qualifier;	/* must stand; empty if none */
};

static const struct type_rule rules[] = {
#define PURL_TYPE(type, namespace, lower, name, qualifier)		\
	{ STR_INIT(type), RULE_##namespace, lower, NAME_##name,		\
	    STR_INIT(qualifier) },
#include "version/purl.def"
};

struct qualifier {
	struct str key;		/* lower case */
	struct str value;	/* decoded, not empty */
};

struct reader {
	struct arena *a;
	struct purl *out;
	struct qualifier *qualifiers;	/* sorted by key when all are read */
	size_t n, cap;
	const char **why;
};

static bool
refuse(struct reader *r, const char *why)
{
	*r->why = why;
	return false;
}

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
is_letter(char c)
{
	return is_lower(c) || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What stands unencoded in every part: ECMA-427, "Character encoding". */
static bool
is_plain(char c)
{
	return is_letter(c) || is_digit(c) ||
	    str_find_byte(S(".-_~:"), c, 0) != SIZE_MAX;
}

static bool
decode(struct reader *r, struct str s, struct str *out)
{
	size_t bad;

	if (percent_decode(r->a, s, out, &bad))
		return true;
	return refuse(r,
	    bad < s.n ? "a '%' is not followed by two hexadecimal digits" :
			"a part decodes to no UTF-8 text");
}

/* Cut off from the last sep on; whether there was one. */
static bool
cut_last(struct str *s, char sep, struct str *tail)
{
	for (size_t i = s->n; i > 0; i--) {
		if (s->p[i - 1] != sep)
			continue;
		*tail = str_from(*s, i);
		s->n = i - 1;
		return true;
	}
	*tail = S("");
	return false;
}

/* ---- subpath and namespace ------------------------------------------- */

/* Which segments of a path vanish beside the empty ones. */
enum path_kind {
	PATH_NAMESPACE,
	PATH_SUB,	/* "." and ".." do */
};

/*
 * The segments of a path, each decoded, joined by '/': decoded for a
 * namespace, encoded again for a subpath.
 */
static bool
take_path(struct reader *r, struct str s, enum path_kind kind, struct str *out)
{
	char *p = arena_bytes(r->a, 3 * s.n + 1);
	struct str part, segment;
	size_t n = 0;
	bool more;

	do {
		more = str_cut(s, '/', &part, &s);
		if (!decode(r, part, &segment))
			return false;
		if (str_find_byte(segment, '/', 0) != SIZE_MAX)
			return refuse(r, "a segment contains an encoded '/'");
		if (segment.n == 0 ||
		    (kind == PATH_SUB &&
			(str_eq(segment, S(".")) || str_eq(segment, S("..")))))
			continue;
		if (n > 0)
			p[n++] = '/';
		if (kind == PATH_SUB) {
			n = percent_put(p, n, segment, is_plain);
			continue;
		}
		for (size_t i = 0; i < segment.n; i++)
			p[n++] = segment.p[i];
	} while (more);
	*out = (struct str){ p, n };
	return true;
}

/* ---- qualifiers ------------------------------------------------------ */

static int
compare_keys(const void *a, const void *b)
{
	const struct qualifier *x = a, *y = b;

	return str_cmp(x->key, y->key);
}

static bool
is_key(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!is_lower(s.p[i]) &&
		    (i == 0 ||
			(!is_digit(s.p[i]) &&
			    str_find_byte(S(".-_"), s.p[i], 0) == SIZE_MAX)))
			return false;
	}
	return s.n > 0;
}

static bool
take_qualifier(struct reader *r, struct str s)
{
	struct qualifier q;
	struct str key, value;

	if (!str_cut(s, '=', &key, &value))
		return refuse(r, "a qualifier has no '='");
	q.key = str_lower(r->a, key);
	if (!is_key(q.key))
		return refuse(r,
		    "a qualifier's key is not of letters, digits, "
		    "'.', '-', '_', the first a letter");
	if (!decode(r, value, &q.value))
		return false;
	if (q.value.n == 0)
		return true;
	if (r->n == LIMIT_PURL_QUALIFIERS)
		return refuse(r, "there are more qualifiers than are read");
	r->qualifiers = arena_grow(r->a, r->qualifiers, r->n, &r->cap,
	    sizeof(q));
	r->qualifiers[r->n++] = q;
	return true;
}

/* Canonical: keys sorted, values encoded. */
static struct str
join_qualifiers(struct reader *r)
{
	size_t n = 0;
	char *p;

	for (size_t i = 0; i < r->n; i++)
		n += r->qualifiers[i].key.n + 3 * r->qualifiers[i].value.n + 2;
	p = arena_bytes(r->a, n);
	n = 0;
	for (size_t i = 0; i < r->n; i++) {
		if (i > 0)
			p[n++] = '&';
		n = percent_put(p, n, r->qualifiers[i].key, is_plain);
		p[n++] = '=';
		n = percent_put(p, n, r->qualifiers[i].value, is_plain);
	}
	return (struct str){ p, n };
}

static bool
take_qualifiers(struct reader *r, struct str s)
{
	struct str part;
	bool more;

	if (s.n == 0)
		return true;
	do {
		more = str_cut(s, '&', &part, &s);
		if (part.n > 0 && !take_qualifier(r, part))
			return false;
	} while (more);
	if (r->n > 1)
		qsort(r->qualifiers, r->n, sizeof(*r->qualifiers),
		    compare_keys);
	for (size_t i = 1; i < r->n; i++) {
		if (str_eq(r->qualifiers[i - 1].key, r->qualifiers[i].key))
			return refuse(r, "a qualifier's key stands twice");
	}
	r->out->qualifiers = join_qualifiers(r);
	return true;
}

static struct str
qualifier(const struct reader *r, struct str key)
{
	for (size_t i = 0; i < r->n; i++) {
		if (str_eq(r->qualifiers[i].key, key))
			return r->qualifiers[i].value;
	}
	return S("");
}

/* ---- type ------------------------------------------------------------ */

static bool
take_type(struct reader *r, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!is_letter(s.p[i]) &&
		    (i == 0 ||
			(!is_digit(s.p[i]) && s.p[i] != '.' && s.p[i] != '-')))
			return refuse(r,
			    "the type is not of letters, digits, "
			    "'.', '-', the first a letter");
	}
	if (s.n == 0)
		return refuse(r, "the type is missing");
	r->out->type = str_lower(r->a, s);
	return true;
}

/* One to four numbers between dots. */
static bool
is_chrome_version(struct str s)
{
	struct str part;
	bool more = s.n > 0;

	for (int n = 0; more; n++) {
		more = str_cut(s, '.', &part, &s);
		if (part.n == 0 || n == 4)
			return false;
		for (size_t i = 0; i < part.n; i++) {
			if (!is_digit(part.p[i]))
				return false;
		}
	}
	return true;
}

static bool
check_chrome(struct reader *r, const struct purl *p)
{
	bool is_good = p->name.n == 32;

	for (size_t i = 0; is_good && i < p->name.n; i++)
		is_good = p->name.p[i] >= 'a' && p->name.p[i] <= 'p';
	if (!is_good)
		return refuse(r,
		    "a chrome-extension's name is not of 32 letters from a to "
		    "p");
	if (!is_chrome_version(p->version))
		return refuse(r,
		    "a chrome-extension's version is not of one to four "
		    "numbers");
	return true;
}

/* The same name with one character for all that differ from what may stand. */
static struct str
replace(struct arena *a, struct str s, char to, bool (*is_good)(char))
{
	char *p = arena_bytes(a, s.n);

	for (size_t i = 0; i < s.n; i++)
		p[i] = is_good(s.p[i]) ? s.p[i] : to;
	return (struct str){ p, s.n };
}

static bool
is_pub(char c)
{
	return is_lower(c) || is_digit(c);
}

static bool
is_no_underscore(char c)
{
	return c != '_';
}

static bool
apply_name_rule(struct reader *r, enum name_rule rule)
{
	struct purl *p = r->out;

	switch (rule) {
	case NAME_PLAIN:
		return true;
	case NAME_CHROME:
		return check_chrome(r, p);
	case NAME_CPAN:
		if (str_find(p->name, S("::"), 0) != SIZE_MAX)
			return refuse(r,
			    "a cpan name is a module's, not a "
			    "distribution's");
		return true;
	case NAME_MLFLOW:
		if (str_find(qualifier(r, S("repository_url")),
			S("databricks"), 0) != SIZE_MAX)
			p->name = str_lower(r->a, p->name);
		return true;
	case NAME_PUB:
		p->name = replace(r->a, p->name, '_', is_pub);
		return true;
	case NAME_PYPI:
		p->name = replace(r->a, p->name, '-', is_no_underscore);
		return true;
	}
	BUG("name_rule");
}

static bool
apply_rule(struct reader *r, const struct type_rule *rule)
{
	struct purl *p = r->out;

	if (rule->namespace == RULE_REQUIRED && p->namespace.n == 0)
		return refuse(r, "the type requires a namespace");
	if (rule->namespace == RULE_PROHIBITED && p->namespace.n > 0)
		return refuse(r, "the type has no namespace");
	if (rule->qualifier.n > 0 && qualifier(r, rule->qualifier).n == 0)
		return refuse(r,
		    str_to_z(r->a,
			str_fmt(r->a, "the type requires the qualifier %.*s",
			    STR_ARG(rule->qualifier))));
	if ((rule->lower & NAMESPACE) != 0)
		p->namespace = str_lower(r->a, p->namespace);
	if ((rule->lower & NAME) != 0)
		p->name = str_lower(r->a, p->name);
	if ((rule->lower & VERSION) != 0)
		p->version = str_lower(r->a, p->version);
	return apply_name_rule(r, rule->name);
}

/* ---- the whole ------------------------------------------------------- */

/* namespace/name@version; an '@' before the last '/' is part of a segment. */
static bool
take_coordinates(struct reader *r, struct str s)
{
	struct str name, version = S("");
	struct purl *p = r->out;

	while (s.n > 0 && s.p[s.n - 1] == '/')
		s.n--;
	if (!cut_last(&s, '/', &name)) {
		name = s;
		s = S("");
	}
	(void)cut_last(&name, '@', &version);
	if (!decode(r, name, &p->name) || !decode(r, version, &p->version) ||
	    !take_path(r, s, PATH_NAMESPACE, &p->namespace))
		return false;
	if (p->name.n == 0)
		return refuse(r, "the name is missing");
	return true;
}

bool
purl_parse(struct arena *a, struct str s, struct purl *out, const char **why)
{
	struct reader r = { .a = a, .out = out, .why = why };
	struct str subpath, qualifiers, type;

	*out = (struct purl){ .type = S("") };
	(void)cut_last(&s, '#', &subpath);
	(void)cut_last(&s, '?', &qualifiers);
	if (!str_eq_nocase(str_sub(s, 0, 4), S("pkg:")))
		return refuse(&r, "it does not begin with pkg:");
	s = str_from(s, 4);
	while (s.n > 0 && s.p[0] == '/')
		s = str_from(s, 1);
	if (!str_cut(s, '/', &type, &s))
		return refuse(&r, "there is no '/' between type and name");
	if (!take_type(&r, type) || !take_coordinates(&r, s) ||
	    !take_qualifiers(&r, qualifiers) ||
	    !take_path(&r, subpath, PATH_SUB, &out->subpath))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
		if (str_eq(rules[i].type, out->type))
			return apply_rule(&r, &rules[i]);
	}
	return true;
}

static size_t
put(char *p, size_t n, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		p[n++] = s.p[i];
	return n;
}

static bool
is_plain_or_slash(char c)
{
	return c == '/' || is_plain(c);
}

struct str
purl_canonical(struct arena *a, const struct purl *p)
{
	char *text = arena_bytes(a,
	    sizeof("pkg:///@?#") + p->type.n +
		3 * (p->namespace.n + p->name.n + p->version.n) +
		p->qualifiers.n + p->subpath.n);
	size_t n = put(text, 0, S("pkg:"));

	n = put(text, n, p->type);
	text[n++] = '/';
	if (p->namespace.n > 0) {
		n = percent_put(text, n, p->namespace, is_plain_or_slash);
		text[n++] = '/';
	}
	n = percent_put(text, n, p->name, is_plain);
	if (p->version.n > 0) {
		text[n++] = '@';
		n = percent_put(text, n, p->version, is_plain);
	}
	if (p->qualifiers.n > 0) {
		text[n++] = '?';
		n = put(text, n, p->qualifiers);
	}
	if (p->subpath.n > 0) {
		text[n++] = '#';
		n = put(text, n, p->subpath);
	}
	return (struct str){ text, n };
}
