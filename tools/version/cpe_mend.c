#include "version/cpe_mend.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/num.h"
#include "version/cpe.h"

/* Part, vendor and product: with less nobody knows what is meant. */
#define LEAST	3

static bool
is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

/* The text before the next colon that no backslash quotes. */
static bool
cut(struct str *s, struct str *head)
{
	size_t n = 0;

	while (n < s->n && s->p[n] != ':')
		n += s->p[n] == '\\' && n + 1 < s->n ? 2 : 1;
	*head = str_sub(*s, 0, n);
	*s = str_from(*s, n < s->n ? n + 1 : n);
	return head->p + head->n < s->p;
}

/* How many wildcards stand at an end: one '*', or any number of '?'. */
static size_t
before(struct str s)
{
	size_t n = 0;

	if (s.n > 1 && s.p[0] == '*')
		return 1;
	while (n + 1 < s.n && s.p[n] == '?')
		n++;
	return n;
}

static size_t
behind(struct str s, size_t from)
{
	size_t n = s.n;

	if (n > from + 1 && s.p[n - 1] == '*' && s.p[n - 2] != '\\')
		return 1;
	while (n > from + 1 && s.p[n - 1] == '?' && s.p[n - 2] != '\\')
		n--;
	return s.n - n;
}

/* One character of a value, quoted if it must be. */
static size_t
put(char *p, size_t n, char c)
{
	if (c == ' ')
		c = '_';
	if (!is_plain(c))
		p[n++] = '\\';
	p[n++] = c;
	return n;
}

/* Of the character at s[*i], which it steps behind: "\(", "%28" are '('. */
static char
take(struct str s, size_t *i)
{
	char c = s.p[(*i)++];
	int high, low;

	if (c == '\\' && *i < s.n)
		return s.p[(*i)++];
	if (c != '%' || s.n - *i < 2)
		return c;
	high = num_hex(s.p[*i]);
	low = num_hex(s.p[*i + 1]);
	if (high < 2 || low < 0 || high > 7)
		return c;
	*i += 2;
	return (char)(high * 16 + low);
}

static size_t
put_value(char *p, size_t n, struct str s)
{
	size_t from, end;

	if (s.n == 0 || str_eq(s, S("*")) || str_eq(s, S("-"))) {
		p[n++] = s.n == 0 ? '*' : s.p[0];
		return n;
	}
	from = before(s);
	end = s.n - behind(s, from);
	for (size_t i = 0; i < from; i++)
		p[n++] = s.p[i];
	for (size_t i = from; i < end;)
		n = put(p, n, take(s, &i));
	for (size_t i = end; i < s.n; i++)
		p[n++] = s.p[i];
	return n;
}

bool
cpe_mend(struct arena *a, struct str s, struct str *out)
{
	struct cpe c;
	struct str one;
	const char *why;
	size_t n, parts = 0;
	bool more = true;
	char *p;

	s = str_trim(s);
	if (s.n > LIMIT_CPE_BYTES)
		return false;
	if (str_starts(s, S("cpe:2.3:")))
		s = str_from(s, 8);
	else if (str_eq_nocase(str_sub(s, 0, 5), S("cpe:/")))
		s = str_from(s, 5);
	else
		return false;
	p = arena_bytes(a, sizeof("cpe:2.3") + 2 * CPE_PARTS + 2 * s.n);
	for (n = 0; n < sizeof("cpe:2.3") - 1; n++)
		p[n] = "cpe:2.3"[n];
	for (; parts < CPE_PARTS; parts++) {
		p[n++] = ':';
		one = S("");
		if (more)
			more = cut(&s, &one);
		else if (parts < LEAST)
			return false;
		if (parts < LEAST && one.n == 0)
			return false;
		n = put_value(p, n, one);
	}
	*out = (struct str){ p, n };
	return !more && cpe_parse(*out, &c, &why);
}
