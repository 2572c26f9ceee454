#include "finding/stocktake_gap.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "finding/stock.h"
#include "model/entry.h"
#include "model/stocktake.h"
#include "version/name.h"

struct comparing {
	struct arena *perm, *tmp;
	const struct stock *s;
	struct map *files;	/* words of what files have */
	struct map *said;	/* words that people wrote */
	struct stock_gap *v;
	size_t n, cap;
};

static bool
has_letter(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
			return true;
		if (c >= 0x80)
			return true;
	}
	return false;
}

static void
note(struct comparing *k, struct map *to, struct str text)
{
	struct str *v;
	size_t n = name_words(k->tmp, text, &v);

	for (size_t i = 0; i < n; i++) {
		if (has_letter(v[i]))
			map_put(to, v[i], to);
	}
}

/* How many of a text's words are there, of how many. */
static size_t
count(struct comparing *k, const struct map *in, struct str text, size_t *of)
{
	struct str *v;
	size_t n = name_words(k->tmp, text, &v), found = 0;

	*of = 0;
	for (size_t i = 0; i < n; i++) {
		if (!has_letter(v[i]))
			continue;
		++*of;
		found += map_get(in, v[i]) != NULL;
	}
	return found;
}

static void
add(struct comparing *k, struct str words, const char *reason)
{
	k->v = arena_grow(k->perm, k->v, k->n, &k->cap, sizeof(*k->v));
	k->v[k->n++] = (struct stock_gap){ .product = k->s->product,
		.version = k->s->version,
		.words = words,
		.reason = reason };
}

/* What a line was taken for has other words than people wrote: either will
 * do. */
static bool
is_borne_out(struct comparing *k, struct str says, struct str name)
{
	size_t of, n = count(k, k->files, says, &of);

	if (n == of)
		return true;
	n = count(k, k->files, name, &of);
	return of > 0 && n == of;
}

static bool
is_platform(const struct component *c)
{
	return str_eq_z(c->kind, "operating-system") ||
	    str_eq_z(c->kind, "framework") || str_eq_z(c->kind, "platform");
}

/* The product's part of a CPE name: "a:apache:http_server". */
static struct str
name_of(const struct component *c)
{
	struct str rest = c->cpe, field = S("");

	if (c->name.n > 0 && c->cpe.n == 0)
		return c->name;
	for (int i = 0; i < 5; i++)
		(void)str_cut(rest, ':', &field, &rest);
	return field;
}

static void
gather(struct comparing *k)
{
	const struct text_list *words = &k->s->product->product->keywords;

	for (size_t i = 0; i < k->s->inv.n; i++) {
		const struct component *c = &k->s->inv.v[i];
		const struct stock_from *from = &k->s->from[i];

		if (from->line != NULL) {
			note(k, k->said, from->line->says.s);
			note(k, k->said, name_of(c));
		} else {
			note(k, k->files, c->name);
			note(k, k->files, c->vendor);
			note(k, k->files, name_of(c));
		}
	}
	for (size_t i = 0; i < words->n; i++)
		note(k, k->said, words->v[i].s);
}

static bool
has_files(const struct stock *s)
{
	for (size_t i = 0; i < s->n_files; i++) {
		if (s->files[i].n > 0)
			return true;
	}
	return false;
}

static void
compare(struct comparing *k)
{
	size_t of;

	for (size_t i = 0; i < k->s->inv.n; i++) {
		const struct component *c = &k->s->inv.v[i];
		const struct software_line *line = k->s->from[i].line;

		if (line != NULL && !is_borne_out(k, line->says.s, name_of(c)))
			add(k, line->says.s, "keyword");
		if (line == NULL && k->s->from[i].file != SIZE_MAX &&
		    map_len(k->said) > 0 && is_platform(c) &&
		    count(k, k->said, c->name, &of) == 0 && of > 0)
			add(k, c->name, "component");
	}
}

size_t
stocktake_gap(struct arena *perm, const struct stock *s,
    struct stock_gap **out)
{
	struct comparing k = { .perm = perm, .s = s };

	*out = NULL;
	if (s->product == NULL || !has_files(s))
		return 0;
	k.tmp = arena_open();
	k.files = map_open(k.tmp);
	k.said = map_open(k.tmp);
	gather(&k);
	compare(&k);
	arena_close(k.tmp);
	*out = k.v;
	return k.n;
}
