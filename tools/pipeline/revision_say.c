#include "pipeline/revision.h"

#include "base/arena.h"
#include "base/attr.h"
#include "text/catalog.h"

/* More makes no sentence. */
#define CHANGES_SHOWN	6
#define NAMES_SHOWN	5

struct saying {
	struct arena *a;
	const struct catalog *words;
	struct str lang;
	const struct revision_changes *v;
};

static struct str
word(const struct saying *k, const char *key)
{
	struct str text = S("");

	(void)catalog_get(k->words, k->lang, str_z(key), &text);
	return text;
}

/* Whether this change is told by an earlier one. */
static bool
is_told(const struct saying *k, size_t at)
{
	const struct revision_change *c = &k->v->changes[at];

	for (size_t i = 0; i < at; i++) {
		if (str_eq_z(str_z(k->v->changes[i].key), c->key) &&
		    str_eq(k->v->changes[i].was, c->was) &&
		    str_eq(k->v->changes[i].now, c->now))
			return true;
	}
	return false;
}

/* The names of all changes like this one, each once. */
static struct str
names(const struct saying *k, size_t at)
{
	const struct revision_change *c = &k->v->changes[at];
	struct str out = S(""), seen = S("\n");
	size_t n = 0;

	for (size_t i = at; i < k->v->n; i++) {
		const struct revision_change *x = &k->v->changes[i];
		struct str line = str_fmt(k->a, "\n%.*s\n", STR_ARG(x->of));

		if (x->of.n == 0 || !str_eq_z(str_z(x->key), c->key) ||
		    !str_eq(x->was, c->was) || !str_eq(x->now, c->now) ||
		    str_find(seen, line, 0) != SIZE_MAX)
			continue;
		seen = str_cat(k->a, seen, str_from(line, 1));
		if (n++ == NAMES_SHOWN)
			return str_cat(k->a, out,
			    word(k, "release.change.and_more"));
		out = n == 1 ? x->of :
			       str_fmt(k->a, "%.*s%.*s%.*s", STR_ARG(out),
				   STR_ARG(word(k, "release.change.comma")),
				   STR_ARG(x->of));
	}
	return out;
}

static struct str
phrase(const struct saying *k, size_t at)
{
	const struct revision_change *c = &k->v->changes[at];
	const struct catalog_value v[] = {
		{ STR_INIT("of"), names(k, at) },
		{ STR_INIT("was"), c->was },
		{ STR_INIT("now"), c->now },
	};
	struct str key = str_fmt(k->a, "release.change.%s", c->key);

	return catalog_fill(k->a, word(k, str_to_z(k->a, key)), v,
	    ARRAY_LEN(v));
}

/* A sentence begins with a capital, where there are such. */
static struct str
capital(struct arena *a, struct str s)
{
	char *out;

	if (s.n == 0 || s.p[0] < 'a' || s.p[0] > 'z')
		return s;
	out = arena_bytes(a, s.n);
	for (size_t i = 0; i < s.n; i++)
		out[i] = s.p[i];
	out[0] = (char)(out[0] - ('a' - 'A'));
	return (struct str){ out, s.n };
}

struct str
revision_say(struct arena *a, const struct catalog *words, struct str lang,
    const struct revision_changes *v)
{
	const struct saying k = { a, words, lang, v };
	struct str out = S("");
	size_t n = 0;

	for (size_t i = 0; i < v->n; i++) {
		if (is_told(&k, i))
			continue;
		if (n++ == CHANGES_SHOWN) {
			out = str_cat(a, out,
			    word(&k, "release.change.and_more"));
			break;
		}
		out = n == 1 ? phrase(&k, i) :
			       str_fmt(a, "%.*s%.*s%.*s", STR_ARG(out),
				   STR_ARG(word(&k, "release.change.joint")),
				   STR_ARG(phrase(&k, i)));
	}
	if (out.n == 0)
		return out;
	return str_cat(a, capital(a, out), word(&k, "release.change.end"));
}
