#include "resolve/resolve_split.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "resolve/dictionary_impl.h"
#include "resolve/resolve_version.h"

/* Words with a slash that are one: whole, or what stands before or behind. */
static const struct str whole[] = { STR_INIT("pl/sql"), STR_INIT("tcp/ip"),
	STR_INIT("ci/cd"), STR_INIT("gnu/linux"), STR_INIT("i/o"),
	STR_INIT("n/a"), STR_INIT("client/server"), STR_INIT("a/v") };
static const struct str before[] = { STR_INIT("jp1"), STR_INIT("z"),
	STR_INIT("os"), STR_INIT("s"), STR_INIT("r"), STR_INIT("uc"),
	STR_INIT("pkg:"), STR_INIT("µc"), STR_INIT("μc"), STR_INIT("c") };

/* Behind a comma these end a maker's name. */
static const struct str forms[] = { STR_INIT("ltd"), STR_INIT("inc"),
	STR_INIT("llc"), STR_INIT("limited"), STR_INIT("corp"),
	STR_INIT("incorporated"), STR_INIT("gmbh"), STR_INIT("s.a"),
	STR_INIT("japan"), STR_INIT("co") };

struct cutting {
	struct arena *a;
	const struct dictionary *x;
	struct str s;
	struct resolve_piece *v;
	size_t n;
	bool is_strong;		/* the sign before the piece at work */
};

static bool
is_any(struct str s, const struct str *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq_nocase(s, v[i]))
			return true;
	}
	return false;
}

static bool
ends_word(char c)
{
	return c == ' ' || c == ',' || c == '/' || c == ';' || c == '\n' ||
	    c == '\t';
}

/* The word that a sign at i stands in: [*from, *to). */
static void
word_at(struct str s, size_t i, size_t *from, size_t *to)
{
	*from = i;
	*to = i + 1;
	while (*from > 0 && !ends_word(s.p[*from - 1]))
		--*from;
	while (*to < s.n && !ends_word(s.p[*to]))
		++*to;
}

/* Whether what stands at one side of a slash is known as a name by itself. */
static bool
is_known(const struct cutting *c, struct str side)
{
	struct str key = str_lower(c->a, side);
	size_t n = key.n;

	/* "Apache2.4/PHP8": without digits at the end. */
	while (n > 0 &&
	    ((key.p[n - 1] >= '0' && key.p[n - 1] <= '9') ||
		key.p[n - 1] == '.'))
		n--;
	return dictionary_posting(c->x, key) != NULL ||
	    (n > 1 && dictionary_posting(c->x, str_sub(key, 0, n)) != NULL) ||
	    n == 0;
}

/*
 * A slash within a word parts it only if both sides are names; "JP1/IT" and
 * addresses are one.
 */
static bool
is_parting_slash(const struct cutting *c, size_t i)
{
	size_t from, to;
	struct str word, left, right;

	word_at(c->s, i, &from, &to);
	word = str_sub(c->s, from, to - from);
	left = str_sub(c->s, from, i - from);
	right = str_sub(c->s, i + 1, to - i - 1);
	if (left.n == 0 || right.n == 0)
		return true;
	if (is_any(word, whole, ARRAY_LEN(whole)) ||
	    is_any(left, before, ARRAY_LEN(before)) ||
	    map_get(c->x->signs, str_lower(c->a, word)) != NULL ||
	    str_find(word, S(":"), 0) != SIZE_MAX)
		return false;
	return is_known(c, left) && is_known(c, right);
}

/* A comma does not part a number, nor a maker from "Ltd.". */
static bool
is_parting_comma(const struct cutting *c, size_t i)
{
	struct str rest = str_trim(str_from(c->s, i + 1));
	size_t n = 0;

	while (n < rest.n && rest.p[n] != ' ' && rest.p[n] != ',')
		n++;
	while (n > 0 && rest.p[n - 1] == '.')
		n--;
	return !is_any(str_sub(rest, 0, n), forms, ARRAY_LEN(forms));
}

static size_t
strong_at(struct str s, size_t i)
{
	static const struct str signs[] = { STR_INIT(";"), STR_INIT("\n"),
		STR_INIT("\t"), STR_INIT("・・"), STR_INIT(" + ") };

	for (size_t k = 0; k < ARRAY_LEN(signs); k++) {
		if (str_starts(str_from(s, i), signs[k]))
			return signs[k].n;
	}
	return 0;
}

static size_t
weak_at(const struct cutting *c, size_t i)
{
	struct str rest = str_from(c->s, i);

	if (str_starts(rest, S(" on ")) || str_starts(rest, S(" ON ")))
		return 4;
	if (rest.p[0] == '/')
		return is_parting_slash(c, i);
	if (rest.p[0] == ',')
		return is_parting_comma(c, i);
	return 0;
}

static void
add(struct cutting *c, size_t from, size_t to)
{
	struct str text = str_trim(str_sub(c->s, from, to - from));

	if (text.n > 0)
		c->v[c->n++] = (struct resolve_piece){ text, c->is_strong };
}

/* ---- names with versions ------------------------------------------------- */

/* "RHEL7" of "RHEL7/8" has a version itself; "log4j" is a name. */
static bool
is_plain_name(const struct cutting *c, struct str s)
{
	bool has_letter = false;

	for (size_t i = 0; i < s.n; i++)
		has_letter = has_letter || (s.p[i] & 0x80) != 0 ||
		    (s.p[i] >= 'a' && s.p[i] <= 'z') ||
		    (s.p[i] >= 'A' && s.p[i] <= 'Z');
	return has_letter &&
	    resolve_version_read(c->a, s).kind == RESOLVE_VERSION_NONE &&
	    (resolve_version_glued(s) == 0 ||
		dictionary_posting(c->x, str_lower(c->a, s)) != NULL);
}

/*
 * "nginx/1.20.1", as servers write of themselves: a name before the slash at i,
 * and a version behind it.  *from: where the name begins.
 */
static bool
is_versioned(const struct cutting *c, size_t i, size_t *from)
{
	size_t end;
	struct str word, left;
	struct resolve_version v;

	word_at(c->s, i, from, &end);
	word = str_sub(c->s, *from, end - *from);
	left = str_sub(c->s, *from, i - *from);
	if ((*from > 0 && c->s.p[*from - 1] == '/') ||
	    (end < c->s.n && c->s.p[end] == '/') ||
	    is_any(word, whole, ARRAY_LEN(whole)) ||
	    is_any(left, before, ARRAY_LEN(before)) ||
	    map_get(c->x->signs, str_lower(c->a, word)) != NULL)
		return false;
	v = resolve_version_read(c->a, str_sub(c->s, i + 1, end - i - 1));
	return v.kind == RESOLVE_VERSION_NUMBER && is_plain_name(c, left) &&
	    (v.has_point || is_known(c, left));
}

/*
 * Blanks for the slashes before versions; where a second such name follows it
 * is another product: "Apache/2.4.57 (Unix) PHP/8.1.2".
 */
static struct str
with_versions(const struct cutting *c)
{
	char *p = arena_bytes(c->a, c->s.n + 1);
	size_t depth = 0, from;
	bool is_second = false;

	for (size_t i = 0; i < c->s.n; i++) {
		p[i] = c->s.p[i];
		depth += p[i] == '(';
		depth -= p[i] == ')' && depth > 0;
		if (p[i] != '/' || depth > 0 || !is_versioned(c, i, &from))
			continue;
		p[i] = ' ';
		if (is_second && from > 0 && p[from - 1] == ' ')
			p[from - 1] = '\n';
		is_second = true;
	}
	return (struct str){ p, c->s.n };
}

/* ---- lines --------------------------------------------------------------- */

/* ";" for a sign that parts. */
static struct str
with_semicolons(struct arena *a, struct str line, struct str sign)
{
	struct str out = S(""), head;
	size_t at;

	while ((at = str_find(line, sign, 0)) != SIZE_MAX) {
		head = str_sub(line, 0, at);
		out = str_cat(a, str_cat(a, out, head), S(";"));
		line = str_from(line, at + sign.n);
	}
	return str_cat(a, out, line);
}

/* A full-width slash is no part of names. */
static struct str
plain(struct arena *a, struct str line)
{
	struct str s = utf8_nfkc(a, with_semicolons(a, line, S("／")));

	s = with_semicolons(a, s, S("、"));
	return str_trim(with_semicolons(a, s, S("。")));
}

size_t
resolve_split(struct arena *a, const struct dictionary *x, struct str line,
    struct resolve_piece **out)
{
	struct cutting c = { .a = a, .x = x };
	size_t from = 0, depth = 0;

	c.v = arena_array(a, struct resolve_piece, LIMIT_RESOLVE_PARTS);
	c.s = plain(a, line);
	c.s = with_versions(&c);
	for (size_t i = 0; i < c.s.n && c.n + 1 < LIMIT_RESOLVE_PARTS;) {
		size_t strong, n;

		depth += c.s.p[i] == '(';
		depth -= c.s.p[i] == ')' && depth > 0;
		strong = depth == 0 ? strong_at(c.s, i) : 0;
		n = strong > 0 || depth > 0 ? strong : weak_at(&c, i);
		if (n == 0) {
			i++;
			continue;
		}
		add(&c, from, i);
		c.is_strong = strong > 0;
		i += n;
		from = i;
	}
	add(&c, from, c.s.n);
	*out = c.v;
	return c.n;
}
