#include "resolve/resolve_form.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/map.h"
#include "resolve/dictionary_impl.h"
#include "resolve/resolve.h"
#include "resolve/resolve_cpe.h"
#include "resolve/resolve_part.h"

#define MAKER_WORDS	6

/* Below what is chosen among; more when the maker is known. */
#define SCORE_KNOWN	300
#define SCORE	120

/* What fits less stands behind them. */
#define LIKELY	90

/* The maker that the words begin with; *n: how many they are. */
static const struct dictionary_maker *
maker_of(struct arena *a, const struct dictionary *x,
    const struct resolve_part *p, size_t *n)
{
	const struct dictionary_maker *best = NULL;
	struct str s = S("");

	*n = 0;
	for (size_t i = 0; i < p->n && i < MAKER_WORDS; i++) {
		const struct dictionary_maker *m;

		if (p->words[i].kind == RESOLVE_VERSION)
			break;
		s = str_cat(a, s, p->words[i].text);
		m = map_get(x->by_alias, s);
		if (m != NULL) {
			best = m;
			*n = i + 1;
		}
	}
	return best;
}

static bool
is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((s.p[i] & 0x80) != 0)
			return false;
	}
	return true;
}

/* Whether words after a maker's name are of it: "Inc.", the name again. */
static bool
is_of_maker(const struct dictionary_maker *m, const struct resolve_word *w)
{
	if (w->kind == RESOLVE_IDLE)
		return true;
	for (size_t i = 0; m != NULL && i < m->n; i++) {
		if (str_eq(m->aliases[i], w->text))
			return true;
	}
	return false;
}

/* A piece without the signs of a sentence. */
static struct str
bare(struct arena *a, struct str s)
{
	while (s.n > 1 &&
	    (s.p[s.n - 1] == ',' || s.p[s.n - 1] == '.' ||
		s.p[s.n - 1] == ':'))
		s.n--;
	return str_lower(a, s);
}

/* The pieces from a word on, as CPE joins them; empty when Latin has none. */
static struct str
product_of(struct arena *a, const struct resolve_part *p, size_t from)
{
	struct str s = S("");

	for (size_t i = from; i < p->n; i++) {
		const struct resolve_word *w = &p->words[i];

		if (w->kind == RESOLVE_VERSION || w->kind == RESOLVE_ASIDE ||
		    str_eq_z(w->text, "firmware") ||
		    (i > from && w->piece.p == p->words[i - 1].piece.p))
			continue;
		if (!is_ascii(w->piece))
			return S("");
		if (s.n > 0)
			s = str_cat(a, s, S("_"));
		s = str_cat(a, s, bare(a, w->piece));
	}
	return s;
}

/* "AX1803", "DIR-645": letters and digits in one. */
static bool
is_model(struct str s)
{
	bool has_digit = false, has_letter = false;

	for (size_t i = 0; i < s.n; i++) {
		has_digit = has_digit || (s.p[i] >= '0' && s.p[i] <= '9');
		has_letter = has_letter || (s.p[i] >= 'a' && s.p[i] <= 'z');
	}
	return has_digit && has_letter;
}

/* Whether a name has words that the line has not: it is another product. */
static bool
has_more(const struct resolve_candidate *c)
{
	for (size_t i = 0; i < c->n_reasons; i++) {
		if (str_eq_z(str_z(c->reasons[i].key), "extra"))
			return true;
	}
	return false;
}

static void
add(struct arena *a, struct resolved *out, const struct resolve_cpe *c,
    int score)
{
	struct resolve_candidate *to;
	size_t at = out->n;

	if (out->n == LIMIT_RESOLVE_SHOWN || c->product.n == 0 ||
	    resolve_cpe_formatted(a, c).n == 0)
		return;
	while (at > 0 &&
	    (out->v[at - 1].score < LIKELY || has_more(&out->v[at - 1])))
		at--;
	for (size_t i = out->n++; i > at; i--)
		out->v[i] = out->v[i - 1];
	to = &out->v[at];
	*to = (struct resolve_candidate){ .cpe = resolve_cpe_formatted(a, c),
		.is = resolve_cpe_short(a, c),
		.version = c->version,
		.update = c->update,
		.scope = out->scope,
		.source = RESOLVE_FORMED,
		.score = score,
		.reasons = arena_new(a, struct resolve_reason),
		.n_reasons = 1 };
	to->name = to->is;
	to->reasons[0] = (struct resolve_reason){ "formed", c->maker, score };
}

/* Hardware, its firmware, or a program: by what the line says. */
static void
add_parts(struct arena *a, const struct resolve_part *p, struct resolve_cpe c,
    int score, struct resolved *out)
{
	struct str product = c.product;

	if (product.n == 0)
		return;
	if (p->is_firmware || is_model(product)) {
		c.part = 'o';
		c.product = str_cat(a, product, S("_firmware"));
		add(a, out, &c, score);
	}
	c.product = product;
	c.part = 'h';
	if (!p->is_firmware && is_model(product))
		add(a, out, &c, score);
	c.part = 'a';
	if (!p->is_firmware)
		add(a, out, &c, score);
}

/* A word that ends a maker's name: "Ltd.", "project"; 0: none does. */
static size_t
end_of_maker(const struct resolve_part *p, bool *is_project)
{
	size_t end = 0;

	*is_project = false;
	for (size_t i = 1; i + 1 < p->n && i < MAKER_WORDS; i++) {
		if (str_eq_z(p->words[i].text, "project")) {
			*is_project = true;
			return i + 1;
		}
		if (resolve_part_is_company(p->words[i].text))
			end = i + 1;
	}
	return end;
}

/*
 * A maker that no source knows: the first word, or what a company's form or
 * "project" ends; "owner/name" has both.
 */
static void
unknown_maker(struct arena *a, const struct resolve_part *p,
    struct resolve_cpe *c)
{
	bool is_project;
	size_t n = end_of_maker(p, &is_project);
	struct str first = bare(a, p->words[0].piece), rest;

	c->maker = first;
	if (is_project) {
		c->maker = p->words[0].text;
		for (size_t i = 1; i < n; i++)
			c->maker = str_cat(a, str_cat(a, c->maker, S("_")),
			    p->words[i].text);
	}
	while (n < p->n && p->words[n].piece.p == p->words[0].piece.p)
		n++;
	while (!is_project && n > 0 && n + 1 < p->n &&
	    str_eq(p->words[n].text, p->words[0].text))
		n++;
	c->product = product_of(a, p, n);
	if (c->product.n > 0)
		return;
	c->product = first;
	if (str_cut(first, '/', &c->maker, &rest) && rest.n > 0)
		c->product = rest;
	else
		c->maker = first;
}

/* "request", "TCP/IP": no product is told by such words. */
static bool
is_common(const struct resolve_part *p)
{
	for (size_t i = 0; i < p->n; i++) {
		if (p->words[i].kind != RESOLVE_VERSION &&
		    !p->words[i].is_common)
			return false;
	}
	return true;
}

void
resolve_form(struct arena *a, const struct dictionary *x,
    const struct resolve_part *p, struct resolved *out)
{
	size_t n = 0;
	const struct dictionary_maker *m = maker_of(a, x, p, &n);
	struct resolve_cpe c = { .version = out->version,
		.update = out->update };

	if (is_common(p))
		return;
	while (m != NULL && n < p->n && is_of_maker(m, &p->words[n]))
		n++;
	if (m != NULL && n < p->n) {
		c.maker = m->word;
		c.product = product_of(a, p, n);
	} else if (p->n > 0 && is_ascii(p->words[0].piece)) {
		unknown_maker(a, p, &c);
	}
	add_parts(a, p, c, m != NULL ? SCORE_KNOWN : SCORE, out);
}
