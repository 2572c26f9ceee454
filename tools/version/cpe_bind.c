#include "version/cpe_bind.h"

#include "base/arena.h"
#include "version/order_text.h"

bool
cpe_bind_read(struct arena *a, struct str s, struct cpe *out, const char **why)
{
	if (!cpe_parse(s, out, why))
		return false;
	if (!out->is_uri)
		return true;
	s = str_lower(a, cpe_formatted(a, out));
	if (!cpe_parse(s, out, why))
		return false;
	out->is_uri = true;
	return true;
}

static bool
is_logical(struct str s)
{
	return str_eq(s, S("*")) || str_eq(s, S("-"));
}

struct str
cpe_bind_value(struct arena *a, const struct cpe *c, enum cpe_part part)
{
	struct str s = c->part[part];
	char *p;
	size_t n = 0;

	if (is_logical(s))
		return str_eq(s, S("*")) ? S("ANY") : S("NA");
	p = arena_bytes(a, 2 * s.n);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '.' || s.p[i] == '-')
			p[n++] = '\\';
		p[n++] = s.p[i];
		if (s.p[i] == '\\' && i + 1 < s.n)
			p[n++] = s.p[++i];
	}
	return (struct str){ p, n };
}

/* '.', '-' and '_' stand without a backslash in formatted strings. */
static size_t
put_value(char *p, size_t n, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char next = order_at(s, i + 1);

		if (s.p[i] == '\\' &&
		    (next == '.' || next == '-' || next == '_')) {
			p[n++] = next;
			i++;
			continue;
		}
		p[n++] = s.p[i];
		if (s.p[i] == '\\' && i + 1 < s.n)
			p[n++] = s.p[++i];
	}
	return n;
}

/*
 * A WFN quotes all punctuation; "\-" alone would be read as NA from a
 * formatted string (NISTIR 7695 section 5.3.2).
 */
static bool
check_value(struct str s, const char **why)
{
	*why = "a lone hyphen is no value";
	if (str_eq(s, S("\\-")) || str_eq(s, S("-")))
		return false;
	*why = "'.' or '-' stands without a backslash";
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\')
			i++;
		else if (s.p[i] == '.' || s.p[i] == '-')
			return false;
	}
	*why = "a lone '*' is no value: ANY is";
	return !str_eq(s, S("*"));
}

bool
cpe_bind_wfn(struct arena *a, const struct str values[CPE_PARTS],
    struct cpe *out, const char **why)
{
	size_t n = sizeof("cpe:2\\.3") + 2 * CPE_PARTS;
	char *p;

	for (size_t i = 0; i < CPE_PARTS; i++)
		n += values[i].n;
	p = arena_bytes(a, n);
	n = put_value(p, 0, S("cpe:2\\.3"));
	for (size_t i = 0; i < CPE_PARTS; i++) {
		p[n++] = ':';
		if (values[i].n == 0 || str_eq(values[i], S("ANY")))
			p[n++] = '*';
		else if (str_eq(values[i], S("NA")))
			p[n++] = '-';
		else if (!check_value(values[i], why))
			return false;
		else
			n = put_value(p, n, values[i]);
	}
	return cpe_parse((struct str){ p, n }, out, why);
}

/* ---- URI --------------------------------------------------------------- */

static size_t
put_hex(char *p, size_t n, char c)
{
	static const char digits[] = "0123456789abcdef";

	p[n++] = '%';
	p[n++] = digits[(unsigned char)c >> 4];
	p[n++] = digits[c & 15];
	return n;
}

/* ANY is nothing, NA a hyphen, wildcards are %01 and %02. */
static size_t
put_encoded(char *p, size_t n, struct str s)
{
	if (str_eq(s, S("*")))
		return n;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n)
			n = put_hex(p, n, s.p[++i]);
		else if (s.p[i] == '?' || s.p[i] == '*')
			n = put_hex(p, n, s.p[i] == '?' ? 1 : 2);
		else
			p[n++] = s.p[i];
	}
	return n;
}

/* What 2.2 has no place for is packed into the edition. */
static size_t
put_edition(char *p, size_t n, const struct cpe *c)
{
	static const enum cpe_part packed[] = {
		CPE_EDITION,
		CPE_SW_EDITION,
		CPE_TARGET_SW,
		CPE_TARGET_HW,
		CPE_OTHER,
	};
	bool is_plain = true;

	for (size_t i = 1; i < ARRAY_LEN(packed); i++)
		is_plain = is_plain && str_eq(c->part[packed[i]], S("*"));
	if (is_plain)
		return put_encoded(p, n, c->part[CPE_EDITION]);
	for (size_t i = 0; i < ARRAY_LEN(packed); i++) {
		p[n++] = '~';
		n = put_encoded(p, n, c->part[packed[i]]);
	}
	return n;
}

struct str
cpe_bind_uri(struct arena *a, const struct cpe *c)
{
	size_t n = sizeof("cpe:/") + 2 * CPE_PARTS;
	char *p;

	for (size_t i = 0; i < CPE_PARTS; i++)
		n += 3 * c->part[i].n;
	p = arena_bytes(a, n);
	n = put_value(p, 0, S("cpe:/"));
	for (size_t i = CPE_PART; i <= CPE_LANGUAGE; i++) {
		if (i > 0)
			p[n++] = ':';
		n = i == CPE_EDITION ? put_edition(p, n, c) :
				       put_encoded(p, n, c->part[i]);
	}
	while (p[n - 1] == ':')
		n--;
	return (struct str){ p, n };
}
