#include "resolve/dictionary.h"

#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "resolve/dictionary_impl.h"
#include "version/cpe_bind.h"
#include "version/makers.h"
#include "version/name.h"

/* Longer names are not joined two by two: nobody writes them as one word. */
#define JOINED_WORDS	8

const char *
dictionary_source_name(enum resolve_source s)
{
	static const char *const names[RESOLVE_SOURCES] = {
		[RESOLVE_GIVEN] = "given",
		[RESOLVE_OWN] = "own",
		[RESOLVE_ENDOFLIFE] = "endoflife",
		[RESOLVE_JVN] = "jvn",
		[RESOLVE_CPE] = "cpe",
		[RESOLVE_FEED] = "feed",
		[RESOLVE_FORMED] = "formed",
	};

	return names[s];
}

/* A value of a WFN without its backslashes; empty for ANY and NA. */
static struct str
plain(struct arena *a, struct str s)
{
	char *p = arena_bytes(a, s.n + 1);
	size_t n = 0;

	if (str_eq_z(s, "ANY") || str_eq_z(s, "NA"))
		return S("");
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n)
			i++;
		p[n++] = s.p[i];
	}
	return (struct str){ p, n };
}

/* "cpe:a:apache:http_server" is what people write: as a formatted string. */
static struct str
formatted(struct arena *a, struct str s)
{
	struct str rest = str_from(s, sizeof("cpe:") - 1);
	size_t colons = 0;

	if (!str_starts(s, S("cpe:")) || str_starts(s, S("cpe:/")) ||
	    rest.n < 2 || rest.p[1] != ':')
		rest = S("");
	if (str_starts(s, S("cpe:2.3:")))
		rest = str_from(s, sizeof("cpe:2.3:") - 1);
	if (rest.n == 0)
		return s;
	for (size_t i = 0; i < rest.n; i++) {
		if (rest.p[i] == '\\')
			i++;
		else if (rest.p[i] == ':')
			colons++;
	}
	s = str_cat(a, S("cpe:2.3:"), rest);
	for (; colons < CPE_PARTS - 1; colons++)
		s = str_cat(a, s, S(":*"));
	return s;
}

bool
dictionary_cpe(struct arena *a, struct str text, char *part, struct str v[4])
{
	static const enum cpe_part which[4] = { CPE_VENDOR, CPE_PRODUCT,
		CPE_VERSION, CPE_UPDATE };
	struct cpe c;
	const char *why;
	struct str p;

	if (text.n > LIMIT_CPE_BYTES ||
	    !cpe_bind_read(a, formatted(a, text), &c, &why))
		return false;
	p = cpe_bind_value(a, &c, CPE_PART);
	*part = p.n == 1 ? p.p[0] : '*';
	for (size_t i = 0; i < ARRAY_LEN(which); i++)
		v[i] = plain(a, cpe_bind_value(a, &c, which[i]));
	return v[0].n > 0;
}

static struct str
joined(struct arena *a, const struct str *v, size_t n)
{
	struct str s = v[0];

	for (size_t i = 1; i < n; i++)
		s = str_cat(a, s, v[i]);
	return s;
}

/* ---- makers -------------------------------------------------------------- */

static void
maker_alias(struct dictionary *x, struct dictionary_maker *m, struct str text)
{
	struct str alias = name_vendor(x->perm, text);

	if (alias.n == 0 || m->n >= LIMIT_RESOLVE_ALIASES)
		return;
	for (size_t i = 0; i < m->n; i++) {
		if (str_eq(m->aliases[i], alias))
			return;
	}
	m->aliases = arena_grow(x->perm, m->aliases, m->n, &m->cap,
	    sizeof(*m->aliases));
	m->aliases[m->n++] = alias;
	(void)map_add(x->by_alias, alias, m);
}

struct dictionary_maker *
dictionary_maker(struct dictionary *x, struct str word)
{
	struct dictionary_maker *m = map_get(x->makers, word);

	if (m != NULL)
		return m;
	m = arena_new(x->perm, struct dictionary_maker);
	m->word = str_dup(x->perm, word);
	(void)map_add(x->makers, m->word, m);
	maker_alias(x, m, m->word);
	/* "diagon_project": who has no name but the product's. */
	if (str_ends(word, S("_project")) || str_ends(word, S("-project")))
		maker_alias(x, m,
		    str_sub(m->word, 0, word.n - (sizeof("_project") - 1)));
	return m;
}

/* "Hewlett Packard Enterprise (HPE)": the letters that words begin with. */
static bool
is_acronym(struct str name, struct str within)
{
	size_t n = 0;

	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] == ' ' || (i > 0 && name.p[i - 1] != ' '))
			continue;
		if (n == within.n ||
		    !str_eq_nocase(str_sub(name, i, 1), str_sub(within, n, 1)))
			return false;
		n++;
	}
	return n > 1 && n == within.n;
}

void
dictionary_maker_says(struct dictionary *x, struct dictionary_maker *m,
    struct str text)
{
	size_t from = str_find_byte(text, '(', 0);
	size_t to = from == SIZE_MAX ? SIZE_MAX :
				       str_find_byte(text, ')', from);
	struct str within;

	if (to == SIZE_MAX || from == 0) {
		maker_alias(x, m, text);
		return;
	}
	maker_alias(x, m, str_sub(text, 0, from));
	within = str_trim(str_sub(text, from + 1, to - from - 1));
	if (str_starts(within, S("旧")))
		within = str_from(within, sizeof("旧") - 1);
	else if (x->makers_only &&
	    !is_acronym(str_trim(str_sub(text, 0, from)), within))
		return;
	maker_alias(x, m, within);
}

/* ---- products and their names -------------------------------------------- */

static struct dictionary_product *
product_new(struct dictionary *x, struct str key)
{
	struct dictionary_product *p = arena_new(x->perm,
	    struct dictionary_product);

	(void)map_add(x->products, key, p);
	return p;
}

struct dictionary_product *
dictionary_product(struct dictionary *x, struct str cpe,
    enum resolve_source source, bool with_version)
{
	struct scratch tmp = scratch_begin(x->perm);
	struct dictionary_product *p;
	struct str v[4], key;
	char part;

	if (!dictionary_cpe(tmp.a, cpe, &part, v) || v[1].n == 0) {
		scratch_end(tmp);
		return NULL;
	}
	if (!with_version)
		v[2] = v[3] = S("");
	key = str_fmt(tmp.a, "%c:%.*s:%.*s:%.*s:%.*s", part, STR_ARG(v[0]),
	    STR_ARG(v[1]), STR_ARG(v[2]), STR_ARG(v[3]));
	p = map_get(x->products, key);
	if (p != NULL) {
		scratch_end(tmp);
		return p;
	}
	/* From here on it stays: no more of tmp is given back. */
	p = product_new(x, str_dup(x->perm, key));
	p->part = part;
	p->word = str_dup(x->perm, v[1]);
	p->version = str_dup(x->perm, v[2]);
	p->update = str_dup(x->perm, v[3]);
	p->maker = dictionary_maker(x, v[0]);
	if (p->version.n == 0)
		dictionary_says(x, p, p->word, source);
	return p;
}

struct dictionary_product *
dictionary_package(struct dictionary *x, struct str purl)
{
	struct dictionary_product *p = map_get(x->products, purl);

	if (p != NULL)
		return p;
	p = product_new(x, str_dup(x->perm, purl));
	p->part = '*';
	p->purl = str_dup(x->perm, purl);
	p->maker = arena_new(x->perm, struct dictionary_maker);
	return p;
}

static void
post(struct dictionary *x, struct str word, struct dictionary_name *name)
{
	struct dictionary_posting *l = map_get(x->words, word);

	if (l == NULL) {
		l = arena_new(x->perm, struct dictionary_posting);
		(void)map_add(x->words, word, l);
	}
	if (l->n > 0 && l->v[l->n - 1] == name)
		return;
	l->v = arena_grow(x->perm, l->v, l->n, &l->cap,
	    sizeof(struct dictionary_name *));
	l->v[l->n++] = name;
}

/* The word and its neighbour around each sign within a name: "pl/sql". */
static void
note_signs(struct dictionary *x, struct str text)
{
	for (size_t i = 1; i + 1 < text.n; i++) {
		size_t from = i, to = i + 1;

		if (text.p[i] != '/')
			continue;
		while (from > 0 && text.p[from - 1] != ' ' &&
		    text.p[from - 1] != '/')
			from--;
		while (to < text.n && text.p[to] != ' ' && text.p[to] != '/')
			to++;
		if (from < i && to > i + 1)
			(void)map_add(x->signs,
			    str_lower(x->perm, str_sub(text, from, to - from)),
			    x);
	}
}

void
dictionary_says(struct dictionary *x, struct dictionary_product *p,
    struct str text, enum resolve_source source)
{
	struct dictionary_name *name;
	struct str *words;
	size_t n = name_words(x->perm, text, &words);

	if (n == 0 || x->n_names >= LIMIT_RESOLVE_NAMES)
		return;
	if (n > LIMIT_RESOLVE_NAME_WORDS)
		n = LIMIT_RESOLVE_NAME_WORDS;
	name = arena_new(x->perm, struct dictionary_name);
	*name = (struct dictionary_name){ .text = str_dup(x->perm, text),
		.words = words,
		.n = n,
		.source = source,
		.product = p,
		.number = (uint32_t)x->n_names++ };
	x->n_of[source]++;
	for (size_t i = 0; i < n; i++)
		post(x, words[i], name);
	for (size_t i = 0; i + 1 < n && n <= JOINED_WORDS; i++)
		post(x, joined(x->perm, words + i, 2), name);
	if (n > 2)
		post(x, joined(x->perm, words, n), name);
	note_signs(x, name->text);
}

const struct dictionary_posting *
dictionary_posting(const struct dictionary *x, struct str word)
{
	return map_get(x->words, word);
}

static struct dictionary *
dictionary_new(struct arena *perm)
{
	struct dictionary *x = arena_new(perm, struct dictionary);

	*x = (struct dictionary){ .perm = perm,
		.makers = map_open(perm),
		.by_alias = map_open(perm),
		.products = map_open(perm),
		.words = map_open(perm),
		.signs = map_open(perm) };
	return x;
}

/* Names of x's makers; none that is another's word in CPE names. */
static void
bridge(const struct dictionary *x, struct makers *called)
{
	struct map *words = map_open(x->perm);

	for (size_t i = 0; i < map_len(x->makers); i++) {
		struct dictionary_maker *m = map_at(x->makers, i)->value;

		if (m->n > 0)
			(void)map_add(words, m->aliases[0], m);
	}
	for (size_t i = 0; i < map_len(x->makers); i++) {
		const struct dictionary_maker *m = map_at(x->makers, i)->value;

		for (size_t k = 1; k < m->n; k++) {
			const void *of = map_get(words, m->aliases[k]);

			if (of == NULL || of == m)
				makers_add(called, m->aliases[0],
				    m->aliases[k]);
		}
	}
}

struct makers *
dictionary_makers(struct arena *perm, struct io_dir *root,
    struct io_dir *mirror, const struct str *paths, size_t n)
{
	struct arena *a = arena_open();
	struct dictionary *x = dictionary_new(a);
	struct diags *d = diags_open(a);
	struct makers *called = makers_open(perm);

	x->makers_only = true;
	dictionary_own(x, root, d);
	bridge(x, called);
	for (size_t i = 0; mirror != NULL && i < n; i++)
		dictionary_file(x, mirror, paths[i], d);
	bridge(x, called);
	arena_close(a);
	return called;
}

struct dictionary *
dictionary_open(struct arena *perm, struct io_dir *root, struct io_dir *mirror,
    const struct index *index, struct diags *d)
{
	struct dictionary *x = dictionary_new(perm);

	x->index = index;
	dictionary_own(x, root, d);
	if (mirror != NULL)
		dictionary_files(x, mirror, d);
	return x;
}

size_t
dictionary_len(const struct dictionary *x, enum resolve_source s)
{
	return x->n_of[s];
}
