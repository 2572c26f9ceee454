#include "resolve/resolve_score.h"

#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "resolve/dictionary_impl.h"
#include "resolve/resolve_gather.h"
#include "resolve/resolve_part.h"
#include "version/name.h"

#define ALL	1000

/* Words that are written as one by some: "Post gre SQL". */
#define JOINED	3

/* Words that name a maker at most: "National Keep Cyber Security Services". */
#define MAKER_WORDS	6

/* Shorter words are not taken for the beginning of a maker's name. */
#define NEAR_BYTES	5

/* What is not in the name counts less where it stands aside. */
#define ASIDE_SHARE	4

struct fitting {
	const struct resolve_part *p;
	const struct dictionary_name *name;
	struct str cand[LIMIT_RESOLVE_NAME_WORDS];
	unsigned cand_weight[LIMIT_RESOLVE_NAME_WORDS];
	bool cand_has[LIMIT_RESOLVE_NAME_WORDS];	/* the line has it */
	bool cand_free[LIMIT_RESOLVE_NAME_WORDS];	/* need not be */
	bool line_has[LIMIT_RESOLVE_WORDS];		/* the name has it */
	bool line_out[LIMIT_RESOLVE_WORDS];	/* halves of a version */
	bool line_maker[LIMIT_RESOLVE_WORDS];
};

/* How many of n words spell s one after the other; 0: they do not. */
static size_t
spell(struct str s, const struct resolve_word *w, size_t n)
{
	size_t at = 0;

	for (size_t i = 0; i < n; i++) {
		if (!str_starts(str_from(s, at), w[i].text))
			return 0;
		at += w[i].text.n;
		if (at == s.n)
			return i + 1;
	}
	return 0;
}

static size_t
spell_str(struct str s, const struct str *w, size_t n)
{
	size_t at = 0;

	for (size_t i = 0; i < n; i++) {
		if (!str_starts(str_from(s, at), w[i]))
			return 0;
		at += w[i].n;
		if (at == s.n)
			return i + 1;
	}
	return 0;
}

/* ---- the maker ----------------------------------------------------------- */

/* "wpvividplugins" and "wpvivid": one begins with the other. */
static bool
is_near(struct str x, struct str y)
{
	return x.n >= NEAR_BYTES && y.n >= NEAR_BYTES &&
	    (str_starts(x, y) || str_starts(y, x));
}

static void
find_maker(struct fitting *f)
{
	const struct dictionary_maker *m = f->name->product->maker;

	for (size_t i = 0; i < m->n; i++) {
		struct str alias = m->aliases[i];

		for (size_t k = 0; k < f->p->n; k++) {
			size_t left = f->p->n - k;
			size_t n = spell(alias, f->p->words + k,
			    left < MAKER_WORDS ? left : MAKER_WORDS);

			if (f->p->words[k].kind == RESOLVE_VERSION)
				n = 0;
			if (n == 0 && k == 0 &&
			    is_near(f->p->words[0].text, alias))
				n = 1;
			for (size_t j = 0; j < n; j++)
				f->line_maker[k + j] = true;
		}
		for (size_t k = 0; k < f->name->n; k++) {
			size_t n = spell_str(alias, f->cand + k,
			    f->name->n - k);

			/* All of a name is never free. */
			for (size_t j = 0; n < f->name->n && j < n; j++)
				f->cand_free[k + j] = true;
		}
	}
}

/* ---- the words ----------------------------------------------------------- */

/* Equal, but for an s of the plural. */
static bool
is_word(struct str x, struct str y)
{
	if (str_eq(x, y))
		return true;
	if (x.n < y.n) {
		struct str z = x;

		x = y;
		y = z;
	}
	return y.n >= 4 && x.n == y.n + 1 && x.p[y.n] == 's' &&
	    str_starts(x, y);
}

static bool
is_number(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	}
	return s.n > 0;
}

/* "1.0" is two words, and not 10. */
static bool
are_numbers(const struct resolve_word *w, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!is_number(w[i].text))
			return false;
	}
	return n > 0;
}

/* n words of the line, from i, and n_cand of the name, from j, are the same. */
static bool
is_joined(const struct fitting *f, size_t i, size_t n, size_t j, size_t n_cand)
{
	size_t at = 0, k = j, in = 0;

	if (are_numbers(f->p->words + i, n))
		return false;
	for (size_t w = i; w < i + n; w++) {
		struct str s = f->p->words[w].text;

		for (size_t b = 0; b < s.n; b++, at++) {
			while (k < j + n_cand && in == f->cand[k].n) {
				k++;
				in = 0;
			}
			if (k == j + n_cand || f->cand[k].p[in++] != s.p[b])
				return false;
		}
	}
	return k + 1 == j + n_cand && in == f->cand[k].n;
}

static bool
is_open(const bool *has, size_t from, size_t n)
{
	for (size_t i = from; i < from + n; i++) {
		if (has[i])
			return false;
	}
	return true;
}

static void
pair(struct fitting *f, size_t i, size_t n, size_t j, size_t n_cand)
{
	for (size_t k = 0; k < n; k++)
		f->line_has[i + k] = true;
	for (size_t k = 0; k < n_cand; k++)
		f->cand_has[j + k] = true;
}

static void
pair_words(struct fitting *f)
{
	for (size_t i = 0; i < f->p->n; i++) {
		for (size_t j = 0; j < f->name->n && !f->line_has[i]; j++) {
			if (!f->cand_has[j] &&
			    is_word(f->p->words[i].text, f->cand[j]))
				pair(f, i, 1, j, 1);
		}
	}
}

static void
pair_joined(struct fitting *f, size_t n, size_t n_cand)
{
	for (size_t i = 0; i + n <= f->p->n; i++) {
		for (size_t j = 0; j + n_cand <= f->name->n; j++) {
			if (is_open(f->line_has, i, n) &&
			    is_open(f->cand_has, j, n_cand) &&
			    is_joined(f, i, n, j, n_cand))
				pair(f, i, n, j, n_cand);
		}
	}
}

/* A version's words belong to the name all or not at all: whether some were
 * taken alone; they are not any more. */
static bool
has_halves(struct fitting *f)
{
	bool found = false;

	for (size_t i = 0; i < f->p->n; i++) {
		const struct resolve_word *w = &f->p->words[i];

		if (w->kind != RESOLVE_VERSION || f->line_has[i])
			continue;
		for (size_t k = 0; k < f->p->n; k++) {
			if (f->p->words[k].kind != RESOLVE_VERSION ||
			    f->p->words[k].token != w->token)
				continue;
			found = found || f->line_has[k];
			f->line_out[k] = true;
		}
	}
	return found;
}

static void
pair_once(struct fitting *f)
{
	pair_words(f);
	for (size_t n = 1; n <= JOINED; n++) {
		for (size_t k = 1; k <= JOINED; k++) {
			if (n + k > 2)
				pair_joined(f, n, k);
		}
	}
}

static void
pair_all(struct fitting *f)
{
	pair_once(f);
	if (!has_halves(f))
		return;
	memset(f->cand_has, 0, sizeof(f->cand_has));
	memcpy(f->line_has, f->line_out, sizeof(f->line_has));
	pair_once(f);
	for (size_t i = 0; i < f->p->n; i++)
		f->line_has[i] = f->line_has[i] && !f->line_out[i];
}

/* ---- the sums ------------------------------------------------------------ */

static void
sum_line(const struct fitting *f, struct resolve_score *s)
{
	unsigned all = 0, some = 0, named = 0;

	for (size_t i = 0; i < f->p->n; i++) {
		const struct resolve_word *w = &f->p->words[i];
		bool has = f->line_has[i] || f->line_maker[i];

		if (w->kind == RESOLVE_VERSION && !has)
			continue;
		if (w->kind == RESOLVE_VERSION && w->token < 64)
			s->tokens |= UINT64_C(1) << w->token;
		named += w->kind != RESOLVE_IDLE &&
		    w->kind != RESOLVE_VERSION && !f->line_maker[i];
		if (has) {
			unsigned weight = w->kind == RESOLVE_ASIDE ?
			    w->weight / 2 :
			    w->weight;

			all += weight;
			some += weight;
		} else if (w->kind == RESOLVE_ASIDE) {
			all += w->weight / ASIDE_SHARE;
		} else {
			all += w->weight;
			s->is_whole = s->is_whole && w->kind == RESOLVE_IDLE;
		}
		if (!has && w->kind != RESOLVE_IDLE)
			s->missing |= UINT64_C(1) << i;
		s->has_maker = s->has_maker || f->line_maker[i];
	}
	s->in_line = all > 0 ? (int)(some * ALL / all) : 0;
	s->is_maker_alone = named == 0;
}

static void
sum_name(const struct fitting *f, struct resolve_score *s)
{
	unsigned all = 0, some = 0, hits = 0;

	s->is_full = s->is_whole;
	for (size_t j = 0; j < f->name->n; j++) {
		bool is_firmware = str_eq_z(f->cand[j], "firmware");

		hits += f->cand_has[j] && !is_firmware;
		s->is_full = s->is_full && f->cand_has[j];
		if (f->cand_has[j]) {
			all += f->cand_weight[j];
			some += f->cand_weight[j];
		} else if (!f->cand_free[j] && !is_firmware) {
			all += f->cand_weight[j];
			s->is_whole = false;
			s->extra |= UINT32_C(1) << j;
		}
	}
	s->in_name = all > 0 ? (int)(some * ALL / all) : 0;
	if (hits == 0)
		s->in_name = 0;
}

/* What kinds of words the line says of the name. */
static void
look_at_words(const struct fitting *f, struct resolve_score *s)
{
	size_t n = 0;

	s->is_common = true;
	for (size_t i = 0; i < f->p->n; i++) {
		const struct resolve_word *w = &f->p->words[i];

		if (w->kind == RESOLVE_IDLE || w->kind == RESOLVE_VERSION)
			continue;
		n++;
		if (!w->is_common)
			s->is_common = false;
	}
	s->is_single = n <= 1;
}

/* The name that a product is told apart by from that of its maker. */
static bool
is_named_as_maker(const struct dictionary_name *name)
{
	const struct dictionary_maker *m = name->product->maker;

	for (size_t i = 0; i < m->n; i++) {
		if (spell_str(m->aliases[i], name->words, name->n) == name->n)
			return true;
	}
	return false;
}

/* zlib of zlib. */
static bool
is_called_as_maker(struct arena *a, const struct dictionary_product *p)
{
	struct str word = name_product(a, S(""), p->word);

	for (size_t i = 0; i < p->maker->n; i++) {
		if (str_eq(word, p->maker->aliases[i]))
			return true;
	}
	return false;
}

struct resolve_score
resolve_score(struct arena *a, const struct dictionary *x,
    const struct resolve_part *p, const struct dictionary_name *name)
{
	struct fitting *f = arena_new(a, struct fitting);
	struct resolve_score s = { .is_whole = true };

	f->p = p;
	f->name = name;
	for (size_t j = 0; j < name->n; j++) {
		f->cand[j] = name->words[j];
		f->cand_weight[j] = resolve_part_is_idle(name->words[j]) ?
		    1 :
		    resolve_gather_weight(x, name->words[j]);
	}
	find_maker(f);
	pair_all(f);
	sum_line(f, &s);
	sum_name(f, &s);
	look_at_words(f, &s);
	s.is_maker_alone = s.is_maker_alone && is_named_as_maker(name);
	s.is_same = is_called_as_maker(a, name->product);
	s.fit = s.in_line * s.in_name / ALL;
	s.fit = s.fit * s.fit / ALL;
	if (s.in_line < ALL || s.in_name < ALL)
		s.is_whole = s.is_whole && s.fit >= ALL * 9 / 10;
	return s;
}
