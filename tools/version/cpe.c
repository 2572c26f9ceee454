#include "version/cpe.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/num.h"
#include "version/percent.h"

#define URI_PARTS	7	/* part ... language */

/* Components that a URI's edition packs: "~edition~sw~tsw~thw~other". */
static const enum cpe_part packed[] = {
	CPE_EDITION,
	CPE_SW_EDITION,
	CPE_TARGET_SW,
	CPE_TARGET_HW,
	CPE_OTHER,
};

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Stands unquoted in a formatted string: NISTIR 7695 section 6.2.3. */
static bool
is_plain(char c)
{
	return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_';
}

/* Punctuation that a backslash must stand before. */
static bool
is_quotable(char c)
{
	return c > 0x20 && c < 0x7f && !is_plain(c);
}

static size_t
put(char *p, size_t n, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		p[n++] = s.p[i];
	return n;
}

static bool
is_logical(struct str s)
{
	return str_eq(s, S("*")) || str_eq(s, S("-"));
}

/* How many of the bytes at the start (or end) are wildcards: "*" or "?..." */
static size_t
wildcards(struct str s)
{
	size_t n = 0;

	if (s.n > 0 && s.p[0] == '*')
		return 1;
	while (n < s.n && s.p[n] == '?')
		n++;
	return n;
}

/* A value of a formatted string: wildcards at its ends only. */
static bool
check_value(struct str s, const char **why)
{
	size_t i = wildcards(s), from = i;

	while (i < s.n && (is_plain(s.p[i]) || s.p[i] == '\\')) {
		if (s.p[i] == '\\') {
			i++;
			if (i == s.n || !is_quotable(s.p[i])) {
				*why = "a backslash stands before what needs "
				       "none";
				return false;
			}
		}
		i++;
	}
	if (i == from) {
		*why = s.n == 0 ?
		    "a component is empty" :
		    "a component has nothing but wildcards or begins with "
		    "what needs a backslash";
		return false;
	}
	i += wildcards(str_from(s, i));
	if (i == s.n)
		return true;
	*why = "punctuation without a backslash, or a wildcard that is not at "
	       "an end";
	return false;
}

/* Two or three letters, then perhaps a region of two letters or digits. */
static bool
is_language_tag(struct str s)
{
	struct str language, region;
	bool has_region = str_cut(s, '-', &language, &region);

	if ((language.n != 2 && language.n != 3) ||
	    str_run(language, is_letter) != language.n)
		return false;
	if (!has_region)
		return true;
	return (region.n == 2 && str_run(region, is_letter) == 2) ||
	    (region.n == 3 && str_run(region, is_digit) == 3);
}

static bool
check_part(struct str s, const char **why)
{
	if (s.n == 1 && str_find_byte(S("ahoAHO"), s.p[0], 0) != SIZE_MAX)
		return true;
	*why = "the part is none of a, h, o";
	return false;
}

static bool
check_component(enum cpe_part i, struct str s, const char **why)
{
	if (is_logical(s))
		return true;
	if (i == CPE_PART)
		return check_part(s, why);
	return check_value(s, why);
}

/* The text before the next colon that no backslash quotes. */
static bool
cut_component(struct str *s, struct str *head)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->p[i] == '\\') {
			i++;
			continue;
		}
		if (s->p[i] != ':')
			continue;
		*head = str_sub(*s, 0, i);
		*s = str_from(*s, i + 1);
		return true;
	}
	*head = *s;
	*s = S("");
	return false;
}

static bool
parse_formatted(struct str s, struct cpe *out, const char **why)
{
	for (size_t i = 0; i < CPE_PARTS; i++) {
		bool more = cut_component(&s, &out->part[i]);

		if (more != (i + 1 < CPE_PARTS)) {
			*why = more ? "there are more than 11 components" :
				      "there are fewer than 11 components";
			return false;
		}
		if (!check_component((enum cpe_part)i, out->part[i], why))
			return false;
	}
	return true;
}

/* ---- URI ------------------------------------------------------------- */

/*
 * A component of a URI as a formatted string has it, in p of 2 * s.n bytes;
 * returns its length, or SIZE_MAX with *why.  %01 and %02 are wildcards.
 */
static size_t
to_formatted(struct str s, char *p, const char **why)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		int high, low;

		if (is_plain(c)) {
			p[n++] = c;
			continue;
		}
		if (c != '%' && c != '~') {
			*why = "a character is not percent-encoded";
			return SIZE_MAX;
		}
		if (c == '%') {
			high = s.n - i < 3 ? -1 : num_hex(s.p[i + 1]);
			low = s.n - i < 3 ? -1 : num_hex(s.p[i + 2]);
			c = (char)(high * 16 + low);
			i += 2;
			if (high < 0 || low < 0 ||
			    (c != 1 && c != 2 && (c <= ' ' || c >= 0x7f))) {
				*why =
				    "a '%' is not followed by the code of a "
				    "character that a name may have";
				return SIZE_MAX;
			}
		}
		if (is_quotable(c))
			p[n++] = '\\';
		if (c == 1 || c == 2)
			c = c == 1 ? '?' : '*';
		p[n++] = c;
	}
	return n;
}

static bool
check_encoded(enum cpe_part i, struct str s, const char **why)
{
	char value[2 * LIMIT_CPE_BYTES];
	size_t n;

	if (s.n == 0 || str_eq(s, S("-")))
		return true;
	n = to_formatted(s, value, why);
	if (n == SIZE_MAX)
		return false;
	if (n == 1 && value[0] == '-') {
		*why = "a lone hyphen cannot be encoded";
		return false;
	}
	return check_component(i, (struct str){ value, n }, why);
}

static bool
unpack_edition(struct cpe *out, const char **why)
{
	struct str rest = str_from(out->part[CPE_EDITION], 1);

	for (size_t i = 0; i < ARRAY_LEN(packed); i++) {
		bool more = str_cut(rest, '~', &out->part[packed[i]], &rest);

		if (more != (i + 1 < ARRAY_LEN(packed))) {
			*why = "a packed edition has not five components";
			return false;
		}
	}
	return true;
}

static bool
parse_uri(struct str s, struct cpe *out, const char **why)
{
	bool more = true;

	for (size_t i = 0; i < CPE_PARTS; i++)
		out->part[i] = S("");
	for (size_t i = 0; more && i < URI_PARTS; i++)
		more = str_cut(s, ':', &out->part[i], &s);
	if (more) {
		*why = "there are more than 7 components";
		return false;
	}
	if (str_starts(out->part[CPE_EDITION], S("~")) &&
	    !unpack_edition(out, why))
		return false;
	for (size_t i = 0; i < CPE_PARTS; i++) {
		if (!check_encoded((enum cpe_part)i, out->part[i], why))
			return false;
		if (out->part[i].n == 0)
			out->part[i] = S("*");
	}
	return true;
}

static bool
parse(struct str s, struct cpe *out, const char **why)
{
	if (s.n > LIMIT_CPE_BYTES) {
		*why = "it is longer than 2048 bytes";
		return false;
	}
	if (str_starts(s, S("cpe:2.3:")))
		return parse_formatted(str_from(s, 8), out, why);
	out->is_uri = str_eq_nocase(str_sub(s, 0, 5), S("cpe:/"));
	if (out->is_uri)
		return parse_uri(str_from(s, 5), out, why);
	*why = "it begins neither with cpe:2.3: nor with cpe:/";
	return false;
}

bool
cpe_parse(struct str s, struct cpe *out, const char **why)
{
	*out = (struct cpe){ .is_uri = false };
	if (!parse(s, out, why))
		return false;
	out->has_language_tag = is_logical(out->part[CPE_LANGUAGE]) ||
	    is_language_tag(out->part[CPE_LANGUAGE]);
	return true;
}

struct str
cpe_formatted(struct arena *a, const struct cpe *c)
{
	const char *why;
	size_t n = sizeof("cpe:2.3") + CPE_PARTS;
	char *p;

	for (size_t i = 0; i < CPE_PARTS; i++)
		n += 2 * c->part[i].n;
	p = arena_bytes(a, n);
	n = put(p, 0, S("cpe:2.3"));
	for (size_t i = 0; i < CPE_PARTS; i++) {
		p[n++] = ':';
		if (!c->is_uri || is_logical(c->part[i]))
			n = put(p, n, c->part[i]);
		else
			n += to_formatted(c->part[i], p + n, &why);
	}
	return (struct str){ p, n };
}
